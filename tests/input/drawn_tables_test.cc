// Tables whose lines or dashes are drawn with characters, and values set apart by a mark.

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "blocks_as_text.h"
#include "blocks_dump.h"
#include "input/reader.h"

namespace gouji {
namespace {

const Sample kDrawn[] = {
    {"格里折行，全角占两位",
     "+------------+------+\n| 规章       | 1    |\n+============+======+\n| 行政规范性 | 20   |\n| 文件       |      "
     "|\n"
     "+------------+------+\n正文。\n",
     "[exact]\n|规章|1|\n|行政规范性文件|20|\n正文。\n"},
    {"引号占一位", "+--------+---+\n| “三安  | 0 |\n| 全”    |   |\n+--------+---+\n", "[exact]\n|“三安全”|0|\n"},
    {"每个字都算一位", "+------+---+\n| 规章   | 1 |\n+------+---+\n| 行政许可 | 2 |\n+------+---+\n",
     "[exact]\n|规章|1|\n|行政许可|2|\n"},
    {"没有行间线，一行就是一行", "+------+---+\n| a    | b |\n+------+---+\n| x    | 1 |\n| y    | 2 |\n+------+---+\n",
     "[exact]\n|a|b|\n|x|1|\n|y|2|\n"},
    {"制表符号", "┌──────┬───┐\n│ 甲   │ 1 │\n├──────┼───┤\n│ 乙   │ 2 │\n└──────┴───┘\n", "[exact]\n|甲|1|\n|乙|2|\n"},
    {"只有半张的不是表", "+----+\n正文。\n", "+----+\n正文。\n"},
};

const Sample kDashed[] = {
    {"空行分行，格里折行",
     "  ---------- ------ ------\n  信息内容   制发   有效\n\n  规章       0      28\n\n  行政规范   9      0\n  "
     "性文件\n"
     "  ---------- ------ ------\n\n正文。\n",
     "[exact]\n|信息内容|制发|有效|\n|规章|0|28|\n|行政规范性文件|9|0|\n正文。\n"},
    {"一行一行", "  ------ ---- ----\n  规章   0    28\n  文件        9\n  ------ ---- ----\n",
     "[exact]\n|规章|0|28|\n|文件|_|9|\n"},
    {"表头在短线之上", "  内容   制发   有效\n  ------ ------ ------\n  规章   0      28\n\n正文。\n",
     "[exact]\n|内容|制发|有效|\n|规章|0|28|\n正文。\n"},
    {"上下各一长线，表头折行",
     "-------------------\n内容   本年   有效\n       制发\n------ ------ -----\n规章   0      28\n\n文件   "
     "9\n-------------------\n",
     "[exact]\n|内容|本年制发|有效|\n|规章|0|28|\n|文件|9|_|\n"},
    {"reStructuredText 的等号", "====  ===\n甲    乙\n====  ===\n一    1\n二    2\n====  ===\n",
     "[exact]\n|甲|乙|\n|一|1|\n|二|2|\n"},
    {"文中的横线不是表", "标题\n----------\n正文。\n", "标题\n----------\n正文。\n"},
};

const Sample kSeparated[] = {
    {"引号里的逗号与引号", "规章,0,\"1,853\",28\n\"“甲”\"\"乙\"\"\",,2,3\n",
     "[exact padded]\n|规章|0|1,853|28|\n|“甲”\"乙\"|_|2|3|\n"},
    {"引号里的换行", "\"三\n、结果\",1,2\n合计,3,4\n", "[exact padded]\n|三、结果|1|2|\n|合计|3|4|\n"},
    {"分号之间可以有逗号", "规章;\"1,853\";28\n合计,共;2;3\n", "[exact padded]\n|规章|1,853|28|\n|合计,共|2|3|\n"},
    {"全角竖线，两端也有", "｜规章｜0｜｜\n｜合计｜1｜2｜\n", "[exact padded]\n|规章|0|_|\n|合计|1|2|\n"},
    {"全角竖线，两端没有", "规章｜0｜5\n合计｜1｜2\n", "[exact padded]\n|规章|0|5|\n|合计|1|2|\n"},
    {"全角竖线隔开的菜单不是表", "首页｜概况｜公开\n新闻｜服务｜互动\n", "首页｜概况｜公开\n新闻｜服务｜互动\n"},
    {"半角逗号的正文不是表",
     "一是加强组织领导,二是完善制度机制,三是强化监督\n四是主动公开,五是依申请公开,六是做好服务\n",
     "一是加强组织领导,二是完善制度机制,三是强化监督\n四是主动公开,五是依申请公开,六是做好服务\n"},
};

TEST_CASE("layout: 画出边线的表格") { Compare(kDrawn); }
TEST_CASE("layout: 短横线之下的列") { Compare(kDashed); }
TEST_CASE("layout: 逗号、分号、全角竖线分隔的行") { Compare(kSeparated); }

TEST_CASE("layout: 画出的合并格占几行几列") {
  const Reading read(
      "+-------+--------+---+\n| 说明           | 值|\n+-------+--------+---+\n| 不予  | 1.秘密 | 0 |\n| 公开  "
      "+--------+---+\n|       | 2.其他 | 1 |\n+-------+--------+---+\n");
  Document document;
  document.blocks = read.blocks;
  CHECK(DumpBlocks(document) == "T 3x3\n 0+2c:说明 | 2:值\n 0+2r:不予公开 | 1:1.秘密 | 2:0\n 1:2.其他 | 2:1\n");
}

std::string ReadAs(const std::string& name, std::string_view text) {
  Diagnostics diagnostics;
  std::unique_ptr<Source> refused;
  const auto document = ReadDocument(name, std::string(text), Lang::kZh, diagnostics, refused);
  return document ? DumpBlocks(*document) : "refused\n";
}

TEST_CASE("markdown: 属性、分区与跨行的标签不是字") {
  CHECK(ReadAs("a.md",
               "# 标题 {#id .c}\n\n::: {.article}\n三[、]{lang=\"EN-US\"}[收[到]{.x}]{lang=\"EN-US\"}情况\n:::\n") ==
        "H 标题\nP 三、收到情况\n");
  CHECK(ReadAs("a.md",
               "收到<span\nlang=\"EN-US\">申请</span>共\n5<span\nlang=\"EN-US\">件，见[附件](a.html)。</span>\n") ==
        "P 收到申请共5件，见附件。\n");
  CHECK(ReadAs("a.md", "依据[2021]30号与（国办）\n") == "P 依据[2021]30号与（国办）\n");
  CHECK(ReadAs("a.md",
               "  ------ ---- ----\n  规章   0    28\n\n  文件        9\n  ------ ---- ----\n\n---\n\n正文。\n") ==
        "T 2x3\n 0:规章 | 1:0 | 2:28\n 0:文件 | 1: | 2:9\nP 正文。\n");
}

TEST_CASE("html: a fragment is told from Markdown by its tags") {
  constexpr std::string_view kFragment =
      "<h1\nid=\"a\">标题</h1>\n<p>正文。</p>\n<table>\n<tr><td>甲</td><td>1</td></tr>\n<tr><td>乙</td><td>2</td></"
      "tr>\n"
      "</table>\n";
  const std::string expected = "H 标题\nP 正文。\nT 2x2\n 0:甲 | 1:1\n 0:乙 | 1:2\n";
  CHECK(ReadAs("a.html", kFragment) == expected);
  CHECK(ReadAs("a.txt", kFragment) == expected);
  CHECK(ReadAs("a.md", "<div align=\"center\"></div>\n\n# 标题\n\n## 一\n\n正文。\n") == "H 标题\nH 一\nP 正文。\n");
}

TEST_CASE("a numeral that is the mark of a list is known as one") {
  const auto listed = [](const std::string& name, std::string_view text) {
    Diagnostics diagnostics;
    std::unique_ptr<Source> refused;
    const auto document = ReadDocument(name, std::string(text), Lang::kZh, diagnostics, refused);
    std::string marks;
    for (const Block& block : document->blocks) marks += std::get<Paragraph>(block).listed ? '1' : '0';
    return marks;
  };
  CHECK(listed("a.html", "<html><body><ol><li>甲</li><li>乙</li></ol><p>3. 丙</p></body></html>") == "110");
  CHECK(listed("a.md", "1.  甲\n\n2、乙\n\n## 3. 丙\n") == "100");
  CHECK(listed("a.txt", "1. 甲\n\n2. 乙\n") == "00");
  CHECK(listed("a.txt", "1.  甲\n\n正文\n\n2.  乙\n") == "101");             // Pandoc's plain text
  CHECK(listed("a.txt", "#. 甲\n\n正文\n\n2. 乙\n\n（一）丙\n") == "1011");  // reStructuredText
}

}  // namespace
}  // namespace gouji
