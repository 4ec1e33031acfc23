// What expressions mean: each is the `assert` of a rule that is run on one small report.

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "pack_of.h"
#include "packtest/packtest.h"

namespace gouji {
namespace {

constexpr std::string_view kHead = R"(gouji: 1
id: trial
claims: trial
title_patterns: {official: 'trial (?P<year>\d{4})'}
bind:
  s: 1. Tables
  site:
    table: {section: s, kind: pairs}
    rows: {name: Name, opened: Opened, closed: Closed, safe: Safe, state: State, rate: Rate, gone: Gone, empty: Empty}
  list:
    table: {section: s, kind: open}
    columns: {a: A, b: B, all: {label: All}, note: Note}
    rows: {total: Total}
  other:
    table: {section: s, kind: open, caption: Second}
    columns: {a: A, c: C}
rules:
)";

constexpr std::string_view kReport = R"(          # trial 2024

          ## 1. Tables

          | Name | North Pier | Opened | 2024-02-28 |
          |---|---|---|---|
          | Closed | 1 March 2024 | Safe | ☑ yes ☐ no |
          | State | N/A | Rate | 12.5% |
          | Empty | | | |

          | Unit | A | B | All | Note |
          |---|---|---|---|---|
          | East | 1 | 2 | 3 | fine |
          | West | 4 | - | 4 | fine |
          | Total | 5 | 2 | 7 | |

          Second

          | Unit | A | C |
          |---|---|---|
          | East | 1 | 0.1 |
          | South | 9 | 0.2 |
)";

struct Row {
  std::string expression;
  std::string verdict;  ///< pass, fail, none: not applicable, ?: not evaluated
  std::string missing = "zero";
  std::string loop = {};
};

std::string VerdictOf(const std::string& expect) {
  if (expect.find("not_evaluated") != std::string::npos) {
    return expect.find("{at") != std::string::npos || expect.find("{text") != std::string::npos ? "fail?" : "?";
  }
  return expect.starts_with("expect: pass") ? "pass" : expect.starts_with("expect: not_applicable") ? "none" : "fail";
}

std::string Quoted(std::string text) {
  for (std::size_t at = text.find('\''); at != text.npos; at = text.find('\'', at + 2)) {
    text.insert(at, "'");
  }
  return "'" + text + "'";
}

}  // namespace

TEST_CASE("expressions: what they come to") {
  const std::vector<Row> rows = {
      // numbers are exact
      {"0.1 + 0.2 = 0.3", "pass"},
      {"list[total, all] = sum(list[open, all])", "pass"},
      {"list[total, all] = sum(list[open, all]) + 1", "fail"},
      {"list[total, all] = sum(list[total.children, all])", "pass"},
      {"list[r, note] = list[total, note]", "fail", "zero", "r in list.open"},
      {"2 * list[total, a] - 3 = 7", "pass"},
      {"-list[total, a] = 0 - 5", "pass"},
      {"ratio(list[total, b], list[total, a]) = 0.4", "pass"},
      {"ratio(1, 0) = 0", "?"},
      {"round(ratio(2, 3), 2) = 0.67", "pass"},
      {"abs(list[total, b] - list[total, a]) = 3", "pass"},
      {"min(list[open, a]) = 1 and max(list[open, a]) = 4", "pass"},
      {"count(list[*, b]) = 2", "pass"},
      // percentages
      {"site[rate, value] = 12.5%", "pass"},
      {"site[rate, value] = 0.125", "pass"},
      {"percent(ratio(1, 8), 1) = site[rate, value]", "pass"},
      {"percent(ratio(1, 3), 1) = 33.3%", "pass"},
      {"percent(ratio(1, 3), 99999999999) = ratio(1, 3)", "pass"},
      {"round(ratio(2, 3), 4294967296) = ratio(2, 3)", "pass"},
      // dates
      {"site[opened, value] = date(2024, 2, 28)", "pass"},
      {"site[opened, value] < site[closed, value]", "pass"},
      {"site[closed, value] - site[opened, value] = 2", "pass"},
      {"site[opened, value] + 2 = site[closed, value]", "pass"},
      {"site[closed, value] - 366 = date(2023, 3, 1)", "pass"},
      {"site[closed, value] <= \"2024-03-01\"", "pass"},
      {"site[opened, value] = \"28th of February, 2024\"", "pass"},
      {"site[opened, value] = \"Feb 28th 2024\"", "pass"},
      {"site[opened, value] = \"28.02.2024\"", "pass"},
      {"site[opened, value] = \"2024.2.28\"", "pass"},
      {"site[opened, value] = \"2024/2/28\"", "pass"},
      {"site[opened, value] = \"2024年2月28日\"", "pass"},
      {"site[opened, value] = \"28 February\"", "fail"},
      {"site[opened, value] = \"28 Brumaire 2024\"", "fail"},
      {"site[opened, value] = \"28 Feb March 2024\"", "fail"},
      {"site[opened, value] = \"2024-2-28-1\"", "fail"},
      {"site[opened, value] = \"20240-2-28\"", "fail"},
      {"site[opened, value] = \"2024-2-30\"", "fail"},
      {"year(site[closed, value]) = doc.year and month(site[closed, value]) = 3 and day(site[closed, value]) = 1",
       "pass"},
      {"site[opened, value] = 5", "?"},
      {"max(site[opened, value], site[closed, value]) = date(2024, 3, 1)", "pass"},
      {"sum(site[opened, value], site[closed, value]) > 0", "?"},
      {"sum(site[name, value], list[total, a]) = 5", "?"},
      {"abs(site[opened, value]) > 0", "?"},
      // words and boxes
      {"site[name, value] = \"north pier\"", "pass"},
      {"site[name, value] = site[state, value]", "fail"},
      {"site[state, value] = \"N/A\"", "pass"},
      {"site[state, value] in [\"open\", \"N/A\"]", "pass"},
      {"site[state, value] not in [\"open\", \"N/A\"]", "fail"},
      {"site[safe, value] = \"yes\"", "pass"},
      {"site[safe, value] != \"no\"", "pass"},
      {"ticked(site[safe, value]) = 1", "pass"},
      {"site[name, value] > 3", "?"},
      {"matches(site[name, value], \"^North\")", "pass"},
      {"length(site[name, value]) = 10", "pass"},
      {"doc.year in [2023, 2024]", "pass"},
      {"list[total, a] in [site[gone, value], 5]", "pass"},
      {"list[total, a] not in [site[gone, value], 5]", "fail"},
      {"list[total, a] in [site[gone, value], 6]", "?"},
      {"list[total, a] in [4, 6]", "fail"},
      // three answers
      {"site[gone, value] = 1", "?"},
      {"site[gone, value] = 1 or doc.year = 2024", "pass"},
      {"site[gone, value] = 1 and doc.year = 2023", "fail"},
      {"not site[gone, value] = 1", "?"},
      {"if doc.year = 2023 then site[gone, value] = 1", "pass"},
      {"if doc.year = 2024 then list[total, a] = 6", "fail"},
      {"if doc.year = 2023 then list[total, a] = 6 else list[total, a] = 5", "pass"},
      {"if site[gone, value] = 1 then doc.year = 2023", "?"},
      {"exists(site[gone, value])", "fail"},
      {"exists(list) and exists(site[name, value])", "pass"},
      {"exists(prev.list[*, *]) or exists(prev.list[total, a])", "none"},
      {"if exists(list) then doc.year = 2024 else exists(prev.list[total, a])", "none"},
      // what is blank
      {"site[empty, value] = 0", "pass", "zero"},
      {"site[empty, value] = 0", "none", "skip"},
      {"site[empty, value] = 0", "fail", "fail"},
      {"blank(site[empty, value])", "pass", "fail"},
      {"any_number(list[*, b]) and any_blank(list[*, b]) and not number(list[*, b])", "pass"},
      // loops and joins
      {"list[r, a] + list[r, b] = list[r, all]", "pass", "zero", "r in list.rows"},
      {"list[r, a] + list[r, b] = list[r, all]", "pass", "skip", "r in list.rows"},
      {"list[r, a] = other[r, a]", "?", "zero", "r in other.rows"},
      {"other[r, a] = 1", "?", "zero", "r in list.open"},
      {"list[total, c] >= 2", "fail", "zero", "c in list.columns"},
      {"r.label != \"Total\"", "pass", "zero", "r in list.open"},
      {"r = \"Total\"", "fail", "zero", "r in list.rows"},
  };
  std::string text(kHead);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string& loop = rows[i].loop;
    text += "  - id: E" + std::to_string(i) + "\n    name: e" + std::to_string(i) +
            "\n    severity: error\n    title: trial\n" + (loop.empty() ? "" : "    for: " + loop + "\n") +
            "    missing: " + rows[i].missing +
            "\n    at: site[name, value]\n    assert: " + Quoted(rows[i].expression) +
            "\n    message: no\n    tests:\n      - name: t\n        report: |\n" + std::string(kReport) +
            "        expect: pass\n";
  }
  const MadePack made = MakePack({text});
  for (const std::string& mistake : made.Mistakes()) {
    FAIL_CHECK(mistake);
  }
  REQUIRE(made.pack != nullptr);
  const PackTests results = RunPackTests(*made.pack, Lang::kEn, [](const Rule&) { return true; });
  REQUIRE(results.mistakes.empty());
  std::size_t seen = 0;
  for (const RuleCoverage& each : results.coverage) {
    const Row& row = rows[static_cast<std::size_t>(std::stoi(std::string(each.rule->info.id.substr(1))))];
    CAPTURE(row.expression);
    CAPTURE(row.missing);
    CAPTURE(results.seen[seen].expect);
    CHECK(VerdictOf(results.seen[seen].expect) == row.verdict);
    ++seen;
  }
  CHECK(seen > 50);
}

TEST_CASE("expressions: how a value is said") {
  struct Said {
    std::string_view placeholder;
    std::string_view zh;
  };
  const std::vector<Said> rows = {
      {"sum(site[rate, value])", "12.5%"},
      {"sum(site[rate, value], site[rate, value], site[empty, value])", "25%"},
      {"sum(site[rate, value], 1)", "1.125"},
      {"sum(list[open, a])", "5"},
      {"sum(site[empty, value])", "0"},
      {"abs(0 - site[rate, value])", "0.125"},
      {"abs(site[rate, value])", "12.5%"},
      {"sum(site[opened, value])", "?"},
      {"min(site[opened, value], site[closed, value])", "2024-02-28"},
      {"exists(list[total, a])", "true"},
      {"exists(prev.list[*, *])", "false"},
      {"exists(prev.list[total, a])", "false"},
  };
  std::string text(kHead);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string number = std::to_string(i);
    text += "  - id: E" + number + "\n    name: e" + number +
            "\n    severity: error\n    title: trial\n    missing: zero\n    at: site[name, value]\n" +
            "    assert: site[name, value] = \"South Pier\"\n    message: " +
            Quoted("{" + std::string(rows[i].placeholder) + "}") +
            "\n    tests:\n      - name: t\n        report: |\n" + std::string(kReport) + "        expect: pass\n";
  }
  const MadePack made = MakePack({text});
  for (const std::string& mistake : made.Mistakes()) {
    FAIL_CHECK(mistake);
  }
  REQUIRE(made.pack != nullptr);
  const PackTests results = RunPackTests(*made.pack, Lang::kZh, [](const Rule&) { return true; });
  REQUIRE(results.seen.size() == rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::size_t row = std::stoul(std::string(results.coverage[i].rule->info.id.substr(1)));
    CAPTURE(rows[row].placeholder);
    const std::string& seen = results.seen[i].expect;
    CAPTURE(seen);
    CHECK((seen.ends_with(": " + std::string(rows[row].zh) + "}}\n") ||
           seen.ends_with(": \"" + std::string(rows[row].zh) + "\"}}\n")));
  }
}

TEST_CASE("expressions: rows of another table are those of the same label, and a loop's column that of the same name") {
  constexpr std::string_view kTables = R"(gouji: 1
id: trial
claims: trial
title_patterns: {official: 'trial (?P<year>\d{4})'}
bind:
  s: 1. Tables
  first:
    table: {section: s, kind: open}
    columns: {a: A, b: B}
    rows: {total: Total}
  second:
    table: {section: s, kind: open, caption: Second}
    columns: {b: B, c: C}
    rows: {total: {label: Total, aliases: [Sum]}}
rules:
  - {id: E1, name: e1, severity: error, title: t, missing: zero, for: r in first.rows, at: 'first[r, a]', message: m,
     assert: 'first[r, b] = second[r, b]', tests: [{name: t, report: &r "REPORT", expect: pass}]}
  - {id: E2, name: e2, severity: error, title: t, missing: zero, for: c in second.columns, at: 'second[total, c]',
     message: m, assert: 'first[total, c] = second[total, c]', tests: [{name: t, report: *r, expect: pass}]}
  - {id: E3, name: e3, severity: error, title: t, missing: zero, at: 'first[total, b]', message: m,
     assert: 'first[total, b] * 99999999999999999999 * 99999999999999999999 = 1',
     tests: [{name: t, report: *r, expect: pass}]}
)";
  std::string text(kTables);
  const std::string report =
      "# trial 2024\\n\\n## 1. Tables\\n\\n| Unit | A | B |\\n|---|---|---|\\n| East | 1 | 2 |\\n| West | 1 | 3 |\\n"
      "| North | 1 | 4 |\\n| Total | 3 | 9 |\\n\\nSecond\\n\\n| Unit | B | C |\\n|---|---|---|\\n| West | 3 | 1 |\\n"
      "| West | 3 | 1 |\\n| East | 1 | 1 |\\n| Sum | 9 | 3 |\\n";
  text.replace(text.find("REPORT"), 6, report);
  const MadePack made = MakePack({text});
  for (const std::string& mistake : made.Mistakes()) {
    FAIL_CHECK(mistake);
  }
  REQUIRE(made.pack != nullptr);
  std::string seen;
  for (const SeenTest& each : RunPackTests(*made.pack, Lang::kEn, [](const Rule&) { return true; }).seen) {
    seen += each.expect;
  }
  CHECK(seen ==
        "expect:\n"
        "  - {at: \"first[East, a]\"}\n"
        "  - {not_evaluated: \"second[West, b]\"}  # the other table has more than one row 'West'\n"
        "  - {not_evaluated: \"second[North, b]\"}  # the other table has no row 'North'\n"
        "expect: pass\n"
        "expect:\n"
        "  - {not_evaluated: \"first[total, b]\"}  # numbers too large\n");
}

TEST_CASE("expressions: every function has an answer to every operand, in a message too, where nothing holds it back") {
  const std::vector<std::string> operands = {"list[total, a]",      "list[*, *]",           "list[open, note]",
                                             "site[rate, value]",   "site[opened, value]",  "site[gone, value]",
                                             "prev.list[total, a]", "prev.list[open, *]",   "prev.site[opened, value]",
                                             "prev.doc.year",       "prev.section(s).text", "list[total.children, a]"};
  std::size_t told = 0;
  for (const FunctionInfo& function : Functions()) {
    for (const std::string& operand : operands) {
      const std::string second = function.name == "matches" ? ", 'a'" : function.least > 1 ? ", list[total, a]" : "";
      const std::string call =
          std::string(function.name) + "(" + operand + second + (function.least > 2 ? ", list[total, b]" : "") + ")";
      CAPTURE(call);
      const MadePack made = MakePack(
          {std::string(kHead) +
           "  - id: E\n    name: e\n    severity: error\n    title: t\n    missing: zero\n    at: site[name, value]\n" +
           "    assert: list[total, a] = 6\n    message: " + Quoted("{" + call + "}") +
           "\n    tests:\n      - name: t\n        report: |\n" + std::string(kReport) + "        expect: pass\n"});
      if (made.pack == nullptr) continue;  // it is refused when the pack is loaded
      const PackTests results = RunPackTests(*made.pack, Lang::kEn, [](const Rule&) { return true; });
      REQUIRE(results.seen.size() == 1);
      CHECK(results.seen[0].expect.find("{at: ") != std::string::npos);
      ++told;
    }
  }
  CHECK(told > 120);
}

}  // namespace gouji
