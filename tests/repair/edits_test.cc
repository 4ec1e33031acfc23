#include "repair/edits.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace gouji {
namespace {

Diagnostic Repairing(std::vector<Edit> fix) {
  Diagnostic diagnostic;
  diagnostic.fix = std::move(fix);
  return diagnostic;
}

}  // namespace

TEST_CASE("repair: no digit is put where it was not") {
  struct Row {
    std::string_view before;
    std::string_view after;
    bool keeps;
  };
  const std::vector<Row> rows = {
      {"１２", "12", true},  {"1 2", "12", true}, {"12件", "12", true},           {"[bookmark: _Toc12]", "", true},
      {"4、", "四、", true}, {"12", "13", false}, {"十二", "12", false},          {"12", "21", false},
      {"12", "1", false},    {"", "0", false},    {"三类内容", "三类内部", true}, {"1.属于", "1．属於", true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.before);
    CAPTURE(row.after);
    CHECK(KeepsNumbers(row.before, row.after) == row.keeps);
  }
}

TEST_CASE("repair: what meets waits, what is unsafe is left, and a finding is repaired whole or not at all") {
  const std::string text = "abcdefghij";
  struct Row {
    std::vector<std::vector<Edit>> fixes;
    std::string expected;
  };
  const std::vector<Row> rows = {
      {{{{{0, 1}, "A"}}, {{{2, 3}, "C"}}}, "AbCdefghij"},
      {{{{{0, 3}, "X"}}, {{{2, 5}, "Y"}}}, "Xdefghij"},                   // overlap: the first in the file
      {{{{{0, 3}, "X"}}, {{{3, 3}, "Y"}}}, "Xdefghij"},                   // an insertion where another ends
      {{{{{2, 2}, "X"}}, {{{2, 2}, "Y"}}}, "abXcdefghij"},                // two insertions at one place
      {{{{{0, 1}, "A"}, {{8, 9}, "I"}}, {{{8, 9}, "?"}}}, "AbcdefghIj"},  // edits apart belong together
      {{{{{4, 5}, "E"}}, {{{0, 1}, "A"}, {{4, 5}, "?"}}}, "abcdEfghij"},  // not half of one
      {{{{{0, 1}, "7"}}, {{{1, 2}, "<b>"}}, {{{2, 3}, "|"}}, {{{3, 4}, "\n"}}}, "abcdefghij"},
      {{{{{9, 11}, "X"}}, {}}, "abcdefghij"},  // past the end
      {{{{{0, 1}, "a"}}}, "abcdefghij"},       // nothing to change
  };
  for (const Row& row : rows) {
    CAPTURE(row.expected);
    std::vector<Diagnostic> findings;
    for (const std::vector<Edit>& fix : row.fixes) findings.push_back(Repairing(fix));
    CHECK(MakeRepairs(text, findings, ChooseRepairs(findings, text)) == row.expected);
  }
}

}  // namespace gouji
