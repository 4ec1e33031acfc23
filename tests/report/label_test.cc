#include "report/label.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace gouji;

TEST_CASE("label: how well words found in a report fit a declared label") {
  struct Row {
    std::string declared;
    std::string found;
    Fit fit;
  };
  const std::vector<Row> rows = {
      {"自然人", "自 然 人", Fit::kExact},
      {"5.属于三类内部事务信息", "5、属于三类内部事务信息", Fit::kExact},
      {"5.属于三类内部事务信息", "5.属于三类内容事务信息", Fit::kSimilar},
      {"5.属于三类内部事务信息", "4.属于三类内部事务信息", Fit::kSimilar},
      {"现行有效件数", "现行有效件数（历史累计）", Fit::kAlias},
      // A year is no slip for another.
      {"2024", "2023", Fit::kNone},
      {"2024年预算数", "2023年预算数", Fit::kNone},
      {"2024年预算数", "2024年预箅数", Fit::kSimilar},
      {"65岁及以上人口", "60岁及以上人口", Fit::kNone},
      {"总计", "", Fit::kNone},
  };
  for (const Row& row : rows) {
    CAPTURE(row.declared);
    CAPTURE(row.found);
    Label label;
    label.Name(row.declared, LabelKey(row.declared));
    CHECK(FitOf(label, LabelKey(row.found)) == row.fit);
  }
}
