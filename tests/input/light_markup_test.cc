#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <string_view>

#include "blocks_as_text.h"
#include "blocks_dump.h"
#include "input/reader.h"

namespace gouji {
namespace {

std::optional<Document> ReadText(std::string text) {
  Diagnostics diagnostics;
  std::unique_ptr<Source> refused;
  return ReadDocument("a.txt", std::move(text), Lang::kZh, diagnostics, refused);
}

TEST_CASE("markup: 各种标记语言的标题，.txt 里也认得") {
  constexpr std::string_view kExpected = "H 某局2023年年度报告\nH 一、总体情况\nP 正文。\n";
  const std::string_view files[] = {
      "# 某局2023年年度报告\n## 一、总体情况 ##\n正文。\n",
      "= 某局2023年年度报告\n:toc: left\n\n[[一总体情况]]\n== 一、总体情况\n正文。\n",
      "= 某局2023年年度报告 =\n==一、总体情况==\n正文。\n",
      "====== 某局2023年年度报告 ======\n===== 一、总体情况 =====\n正文。\n",
      "h1(entry-title#某局). 某局2023年年度报告\n\nh2. 一、总体情况\n\n正文。\n",
      "h1. {anchor:某局}某局2023年年度报告\nh2. 一、总体情况\n正文。\n",
      ".. container::\n   :name: main\n\n   .. rubric:: 某局2023年年度报告\n      :name: 某局\n\n"
      "   .. rubric:: 一、总体情况\n\n   正文。\n",
  };
  for (const std::string_view file : files) {
    CAPTURE(file);
    const std::optional<Document> document = ReadText(std::string(file));
    REQUIRE(document);
    CHECK(DumpBlocks(*document) == kExpected);
  }
}

TEST_CASE("markup: 整行强调的行、属性行让 .txt 按标记读") {
  constexpr std::string_view kExpected = "P 一、总体情况\nP 二、公开情况\nP 增减-1件。\n";
  const std::string_view files[] = {
      "*一、总体情况*\n\n*二、公开情况*\n\n增减\\-1件。\n",
      "'''一、总体情况'''\n\n'''二、公开情况'''\n\n增减-1件。\n",
      "** 一、总体情况\n   :PROPERTIES:\n   :CUSTOM_ID: 一总体情况\n   :END:\n\n** 二、公开情况\n\n增减-1件。\n",
      "**一、总体情况**\n\n**二、公开情况**\n\n增减&#45;&#x31;件。\n",
  };
  for (const std::string_view file : files) {
    CAPTURE(file);
    const std::optional<Document> document = ReadText(std::string(file));
    REQUIRE(document);
    CHECK(DumpBlocks(*document) == kExpected);
  }
  // One heading of Jira, or one mark that is escaped, stands in no other text.
  CHECK(DumpBlocks(*ReadText("h1. 某局报告\n\n[首页|/] > 年报\n")) == "H 某局报告\nP [首页|/] > 年报\n");
  CHECK(DumpBlocks(*ReadText("|===\n|甲 |{plus}12\n|===\n")) == "T 1x2\n 0:甲 | 1:+12\n");
  CHECK(DumpBlocks(*ReadText("增减\\-1件\n")) == "P 增减-1件\n");
  CHECK(DumpBlocks(*ReadText("见D:\\年报\\2023或\\\\共享\n")) == "P 见D:\\年报\\2023或\\\\共享\n");
  // The heading of a wiki that has lines; the item of AsciiDoc that numbers itself.
  CHECK(DumpBlocks(*ReadText("<span></span>\n= 某局<br />\n2023年年报 =\n\n. 总体情况\n\n|===\n|甲 |1\n|===\n")) ==
        "H 某局2023年年报\nP 总体情况\nT 1x2\n 0:甲 | 1:1\n");
  // Those of Textile behind the first, which is like a heading; those of Org.
  CHECK(DumpBlocks(*ReadText("h1. 年报\n\n# 总体情况\n\n#2 公开情况\n")) == "H 年报\nH 总体情况\nP 公开情况\n");
  const auto org = ReadText("1. 总体情况\n\n| 甲 | 乙 |\n|---+---|\n| 丙 | 1 |\n");
  CHECK(DumpBlocks(*org) == "P 1. 总体情况\nT 2x2\n 0:甲 | 1:乙\n 0:丙 | 1:1\n");
  CHECK(std::get<Paragraph>(org->blocks[0]).listed);
  // A list, a dash and a formula are what they are in any text.
  CHECK(DumpBlocks(*ReadText("* 甲\n* 乙\n= 3\n[大 中 小]\n")) == "P * 甲\nP * 乙\nP = 3\nP [大 中 小]\n");
}

TEST_CASE("markup: 维基的表格") {
  const Reading read(
      "{| class=\"wikitable\"\n|+ 表1\n! colspan=\"2\" | 信息内容 !! 数量\n|-\n|rowspan=\"2\"| 不予\n公开\n| 1.秘密 || "
      "\n|-\n"
      "| 2.其他 || 5\n6\n|}\n正文。\n");
  Document document;
  document.blocks = read.blocks;
  CHECK(DumpBlocks(document) ==
        "T 3x3\n 0+2c:信息内容 | 2:数量\n 0+2r:不予公开 | 1:1.秘密 | 2:\n 1:2.其他 | 2:5 6\nP 正文。\n");
  CHECK(read.PlaceOf(read.grid(0).Row(1)[1]) == "7:3");
}

TEST_CASE("markup: 没有收尾的表格到下一个标题为止") {
  CHECK(AsText(Reading("{|\n| 甲\n| 1\n== 三、情况 ==\n正文。\n").blocks) ==
        "[exact]\n|甲|1|\n== 三、情况 ==\n正文。\n");
  CHECK(AsText(Reading("|===\n|甲 |1\n== 三、情况\n正文。\n").blocks) == "[exact]\n|甲|1|\n== 三、情况\n正文。\n");
}

TEST_CASE("markup: AsciiDoc 的表格，一行可以分写几行") {
  const Reading read(
      "[width=\"100%\",cols=\"1,1,1,1\",options=\"header\",]\n|===\n4+|第二十条第（一）项\n|规章 |0\n|28 "
      "|\n\n.2+|不予公开\n"
      "|1.秘密 2+^|3\n|2.其他 |4 a|5\n6\n|===\n正文。\n");
  Document document;
  document.blocks = read.blocks;
  CHECK(DumpBlocks(document) ==
        "T 4x4\n 0+4c:第二十条第（一）项\n 0:规章 | 1:0 | 2:28 | 3:\n 0+2r:不予公开 | 1:1.秘密 | 2+2c:3\n"
        " 1:2.其他 | 2:4 | 3:5 6\nP 正文。\n");
  // Rows that cells above reach down into.
  CHECK(AsText(Reading("[cols=\",,,\",]\n|===\n2.3+|说明\n2+|申请人情况\n\n.2+|自然人 |法人\n\n|企业\n\n2+|新收 |2 "
                       "|70\n\n.2+|办理 |公开 |1\n|0\n\n|其他 |3 |4\n|===\n")
                   .blocks) ==
        "[exact]\n|说明|申请人情况|\n|自然人|法人|\n|企业|\n|新收|2|70|\n|办理|公开|1|0|\n|其他|3|4|\n");
  // Nothing says how many columns there are but the first line.
  CHECK(AsText(Reading("|===\n|甲|2+\n|乙|1\n|===\n").blocks) == "[exact]\n|甲|2+|\n|乙|1|\n");
  CHECK(AsText(Reading("[cols=\"2*\"]\n|===\n|甲\n|2\n|===\n").blocks) == "[exact]\n|甲|2|\n");
}

TEST_CASE("markup: DokuWiki 的表头") {
  CHECK(AsText(Reading("^第一项 ^ ^ ^\n|规章 |0 |28 |\n").blocks) == "[exact padded]\n|第一项|_|_|\n|规章|0|28|\n");
}

TEST_CASE("markup: 大得过分的表格不收，也不慢") {
  const auto repeated = [](std::string_view first, std::string_view unit, std::size_t count) {
    std::string text(first);
    for (std::size_t i = 0; i < count; ++i) text += unit;
    return text;
  };
  CHECK_FALSE(ReadText(repeated("{|\n|", "甲||", 5000)));
  CHECK_FALSE(ReadText(repeated("[cols=\"1\"]\n|===\n", "|甲\n", 21'000)));
  const std::string_view units[] = {"{|\n|a\n", "|===\n|a\n", ".60000+|a\n", "255+|a\n", "&#",
                                    "`",        "`a <b",      "h1. (",       "= a\n"};
  for (const std::string_view unit : units) {
    CAPTURE(unit);
    for (const std::string_view first : {"# a\n# b\n", "[cols=\"9\"]\n|===\n"})
      (void)ReadText(repeated(first, unit, 60'000));
  }
}

}  // namespace
}  // namespace gouji
