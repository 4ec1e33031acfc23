#include "input/transcript.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <variant>

#include "input/ascii.h"
#include "input/cell_placement.h"
#include "text/fold.h"
#include "text/utf8.h"
#include "text/well_formed.h"

namespace gouji {
namespace {

/// How much a flow holds, to tell a table from a frame.
struct Measure {
  std::uint64_t letters = 0;
  std::uint32_t sentences = 0;
  std::uint32_t paragraphs = 0;
  bool has_table = false;
};

Measure MeasureOf(const Flow& flow) {
  Measure all;
  for (const FlowItem& item : flow) {
    if (item.table != nullptr) {
      all.has_table = true;
      for (const auto& row : item.table->rows) {
        for (const FlowCell& cell : row) {
          const Measure part = MeasureOf(cell.content);
          all.letters += part.letters;
          all.sentences += part.sentences;
          all.paragraphs += part.paragraphs;
        }
      }
      continue;
    }
    const std::string_view text = Trim(item.text);
    if (text.empty()) continue;
    all.letters += text.size();
    ++all.paragraphs;
    for (std::size_t at = text.find("。"); at != text.npos; at = text.find("。", at + 1)) ++all.sentences;
  }
  return all;
}

/// A table that frames a part of the document: its cells hold what is to be read one after another.
bool IsFrame(const FlowTable& table) {
  std::uint64_t letters = 0, framed = 0, largest_prose = 0;
  std::size_t widest = 0;
  for (const auto& row : table.rows) {
    std::size_t filled = 0;
    for (const FlowCell& cell : row) {
      const Measure part = MeasureOf(cell.content);
      letters += part.letters;
      if (part.letters > 0) ++filled;
      if (part.has_table) framed += part.letters;
      const bool prose = part.sentences > 1 && part.paragraphs > 1 && part.letters > 300;
      if (prose) largest_prose = std::max(largest_prose, part.letters);
    }
    widest = std::max(widest, filled);
  }
  if (letters == 0) return false;
  return widest <= 1 || framed * 2 > letters || largest_prose * 2 > letters;
}

class TranscriptWriter {
 public:
  /// False when a table is over the limits.
  bool Write(const Flow& flow) {
    for (const FlowItem& item : flow) {
      if (item.table != nullptr) {
        if (!WriteTable(*item.table)) return false;
        continue;
      }
      const std::string_view text = Trim(item.text);
      if (item.picture) AddPicture(!text.empty());
      if (text.empty()) continue;
      Entry entry;
      entry.role = item.role;
      entry.where = WriteWords(text);
      text_ += '\n';
      entries_.push_back(std::move(entry));
    }
    return true;
  }

  Document Finish(std::string name) {
    Document document;
    document.transcript = true;
    document.pictures = std::move(pictures_);
    document.source = std::make_unique<Source>(std::move(name), std::move(text_));
    for (const Entry& entry : entries_) {
      if (!entry.placed) {
        document.blocks.push_back(Paragraph{document.source->At(entry.where), entry.role});
        continue;
      }
      const auto text_of = [&](const ClaimedCell& cell) { return document.source->At(entry.says[cell.content]); };
      Grid grid = MakeGrid(*entry.placed, entry.where, text_of);
      grid.wrapped = entry.wrapped;
      document.blocks.emplace_back(std::move(grid));
    }
    return document;
  }

 private:
  /// A block whose words are still to be views of a source that does not exist yet.
  struct Entry {
    Span where;
    Paragraph::Role role = Paragraph::Role::kBody;
    std::optional<PlacedCells> placed;
    bool wrapped = false;
    std::vector<Span> says;  ///< by `ClaimedCell::content`
  };

  std::uint32_t Here() const { return static_cast<std::uint32_t>(text_.size()); }

  /// A picture without words beside it stands behind what is above it, not on the line below: that may be the heading
  /// of the next section.
  void AddPicture(bool has_words) { pictures_.push_back(Here() - (has_words || Here() == 0 ? 0 : 1)); }

  Span WriteWords(std::string_view words) {
    const std::uint32_t begin = Here();
    if (IsUtf8(words)) {
      text_ += words;
    } else {
      // Neither the XML parser nor pdftotext looks whether bytes are characters.
      for (std::size_t at = 0; at < words.size();) AppendUtf8(NextCodePoint(words, at), text_);
    }
    return {begin, Here()};
  }

  bool WriteTable(const FlowTable& table) {
    if (IsFrame(table)) {
      for (const auto& row : table.rows) {
        for (const FlowCell& cell : row) {
          if (!Write(cell.content)) return false;
        }
      }
      return true;
    }
    PlacedCells drawn;
    std::vector<const FlowCell*> cells;
    if (table.rows.size() > kMaxTableRows) return false;
    for (std::uint32_t row = 0; row < table.rows.size(); ++row) {
      for (const FlowCell& cell : table.rows[row]) {
        if (cell.column >= kMaxTableColumns) return false;
        ClaimedCell claim{cells.size(), cell.row_span, cell.column_span, row, cell.column};
        drawn.cells.push_back(claim);
        cells.push_back(&cell);
      }
    }
    const PlacedCells placed = RowsOf(drawn, 0, static_cast<std::uint32_t>(table.rows.size()));
    std::vector<std::string> labels;
    labels.reserve(cells.size());
    for (const FlowCell* cell : cells) {
      labels.push_back(LabelOf(cell->content));
      if (std::ranges::any_of(cell->content, &FlowItem::picture)) AddPicture(false);
    }
    std::vector<WholeRowKind> kinds;
    for (std::uint32_t row = 0; row < placed.rows; ++row) {
      const ClaimedCell* whole = placed.WholeRow(row);
      WholeRowKind kind = WholeRowKind::kNone;
      if (whole != nullptr) {
        const bool holds_table = MeasureOf(cells[whole->content]->content).has_table;
        kind = holds_table ? WholeRowKind::kProse : KindOfWholeRow(labels[whole->content]);
      }
      kinds.push_back(kind);
    }
    const std::vector<bool> prose = RowsOfProse(kinds);
    for (std::uint32_t row = 0; row < placed.rows;) {
      if (prose[row]) {
        if (!Write(cells[placed.WholeRow(row)->content]->content)) return false;
        ++row;
        continue;
      }
      std::uint32_t last = row;
      while (last < placed.rows && !prose[last]) ++last;
      WriteRows(RowsOf(placed, row, last), labels);
      entries_.back().wrapped = table.wrapped;
      row = last;
    }
    return true;
  }

  void WriteRows(PlacedCells placed, const std::vector<std::string>& labels) {
    if (!text_.empty()) text_ += '\n';
    Entry entry;
    entry.where.begin = Here();
    entry.says.resize(labels.size());
    std::vector<std::uint32_t> covered(placed.columns, 0);  // by a cell from above, up to this row
    auto cell = placed.cells.begin();
    for (std::uint32_t row = 0; row < placed.rows; ++row) {
      bool first = true;
      for (std::uint32_t column = 0; column < placed.columns;) {
        const bool starts = cell != placed.cells.end() && cell->row == row && cell->column <= column;
        if (!starts && covered[column] <= row) {
          // A gap before the first or after the last cell of a row.
          ++column;
          continue;
        }
        if (!first) text_ += " | ";
        first = false;
        if (!starts) {
          const std::uint32_t from = covered[column];
          while (column < placed.columns && covered[column] == from && !StartsAt(cell, placed, row, column)) ++column;
          continue;
        }
        entry.says[cell->content] = WriteWords(labels[cell->content]);
        const std::uint32_t end = std::min(placed.columns, std::max(column + 1, cell->column + cell->column_span));
        for (; column < end; ++column) covered[column] = row + cell->row_span;
        ++cell;
      }
      text_ += '\n';
    }
    entry.where.end = Here() - 1;
    text_ += '\n';
    entry.placed = std::move(placed);
    entries_.push_back(std::move(entry));
  }

  static bool StartsAt(std::vector<ClaimedCell>::const_iterator cell, const PlacedCells& placed, std::uint32_t row,
                       std::uint32_t column) {
    return cell != placed.cells.end() && cell->row == row && cell->column == column;
  }

  std::string text_;
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> pictures_;
};

}  // namespace

std::string LabelOf(const Flow& content) {
  std::string label;
  const auto add = [&](std::string_view words) {
    // A paragraph that ends inside a label leaves nothing; two numbers are two.
    const bool numbers = !label.empty() && !words.empty() && IsAsciiDigit(label.back()) && IsAsciiDigit(words.front());
    label.append(numbers ? " " : "").append(words);
  };
  for (const FlowItem& item : content) {
    if (item.table == nullptr) {
      add(Trim(item.text));
      continue;
    }
    for (const auto& row : item.table->rows) {
      for (const FlowCell& cell : row) add(LabelOf(cell.content));
    }
  }
  return label;
}

std::optional<Document> Transcribe(std::string name, const Flow& flow) {
  TranscriptWriter writer;
  if (!writer.Write(flow)) return std::nullopt;
  return writer.Finish(std::move(name));
}

}  // namespace gouji
