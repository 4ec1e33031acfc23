// How titles and headings may be worded, by table: headings.tsv.

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>

#include "prose_report.h"
#include "table.h"

namespace gouji {
namespace {

constexpr std::array<std::string_view, 7> kOfficial = {"云溪县交通运输局2023年政府信息公开工作年度报告",
                                                       "一、总体情况",
                                                       "二、主动公开政府信息情况",
                                                       "三、收到和处理政府信息公开申请情况",
                                                       "四、政府信息公开行政复议、行政诉讼情况",
                                                       "五、存在的主要问题及改进情况",
                                                       "六、其他需要报告的事项"};

/// The report with its title or one of its headings worded so; prose in the heading's line takes the section's place.
std::string ReportWith(std::size_t which, std::string words) {
  std::ranges::replace(words, '|', '\n');
  std::string text = ReportText({}, "依法公开政府信息。");
  const std::string official(kOfficial.at(which));
  const std::size_t at = which == 0 ? 0 : text.find("\n" + official + "\n") + 1;
  const bool with_prose = words.ends_with("：无。");
  text.replace(at, official.size() + (with_prose ? std::string("\n\n无。").size() : 0), words);
  return text;
}

}  // namespace

TEST_CASE("headings: titles and headings in many wordings") {
  const std::vector<TableLine> lines = ReadTable("tests/check/headings.tsv");
  CHECK(lines.size() > 60);
  for (const TableLine& line : lines) {
    REQUIRE(line.fields.size() == 3);
    const Outcome outcome = CheckText(ReportWith(std::stoul(line.fields[0]), line.fields[2]));
    std::string found;
    for (const auto& [rule, at] : FindingsOf(outcome, "GK00 GK101 GK102 GK103 GK104 GK105 GK106")) {
      found += (found.empty() ? "" : " ") + rule;
    }
    CHECK_MESSAGE((found.empty() ? "-" : found) == line.fields[1], line.text);
  }
}

namespace {

/// The report with the numerals of its headings written so, in order.
std::string NumberedReport(const std::array<std::string_view, 6>& numerals) {
  std::string text = ReportText({}, "依法公开政府信息。");
  for (std::size_t i = 0; i < numerals.size(); ++i) {
    const std::string heading = "\n" + std::string(kOfficial.at(i + 1));
    text.replace(text.find(heading + "\n") + 1, std::string("一、").size(), numerals.at(i));
  }
  return text;
}

std::string HeadingRules(const std::string& text) {
  std::string rules;
  for (const auto& [rule, at] : FindingsOf(CheckText(text), "GK101 GK102 GK104 GK106")) {
    rules += (rules.empty() ? "" : " ") + rule;
  }
  return rules;
}

}  // namespace

TEST_CASE("headings: numbers that a converter lost are no error of order") {
  // mammoth and markitdown: every automatic number begins anew, or runs on where nothing stands between. Which numerals
  // the document has is not known then, so their style is no finding either.
  CHECK(HeadingRules(NumberedReport({"1. ", "1. ", "1. ", "1. ", "1. ", "1. "})).empty());
  CHECK(HeadingRules(NumberedReport({"1. ", "1. ", "1. ", "1. ", "2. ", "1. "})).empty());
  CHECK(HeadingRules(NumberedReport({"1. ", "1. ", "三、", "四、", "五、", "六、"})) == "GK104 GK104");
  CHECK(HeadingRules(NumberedReport({"一、", "一、", "一、", "一、", "一、", "一、"})).empty());
  // Words that are not the official ones are found as before.
  std::string reworded = NumberedReport({"1. ", "1. ", "1. ", "1. ", "1. ", "1. "});
  reworded.replace(reworded.find("存在的主要问题及改进情况"), std::string("存在的主要问题及改进情况").size(),
                   "存在问题及改进情况");
  CHECK(HeadingRules(reworded).empty());
}

TEST_CASE("headings: numbers that somebody wrote wrong are still one") {
  CHECK(HeadingRules(NumberedReport({"一、", "一、", "三、", "四、", "五、", "六、"})) == "GK102");
  CHECK(HeadingRules(NumberedReport({"一、", "二、", "三、", "四、", "五、", "五、"})) == "GK102");
  CHECK(HeadingRules(NumberedReport({"1. ", "1. ", "3. ", "4. ", "5. ", "6. "})).find("GK102") != std::string::npos);
  CHECK(HeadingRules(NumberedReport({"1. ", "1. ", "三、", "四、", "五、", "五、"})) == "GK104 GK104 GK102");
  CHECK(HeadingRules(NumberedReport({"1. ", "1. ", "2. ", "3. ", "4. ", "5. "})).find("GK102") != std::string::npos);
}

TEST_CASE("headings: a section that stands twice is one finding, where Word counts it too") {
  std::string text = NumberedReport({"一、", "三、", "四、", "五、", "六、", "七、"});
  text.insert(text.find("三、"), "二、总体情况\n\n依法公开政府信息。\n\n");
  CHECK(HeadingRules(text) == "GK106");
  text.replace(text.find("七、"), std::string("七、").size(), "八、");
  CHECK(HeadingRules(text) == "GK106 GK102");
}

TEST_CASE("headings: a menu of them, above the report or below it, is no second report") {
  const std::string text = ReportText({}, "依法公开政府信息。");
  const std::size_t first = text.find(std::string(kOfficial[1]));
  std::string menu;
  for (std::size_t i = 1; i < kOfficial.size(); ++i) menu += std::string(kOfficial.at(i)) + "\n\n";
  CHECK(HeadingRules(text).empty());
  CHECK(HeadingRules(text.substr(0, first) + menu + text.substr(first)).empty());
  CHECK(HeadingRules(text + "\n\n" + menu).empty());
  CHECK(HeadingRules(text + "\n\n" + menu + "返回顶部\n").empty());
  // What the report lacks stands in the menu, so that it cannot be told; that is said.
  std::string lacking = text;
  const std::string third = std::string(kOfficial[3]) + "\n\n";
  lacking.erase(lacking.find(third), third.size());
  CHECK(HeadingRules(lacking) == "GK101");
  for (const std::string& with : {text.substr(0, first) + menu + lacking.substr(first), lacking + "\n\n" + menu}) {
    CHECK(HeadingRules(with).empty());
    const Outcome outcome = CheckText(with);
    CHECK(std::ranges::any_of(outcome.unchecked, [](const Unchecked& each) { return each.rule->id == "GK101"; }));
  }
  // Two of them are none.
  CHECK(HeadingRules(text + "\n\n" + std::string(kOfficial[1]) + "\n\n" + std::string(kOfficial[2]) + "\n") ==
        "GK106 GK106");
}

TEST_CASE("headings: another kind of ordinal throughout is a matter of style, not six sections missing") {
  constexpr std::string_view kSix = "GK104 GK104 GK104 GK104 GK104 GK104";
  CHECK(HeadingRules(NumberedReport({"第一部分 ", "第二部分 ", "第三部分 ", "第四部分 ", "第五部分 ", "第六部分 "})) ==
        kSix);
  CHECK(HeadingRules(NumberedReport({"第一部分", "第二部分：", "第三章、", "第四部分 ", "第五部分 ", "第6部分 "})) ==
        kSix);
  CHECK(HeadingRules(NumberedReport({"（一）", "（二）", "（三）", "（四）", "（五）", "（六）"})) == kSix);
  CHECK(HeadingRules(NumberedReport({"(一)", "(二) ", "(三)", "(四)", "(五)", "(六)"})) == kSix);
  CHECK(HeadingRules(NumberedReport({"一 ", "二 ", "三", "四 ", "五 ", "六"})) == kSix);
  // One among others: where its section stands nowhere else, the very words are its heading.
  CHECK(HeadingRules(NumberedReport({"一、", "二、", "三、", "四、", "五、", "（六）"})) == "GK104");
  CHECK(HeadingRules(NumberedReport({"一、", "二、", "（三）", "（四）", "五、", "六、"})) == "GK104 GK104");
  CHECK(HeadingRules(NumberedReport({"一、", "二、", "三、", "四 ", "五、", "六、"})) == "GK104");
  // Another's number is no style of its own, and an item keeps its words.
  CHECK(HeadingRules(NumberedReport({"一、", "二、", "三、", "四、", "五、", "（一）"})) == "GK101");
}

TEST_CASE("headings: where the number is lost, the section tells what it should be") {
  const Outcome outcome = CheckText(NumberedReport({"1. ", "1. ", "三、", "1. ", "1. ", "1. "}));
  std::string expected;
  for (const Diagnostic& finding : outcome.findings) {
    if (finding.rule->id != "GK104") continue;
    for (const std::string_view numeral : {"一、", "二、", "三、", "四、", "五、", "六、"}) {
      if (finding.message.find(numeral) != std::string::npos) expected += numeral;
    }
  }
  CHECK(expected == "一、二、四、五、六、");
}

}  // namespace gouji
