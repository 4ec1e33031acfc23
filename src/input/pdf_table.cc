#include "input/pdf_table.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "input/pdf_columns.h"
#include "input/text_lines.h"

namespace gouji {
namespace {

class TableBuilder {
 public:
  explicit TableBuilder(std::span<const PdfLine> lines) : lines_(lines) {}

  std::unique_ptr<FlowTable> Build() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (HasValue(lines_[i]) && !OnlyBeginsValue(lines_[i])) anchors_.push_back(i);
    }
    if (anchors_.empty()) return BuildPlain();
    columns_ = PdfColumns(lines_, anchors_);
    cells_.resize(anchors_.size());
    AddHeader();
    AddRows();
    return Finish();
  }

 private:
  struct PlacedText {
    std::uint32_t column = 0;
    std::uint32_t span = 1;
    std::string text;
  };
  using Row = std::vector<PlacedText>;

  /// "6（其中修订1", alone above the row it is of: the value goes on below.
  static bool OnlyBeginsValue(const PdfLine& line) {
    return std::ranges::all_of(line.pieces, [](const PdfWords& piece) {
      return IsPdfValue(piece.text) && piece.text.find("（") != std::string::npos &&
             piece.text.find("）") == std::string::npos;
    });
  }

  /// Words below a number that is whole are none of its cell: a note under the table.
  bool IsNote(std::size_t row, std::uint32_t column, const PdfWords& piece) const {
    const auto cell = std::ranges::find(cells_[row], column, &PlacedText::column);
    return cell != cells_[row].end() && row + 1 == anchors_.size() && IsWholeNumber(cell->text) &&
           !IsPdfValue(piece.text) && Characters(piece.text) > 2 && piece.middle() > lines_[anchors_[row]].middle();
  }

  /// Without numbers nothing says which lines are rows: each is one.
  std::unique_ptr<FlowTable> BuildPlain() {
    auto table = std::make_unique<FlowTable>();
    table->wrapped = true;
    for (const PdfLine& line : lines_) {
      table->rows.emplace_back();
      std::uint32_t column = 0;
      for (const PdfWords& piece : line.pieces) table->rows.back().push_back(CellOf({column++, 1, piece.text}));
    }
    return table;
  }

  /// The row whose numbers stand nearest to a height.
  std::size_t NearestRow(double middle) const {
    const auto distance = [&](std::size_t anchor) { return std::abs(lines_[anchor].middle() - middle); };
    return static_cast<std::size_t>(std::ranges::min_element(anchors_, {}, distance) - anchors_.begin());
  }

  void Append(Row& row, std::uint32_t column, std::string_view text) {
    const auto cell = std::ranges::find(row, column, &PlacedText::column);
    if (cell == row.end()) {
      row.push_back({column, 1, std::string(text)});
      return;
    }
    // Two numbers in one place are of two columns that could not be told apart.
    if (IsPdfValue(cell->text) && IsPdfValue(text)) cell->text += ' ';
    cell->text += text;
  }

  /// Rows above the first numbers. The lowest lines of each column are its heading, joined; what stands above them
  /// names several columns.
  void AddHeader() {
    const std::size_t first = anchors_.front();
    const double first_row = lines_[first].middle();
    std::map<std::uint32_t, std::vector<const PdfWords*>> by_column;
    std::string label;
    for (std::size_t i = 0; i < first; ++i) {
      for (const PdfWords& piece : lines_[i].pieces) {
        // A label of the first row that began above its numbers.
        const bool leads = columns_.LabelColumnOf(piece) && first_row - piece.middle() < piece.height() * 1.3 && i > 0;
        if (leads) {
          leading_.push_back(&piece);
        } else if (columns_.LabelColumnOf(piece)) {
          label += piece.text;
        } else {
          by_column[columns_.ValueColumnOf(piece)].push_back(&piece);
        }
      }
    }
    Row leaves;
    std::map<int, Row> above;  // by height, in lines
    for (const auto& [column, pieces] : by_column) {
      std::size_t from = pieces.size() - 1;
      while (from > 0 && pieces[from]->middle() - pieces[from - 1]->middle() < pieces[from]->height() * 1.2) --from;
      for (std::size_t i = 0; i < pieces.size(); ++i) {
        const bool wide = columns_.Covered(*pieces[i]) > 1;
        if (i >= from && !wide) {
          Append(leaves, column, pieces[i]->text);
          continue;
        }
        const int height = static_cast<int>(pieces[i]->middle() / pieces[i]->height());
        Append(above[height], column, pieces[i]->text);
      }
    }
    for (auto& [height, row] : above) header_.push_back(std::move(row));
    if (!leaves.empty()) header_.push_back(std::move(leaves));
    if (label.empty()) return;
    if (header_.empty()) header_.emplace_back();
    header_.front().push_back({0, columns_.labels(), label});
  }

  void AddRows() {
    // Whether each row has a label of its own in a column, or only groups of rows have.
    std::vector<std::size_t> own(columns_.labels(), 0);
    for (const std::size_t anchor : anchors_) {
      for (const PdfWords& piece : lines_[anchor].pieces) {
        if (const auto column = columns_.LabelColumnOf(piece)) ++own[*column];
      }
    }
    std::vector<std::vector<const PdfWords*>> groups(columns_.labels());
    const auto add = [&](const PdfWords& piece, bool on_row, bool alone) {
      const std::optional<std::uint32_t> column = columns_.LabelColumnOf(piece);
      if (!column) {
        const std::size_t row = NearestRow(piece.middle());
        const std::uint32_t value = columns_.ValueColumnOf(piece);
        if (IsNote(row, value, piece)) {
          notes_ += piece.text;
        } else {
          Append(cells_[row], value, piece.text);
        }
        return;
      }
      const bool of_group =
          !columns_.ReachesLastLabel(piece) && own[*column] * 2 < anchors_.size() && !(on_row && alone);
      if (of_group) {
        groups[*column].push_back(&piece);
        return;
      }
      // The rest of a label that reaches over several columns may begin in any of them.
      const std::size_t row = NearestRow(piece.middle());
      const auto begun = wide_.find(row);
      const bool goes_on = begun != wide_.end() && begun->second.second->middle() < piece.top;
      Append(cells_[row], goes_on ? begun->second.first : *column, piece.text);
      if (*column + 1 < columns_.labels()) wide_.emplace(row, std::pair(*column, &piece));
    };
    for (const PdfWords* piece : leading_) add(*piece, false, false);
    for (std::size_t i = anchors_.front(); i < lines_.size(); ++i) {
      const PdfLine& line = lines_[i];
      const bool on_row = std::ranges::find(anchors_, i) != anchors_.end();
      const auto labels =
          std::ranges::count_if(line.pieces, [&](const PdfWords& p) { return columns_.LabelColumnOf(p).has_value(); });
      const bool leaf = std::ranges::any_of(line.pieces, [&](const PdfWords& p) {
        return columns_.LabelColumnOf(p) == std::optional(columns_.labels() - 1);
      });
      for (const PdfWords& piece : line.pieces) {
        const std::optional<std::uint32_t> column = columns_.LabelColumnOf(piece);
        // The last label of a line is the row's own, unless a later column has one.
        const bool last = column && std::ranges::none_of(line.pieces, [&](const PdfWords& other) {
                            const std::optional<std::uint32_t> c = columns_.LabelColumnOf(other);
                            return c && *c > *column;
                          });
        add(piece, on_row, last && !leaf && labels > 0 && !HasLeafNear(line));
      }
    }
    for (std::uint32_t column = 0; column < columns_.labels(); ++column) AddGroups(column, groups[column]);
  }

  /// Whether the row of this line has a label in the last label column on a line just above or below.
  bool HasLeafNear(const PdfLine& line) const {
    return std::ranges::any_of(lines_, [&](const PdfLine& other) {
      if (&other == &line || std::abs(other.middle() - line.middle()) > line.height() * 0.8) return false;
      return std::ranges::any_of(other.pieces, [&](const PdfWords& p) {
        return columns_.LabelColumnOf(p) == std::optional(columns_.labels() - 1);
      });
    });
  }

  /// Lines of one group label follow one another closely. It is put where its middle is, the place it is printed at.
  void AddGroups(std::uint32_t column, std::vector<const PdfWords*>& pieces) {
    std::ranges::stable_sort(pieces, {}, [](const PdfWords* piece) { return piece->middle(); });
    for (std::size_t begin = 0; begin < pieces.size();) {
      std::size_t end = begin + 1;
      while (end < pieces.size() && pieces[end]->middle() - pieces[end - 1]->middle() < pieces[end]->height() * 1.35 &&
             !StartsGroup(pieces[end]->text)) {
        ++end;
      }
      std::string text;
      for (std::size_t i = begin; i < end; ++i) text += pieces[i]->text;
      const double middle = (pieces[begin]->middle() + pieces[end - 1]->middle()) / 2;
      Append(cells_[NearestRow(middle)], column, text);
      begin = end;
    }
  }

  /// "（四）" and "三、" begin a label, whatever stands close above.
  static bool StartsGroup(std::string_view text) {
    if (BeginsWithProperOrdinal(text)) return true;
    for (const std::string_view open : {"（", "("}) {
      if (text.starts_with(open) && text.size() > open.size() + 2) {
        const std::string_view numeral = text.substr(open.size());
        return BeginsWithProperOrdinal(std::string(numeral.substr(0, 3)) + "、");
      }
    }
    return false;
  }

  static FlowCell CellOf(const PlacedText& placed) {
    FlowCell cell;
    cell.column = placed.column;
    cell.column_span = std::max<std::uint32_t>(placed.span, 1);
    FlowItem item;
    item.text = placed.text;
    cell.content.push_back(std::move(item));
    return cell;
  }

  std::unique_ptr<FlowTable> Finish() {
    auto table = std::make_unique<FlowTable>();
    table->wrapped = true;
    for (Row& row : header_) AddRow(*table, std::move(row), false);
    for (Row& row : cells_) AddRow(*table, std::move(row), true);
    if (!notes_.empty()) AddRow(*table, {{0, columns_.count(), notes_}}, false);
    return table;
  }

  /// A row of numbers has a cell in every column of values; a blank one is a cell too.
  void AddRow(FlowTable& table, Row row, bool fill) const {
    for (std::uint32_t column = columns_.labels(); fill && column < columns_.count(); ++column) {
      if (std::ranges::find(row, column, &PlacedText::column) == row.end()) row.push_back({column, 1, {}});
    }
    std::ranges::sort(row, {}, &PlacedText::column);
    if (fill) {
      // The row's own label reaches to the values.
      for (std::size_t i = 0; i < row.size(); ++i) {
        const bool last_label =
            row[i].column < columns_.labels() && (i + 1 == row.size() || row[i + 1].column >= columns_.labels());
        if (last_label) row[i].span = columns_.labels() - row[i].column;
      }
    }
    table.rows.emplace_back();
    for (const PlacedText& placed : row) table.rows.back().push_back(CellOf(placed));
  }

  std::span<const PdfLine> lines_;
  std::vector<std::size_t> anchors_;  ///< lines with numbers
  PdfColumns columns_;
  std::vector<const PdfWords*> leading_;
  std::vector<Row> header_;
  std::vector<Row> cells_;  ///< by anchor
  std::string notes_;       ///< below the last row
  /// By row, the label that is its own and begins before the last label column.
  std::map<std::size_t, std::pair<std::uint32_t, const PdfWords*>> wide_;
};

}  // namespace

std::unique_ptr<FlowTable> BuildPdfTable(std::span<const PdfLine> lines) { return TableBuilder(lines).Build(); }

}  // namespace gouji
