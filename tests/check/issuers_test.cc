// Who can make 规章, told by the name in the title: GK323 speaks of those who cannot for certain, and of nobody else.

#include <doctest/doctest.h>

#include <fstream>
#include <string>

#include "prose_report.h"

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
  std::ifstream file(std::string(kRoot) + "/tests/check/issuer_names.tsv");
  REQUIRE(file.good());
  int names = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.starts_with('#')) {
      continue;
    }
    const std::size_t tab = line.find('\t');
    REQUIRE(tab != std::string::npos);
    const bool speaks = !FindingsOf(CheckText(ReportOf(line.substr(tab + 1))), "GK323").empty();
    CHECK_MESSAGE(speaks == (line.substr(0, tab) == "no"), line);
    ++names;
  }
  CHECK(names > 120);
}

}  // namespace gouji
