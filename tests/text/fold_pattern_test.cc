#include "text/fold_pattern.h"

#include <doctest/doctest.h>

#include <string_view>
#include <vector>

#include "text/fold.h"
#include "text/pattern.h"

namespace gouji {

TEST_CASE("fold pattern: an expression is folded as the text is that it is held against, and its marks stay marks") {
  struct Row {
    std::string_view written;
    std::string_view labels;
    std::string_view prose;
  };
  const std::vector<Row> rows = {
      {"总 计", "总计", "总 计"},
      {"总\\s*计", "总计", "总\\s*计"},
      {"总\\ +?计", "总计", "总\\ +?计"},
      {"总[ ]{0,3}计", "总计", "总[ ]{0,3}计"},
      {"总 {0,2}?计", "总计", "总 {0,2}?计"},
      {"总　+计", "总计", "总 +计"},
      {"（一）", "\\(一\\)", "\\(一\\)"},
      {"[（(]", "[\\((]", "[\\((]"},
      {"１２[：:]", "12[\\::]", "12[\\::]"},
      {"㎡", "(?:m2)", "(?:m2)"},
      {"ABC(?P<Year>[A-Z])", "abc(?P<Year>[a-z])", "ABC(?P<Year>[A-Z])"},
      {"(?i)Ab", "(?i)ab", "(?i)Ab"},
      {"\\p{Han}\\x{603B}\\D", "\\p{Han}\\x{603B}\\D", "\\p{Han}\\x{603B}\\D"},
      {"[[:alpha:]A]", "[[:alpha:]a]", "[[:alpha:]A]"},
      {"总{", "总{", "总{"},
      {"", "", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.written);
    CHECK(PatternForLabels(row.written) == row.labels);
    CHECK(PatternForProse(row.written) == row.prose);
  }
}

TEST_CASE("fold pattern: what is written matches what is meant") {
  CHECK(Pattern(PatternForLabels("（一） 予以 公开")).MatchesWhole(Fold("(一)予以公开")));
  CHECK(Pattern(PatternForProse("收到“.+”：\\d+件")).Finds(FoldProse("收到“申请”：１２件").text));
}

}  // namespace gouji
