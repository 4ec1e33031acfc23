// Text in which a program left the labels of a table in pieces: what cannot be told is said to be so, and never
// alarmed.

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>

#include "prose_report.h"

namespace gouji {
namespace {

/// The report of `ReportText` with another table 2.
std::string WithTable(std::string_view table) {
  std::string text = ReportText({}, "依法公开政府信息。");
  const std::size_t begin = text.find("\n", text.find("二、主动公开政府信息情况")) + 1;
  const std::size_t end = text.find("三、收到和处理政府信息公开申请情况");
  return text.replace(begin, end - begin, table);
}

std::string StructureOf(const Outcome& outcome) {
  std::string rules;
  for (const Diagnostic& finding : outcome.findings) {
    if (finding.rule->id >= "GK201" && finding.rule->id < "GK300") rules.append(finding.rule->id).append(" ");
  }
  return rules;
}

/// Rules that could not tell of table 2.
std::string UntoldOf(const Outcome& outcome) {
  std::string rules;
  for (const Unchecked& each : outcome.unchecked) {
    const bool structure = each.rule->id >= "GK201" && each.rule->id < "GK300";
    if (structure && each.subject.table == "public") rules.append(each.rule->id).append(" ");
  }
  return rules;
}

constexpr std::string_view kRest =
    "第二十条第（五）项\n信息内容\n本年处理决定数量\n行政许可\n17\n第二十条第（六）项\n信息内容\n本年处理决定数量\n"
    "行政处罚\n25\n行政强制\n3\n第二十条第（八）项\n信息内容\n本年收费金额（单位：万元）\n行政事业性收费\n0\n\n";

TEST_CASE("pieces: a table of words in order is read, and a row that is missing in it is missed") {
  const std::string head = "第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n0\n0\n0\n";
  const Outcome whole = CheckText(WithTable(head + "行政规范性文件\n3\n0\n9\n" + std::string(kRest)));
  CHECK(StructureOf(whole).empty());
  CHECK(UntoldOf(whole).empty());
  const Outcome missing = CheckText(WithTable(head + std::string(kRest)));
  CHECK(StructureOf(missing) == "GK204 ");
  CHECK(UntoldOf(missing).empty());
}

TEST_CASE("pieces: numbers printed before their labels are nobody's") {
  // pdftotext without -layout, of a table whose labels wrap: the first number stands behind the last heading.
  const Outcome outcome = CheckText(
      WithTable("第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n0\n0\n0\n规章\n3\n0\n9\n"
                "行政规范性文件\n" +
                std::string(kRest)));
  CHECK(StructureOf(outcome).empty());
  CHECK(FindingsOf(outcome, "GK3").empty());
  CHECK(UntoldOf(outcome).find("GK204") != std::string::npos);
}

TEST_CASE("pieces: labels glued to numbers and cut in two leave the table untold") {
  const Outcome outcome = CheckText(WithTable(
      "第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n0\n0\n0\n行政规范性文件3\n0\n9\n" +
      std::string(kRest)));
  CHECK(StructureOf(outcome).empty());
  CHECK(UntoldOf(outcome).find("GK207") != std::string::npos);
}

TEST_CASE("pieces: a slip in a label of a table with whole cells is a slip") {
  const Outcome outcome = CheckText(WithTable(
      "| 第二十条第（一）项 | | | |\n| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n| 规章 | 0 | 0 | 0 |\n"
      "| 行政规范性文 | 3 | 0 | 9 |\n| 第二十条第（五）项 | | | |\n| 信息内容 | 本年处理决定数量 | | |\n| 行政许可 | "
      "17 | | |\n"
      "| 第二十条第（六）项 | | | |\n| 信息内容 | 本年处理决定数量 | | |\n| 行政处罚 | 25 | | |\n| 行政强制 | 3 | | |\n"
      "| 第二十条第（八）项 | | | |\n| 信息内容 | 本年收费金额（单位：万元） | | |\n| 行政事业性收费 | 0 | | |\n\n"));
  CHECK(StructureOf(outcome) == "GK207 ");
  CHECK(UntoldOf(outcome).empty());
}

}  // namespace
}  // namespace gouji
