#include "base/diagnostic.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace gouji {
namespace {

RuleInfo Rule(std::string_view id) {
  RuleInfo rule;
  rule.id = id;
  return rule;
}

TEST_CASE("severity: names go there and back") {
  for (const Severity severity : {Severity::kOff, Severity::kNote, Severity::kWarning, Severity::kError}) {
    CHECK(SeverityOf(Name(severity)) == severity);
  }
  CHECK_FALSE(SeverityOf("Error").has_value());
  CHECK_FALSE(SeverityOf("").has_value());
}

TEST_CASE("localized: the other language stands in for a missing one") {
  CHECK(Localized{"总计", "total"}.In(Lang::kZh) == "总计");
  CHECK(Localized{"总计", "total"}.In(Lang::kEn) == "total");
  CHECK(Localized{"总计", ""}.In(Lang::kEn) == "总计");
  CHECK(Localized{"", "total"}.In(Lang::kZh) == "total");
}

TEST_CASE("subject: the path is of the parts that are there") {
  CHECK(Subject{"三", "requests", "total", "person"}.Path() == "三/requests/total/person");
  CHECK(Subject{"", "requests", "", "person"}.Path() == "requests/person");
  CHECK(Subject{}.Path().empty());
  CHECK(Subject{}.empty());
}

TEST_CASE("diagnostics: errors are told from the rest") {
  Diagnostics diagnostics;
  CHECK_FALSE(diagnostics.has_errors());
  Diagnostic diagnostic;
  diagnostic.severity = Severity::kWarning;
  diagnostics.Add(diagnostic);
  CHECK_FALSE(diagnostics.has_errors());
  diagnostic.severity = Severity::kError;
  diagnostics.Add(diagnostic);
  CHECK(diagnostics.has_errors());
  CHECK(diagnostics.Take().size() == 2);
}

TEST_CASE("sort: by place, severity and rule from any order; what is alike in them keeps its own") {
  const Source a("a", "0123456789"), b("b", "0123456789");
  const RuleInfo low = Rule("GK101"), high = Rule("GK301");
  const auto make = [](const RuleInfo* rule, Severity severity, const Source& source, Span where, std::string message,
                       std::string row) {
    Diagnostic made;
    made.rule = rule;
    made.severity = severity;
    made.source = &source;
    made.where = where;
    made.message = std::move(message);
    made.subject.row = std::move(row);
    return made;
  };
  Diagnostic nowhere;
  nowhere.message = "nowhere";
  const std::vector<Diagnostic> sorted = {
      nowhere,
      make(&high, Severity::kNote, a, {0, 1}, "1", ""),
      make(&high, Severity::kError, a, {1, 2}, "2", ""),
      make(&low, Severity::kWarning, a, {1, 2}, "3", "r1"),
      make(&high, Severity::kWarning, a, {1, 2}, "0", ""),
      make(&low, Severity::kError, b, {0, 0}, "0", ""),
  };
  std::vector<std::size_t> order(sorted.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto key = [](const Diagnostic& each) {
    return each.message + each.subject.row + std::to_string(each.where.begin);
  };
  int tried = 0;
  do {
    std::vector<Diagnostic> shuffled;
    for (const std::size_t i : order) shuffled.push_back(sorted[i]);
    Sort(shuffled);
    REQUIRE(std::ranges::equal(shuffled, sorted, {}, key, key));
  } while (++tried < 500 && std::ranges::next_permutation(order).found);
  std::vector<Diagnostic> alike = {make(&low, Severity::kError, b, {0, 0}, "second to none", "r2"),
                                   make(&low, Severity::kError, b, {0, 0}, "after it", "r1"), sorted[1]};
  Sort(alike);
  CHECK(alike[1].message == "second to none");
  CHECK(alike[2].message == "after it");
}

TEST_CASE("fingerprint: stays when the finding moves, differs when it is another one") {
  const Source before("a", "总计 15"), after("a", "\n\n总计 15");
  const RuleInfo rule = Rule("GK301"), other_rule = Rule("GK302");
  Diagnostic diagnostic;
  diagnostic.rule = &rule;
  diagnostic.source = &before;
  diagnostic.where = {7, 9};
  diagnostic.message = "总计应为 15";
  diagnostic.subject = {"三", "requests", "total", "person"};
  diagnostic.values = {{"left", "15"}, {"right", "16"}};
  const std::string print = Fingerprint(diagnostic);

  // Pinned: baselines hold these.
  CHECK(print == "d88169710170fdec");

  Diagnostic moved = diagnostic;
  moved.source = &after;
  moved.where = {9, 11};
  moved.message = "total should be 15";
  CHECK(Fingerprint(moved) == print);

  std::vector<Diagnostic> others(5, diagnostic);
  others[0].rule = &other_rule;
  others[1].subject = {"三", "requests", "totalperson", ""};
  others[2].values = {{"left", "151"}, {"right", "6"}};
  others[3].subject.column = "total";
  others[4].right = "16";
  for (const Diagnostic& other : others) CHECK(Fingerprint(other) != print);
}

TEST_CASE("fingerprint: two findings in prose differ by the words they stand at") {
  const Source source("a", "资金资金，问题问题");
  const RuleInfo rule = Rule("GK903");
  Diagnostic one;
  one.rule = &rule;
  one.source = &source;
  one.where = {6, 12};
  Diagnostic two = one;
  two.where = {21, 27};
  CHECK(Fingerprint(one) != Fingerprint(two));
}

}  // namespace
}  // namespace gouji
