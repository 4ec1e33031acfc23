#include <doctest/doctest.h>

#include "blocks_as_text.h"

namespace gouji {
namespace {

const Sample kSamples[] = {
    {"一格一段", "第一项\n内容\n制发\n废止\n规章\n0\n0\n收费\n12\n本年无其他。\n",
     "[bare]\n|第一项|内容|制发|废止|\n|规章|0|0|\n|收费|12|\n本年无其他。\n"},
    {"一行一行，空白分隔", "内容 制发 废止 有效\n规章 0 1 28\n规范性文件 5 2 31\n",
     "[bare]\n|内容|制发|废止|有效|\n|规章|0|1|28|\n|规范性文件|5|2|31|\n"},
    {"标签折行，词以记号归并", "一、新收\n1 2 3\n（六）其他 1.逾期不补正、不再处\n理其申请 4 3 8\n2. 重复 申请 0 0 0\n",
     "[bare]\n|一、新收|1|2|3|\n|（六）其他|1.逾期不补正、不再处理其申请|4|3|8|\n|2.重复申请|0|0|0|\n"},
    {"丢了标签的一行数", "一、新收 1 2 3\n4 5 6\n三、总计 5 7 9\n",
     "[bare]\n|一、新收|1|2|3|\n|4|5|6|\n|三、总计|5|7|9|\n"},
    {"比同行低一截的数自成一行", "一、新收 1 2\n3\n二、结转 4 5 9\n",
     "[bare]\n|一、新收|1|2|\n|3|\n|二、结转|4|5|9|\n"},
    {"分页的文字里，隔着空行的数未必依栏序", "规章\n\n1\n\n2\n\n许可 3\n\f", "[bare]\n|规章|1|\n|2|\n|许可|3|\n"},
    {"只有一行数的表没有标签", "复议 诉讼\n维持 纠正 总计 维持 纠正 总计\n0 0 0 1 0 1\n",
     "[bare]\n|复议|诉讼|维持|纠正|总计|维持|纠正|总计|\n|0|0|0|1|0|1|\n"},
    {"句子不是表", "本年度我局没有发生行政复议和行政诉讼案件。\n共收到申请 4 件。\n",
     "本年度我局没有发生行政复议和行政诉讼案件。\n共收到申请 4 件。\n"},
    {"一两个数不成表", "行政许可\n12\n", "行政许可\n12\n"},
    {"表后的短句不算在内", "规章 0 1 28\n规范性文件 5 2 31\n以上数据截至年底\n",
     "[bare]\n|规章|0|1|28|\n|规范性文件|5|2|31|\n以上数据截至年底\n"},
    {"空白行的标签留在表里", "一、新收 1 2 3\n二、上年结转\n", "[bare]\n|一、新收|1|2|3|\n|二、上年结转|\n"},
    {"数后的括注与数是一格", "规章 0 1 28\n规范性文件 3（其中修订 1 件） 2 31\n部分公开（只计 1 2 3\n",
     "[bare]\n|规章|0|1|28|\n|规范性文件|3（其中修订 1 件）|2|31|\n|部分公开（只计|1|2|3|\n"},
    {"页码在表后", "规章 0 1 28\n— 1 —\n规范性文件 5 2 31\n", "[bare]\n|规章|0|1|28|\n|规范性文件|5|2|31|\n~ — 1 —\n"},
};

TEST_CASE("bare tables: 没有分隔符的表") {
  for (const Sample& sample : kSamples) {
    const std::string_view name = sample.name;
    CAPTURE(name);
    Reading read(sample.text);
    FindBareTables(*read.source, read.blocks);
    CHECK(AsText(read.blocks) == sample.expected);
  }
}

TEST_CASE("bare tables: 已有的表不动，位置还在原处") {
  Reading read("| 甲 | 1 |\n| 乙 | 2 |\n\n规章 0 1 28\n规范性\n文件 5 2 31\n");
  FindBareTables(*read.source, read.blocks);
  REQUIRE(read.grid_count() == 2);
  CHECK(read.grid(0).kind == GridKind::kExact);
  CHECK(read.PlaceOf(read.grid(1).Row(0)[3]) == "4:8");
}

TEST_CASE("bare tables: 再多的数也不丢，放不下的另成一表") {
  constexpr int kRows = 40'000;
  std::string text;
  for (int row = 0; row < kRows; ++row) text += "规章\n1 2\n";
  Reading read(text);
  FindBareTables(*read.source, read.blocks);
  std::size_t cells = 0;
  for (std::size_t i = 0; i < read.grid_count(); ++i) cells += read.grid(i).cells.size();
  CHECK(read.grid_count() > 1);
  CHECK(cells == std::size_t{kRows} * 3);
}

TEST_CASE("bare tables: 一行数太长，断开也不丢") {
  constexpr int kNumbers = 10'000;
  std::string text = "规章\n";
  for (int i = 0; i < kNumbers; ++i) text += "7\n";
  Reading read(text);
  FindBareTables(*read.source, read.blocks);
  REQUIRE(read.grid_count() == 1);
  CHECK(read.grid(0).cells.size() == std::size_t{kNumbers} + 1);
}

}  // namespace
}  // namespace gouji
