#include "input/html_blocks.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "input/ascii.h"
#include "input/cell_placement.h"
#include "input/html_kinds.h"
#include "input/html_lines.h"
#include "input/html_nesting.h"
#include "input/html_table.h"
#include "input/html_words.h"
#include "input/layout.h"
#include "input/numeral.h"
#include "text/fold.h"

namespace gouji {
namespace {

/// Whether the first words below an element begin with a digit: a number in a list of one item is that number.
bool BeginsWithDigit(const HtmlNode& node) {
  for (const HtmlNode* child : node.children) {
    if (!child->is_text() && !child->children.empty()) return BeginsWithDigit(*child);
    if (const std::string_view says = Trim(child->says); !says.empty()) return IsAsciiDigit(says.front());
  }
  return false;
}

/// Writes the visible page as blocks, in the order of reading.
class BlockWriter {
 public:
  BlockWriter(Source& source, const HtmlPage& page) : source_(source), page_(page), words_(source) {}

  /// Nothing when a table is over the limits.
  std::optional<std::vector<HtmlBlock>> Write(const HtmlNode* report) {
    report_ = report;
    inside_ = report == page_.body();
    WriteChildren(page_.body());
    Flush();
    if (over_limit_) return std::nullopt;
    return std::move(blocks_);
  }

 private:
  void Flush() {
    if (words_.empty()) {
      words_.Join();
      return;
    }
    const Text text = words_.Take(0);
    if (!text.empty()) AddParagraph(text);
    listed_ = false;
    linked_ = true;
  }

  void AddParagraph(const Text& text) {
    Paragraph paragraph;
    paragraph.text = text;
    paragraph.listed = listed_;
    if (margin_ > 0) {
      paragraph.role = Paragraph::Role::kMargin;
    } else if (heading_ > 0) {
      paragraph.role = Paragraph::Role::kHeading;
    }
    blocks_.push_back({paragraph, inside_, heading_, titled_ > 0, linked_});
  }

  void AddWords(const HtmlNode& text) {
    linked_ = linked_ && (links_ > 0 || Trim(text.says).empty());
    words_.AddNode(text);
  }

  void WriteChildren(const HtmlNode* node) {
    for (const HtmlNode* child : node->children) WriteNode(child);
  }

  void WriteNode(const HtmlNode* node) {
    if (node->is_text()) {
      if (!keeps_lines_) {
        AddWords(*node);
        return;
      }
      bool first = true;
      for (const HtmlNode& line : LinesOf(source_, *node)) {
        if (!std::exchange(first, false)) Flush();
        AddWords(line);
      }
      return;
    }
    if (page_.Of(node).invisible) return;
    const bool enters = node == report_;
    if (enters) {
      Flush();
      inside_ = true;
    }
    const bool margin = page_.IsMargin(node);
    if (margin) {
      Flush();
      ++margin_;
    }
    const bool titled = !inside_ && IsNamedTitle(*node);
    titled_ += titled ? 1 : 0;
    const bool links = node->name == "a" && node->HasAttribute("href");
    links_ += links ? 1 : 0;
    WriteElement(node, *node);
    links_ -= links ? 1 : 0;
    if (titled) {
      Flush();
      --titled_;
    }
    if (margin) {
      Flush();
      --margin_;
    }
    if (enters) {
      Flush();
      inside_ = false;
    }
  }

  void WriteElement(const HtmlNode* node, const HtmlNode& element) {
    if (element.name == "br") {
      // A title is one label, however many lines it takes.
      if (heading_ > 0) {
        words_.Join();
      } else {
        Flush();
      }
      return;
    }
    if (element.name == "table") {
      Flush();
      WriteTable(node);
      Flush();
      return;
    }
    if (!IsBlock(element)) {
      WriteChildren(node);
      return;
    }
    Flush();
    const int level = HeadingLevel(element);
    if (level > 0) heading_ = level;
    if (element.name == "li") listed_ = AddListMark(node, words_) || listed_;
    if (KeepsLines(element)) {
      WriteLines(node);
    } else {
      WriteChildren(node);
    }
    Flush();
    if (level > 0) heading_ = 0;
  }

  /// The words of an element whose lines are lines, as plain text where they hold no markup: tables are set in blanks
  /// there.
  void WriteLines(const HtmlNode* node) {
    const bool bare = node->children.size() == 1 && node->children.front()->is_text();
    if (bare && IsVerbatim(source_, *node->children.front())) {
      std::vector<Block> blocks;
      if (!ReadLines(source_, LinesOf(source_, node->children.front()->where), blocks)) over_limit_ = true;
      for (Block& block : blocks) {
        auto* paragraph = std::get_if<Paragraph>(&block);
        if (paragraph != nullptr && margin_ > 0) paragraph->role = Paragraph::Role::kMargin;
        blocks_.push_back({std::move(block), inside_, heading_, titled_ > 0});
      }
      return;
    }
    const bool outer = std::exchange(keeps_lines_, true);
    WriteChildren(node);
    keeps_lines_ = outer;
  }

  /// The numeral a browser shows before an item of a numbered list: "一、" is often nowhere else. True for one that is
  /// only the list's.
  static bool AddListMark(const HtmlNode* item, HtmlWords& words) {
    const HtmlNode* list = item->parent;
    if (list == nullptr || list->name != "ol") return false;
    const HtmlNode& element = *list;
    if (StyleSays(element, "list-style:none") || StyleSays(element, "list-style-type:none")) return false;
    int number = Number(element.Attribute("start")).value_or(1) - 1;
    for (const HtmlNode* sibling : list->children) {
      if (sibling->name != "li") continue;
      number = Number(sibling->Attribute("value")).value_or(number + 1);
      if (sibling == item) break;
    }
    const std::string_view style = element.Attribute("style");
    static constexpr std::array<std::string_view, 5> kChinese = {
        "cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "japanese-informal", "cjk-decimal"};
    const bool chinese =
        std::ranges::any_of(kChinese, [&](std::string_view name) { return style.find(name) != style.npos; });
    const std::string_view type = element.Attribute("type");
    if (chinese) {
      words.AddShown(Numeral(number, "chineseCounting") + "、", item->content_at);
      return false;
    }
    const bool plain = (type.empty() || type == "1") && style.find("list-style-type") == style.npos;
    if (plain) words.AddShown(std::to_string(number) + ".", item->content_at);
    return plain;
  }

  static std::optional<int> Number(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || value < 0 || value > 100'000) return std::nullopt;
    return value;
  }

  // ---- tables

  void WriteTable(const HtmlNode* node) {
    const HtmlTable table(page_, node);
    for (const HtmlNode* caption : table.captions()) WriteNode(caption);
    if (table.IsFrame()) {
      for (const auto& row : table.rows()) {
        for (const HtmlNode* cell : row) {
          WriteNode(cell);
          Flush();
        }
      }
      return;
    }
    WriteGrid(node, table);
  }

  void WriteGrid(const HtmlNode* node, const HtmlTable& table) {
    std::vector<const HtmlNode*> contents;
    std::vector<std::vector<ClaimedCell>> claims;
    for (const auto& row : table.rows()) {
      claims.emplace_back();
      for (const HtmlNode* cell : row) {
        ClaimedCell claim;
        claim.content = contents.size();
        claim.column_span = static_cast<std::uint32_t>(Number(cell->Attribute("colspan")).value_or(1));
        claim.row_span = static_cast<std::uint32_t>(Number(cell->Attribute("rowspan")).value_or(1));
        claims.back().push_back(claim);
        contents.push_back(cell);
      }
    }
    const std::optional<PlacedCells> placed = PlaceCells(claims);
    if (!placed) {
      over_limit_ = true;
      return;
    }
    std::vector<Text> says;
    says.reserve(contents.size());
    for (const HtmlNode* cell : contents) says.push_back(LabelOf(cell));
    const auto text_of = [&](const ClaimedCell& cell) { return says[cell.content]; };
    if (margin_ > 0 || IsCatalogueEntry(says)) {
      WriteAsMargin(*placed, says);
      return;
    }
    std::vector<WholeRowKind> kinds;
    for (std::uint32_t row = 0; row < placed->rows; ++row) {
      const ClaimedCell* whole = placed->WholeRow(row);
      kinds.push_back(whole == nullptr ? WholeRowKind::kNone
                                       : KindOfCell(contents[whole->content], says[whole->content]));
    }
    const std::vector<bool> prose = RowsOfProse(kinds);
    for (std::uint32_t row = 0; row < placed->rows;) {
      if (prose[row]) {
        WriteNode(contents[placed->WholeRow(row)->content]);
        Flush();
        ++row;
        continue;
      }
      std::uint32_t last = row;
      while (last < placed->rows && !prose[last]) ++last;
      const bool all = row == 0 && last == placed->rows;
      const PlacedCells part = all ? *placed : RowsOf(*placed, row, last);
      Span where = node->where;
      if (!all) {
        where = contents[part.cells.front().content]->where;
        for (const ClaimedCell& cell : part.cells) {
          where.end = std::max(where.end, contents[cell.content]->where.end);
        }
      }
      blocks_.push_back({MakeGrid(part, where, text_of), inside_});
      row = last;
    }
  }

  WholeRowKind KindOfCell(const HtmlNode* cell, const Text& says) const {
    const HtmlContents& contents = page_.Of(cell);
    if (contents.tables > 0) return WholeRowKind::kProse;
    return KindOfWholeRow(says.says);
  }

  /// What a cell says, as one label or one number: its paragraphs and lines are joined without a blank.
  Text LabelOf(const HtmlNode* cell) {
    HtmlWords words(source_);
    AddLabel(cell, words);
    return words.Take(cell->content_at);
  }

  void AddLabel(const HtmlNode* node, HtmlWords& words) {
    for (const HtmlNode* child : node->children) {
      if (child->is_text()) {
        words.AddNode(*child);
        continue;
      }
      if (page_.Of(child).invisible) continue;
      if (IsFilledIn(*child)) words.AddShown(child->Attribute("value"), child->where.begin);
      const bool breaks = child->name == "br" || IsBlock(*child);
      if (breaks) words.Join();
      if (child->name == "li" && !BeginsWithDigit(*child)) AddListMark(child, words);
      AddLabel(child, words);
      if (breaks) words.Join();
    }
  }

  void WriteAsMargin(const PlacedCells& placed, const std::vector<Text>& says) {
    for (const ClaimedCell& cell : placed.cells) {
      if (says[cell.content].empty()) continue;
      Paragraph paragraph;
      paragraph.text = says[cell.content];
      paragraph.role = Paragraph::Role::kMargin;
      blocks_.push_back({paragraph, inside_});
    }
  }

  Source& source_;
  const HtmlPage& page_;
  HtmlWords words_;
  const HtmlNode* report_ = nullptr;
  std::vector<HtmlBlock> blocks_;
  bool inside_ = false;
  int margin_ = 0;            ///< how many elements of furniture are around
  int heading_ = 0;           ///< level of the heading around, or 0
  int titled_ = 0;            ///< how many elements around are named as the title's place
  int links_ = 0;             ///< how many links are around
  bool linked_ = true;        ///< what is being written is all links so far
  bool listed_ = false;       ///< what is being written began with the mark of a list
  bool keeps_lines_ = false;  ///< the lines of the words around are lines
  bool over_limit_ = false;
};

}  // namespace

std::optional<std::vector<HtmlBlock>> WriteHtmlBlocks(Source& source, const HtmlPage& page, const HtmlNode* report) {
  return BlockWriter(source, page).Write(report);
}

bool ReadHtmlStretch(Source& source, Span where, std::vector<Block>& blocks) {
  if (HtmlOverLimit(source.Slice(where))) return false;
  const HtmlPage page(source, where);
  std::optional<std::vector<HtmlBlock>> read = WriteHtmlBlocks(source, page, page.body());
  if (!read) return false;
  for (HtmlBlock& each : *read) blocks.push_back(std::move(each.block));
  return true;
}

}  // namespace gouji
