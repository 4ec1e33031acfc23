// Which cell explains what does not add up, and what may have happened to it. Where two explanations are possible
// nothing is said.

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "prose_report.h"
#include "report/whole_report.h"

namespace gouji {
namespace {

/// "GK302,GK303 7.属于行政执法案卷·自然人=5 slip…": the rules, the cell they agree on with its repair, and the notes.
std::string Explained(const Outcome& outcome) {
  std::string rules;
  std::set<std::string> why;
  for (const Diagnostic& diagnostic : outcome.findings) {
    rules += (rules.empty() ? "" : ",") + std::string(diagnostic.rule->id);
    std::string one;
    if (diagnostic.culprit) {
      one = diagnostic.culprit->label + " = " + diagnostic.culprit->repair;
    }
    for (const std::string& note : diagnostic.notes) {
      one += (one.empty() ? "" : "; ") + note;
    }
    why.insert(one);
  }
  std::string text = rules;
  for (const std::string& each : why) {
    text += each.empty() ? "" : " | " + each;
  }
  return text;
}

struct Case {
  std::string_view name;
  std::vector<LineEdit> edits;
  std::string_view explained;
};

void Hold(const std::vector<Case>& cases) {
  for (const Case& each : cases) {
    CAPTURE(each.name);
    CHECK(Explained(CheckText(Edited(each.edits))) == each.explained);
  }
}

}  // namespace

TEST_CASE("hints: the one cell, and how its digits may have slipped") {
  Hold({
      {"another number", {{"7.属于行政", "| 5 | 1 |", "| 8 | 1 |"}}, "GK303,GK302 | 7.属于行政执法案卷 · 自然人 = 5"},
      {"digits exchanged",
       {{"1.本机关不掌握", "| 23 | 4 |", "| 32 | 4 |"}},
       "GK303,GK302 | 1.本机关不掌握相关政府信息 · 自然人 = 23; 32 与 23 只是相邻两位颠倒"},
      {"a digit left out",
       {{"（一）予以公开", "| 31 | 6 |", "| 3 | 6 |"}},
       "GK303,GK302 | （一）予以公开 · 自然人 = 31; 3 比 31 少一位，像是漏了一位"},
      {"a digit too many",
       {{"（一）予以公开", "| 31 | 6 |", "| 311 | 6 |"}},
       "GK303,GK302 | （一）予以公开 · 自然人 = 31; 311 比 31 多一位，像是多打了一位"},
      {"a thousands separator is none", {{"| 行政许可", "112", "1,112"}}, ""},
      {"an inner blank is one number", {{"（一）予以公开", "| 31 | 6 |", "| 3 1 | 6 |"}}, "GK213"},
  });
}

TEST_CASE("hints: figures in the wrong cells") {
  Hold({
      {"two that changed places",
       {{"（一）予以公开", "| 31 | 6 | 2 |", "| 31 | 2 | 6 |"}},
       "GK302,GK302 | “（一）予以公开 · 法人或其他组织·商业企业”的 2 与“（一）予以公开 · "
       "法人或其他组织·科研机构”的 6 像是填反了：对调后本表各式都成立，请核对原始记录"},
      {"two lines that changed places",
       {{"（一）予以公开", "| 31 | 6 |", "| 4 | 6 |"}, {"4.保护第三方", "| 4 | 1 |", "| 31 | 1 |"}},
       "GK303,GK303 | “（一）予以公开 · 自然人”的 4 与“4.保护第三方合法权益 · 自然人”的 31 "
       "像是填反了：对调后本表各式都成立，请核对原始记录"},
      {"the parts of two lines, or their totals",
       {{"2.没有现成信息", "| 4 | 0 |", "| 1 | 0 |"}, {"3.补正后", "| 1 | 0 |", "| 4 | 0 |"}},
       "GK303,GK303"},
      {"two that may have: a second pair would do as well",
       {{"4.保护第三方", "| 4 | 1 |", "| 3 | 2 |"}},
       "GK302,GK302"},
      {"a number over two cells",
       {{"（一）予以公开", "| 31 | 6 | 2 | 0 |", "| 31 | 6 | 2 | 0 |"},
        {"2.没有现成信息", "| 4 | 0 | 0 |", "| 4 | 0 | 0 |"},
        {"一、本年新收", "| 97 | 15 | 3 | 0 | 4 |", "| 97 | 1 | 5 | 3 | 4 |"}},
       "GK303,GK301,GK301,GK301"},
      {"a row moved by a cell",
       {{"（一）予以公开", "| 31 | 6 | 2 | 0 | 1 | 1 | 41 |", "| 0 | 31 | 6 | 2 | 0 | 1 | 1 |"}},
       "GK303,GK302,GK302,GK302,GK302,GK302,GK302 | "
       "“（一）予以公开”一行像是整行右移了一格：左移一格后本表各式都成立，请核对原始记录"},
  });
}

TEST_CASE("hints: a number in two cells, and rows that moved to the left") {
  Hold({
      {"a number over two cells",
       {{"（二）部分公开", "| 12 | 2 | 0 | 0 | 0 | 0 | 14 |", "| 1 | 2 | 0 | 0 | 0 | 0 | 12 |"},
        {"2.没有现成信息", "| 4 | 0 | 0 | 0 | 0 | 0 | 4 |", "| 4 | 2 | 0 | 0 | 0 | 0 | 6 |"}},
       "GK303,GK302,GK302 | “（二）部分公开（区分处理的，只计这一情形，不计其他情形） · 自然人”的 1 "
       "与“（二）部分公开（区分处理的，只计这一情形，不计其他情形） · 法人或其他组织·商业企业”的 2 像是一个数 12 "
       "拆成了两格：合在“（二）部分公开（区分处理的，只计这一情形，不计其他情形） · 自然人”、另一格为 "
       "0，本表各式都成立，请核对原始记录"},
      {"the first cell of a row deleted",
       {{"（一）予以公开", "| 31 | 6 | 2 | 0 | 1 | 1 | 41 |", "| 6 | 2 | 0 | 1 | 1 | 41 | 0 |"}},
       "GK303,GK302,GK302,GK302,GK302,GK302,GK302 | "
       "“（一）予以公开”一行像是整行左移了一格：右移一格后本表各式都成立，请核对原始记录"},
      {"a cell in the middle of a row deleted",
       {{"（一）予以公开", "| 31 | 6 | 2 | 0 | 1 | 1 | 41 |", "| 31 | 2 | 0 | 1 | 1 | 41 | |"}},
       "GK303,GK210,GK302,GK302,GK302,GK302,GK302 | “（一）予以公开”一行像是漏了一格：补上“（一）予以公开 · "
       "法人或其他组织·商业企业”的 6、其后各格右移一格，本表各式都成立，请核对原始记录"},
  });
}

TEST_CASE("hints: rows with a cell too few or too many") {
  Hold({
      {"a cell left out",
       {{"（一）予以公开", "| 31 | 6 | 2 | 0 | 1 |", "| 31 | 6 | 2 | 1 |"}},
       "GK206 | 像是漏了一格：“社会公益组织”栏补上 0，这一行与各栏都相符，请核对原始记录"},
      {"a cell with a number left out",
       {{"（一）予以公开", "| 31 | 6 | 2 | 0 | 1 |", "| 31 | 2 | 0 | 1 |"}},
       "GK206 | 像是漏了一格：“商业企业”栏补上 6，这一行与各栏都相符，请核对原始记录"},
      {"a number over two cells",
       {{"（一）予以公开", "| 31 | 6 |", "| 3 | 1 | 6 |"}},
       "GK206 | 3 与 1 像是一个数 31 拆成了两格：合成一格，这一行与各栏都相符，请核对原始记录"},
      {"a cell too many",
       {{"（一）予以公开", "| 31 | 6 |", "| 31 | 7 | 6 |"}},
       "GK206 | 像是多了一格 7：去掉它，这一行与各栏都相符，请核对原始记录"},
      {"what does not add up anyway is not explained", {{"（一）予以公开", "| 31 | 6 |", "| 31 | 9 | 9 |"}}, "GK206"},
  });
}

}  // namespace gouji
