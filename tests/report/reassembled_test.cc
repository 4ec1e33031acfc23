// Reports as programs print them that read a page line by line: labels wrap in narrow columns, and the lines of those
// that stand beside each other come by turns, with numbers between them. Where all of it is there, all of it is
// checked.

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "check/prose_report.h"
#include "report/whole_report.h"

namespace gouji {
namespace {

/// A cell's words cut into lines of `width` characters of three bytes.
std::vector<std::string> Wrapped(std::string_view words, std::size_t width) {
  std::vector<std::string> lines;
  std::string line;
  std::size_t characters = 0;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t size = static_cast<unsigned char>(words[at]) < 0x80 ? 1 : 3;
    line += words.substr(at, size);
    at += size;
    if (++characters == width || at == words.size()) {
      lines.push_back(line);
      line.clear();
      characters = 0;
    }
  }
  return lines;
}

std::vector<std::string> CellsOf(std::string_view line) {
  std::vector<std::string> cells;
  for (std::size_t at = 1; at < line.size();) {
    const std::size_t end = line.find('|', at);
    std::string cell(line.substr(at, end - at));
    cell.erase(0, std::min(cell.find_first_not_of(' '), cell.size()));
    cell.erase(cell.find_last_not_of(' ') + 1);
    cells.push_back(cell);
    at = end + 1;
  }
  return cells;
}

constexpr std::string_view kHeader =
    "（本列数据的勾稽关系 申请人情况\n为：第一项加第二项之 自然人 法人或其他组织 总计\n"
    "和，等于第三项加第四项 商业企 科研机 社会公 法律服 其他\n之和） 业 构 益组织 务机构\n";

/// The whole report with table 3 as a narrow page has it: four characters of a label on a line, the numbers beside the
/// first of them.
std::string Printed() {
  std::string text;
  bool inside = false;
  for (const std::string& line : WholeReport()) {
    if (line.starts_with("三、收到")) inside = true;
    if (line.starts_with("四、政府")) inside = false;
    const std::vector<std::string> cells = line.starts_with("|") ? CellsOf(line) : std::vector<std::string>();
    if (!inside || cells.empty()) {
      text += line + "\n";
      continue;
    }
    if (cells.size() < 10 || cells[4].find_first_of("0123456789") != 0) {
      text += line.find("商业企业") == std::string::npos ? "" : kHeader;
      continue;
    }
    std::vector<std::vector<std::string>> labels;
    for (std::size_t i = 0; i < 3; ++i) {
      if (!cells[i].empty()) labels.push_back(Wrapped(cells[i], 4));
    }
    std::size_t most = 0;
    for (const auto& label : labels) most = std::max(most, label.size());
    for (std::size_t i = 0; i < most; ++i) {
      std::string printed;
      for (const auto& label : labels) {
        if (i < label.size()) printed += (printed.empty() ? "" : " ") + label[i];
      }
      for (std::size_t value = 3; i == 0 && value < 10; ++value) printed += " " + cells[value];
      text += printed + "\n";
    }
  }
  return text;
}

std::string Replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != text.npos);
  return text.replace(at, from.size(), to);
}

bool IsTold(const Outcome& outcome, std::string_view rule) {
  return std::ranges::find(outcome.unchecked, rule, [](const auto& each) { return each.rule->id; }) ==
         outcome.unchecked.end();
}

}  // namespace

TEST_CASE("reassembled: labels that wrap beside each other are put together, and all is checked") {
  const Outcome outcome = CheckText(Printed());
  CHECK(Said(outcome).empty());
  CHECK(outcome.unchecked.empty());
}

TEST_CASE("reassembled: a wrong number is found, and stands where it is printed") {
  const Outcome outcome = CheckText(Replaced(Printed(), "（四）无 1.本机 23 ", "（四）无 1.本机 24 "));
  CHECK(Said(outcome) == "GK303 31; GK302 98");
  CHECK(IsTold(outcome, "GK207"));
}

TEST_CASE("reassembled: a page ends inside of a label, and the next begins with the header") {
  const std::string text = Printed();
  const std::string_view label = "\n行政机关\n";
  CHECK(CheckText(Replaced(text, label, std::string(label) + "— 12 —\n" + std::string(kHeader))).unchecked.empty());
}

TEST_CASE("reassembled: numbers and labels that touch") {
  CHECK(CheckText(Replaced(Printed(), "1.属于 0 0 0 0 0 0 0\n", "1.属于0 0 0 0 0 0 0国\n家秘密\n")).unchecked.empty() ==
        false);
  CHECK(CheckText(Replaced(Printed(), "二、上年 3 1 0 0 0 0 4\n", "二、上年3 1 0 0 0 0 4")).unchecked.empty());
}

TEST_CASE("reassembled: a label printed once for each column it covers is no row of its own") {
  const std::string text = Printed();
  const std::size_t begin = text.find("（本列数据");
  const std::size_t end = text.find("\n四、政府");
  const Outcome outcome = CheckText(std::string(text).replace(begin, end - begin,
                                                              "（七）总\n2 0 0 0 0 0 2\n四、结转\n下年度继\n续办理\n"
                                                              "四、结转\n下年度继\n续办理\n0 0 0 0 0 0 0\n"));
  CHECK(Said(outcome).find("GK205") == std::string::npos);
}

TEST_CASE("reassembled: a table of several blocks, all of it on one line of Markdown") {
  std::string text;
  for (const std::string& line : WholeReport()) {
    const std::vector<std::string> cells = line.starts_with("|") ? CellsOf(line) : std::vector<std::string>();
    if (cells.size() != 4) {
      text += (line.find("、") == 3 ? "\n\n## " : "") + line + "\n";
      continue;
    }
    for (const std::string& cell : cells) {
      const bool number = cell.find_first_not_of("0123456789.") == std::string::npos;
      if (!cell.empty()) text += number ? cell + " " : "**" + cell + "** ";
    }
  }
  const Outcome outcome = CheckText(text);
  CHECK(Said(outcome).empty());
  CHECK(outcome.unchecked.empty());
  // No form has all of its words now, but there is a table.
  const Outcome torn = CheckText(Replaced(text, "行政强制", "强制"));
  CHECK(Said(torn).empty());
  CHECK_FALSE(IsTold(torn, "GK201"));
  // Nor has one whose cells were cut into lines.
  const std::size_t begin = text.find("**第二十条");
  const Outcome cut = CheckText(
      text.replace(begin, text.find("\n", begin) - begin,
                   "第二十条第（一）项 信息内 本年制 本年废 现行有 容 发件数 止件数 效件数 规章 0 0 0 行政规 3 1 27 "
                   "范性文 件 第二十条第（五）项 信息内 本年处理决定数量 容 行政许 112 可"));
  CHECK(Said(cut).empty());
  CHECK_FALSE(IsTold(cut, "GK201"));
}

TEST_CASE("reassembled: numbers that all stand before their labels are those of no other row") {
  // As a program prints it that takes cells by how high their lines stand.
  constexpr std::string_view kPrinted =
      "第二十条第(一)"
      "项\n信息内\n本年制\n本年废\n现行有\n容\n发件数\n止件数\n效件数\n0\n0\n0\n规章\n3\n1\n27\n行政规\n范性文\n件\n"
      "第二十条第(五)项\n信息内\n本年处理决定数量\n容\n112\n行政许\n可\n第二十条第(六)"
      "项\n信息内\n本年处理决定数量\n容\n46\n"
      "行政处\n罚\n　5行政强\n制\n第二十条第(八)项\n本年收费金额(单位：万元)\n信息内\n容\n1.5\n行政事\n业性收\n费\n";
  std::string narrow(kPrinted);
  for (const std::string_view block : {"一", "五", "六", "八"}) {
    const std::string title = std::string("(").append(block) + ")项\n";
    narrow = Replaced(narrow, "第二十条第" + title, "第二十\n条第\n" + title);
  }
  for (int i = 0; i < 2; ++i) narrow = Replaced(narrow, "本年处理决定数量", "本年处\n理决定\n数量");
  const std::string report = Joined(WholeReport());
  const std::size_t begin = report.find("\n", report.find("二、主动")) + 1;
  for (const std::string& table : {std::string(kPrinted), narrow}) {
    const Outcome outcome = CheckText(std::string(report).replace(begin, report.find("三、收到") - begin, table));
    CHECK(Said(outcome).empty());
    CHECK_FALSE(IsTold(outcome, "GK323"));
  }
}

TEST_CASE("reassembled: what is not all there is left as it was") {
  const std::string text = Printed();
  const auto untold = [](const std::string& changed) {
    const Outcome outcome = CheckText(changed);
    return Said(outcome).empty() && !outcome.unchecked.empty();
  };
  CHECK(untold(Replaced(text, "4.保护", "4.保互")));                            // a slip in a label
  CHECK(untold(Replaced(text, "5.属于 3 0 0 0 0 0 3", "5.属于 3 0 0 0 0 3")));  // a number short
  CHECK(untold(Replaced(text, "商业企 科研机", "科研机 商业企")));              // columns that changed places
  // Some of a row's numbers stood lower than the others: in which columns nobody knows.
  CHECK(untold(Replaced(text, "5.属于 3 0 0 0 0 0 3", "5.属于 0 0 0 0 0\n3 3")));
  CHECK(untold(Replaced(text, "5.属于 3 0 0 0 0 0 3", "5.属于 3 0 0 0 0 0\n3")));
  // Numbers that a program set apart have come in an order of its own.
  CHECK(untold(Replaced(text, "5.属于 3 0 0 0 0 0 3", "5.属于 3\n\n0\n\n0\n\n0\n\n0\n\n0\n\n3")));
}

}  // namespace gouji
