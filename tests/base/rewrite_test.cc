#include "base/rewrite.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace gouji {
namespace {

/// The source after the edits that make the text which `parts` of it spell say `replacement`.
std::string After(const std::string& file, const std::vector<std::string>& parts, std::string_view replacement) {
  Source source("a.html", file);
  TextBuilder builder(source);
  std::size_t from = 0;
  for (const std::string& part : parts) {
    const std::size_t at = source.text().find(part, from);
    REQUIRE(at != std::string::npos);
    from = at + part.size();
    const Span where{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(from)};
    if (part == "&amp;") {
      builder.Add("&", where);
    } else {
      builder.Add(where);
    }
  }
  std::string result = file;
  std::vector<Edit> edits = Rewrite(builder.Build(0), replacement);
  for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit) {
    result.replace(edit->where.begin, edit->where.size(), edit->replacement);
  }
  return result;
}

}  // namespace

TEST_CASE("rewrite: the text says what it should, and the markup in it stays") {
  struct Row {
    std::string file;
    std::vector<std::string> parts;
    std::string replacement;
    std::string expected;
  };
  const std::vector<Row> rows = {
      {"4、 标题", {"4、 "}, "四、", "四、标题"},
      {"[残留]正文", {"[残留]"}, "", "正文"},
      {"<b>三类</b><i>内容</i>信息", {"三类", "内容", "信息"}, "三类内部事务信息", "<b>三类</b><i>内部事务</i>信息"},
      {"<b>三</b>类<i>内容</i>", {"三", "类", "内容"}, "四类", "<b>四类</b><i></i>"},
      {"<b>一</b><i>二</i>", {"一", "二"}, "甲乙", "<b>甲乙</b><i></i>"},
      {"<b>一</b><i>二</i>", {"一", "二"}, "一中二", "<b>一</b><i>中二</i>"},
      {"<b>一</b><i>二</i>", {"一", "二"}, "", "<b></b><i></i>"},
      {"<b>甲&amp;</b>乙丙", {"甲", "&amp;", "乙丙"}, "甲&乙丁", "<b>甲&amp;</b>乙丁"},
      {"<b>甲&amp;</b>乙丙", {"甲", "&amp;", "乙丙"}, "甲与乙丙", "<b>甲与</b>乙丙"},
      {"<b>一</b><i>二</i>", {"一", "二"}, "一二", "<b>一</b><i>二</i>"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.file);
    CAPTURE(row.replacement);
    CHECK(After(row.file, row.parts, row.replacement) == row.expected);
  }
}

}  // namespace gouji
