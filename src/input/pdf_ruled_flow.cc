#include "input/pdf_ruled_flow.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "input/pdf_flow.h"
#include "input/text_lines.h"

namespace gouji {
namespace {

constexpr double kSameEdge = 3;

bool Has(const std::vector<double>& places, double at) {
  return std::ranges::any_of(places, [&](double place) { return std::abs(place - at) <= kSameEdge; });
}

bool IsWithin(const std::vector<double>& some, const std::vector<double>& all) {
  return std::ranges::all_of(some, [&](double at) { return Has(all, at); });
}

/// A cell with its words joined, in columns that all parts share.
struct Cell {
  std::uint32_t column = 0;
  std::uint32_t column_span = 1;
  std::uint32_t row_span = 1;
  std::string text;
  bool full = false;  ///< its last line reaches the right edge
  Flow prose;         ///< when not empty, what it holds as paragraphs
};
using Row = std::vector<Cell>;

class Joiner {
 public:
  explicit Joiner(std::vector<PdfRuledTable> parts) : parts_(std::move(parts)) {
    for (const PdfRuledTable& part : parts_) {
      for (const double at : part.columns) {
        if (!Has(columns_, at)) columns_.push_back(at);
      }
    }
    std::ranges::sort(columns_);
  }

  std::unique_ptr<FlowTable> Join() {
    for (PdfRuledTable& part : parts_) AddPart(part);
    auto table = std::make_unique<FlowTable>();
    for (Row& row : rows_) {
      table->rows.emplace_back();
      for (Cell& cell : row) {
        FlowCell flow;
        flow.column = cell.column;
        flow.column_span = cell.column_span;
        flow.row_span = cell.row_span;
        if (cell.prose.empty()) {
          FlowItem item;
          item.text = std::move(cell.text);
          flow.content.push_back(std::move(item));
        } else {
          flow.content = std::move(cell.prose);
        }
        table->rows.back().push_back(std::move(flow));
      }
    }
    return table;
  }

 private:
  std::uint32_t ColumnAt(double at) const {
    const auto nearest = std::ranges::min_element(columns_, {}, [&](double place) { return std::abs(place - at); });
    return static_cast<std::uint32_t>(nearest - columns_.begin());
  }

  Cell Read(PdfRuledCell& from) const {
    Cell cell;
    cell.column = ColumnAt(from.left);
    cell.column_span = std::max(ColumnAt(from.right), cell.column + 1) - cell.column;
    cell.row_span = from.row_span;
    std::vector<PdfLine> lines = PdfLinesOf(std::move(from.words));
    for (const PdfLine& line : lines) AppendWord(cell.text, TextOf(line), 0, line.height());
    if (lines.empty()) return cell;
    cell.full = lines.back().right() > from.right - lines.back().height() * 1.2 ||
                lines.back().right() - lines.back().left() > (from.right - from.left) * 0.8;
    const bool whole = cell.column_span + 1 == columns_.size();
    if (whole && lines.size() > 1 && cell.text.find("。") != std::string::npos) {
      cell.prose = BuildPdfParagraphs(std::move(lines));
    }
    return cell;
  }

  void AddPart(PdfRuledTable& part) {
    std::vector<Row> rows(part.rows.size() - 1);
    for (PdfRuledCell& cell : part.cells) rows[cell.row].push_back(Read(cell));
    std::size_t first = rows_.empty() ? 0 : RepeatedRows(rows);
    if (first == 0 && !rows_.empty()) {
      const bool whole = IsRest(rows.front());
      const bool beside = whole || IsBesideParts(rows.front());
      for (Cell& cell : rows.front()) {
        Cell* above = GoesOnFrom(cell);
        if (above == nullptr && whole) above = BlankAbove(cell);
        // What reaches over rows may go on beside a row that begins here.
        if (above == nullptr || (!beside && cell.row_span < 2 && above->row_span < 2)) continue;
        above->text += cell.text;
        cell.text.clear();
      }
      if (whole) first = 1;
    }
    for (; first < rows.size(); ++first) rows_.push_back(std::move(rows[first]));
  }

  /// How many rows at the top say what those at the top of the first page say: a header printed again.
  std::size_t RepeatedRows(const std::vector<Row>& rows) const {
    constexpr std::size_t kMost = 4;
    std::size_t same = 0;
    const auto says = [](const Row& a, const Row& b) {
      return std::ranges::equal(a, b, {}, &Cell::text, &Cell::text) &&
             std::ranges::any_of(a, [](const Cell& cell) { return !cell.text.empty(); }) &&
             std::ranges::none_of(a, [](const Cell& cell) { return IsPdfValue(cell.text); });
    };
    while (same < std::min({kMost, rows.size(), rows_.size()}) && says(rows[same], rows_[same])) ++same;
    return same;
  }

  /// The cell at the bottom of the page before that goes on in one at the top of a page: its words filled their line,
  /// and these begin without a mark. Null when there is none.
  Cell* GoesOnFrom(const Cell& rest) {
    if (rest.text.empty() || IsPdfValue(rest.text) || BeginsWithMark(rest.text)) return nullptr;
    for (std::size_t row = rows_.size(); row-- > 0;) {
      for (Cell& above : rows_[row]) {
        if (above.column != rest.column) continue;
        const bool reaches = row + above.row_span >= rows_.size();
        const bool goes_on = reaches && above.full && !above.text.empty() && !IsPdfValue(above.text);
        return goes_on && above.column_span == rest.column_span ? &above : nullptr;
      }
    }
    return nullptr;
  }

  /// The cell above another in the row that the page's end cuts, when nothing stands in it. Null when there is none.
  Cell* BlankAbove(const Cell& cell) {
    const auto above = std::ranges::find(rows_.back(), cell.column, &Cell::column);
    const bool blank = above != rows_.back().end() && above->text.empty() && above->column_span == cell.column_span;
    return blank ? &*above : nullptr;
  }

  static bool HasValues(const Row& row) {
    return std::ranges::any_of(row, [](const Cell& cell) { return !cell.text.empty() && IsPdfValue(cell.text); });
  }
  static bool HasWords(const Row& row) {
    return std::ranges::any_of(row, [](const Cell& cell) { return !cell.text.empty() && !IsPdfValue(cell.text); });
  }

  /// Whether a row at the top of a page is the rest of the one above the page's end, and nothing else: the rest of its
  /// label, or its values or its whole label when they stand in the middle of a tall row.
  bool IsRest(const Row& row) {
    bool of_last = false;
    bool goes_on = false;
    bool labels = false;  // all words stand below the page's end
    for (const Cell& cell : row) {
      if (cell.text.empty()) continue;
      const Cell* above = GoesOnFrom(cell);
      goes_on |= above != nullptr;
      if (above == nullptr) {
        above = BlankAbove(cell);
        labels |= !IsPdfValue(cell.text);
      }
      if (above == nullptr) return false;
      of_last |= above >= rows_.back().data() && above < rows_.back().data() + rows_.back().size();
    }
    if (!of_last) return false;
    if (HasValues(row)) return !labels && !HasValues(rows_.back()) && (goes_on || HasWords(rows_.back()));
    return !labels || HasValues(rows_.back());
  }

  /// Whether a row at the top of a page parts the cells of the row above the page's end, a heading over several
  /// columns, and all else in it goes on from that row.
  bool IsBesideParts(const Row& row) {
    for (const Cell& cell : row) {
      if (cell.text.empty() || GoesOnFrom(cell) != nullptr) continue;
      const bool parts = std::ranges::any_of(rows_.back(), [&](const Cell& above) {
        return !above.text.empty() && above.column_span > cell.column_span && above.column <= cell.column &&
               cell.column + cell.column_span <= above.column + above.column_span;
      });
      if (!parts || IsPdfValue(cell.text)) return false;
    }
    return true;
  }

  std::vector<PdfRuledTable> parts_;
  std::vector<double> columns_;
  std::vector<Row> rows_;
};

}  // namespace

bool GoesOn(const PdfRuledTable& above, const PdfRuledTable& below) {
  // Where no row begins with the label of a group on the page before, some programs do not draw its column again.
  const bool left = Has(above.columns, below.left()) || Has(below.columns, above.left());
  return left && std::abs(above.right() - below.right()) <= kSameEdge &&
         (IsWithin(below.columns, above.columns) || IsWithin(above.columns, below.columns));
}

std::unique_ptr<FlowTable> BuildRuledTable(std::vector<PdfRuledTable> parts) { return Joiner(std::move(parts)).Join(); }

}  // namespace gouji
