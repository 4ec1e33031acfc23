#include "config/baseline.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace gouji {
namespace {

Diagnostic Found(const RuleInfo& rule, Subject subject, std::vector<std::pair<std::string, std::string>> values) {
  Diagnostic diagnostic;
  diagnostic.rule = &rule;
  diagnostic.subject = std::move(subject);
  diagnostic.values = std::move(values);
  return diagnostic;
}

std::string Mistakes(const std::string& text, Lang lang = Lang::kEn) {
  const Source source("known.json", text);
  Diagnostics diagnostics;
  CHECK_FALSE(ReadBaseline(source, lang, diagnostics));
  std::vector<Diagnostic> all = diagnostics.Take();
  Sort(all);
  std::string mistakes;
  for (const Diagnostic& each : all) {
    CHECK(each.rule->id == "GJ203");
    mistakes += std::to_string(source.PlaceOf(each.where.begin).line) + " " + each.message + "\n";
  }
  return mistakes;
}

}  // namespace

TEST_CASE("baseline: what is written is read again, sorted, one finding a line") {
  RuleInfo rule;
  rule.id = "GK301";
  const Source source("a.txt", "前“残留”后");
  Baseline baseline;
  KnownFindings& known = baseline.documents["reports/某局 \"2023\".txt"];
  known[KnownFinding::Of(Found(rule, {"requests", "requests", "total", "person"}, {{"in", "125"}, {"out", "124"}}))] =
      1;
  known[KnownFinding::Of(Found(rule, {"requests", "", "", ""}, {}))] = 12;
  Diagnostic nameless = Found(rule, {}, {});
  nameless.source = &source;
  nameless.where = {3, 15};
  known[KnownFinding::Of(nameless)] = 1;
  Diagnostic identity = Found(rule, {"review", "", "", ""}, {{"left", "1"}});
  identity.left = "1";
  identity.right = "2";
  known[KnownFinding::Of(identity)] = 1;
  baseline.documents["a/clean.txt"];
  const std::string file = WriteBaseline(baseline);
  CHECK(file ==
        "{\n  \"gouji-baseline\": 1,\n  \"documents\": {\n    \"reports/某局 \\\"2023\\\".txt\": [\n"
        "      {\"rule\":\"GK301\",\"text\":\"“残留”\",\"count\":1},\n"
        "      {\"rule\":\"GK301\",\"subject\":{\"section\":\"requests\"},\"count\":12},\n"
        "      {\"rule\":\"GK301\",\"subject\":{\"section\":\"requests\",\"table\":\"requests\",\"row\":\"total\","
        "\"column\":\"person\"},\"values\":{\"in\":\"125\",\"out\":\"124\"},\"count\":1},\n"
        "      {\"rule\":\"GK301\",\"subject\":{\"section\":\"review\"},\"values\":{\"left\":\"1\",\"right\":\"2\"},"
        "\"count\":1}\n    ]\n  }\n}\n");
  const Source written("known.json", file);
  Diagnostics diagnostics;
  auto again = ReadBaseline(written, Lang::kEn, diagnostics);
  REQUIRE(again);
  baseline.documents.erase("a/clean.txt");
  CHECK(again->documents == baseline.documents);
  CHECK(WriteBaseline(*again) == file);
  CHECK(WriteBaseline({}) == "{\n  \"gouji-baseline\": 1,\n  \"documents\": {}\n}\n");
}

TEST_CASE("baseline: as many of a finding are known as it holds; the rest is new, and what is left is gone") {
  RuleInfo rule;
  rule.id = "GK903";
  const Diagnostic a = Found(rule, {"overview", "", "", ""}, {{"found", "资金"}});
  const Diagnostic b = Found(rule, {"overview", "", "", ""}, {{"found", "工作"}});
  const Diagnostic c = Found(rule, {"issues", "", "", ""}, {{"found", "工作"}});
  KnownFindings known{{KnownFinding::Of(a), 2}, {KnownFinding::Of(b), 3}};
  std::vector<Diagnostic> findings = {a, b, a, c, a};
  const std::vector<Diagnostic> taken = TakeKnown(known, findings);
  CHECK(taken.size() == 3);
  REQUIRE(findings.size() == 2);
  CHECK(findings[0].subject.section == "issues");
  CHECK(findings[1].values == a.values);
  REQUIRE(known.size() == 1);
  CHECK(known.begin()->second == 2);
}

TEST_CASE("baseline: mistakes are told at their lines") {
  CHECK(Mistakes("{\n  \"gouji-baseline\": 2,\n  \"documents\": {}\n}\n") == "2 baseline version 2, expected 1\n");
  CHECK(Mistakes("{\"documents\": {}}") == "1 baseline lacks 'gouji-baseline'\n");
  CHECK(Mistakes("{\"gouji-baseline\": 1,\n\"documents\": {\"a\": [\n{\"rule\": \"GK1\", \"cuont\": 1},\n"
                 "{\"rule\": \"GK1\", \"count\": 0},\n{\"rule\": [1], \"count\": 1}]}}") ==

        "3 unknown key 'cuont' in a finding of the baseline, did you mean 'count'?\n"
        "4 'count' must be 1 or more\n"
        "5 'rule' must be text, found a list\n");
  CHECK(Mistakes("", Lang::kZh).starts_with("1 基线文件应为映射"));
  CHECK_FALSE(Mistakes("<<<<<<< ours\n{\"gouji-baseline\": 1}\n").empty());
}

}  // namespace gouji
