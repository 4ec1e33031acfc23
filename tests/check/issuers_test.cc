// Who can make 规章, told by the name in the title: GK323 speaks of those who cannot for certain, and of nobody else.

#include <doctest/doctest.h>

#include <string>

#include "prose_report.h"
#include "table.h"

namespace gouji {
namespace {

std::string ReportOf(const std::string& issuer) {
  return issuer +
         "2023年政府信息公开工作年度报告\n\n一、总体情况\n\n依法公开信息。\n\n二、主动公开政府信息情况\n\n"
         "| 第二十条第（一）项 | | | |\n| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
         "| 规章 | 1 | 0 | 3 |\n| 行政规范性文件 | 3 | 1 | 27 |\n";
}

}  // namespace

TEST_CASE("issuers: only who cannot make regulations for certain is told so") {
  const std::vector<TableLine> names = ReadTable("tests/check/issuer_names.tsv");
  CHECK(names.size() > 120);
  for (const TableLine& line : names) {
    REQUIRE(line.fields.size() == 2);
    const bool speaks = !FindingsOf(CheckText(ReportOf(line.fields[1])), "GK323").empty();
    CHECK_MESSAGE(speaks == (line.fields[0] == "no"), line.text);
  }
}

}  // namespace gouji
