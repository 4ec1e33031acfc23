#include <doctest/doctest.h>

#include <iterator>

#include "check/prose_report.h"
#include "files.h"

namespace gouji {
namespace {

Outcome Drawn(const std::string& name) {
  LintOptions options;
  options.draw_tables = true;
  const std::string bytes = ReadFile(std::string(kRoot) + "/fixtures/reports/" + name);
  return Lint({name, &bytes}, ShippedRules(), nullptr, options);
}

/// Where the nth cell that says `text` is drawn: row, column, and over how many of each.
std::string PlaceOf(const DrawnTable& table, std::string_view text, int nth = 1) {
  for (const DrawnCell& cell : table.cells) {
    if (cell.text != text || --nth > 0) continue;
    return std::to_string(cell.row) + "," + std::to_string(cell.column) + " " + std::to_string(cell.row_span) + "x" +
           std::to_string(cell.column_span);
  }
  return "none";
}

/// Every position that some cell covers is covered once, and inside the table.
void CheckCover(const DrawnTable& table) {
  std::vector<int> covered(static_cast<std::size_t>(table.rows * table.columns), 0);
  for (const DrawnCell& cell : table.cells) {
    REQUIRE(cell.row + cell.row_span <= table.rows);
    REQUIRE(cell.column + cell.column_span <= table.columns);
    for (int r = cell.row; r < cell.row + cell.row_span; ++r) {
      for (int c = cell.column; c < cell.column + cell.column_span; ++c) {
        ++covered[static_cast<std::size_t>(r * table.columns + c)];
      }
    }
  }
  for (const int times : covered) CHECK(times <= 1);
}

TEST_CASE("cells that only follow one another are drawn as the form has them") {
  // | （本列数据的勾稽关系为：…） | 申请人情况 | and | 自然人 | 法人或其他组织 | 总计 |: merged cells left no trace.
  const Outcome outcome = Drawn("baitao-2019.txt");
  REQUIRE(outcome.tables.size() == 3);
  const DrawnTable& requests = outcome.tables[1];
  CHECK(requests.columns == 9);
  CHECK(PlaceOf(requests, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）") == "0,0 3x2");
  CHECK(PlaceOf(requests, "申请人情况") == "0,2 1x7");
  CHECK(PlaceOf(requests, "自然人") == "1,2 2x1");
  CHECK(PlaceOf(requests, "法人或其他组织") == "1,3 1x5");
  CHECK(PlaceOf(requests, "其他") == "2,7 1x1");
  CHECK(PlaceOf(requests, "总计") == "1,8 2x1");
  CHECK(PlaceOf(requests, "三、本年度办理结果") == "5,0 2x1");
  CHECK(PlaceOf(requests, "（三）不予公开") == "7,0 8x1");
  CHECK(PlaceOf(requests, "8. 属于行政查询事项") == "14,1 1x1");
  CHECK(PlaceOf(requests, "3082") == "3,8 1x1");
  const DrawnTable& legal = outcome.tables[2];
  CHECK(legal.columns == 15);
  CHECK(PlaceOf(legal, "行政复议") == "0,0 1x5");
  CHECK(PlaceOf(legal, "行政诉讼") == "0,5 1x10");
  CHECK(PlaceOf(legal, "未经复议直接起诉") == "1,5 1x5");
  CHECK(PlaceOf(legal, "结果维持", 1) == "1,0 2x1");
  CHECK(PlaceOf(legal, "结果维持", 3) == "2,10 1x1");
  for (const DrawnTable& table : outcome.tables) CheckCover(table);
}

TEST_CASE("headings of several lines that came down to one are set apart again; a group's label may stand halfway") {
  const Outcome one_line = Drawn("wangling-2021.txt");
  REQUIRE(one_line.tables.size() == 3);
  CHECK(PlaceOf(one_line.tables[1], "申请人情况") == "0,2 1x7");
  CHECK(PlaceOf(one_line.tables[1], "商业企业") == "2,3 1x1");
  // \t(三)不予公开\t5．属于三类内部事务信息, four rows into its group; its values stand a column too far right.
  const Outcome halfway = Drawn("songtao-2020.txt");
  REQUIRE(halfway.tables.size() == 3);
  CHECK(PlaceOf(halfway.tables[1], "(三)不予公开") == "7,0 8x1");
  CHECK(PlaceOf(halfway.tables[1], "1．属于国家秘密") == "7,1 1x1");
}

TEST_CASE("no drawn table of the fixtures covers a position twice") {
  for (const char* name : {"cangling-2021.md", "chengyuan-2023.txt", "jianglan-2024.html", "kaifeng-2020.txt",
                           "ningchuan-2024.txt", "qingchuan-2022.md", "qinglan-2020.txt", "shiyan-2022.txt",
                           "yongshu-2024.txt", "zelin-2022.txt", "zixing-2021.txt", "ziyang-2020.txt"}) {
    CAPTURE(name);
    const Outcome outcome = Drawn(name);
    CHECK(outcome.tables.size() >= 2);
    for (const DrawnTable& table : outcome.tables) CheckCover(table);
  }
}

}  // namespace
}  // namespace gouji
