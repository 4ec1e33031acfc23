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

TEST_CASE("pieces: labels glued to numbers leave the table untold where it is not whole else") {
  const std::string head = "第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n0\n0\n0\n";
  const Outcome whole = CheckText(WithTable(head + "行政规范性文件3\n0\n9\n" + std::string(kRest)));
  CHECK(StructureOf(whole).empty());
  CHECK(UntoldOf(whole).empty());
  const Outcome outcome = CheckText(WithTable(head + "行政规范性文件3\n0\n" + std::string(kRest)));
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

TEST_CASE("pieces: numbers printed before or behind all labels of the table are nobody's") {
  // pdfminer, of a table without lines: first the labels, then each column by itself.
  const Outcome columns = CheckText(WithTable(
      "第二十条第（一）项\n信息内容\n规章\n行政规范性文件\n第二十条第（五）项\n信息内容\n行政许可\n第二十条第（六）项\n"
      "信息内容\n行政处罚\n行政强制\n第二十条第（八）项\n信息内容\n行政事业性收费\n\n本年处理决定数量\n15\n2\n\n"
      "本年收费金额（单位：万元）\n3.72\n\n现行有效件数\n0\n22\n\n"));
  CHECK(StructureOf(columns).empty());
  CHECK(UntoldOf(columns).find("GK203") != std::string::npos);
  // The numbers of many rows behind the label of one.
  const Outcome run =
      CheckText(WithTable("第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n行政规范性文件"
                          "\n3\n0\n9\n0\n0\n0\n5"
                          "\n" +
                          std::string(kRest)));
  CHECK(StructureOf(run).empty());
  CHECK(FindingsOf(run, "GK3").empty());
}

TEST_CASE("pieces: cells that hold two labels, or a label and its number, leave the table untold") {
  const Outcome outcome = CheckText(WithTable(
      "| 第二十条第（一）项 | | |\n|---|---|---|\n| 信息内容 | 本年制发件数本年废止件数 | 现行有效件数 |\n| 规章 | 0 | "
      "0 |\n"
      "| 行政规范性文件 | 1 | 9 |\n| 第二十条第（五）项 | | |\n| 信息内容 | 本年处理决定数量 | |\n| 行政许可 | 17 | |\n"
      "| 第二十条第（六）项 | | |\n| 信息内容 | 本年处理决定数量 | |\n| 行政处罚 | 25 | |\n"
      "| 行政强制第二十条第（八）项 | 3 | |\n| 信息内容 | 本年收费金额（单位：万元） | |\n| 行政事业性收费 | 0 | "
      "|\n\n"));
  CHECK(StructureOf(outcome).empty());
  CHECK(UntoldOf(outcome).find("GK202") != std::string::npos);
  CHECK(UntoldOf(outcome).find("GK203") != std::string::npos);
}

TEST_CASE("pieces: a mark moved to the end of its label is no slip of the hand, another word in it is") {
  const std::string text = ReportText({}, "依法公开政府信息。");
  const auto with = [&](std::string_view label, std::string_view found) {
    std::string changed = text;
    changed.replace(changed.find(label), label.size(), found);
    return StructureOf(CheckText(changed));
  };
  CHECK(with("4.保护第三方合法权益", "4 保护第三方合法权益.").find("GK207") == std::string::npos);
  CHECK(with("4.保护第三方合法权益", "4.保护第三方合法利益").find("GK207") != std::string::npos);
  CHECK(with("4.保护第三方合法权益", "4.保护第三合方法权益").find("GK207") != std::string::npos);
}

TEST_CASE("pieces: the group's label printed from top to bottom beside a row's is no part of it") {
  const std::string rows =
      "一、本年新收政府信息公开申请数量 0 0 0 0 0 0 0\n二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0\n"
      "（一）予以公开 0 0 0 0 0 0 0\n（四）无\n1.本机关不掌握相关政府信息 0 0 0 0 0 0 0\n"
      "2.没有现成信息需要另行法提制作供 0 0 0 0 0 0 0\n（七）总计 0 0 0 0 0 0 0\n四、结转下年度继续办理 0 0 0 0 0 0 "
      "0\n";
  std::string text = ReportText({}, "依法公开政府信息。");
  const std::size_t begin = text.find("\n", text.find("三、收到和处理")) + 1;
  text.replace(begin, text.find("四、政府信息公开") - begin, rows);
  const std::string said = StructureOf(CheckText(text));
  CHECK(said.find("GK207") == std::string::npos);
  CHECK(said.find("GK204") == std::string::npos);
}

/// The report with other rows in table 3.
std::string WithRows(std::string_view rows) {
  std::string text = ReportText({}, "依法公开政府信息。");
  const std::size_t begin = text.find("\n", text.find("三、收到和处理")) + 1;
  return text.replace(begin, text.find("四、政府信息公开") - begin, rows);
}

TEST_CASE("pieces: a number too long for its cell leaves its row and the next untold") {
  const auto rows = [](std::string_view first, std::string_view below) {
    return WithRows("一、本年新收政府信息公开申请数量 " + std::string(first) + "\n" + std::string(below) +
                    "二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0\n（一）予以公开 1608 0 0 0 0 0 1608\n"
                    "（七）总计 1608 0 0 0 0 0 1608\n四、结转下年度继续办理 0 0 0 0 0 0 0\n");
  };
  CHECK(FindingsOf(CheckText(rows("1608 0 0 0 0 0 1608", "")), "GK301").empty());
  CHECK(!FindingsOf(CheckText(rows("160 0 0 0 0 0 160", "")), "GK301").empty());
  CHECK(FindingsOf(CheckText(rows("160 0 0 0 0 0 160", "8 8\n")), "GK301").empty());
  // Numbers too few for a row that stand below one with too few are its own.
  CHECK(FindingsOf(CheckText(rows("0 0 0 0 0", "1608 1608\n")), "GK301").empty());
}

TEST_CASE("pieces: two labels of the header that wrap side by side are no slips") {
  const std::string_view rows =
      "一、本年新收政府信息公开申请数量    1    0    0    0    0    0    1\n"
      "二、上年结转政府信息公开申请数量    0    0    0    0    0    0    0\n"
      "（一）予以公开                      1    0    0    0    0    0    1\n"
      "（七）总计                          1    0    0    0    0    0    1\n"
      "四、结转下年度继续办理              0    0    0    0    0    0    0\n";
  const auto said = [&](std::string_view header) {
    return StructureOf(CheckText(WithRows(std::string(header) + std::string(rows))));
  };
  const std::string_view torn =
      "                                                申请人情况\n"
      "                                自然人  商业企业  科研机构  社会公益组织  法律其服务机构  总计他\n";
  CHECK(said(torn).find("GK207") == std::string::npos);
  const std::string_view slip =
      "                                                申请人情况\n"
      "                                自然人  商业企业  科研机构  社会公益组织  法律服务机购  其他  总计\n";
  CHECK(said(slip).find("GK207") != std::string::npos);
}

TEST_CASE("pieces: of a label printed for each column it covers, the last has the numbers") {
  const std::string said = StructureOf(CheckText(
      WithRows("一、本年新收政府信息公开申请数\n量\n一、本年新收政府信息公开申请数量 一、本年新收政府信息公开申请数量 "
               "1 0 0 0 0 0 1\n二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0\n（一）予以公开 1 0 0 0 0 0 1\n"
               "（七）总计 1 0 0 0 0 0 1\n四、结转下年度继续办理 0 0 0 0 0 0 0\n")));
  CHECK(said.find("GK205") == std::string::npos);
}

TEST_CASE("pieces: the header of a block printed before its title is not missing") {
  const std::string head =
      "第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n0\n0\n0\n"
      "行政规范性文件\n3\n0\n9\n";
  std::string rest(kRest);
  const std::string_view fee = "第二十条第（八）项\n信息内容\n本年收费金额（单位：万元）\n";
  rest.replace(rest.find(fee), fee.size(), "本年收费金额（单位：万元）\n第二十条第（八）项\n信息内容\n");
  const Outcome outcome = CheckText(WithTable(head + rest));
  CHECK(StructureOf(outcome).empty());
  CHECK(UntoldOf(outcome).find("GK203") != std::string::npos);
}

TEST_CASE("pieces: a heading whose words stand in a cell or between others may be there") {
  const std::string heading = "三、收到和处理政府信息公开申请情况";
  const auto with = [&](const std::string& found, const std::string& overview = "依法公开政府信息。") {
    std::string text = ReportText({}, overview);
    return CheckText(text.replace(text.find(heading), heading.size(), found));
  };
  const auto is_untold = [](const Outcome& outcome) {
    return std::ranges::any_of(outcome.unchecked, [](const Unchecked& each) { return each.rule->id == "GK101"; });
  };
  for (const char* found :
       {"| 四、行政 | 收到和处理政府信息公开申请情况 | 0 |", "收费。三、收到和处理政府信息公开申请情况申请人",
        "%%:: 三、收到和处理政府\n\n信息公开申请情况"}) {
    CAPTURE(found);
    const Outcome outcome = with(found);
    CHECK(FindingsOf(outcome, "GK101").empty());
    CHECK(is_untold(outcome));
  }
  // The preface may name all sections.
  const Outcome named = with(
      "",
      "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、存在的主要问题及改进情况等部分组成。");
  CHECK(!FindingsOf(named, "GK101").empty());
  CHECK(!is_untold(named));
}

TEST_CASE("pieces: rows of numbers without a label anybody knows may be the table") {
  std::string text = ReportText({}, "依法公开政府信息。");
  const std::size_t begin = text.find("\n", text.find("四、政府信息公开行政复议")) + 1;
  const std::size_t end = text.find("五、存在的主要问题");
  const std::string pieces = "\n| 结 | 结 | 其 | 尚 |\n|---|---|---|---|\n| 0 | 0 | 0 | 0 |\n\n";
  const auto is_missed = [&](const std::string& section) {
    const Outcome outcome = CheckText(std::string(text).replace(begin, end - begin, section));
    return std::ranges::any_of(outcome.findings, [](const Diagnostic& each) {
      return each.rule->id == "GK201" && each.subject.table == "legal";
    });
  };
  CHECK(!is_missed(pieces));
  CHECK(is_missed("\n本年没有发生。\n\n"));
}

TEST_CASE("pieces: rows that may be there in pieces are said not to be told") {
  // All of the table but a group of rows, below a label that has a character of its neighbour's in it.
  std::string rows;
  for (const char* label :
       {"一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开",
        "（二）部分公开（区分处理的，只计这一果情形，不计其他情形）", "1.本机关不掌握相关政府信息",
        "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确", "1.信访举报投诉类申请", "2.重复申请",
        "3.要求提供公开出版物", "4.无正当理由大量反复申请", "5.要求行政机关确认或重新出具已获取信息",
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "3.其他", "（七）总计",
        "四、结转下年度继续办理"}) {
    rows += std::string(label) + " 0 0 0 0 0 0 0\n";
  }
  const Outcome outcome = CheckText(WithRows(rows));
  CHECK(StructureOf(outcome).find("GK204") == std::string::npos);
  CHECK(std::ranges::any_of(outcome.unchecked, [](const Unchecked& each) {
    return each.rule->id == "GK204" && each.subject.table == "requests";
  }));
}

TEST_CASE("pieces: a row without a label has as many values as its header names columns") {
  std::string text = ReportText({}, "依法公开政府信息。");
  const std::size_t begin = text.find("\n", text.find("四、政府信息公开行政复议")) + 1;
  const std::string_view table =
      "行政复议 行政诉讼\n未经复议直接起诉 复议后起诉\n结果维持 结果纠正 其他结果 尚未审结 总计 结果维持 结果纠正 "
      "其他结果 "
      "总计 结果维持 结果纠正 其他结果 尚未审结 总计\n0 0 0 0 0 0 0 0 0 0 0 0 0 0\n";
  text.replace(begin, text.find("五、存在的主要问题") - begin, table);
  CHECK(StructureOf(CheckText(text)).find("GK203") != std::string::npos);
}

TEST_CASE("pieces: numbers by themselves may be a table") {
  const auto is_missed = [](std::string_view section) {
    const Outcome outcome = CheckText(WithRows(section));
    return std::ranges::any_of(outcome.findings, [](const Diagnostic& each) {
      return each.rule->id == "GK201" && each.subject.table == "requests";
    });
  };
  CHECK(is_missed("自\n然\n12\n企\n业\n3\n"));
  CHECK(!is_missed("自\n然\n12\n企\n业\n3\n业\n\n8\n科\n研\n1\n总\n计\n21\n"));
}

TEST_CASE("pieces: numbers that a page printed as paragraphs are not in the order of their columns") {
  const auto finds = [](std::string_view between, std::string_view end) {
    std::string text = ReportText({}, "依法公开政府信息。");
    const std::size_t begin = text.find("\n", text.find("四、政府信息公开行政复议")) + 1;
    std::string table = "行政复议\n行政诉讼\n未经复议直接起诉\n复议后起诉\n";
    for (int group = 0; group < 3; ++group) table += "结果维持\n结果纠正\n其他结果\n尚未审结\n总计\n";
    for (const std::string_view number : {"4", "0", "3", "0", "6", "2", "3", "2", "1", "10", "3", "1", "1", "0", "5"}) {
      table.append(between).append(number).append("\n");
    }
    text.replace(begin, text.find("五、存在的主要问题") - begin, table);
    return !FindingsOf(CheckText(text + std::string(end)), "GK31").empty();
  };
  CHECK(finds("", ""));
  CHECK(finds("\n", ""));
  CHECK(finds("", "\f"));
  CHECK(!finds("\n", "\f"));
}

}  // namespace
}  // namespace gouji
