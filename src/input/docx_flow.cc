#include "input/docx_flow.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "input/ascii.h"
#include "input/docx_table.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace gouji {
namespace {

/// Text that stands in the file and not on the page: deletions, places moved from, instructions of fields, readings.
bool IsUnread(std::string_view name) {
  static constexpr std::array<std::string_view, 11> kUnread = {
      "del", "moveFrom", "delText", "instrText", "delInstrText", "rt", "rubyPr", "pPr", "rPr", "sdtPr", "sdtEndPr"};
  return std::ranges::find(kUnread, name) != kUnread.end();
}

/// A symbol of a symbol font, as far as one of text stands for it.
char32_t SymbolOf(std::string_view font, char32_t code) {
  if (code < 0xE000 || code > 0xF8FF) return code;
  if (LowerAscii(font) == "wingdings") {
    switch (code & 0xFF) {
      case 0x6C:
        return U'●';
      case 0x6E:
        return U'■';
      case 0xFC:
        return U'✓';
      case 0xFE:
        return U'☑';
      default:
        break;
    }
  }
  return U'□';
}

/// The reading of one container.
class FlowReader {
 public:
  FlowReader(const DocxStyles& styles, DocxNumbering& numbering) : styles_(styles), numbering_(numbering) {}

  Flow Read(XmlNode container, std::optional<Paragraph::Role> role = std::nullopt) {
    forced_role_ = role;
    Flow flow;
    ReadBlocks(container, flow, false);
    FinishParagraph(flow);
    return flow;
  }

 private:
  void ReadBlocks(XmlNode container, Flow& flow, bool in_cell) {
    for (const XmlNode node : container.children()) {
      const std::string_view name = NameOf(node);
      if (name == "p") {
        ReadParagraph(node, flow, in_cell);
      } else if (name == "tbl") {
        FinishParagraph(flow);
        ReadTable(node, flow);
      } else if (name == "AlternateContent") {
        ReadBlocks(Alternative(node), flow, in_cell);
      } else if (name == "sdt" && IsContents(node)) {
        const std::optional<Paragraph::Role> outer = forced_role_;
        forced_role_ = Paragraph::Role::kMargin;
        ReadBlocks(node, flow, in_cell);
        forced_role_ = outer;
      } else if (IsDocxWrapper(name)) {
        ReadBlocks(node, flow, in_cell);
      }
    }
  }

  /// A table of contents repeats headings that are none.
  static bool IsContents(XmlNode sdt) {
    return Value(Path(sdt, "sdtPr", "docPartObj", "docPartGallery")) == "Table of Contents";
  }

  /// The branch of an alternative that is read: the first choice that holds words, as Word does, else the fallback.
  static XmlNode Alternative(XmlNode alternatives) {
    for (const XmlNode branch : alternatives.children()) {
      if (NameOf(branch) == "Choice" &&
          (Contains(branch, "txbxContent") || Contains(branch, "t") || Contains(branch, "p"))) {
        return branch;
      }
    }
    return Child(alternatives, "Fallback");
  }

  // ---- paragraphs

  void ReadParagraph(XmlNode node, Flow& flow, bool in_cell) {
    const XmlNode properties = Child(node, "pPr");
    std::string style(Value(Child(properties, "pStyle")));
    if (style.empty()) style = styles_.default_style();
    const Paragraph::Role role = forced_role_.value_or(RoleOf(properties, style));
    // The mark of the paragraph before was deleted: this one goes on in it.
    if (!open_) {
      open_ = true;
      role_ = role;
      text_ = NumberOf(properties, style);
      joins_lines_ = in_cell || role == Paragraph::Role::kHeading;
    }
    std::vector<XmlNode> boxes;
    ReadRuns(node, flow, boxes);
    const bool mark_deleted = static_cast<bool>(Path(properties, "rPr", "del"));
    if (!mark_deleted) FinishParagraph(flow);
    if (boxes.empty()) return;
    // A text box stands beside the paragraph that anchors it.
    FinishParagraph(flow);
    for (const XmlNode box : boxes) {
      ReadBlocks(box, flow, in_cell);
      FinishParagraph(flow);
    }
  }

  Paragraph::Role RoleOf(XmlNode properties, const std::string& style) const {
    std::optional<int> outline = Number(Value(Child(properties, "outlineLvl")));
    bool contents = false, titled = false;
    styles_.Inherited(style, [&](const std::string&, const DocxStyle& s) -> std::optional<int> {
      contents |= s.name.starts_with("toc ") && s.name != "toc heading";
      titled |= s.name == "title" || s.name.starts_with("heading ");
      if (!outline) outline = s.outline;
      return std::nullopt;
    });
    if (contents) return Paragraph::Role::kMargin;
    constexpr int kBodyText = 9;
    const bool heading = outline ? *outline >= 0 && *outline < kBodyText : titled;
    return heading || titled ? Paragraph::Role::kHeading : Paragraph::Role::kBody;
  }

  std::string NumberOf(XmlNode properties, const std::string& style) {
    const XmlNode direct = Child(properties, "numPr");
    std::optional<int> numbering = Number(Value(Child(direct, "numId")));
    std::optional<int> level = Number(Value(Child(direct, "ilvl")));
    if (!numbering) {
      std::string from;
      numbering = styles_.Inherited(style, [&](const std::string& id, const DocxStyle& s) {
        if (s.numbering) from = id;
        return s.numbering;
      });
      if (!numbering) return {};
      if (!level) level = numbering_.LevelOfStyle(*numbering, style);
      if (!level) level = numbering_.LevelOfStyle(*numbering, from);
      if (!level) level = styles_.Inherited(style, [](const std::string&, const DocxStyle& s) { return s.level; });
    }
    return numbering_.Next(*numbering, level.value_or(0));
  }

  static constexpr char kLineEnd = '\v';  // of a label behind a digit; XML has no such character

  void FinishParagraph(Flow& flow) {
    if (!open_) return;
    open_ = false;
    FlowItem item;
    item.text = std::exchange(text_, {});
    for (std::size_t at = item.text.find(kLineEnd); at != std::string::npos; at = item.text.find(kLineEnd, at)) {
      const bool digit = at + 1 < item.text.size() && IsAsciiDigit(item.text[at + 1]);
      if (digit) {
        item.text[at] = ' ';
      } else {
        item.text.erase(at, 1);
      }
    }
    item.role = role_;
    item.picture = std::exchange(picture_, false);
    flow.push_back(std::move(item));
  }

  void BreakLine(Flow& flow) {
    if (joins_lines_) {
      // One label, however many lines it takes, but two numbers are two.
      text_.resize(
          static_cast<std::size_t>(Trim(text_).empty() ? 0 : Trim(text_).data() + Trim(text_).size() - text_.data()));
      if (!text_.empty() && IsAsciiDigit(text_.back())) text_ += kLineEnd;
      return;
    }
    FinishParagraph(flow);
    open_ = true;
  }

  void ReadRuns(XmlNode node, Flow& flow, std::vector<XmlNode>& boxes) {
    for (const XmlNode child : node.children()) {
      const std::string_view name = NameOf(child);
      if (IsUnread(name)) continue;
      if (name == "r") {
        ReadRun(child, flow, boxes);
      } else if (name == "AlternateContent") {
        ReadRuns(Alternative(child), flow, boxes);
      } else if (IsDocxWrapper(name)) {
        ReadRuns(child, flow, boxes);
      } else if (name == "oMath" || name == "oMathPara") {
        ReadFormula(child);
      } else {
        FindBoxes(child, boxes);
      }
    }
  }

  void ReadFormula(XmlNode node) {
    for (const XmlNode child : node.children()) {
      if (NameOf(child) == "t")
        text_ += child.text();
      else
        ReadFormula(child);
    }
  }

  void FindBoxes(XmlNode node, std::vector<XmlNode>& boxes) {
    for (const XmlNode child : node.children()) {
      const std::string_view name = NameOf(child);
      if (name == "txbxContent") {
        boxes.push_back(child);
      } else if (name == "AlternateContent") {
        FindBoxes(Alternative(child), boxes);
      } else {
        FindBoxes(child, boxes);
      }
    }
  }

  void ReadRun(XmlNode run, Flow& flow, std::vector<XmlNode>& boxes) {
    if (IsOn(Path(run, "rPr", "vanish"))) return;
    for (const XmlNode child : run.children()) ReadRunContent(child, flow, boxes);
  }

  void ReadRunContent(XmlNode child, Flow& flow, std::vector<XmlNode>& boxes) {
    const std::string_view name = NameOf(child);
    if (name == "fldChar") {
      const std::string_view type = Value(child, "fldCharType");
      if (type == "begin") fields_.push_back(false);
      if (type == "separate" && !fields_.empty()) fields_.back() = true;
      if (type == "end" && !fields_.empty()) fields_.pop_back();
      return;
    }
    if (name == "drawing" || name == "pict" || name == "object") {
      picture_ = picture_ || Contains(child, "blip") || Contains(child, "imagedata");
      FindBoxes(child, boxes);
      return;
    }
    if (name == "AlternateContent") {
      for (const XmlNode part : Alternative(child).children()) ReadRunContent(part, flow, boxes);
      return;
    }
    // What a field was computed from is not shown, only what came out.
    if (std::ranges::find(fields_, false) != fields_.end()) return;
    if (name == "t") {
      text_ += child.text();
    } else if (name == "tab" || name == "ptab") {
      text_ += '\t';
    } else if (name == "br" || name == "cr") {
      const std::string_view type = Value(child, "type");
      if (type != "page" && type != "column") BreakLine(flow);
    } else if (name == "noBreakHyphen") {
      text_ += '-';
    } else if (name == "sym") {
      std::uint32_t code = 0;
      const std::string_view hex = Value(child, "char");
      std::from_chars(hex.data(), hex.data() + hex.size(), code, 16);
      if (code > 0 && code < 0x10FFFF && (code < 0xD800 || code > 0xDFFF)) {
        AppendUtf8(SymbolOf(Value(child, "font"), code), text_);
      }
    } else if (name == "ruby") {
      ReadRuns(child, flow, boxes);
    }
  }

  // ---- tables

  void ReadTable(XmlNode node, Flow& flow) {
    auto table = std::make_unique<FlowTable>();
    // The cell that reaches down into each column, by row and index.
    std::map<std::uint32_t, std::pair<std::size_t, std::size_t>> reaching;
    for (const std::vector<DocxCell>& row : DocxCells(node, DocxRows(node))) {
      std::map<std::uint32_t, std::pair<std::size_t, std::size_t>> reaching_on;
      table->rows.emplace_back();
      for (const DocxCell& cell : row) {
        if (cell.continues) {
          if (const auto above = reaching.find(cell.begin); above != reaching.end()) {
            ++table->rows[above->second.first][above->second.second].row_span;
            reaching_on.insert(*above);
            continue;
          }
        }
        FlowCell placed;
        placed.column = cell.begin;
        placed.column_span = cell.end - cell.begin;
        placed.content = ReadCell(cell.node);
        table->rows.back().push_back(std::move(placed));
        if (cell.merges) reaching_on[cell.begin] = {table->rows.size() - 1, table->rows.back().size() - 1};
      }
      reaching = std::move(reaching_on);
    }
    FlowItem item;
    item.table = std::move(table);
    flow.push_back(std::move(item));
  }

  Flow ReadCell(XmlNode cell) {
    Flow content;
    ReadBlocks(cell, content, true);
    FinishParagraph(content);
    return content;
  }

  const DocxStyles& styles_;
  DocxNumbering& numbering_;
  std::optional<Paragraph::Role> forced_role_;
  std::vector<bool> fields_;  ///< open fields: whether their result has begun
  std::string text_;
  Paragraph::Role role_ = Paragraph::Role::kBody;
  bool open_ = false;
  bool joins_lines_ = false;
  bool picture_ = false;  ///< stands in the paragraph
};

}  // namespace

Flow ReadDocxFlow(XmlNode container, const DocxStyles& styles, DocxNumbering& numbering,
                  std::optional<Paragraph::Role> role) {
  return FlowReader(styles, numbering).Read(container, role);
}

}  // namespace gouji
