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
      {"本年制发件数", "本年（2023）制发件数", Fit::kAlias},
      {"规章", "规章：指省、自治区和设区的市的人民政府制定的规章", Fit::kAlias},
      {"规章", "规章：3", Fit::kNone},
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

TEST_CASE("label: ordinals") {
  struct Row {
    std::string_view text;
    int value;  ///< 0: no ordinal
    std::string_view rest = {};
  };
  const std::vector<Row> rows = {
      {"一、总体情况", 1, "总体情况"},
      {"十二、总体", 12, "总体"},
      {"二十、总体", 20, "总体"},
      {"4．总体", 4, "总体"},
      {"（三） 总体", 3, "总体"},
      {"(三)、总体", 3, "总体"},
      {"第一部分 总体", 1, "总体"},
      {"第 2 部分、总体", 2, "总体"},
      {"第三章：总体", 3, "总体"},
      {"第二十条第（一）项", 0},
      {"第一季度", 0},
      {"一般公共预算", 0},
      {"一五、总体", 0},
      {"十十、总体", 0},
      {"2023年", 0},
      {"1,853", 1, "853"},
      {"12.5", 0},
      {"123、总体", 0},
      {"（一总体", 0},
      {"总体", 0},
      {"", 0},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Numeral numeral = ReadNumeral(row.text);
    CHECK(static_cast<bool>(numeral) == (row.value != 0));
    if (numeral) {
      CHECK(numeral.value == row.value);
      CHECK(row.text.substr(numeral.bytes) == row.rest);
    }
  }
}
