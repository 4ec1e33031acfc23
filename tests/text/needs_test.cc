#include "text/needs.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace gouji {
namespace {

std::string Shown(const Needs& needs) {
  std::string shown;
  for (const Needs::AnyOf& words : needs.all) {
    shown += shown.empty() ? "" : " & ";
    for (std::size_t i = 0; i < words.size(); ++i) shown += (i == 0 ? "" : "|") + words[i];
  }
  return shown + (needs.exactly.empty() ? "" : " =");
}

TEST_CASE("needs: what a text must hold for an expression to match") {
  struct Row {
    std::string expression;
    std::string needs;
  };
  const std::vector<Row> rows = {
      {"总计", "总计 ="},
      {"总计|合计", "合计|总计 ="},
      {"(?:总|合)计", "合计|总计 ="},
      {"[总合]计", "合计|总计 ="},
      {"总体?计", "总体计|总计 ="},
      {"政府信息|政府", "政府 ="},
      {"", ""},
      {"总计|", ""},
      {".*", ""},
      {"^总计$", "总计"},
      {"总计+", "总计"},
      {"总计*", "总"},
      {"(?:总计)*", ""},
      {"(?:总计)+", "总计"},
      {"收到.*?[0-9]+(?:件|份)", "收到 & 件|份 & 0|1|2|3|4|5|6|7|8|9"},
      {"(?P<n>总计)", "总计"},
      {"(?:收到(?:了|的)*申请|受理)", "受理|收到"},
      {"\\(一\\)", "(一) ="},
      {"a[^b]c[a-z]d", "a & c & d"},
      {"a\\dc", "a & c"},
      {"(?i)abc", ""},
      {"(?s)a.b", "a & b"},
      {"a{0,2}b{2}c{1,3}", "b & c"},
      {"[一二]是|第[一二]", "一是|二是|第一|第二 ="},
      {"a{,2}", ""},
      {"a**", ""},
      {"(a", ""},
      {"a)", ""},
      {"\\_", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.expression);
    CHECK(Shown(NeedsOf(row.expression)) == row.needs);
  }
}

TEST_CASE("needs: written and read") {
  for (const std::string expression : {"总计|合计", "收到.*?[0-9]+(?:件|份)", "^总计$", ".*", "a b"}) {
    CAPTURE(expression);
    const Needs needs = NeedsOf(expression);
    const std::string written = WriteNeeds(needs);
    const WrittenNeeds read = ReadNeeds(written);
    const auto same = [](std::string_view list, const Needs::AnyOf& words) {
      return std::ranges::equal(WordsOf(list), words);
    };
    CHECK(std::ranges::equal(read.all, needs.all, same));
    CHECK((needs.exactly.empty() ? read.exactly.empty() : same(read.exactly, needs.exactly)));
  }
  CHECK(WriteNeeds(NeedsOf("(?:收到|接收)(?:了|的)*件")) == "接收\t收到\n件\n");
  CHECK(WriteNeeds(NeedsOf("总计|合计")) == "=\t总计\t合计\n合计\t总计\n");
  // What would not be read as it was written is left out.
  CHECK(WriteNeeds(NeedsOf("a\\tb.*c")) == "c\n");
}

}  // namespace
}  // namespace gouji
