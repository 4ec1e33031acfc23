#include "input/html_table.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "input/ascii.h"
#include "input/characters.h"
#include "text/fold.h"

namespace gouji {

HtmlTable::HtmlTable(const HtmlPage& page, const HtmlNode* node) : page_(page), node_(node) {
  Collect(node);
  std::erase_if(rows_, [](const auto& row) { return row.empty(); });
}

void HtmlTable::Collect(const HtmlNode* node) {
  for (const HtmlNode* child : node->children) {
    if (child->name == "caption") {
      captions_.push_back(child);
    } else if (child->name == "thead" || child->name == "tbody" || child->name == "tfoot") {
      Collect(child);
    } else if (child->name == "tr") {
      std::vector<const HtmlNode*>& row = rows_.emplace_back();
      for (const HtmlNode* cell : child->children) {
        const bool is_cell = cell->name == "td" || cell->name == "th";
        if (is_cell && !page_.Of(cell).invisible) row.push_back(cell);
      }
    }
  }
}

bool HtmlTable::IsFrame() const {
  const HtmlContents& all = page_.Of(node_);
  std::uint64_t framed = 0;  // tables side by side or under one another in the cells of this one
  std::size_t widest = 0;
  for (const auto& row : rows_) {
    std::size_t filled = 0;
    for (const HtmlNode* cell : row) {
      const HtmlContents& part = page_.Of(cell);
      if (part.letters > 0) ++filled;
      if (part.tables > 0) framed += part.letters;
      const bool prose = part.sentences > 1 && part.letters > 300;
      const std::uint64_t share = part.breaks > 1 ? 50 : 80;
      if (prose && part.letters * 100 > all.letters * share) return true;
    }
    widest = std::max(widest, filled);
  }
  return (widest <= 1 && all.letters > 0) || framed * 2 > all.letters;
}

bool IsCatalogueEntry(const std::vector<Text>& cells) {
  static constexpr std::array<std::string_view, 13> kCompanions = {
      "发布机构", "公开日期", "生成日期", "发布日期", "成文日期", "发文日期", "文号",
      "发文字号", "主题分类", "信息分类", "主题词",   "发文机关", "公开方式"};
  bool index = false;
  int companions = 0;
  for (const Text& text : cells) {
    std::string label;
    for (std::size_t i = 0; i < text.says.size() && label.size() < 64;) {
      const Character c = FirstOf(text.says.substr(i));
      if (c.code == U'：' || c.code == U':') break;
      if (!IsBlank(c.code)) label += text.says.substr(i, c.bytes);
      i += c.bytes;
    }
    index |= label == "索引号" || label == "索取号" || label == "信息索引号";
    if (IsOneOf(label, kCompanions)) ++companions;
  }
  return index && companions > 0;
}

}  // namespace gouji
