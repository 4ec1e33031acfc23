#include "input/cell_placement.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "input/text_lines.h"

namespace gouji {
namespace {

/// Sorts, and leaves out columns and rows in which no cell starts.
void Compact(PlacedCells& placed) {
  std::ranges::sort(placed.cells, {}, [](const ClaimedCell& cell) { return std::pair(cell.row, cell.column); });
  std::vector<std::uint32_t> column_starts, row_starts;
  for (const ClaimedCell& cell : placed.cells) {
    column_starts.push_back(cell.column);
    row_starts.push_back(cell.row);
  }
  for (auto* starts : {&column_starts, &row_starts}) {
    std::ranges::sort(*starts);
    starts->erase(std::unique(starts->begin(), starts->end()), starts->end());
  }
  const auto rank = [](const std::vector<std::uint32_t>& starts, std::uint32_t at) {
    return static_cast<std::uint32_t>(std::ranges::lower_bound(starts, at) - starts.begin());
  };
  for (ClaimedCell& cell : placed.cells) {
    const std::uint32_t row_end = rank(row_starts, cell.row + cell.row_span);
    const std::uint32_t column_end = rank(column_starts, cell.column + cell.column_span);
    cell.row = rank(row_starts, cell.row);
    cell.column = rank(column_starts, cell.column);
    cell.row_span = row_end - cell.row;
    cell.column_span = column_end - cell.column;
  }
  placed.rows = static_cast<std::uint32_t>(row_starts.size());
  placed.columns = static_cast<std::uint32_t>(column_starts.size());
}

}  // namespace

const ClaimedCell* PlacedCells::WholeRow(std::uint32_t row) const {
  const auto cell = std::ranges::lower_bound(cells, row, {}, &ClaimedCell::row);
  const bool whole = cell != cells.end() && cell->row == row && cell->column == 0 && cell->row_span == 1 &&
                     columns > 1 && cell->column_span == columns;
  return whole ? &*cell : nullptr;
}

std::optional<PlacedCells> PlaceCells(std::span<const std::vector<ClaimedCell>> rows) {
  if (rows.size() > kMaxTableRows) return std::nullopt;
  PlacedCells placed;
  std::vector<std::uint32_t> free_from;  // per column, the first row that is not covered
  const auto row_count = static_cast<std::uint32_t>(rows.size());
  for (std::uint32_t row = 0; row < row_count; ++row) {
    std::uint32_t column = 0;
    for (ClaimedCell cell : rows[row]) {
      while (column < free_from.size() && free_from[column] > row) ++column;
      const std::uint32_t left = row_count - row;
      cell.row_span = cell.row_span == 0 ? left : std::min(cell.row_span, left);
      // A cell that claims more columns than are free would overlap one that reaches down from above.
      std::uint32_t span = 1;
      const std::uint32_t wanted = std::clamp<std::uint32_t>(cell.column_span, 1, kMaxTableColumns);
      while (span < wanted && !(column + span < free_from.size() && free_from[column + span] > row)) ++span;
      cell.column_span = span;
      cell.row = row;
      cell.column = column;
      if (column >= kMaxTableColumns) return std::nullopt;
      free_from.resize(std::max<std::size_t>(free_from.size(), column + span), 0);
      std::fill_n(free_from.begin() + column, span, row + cell.row_span);
      placed.cells.push_back(cell);
      column += span;
    }
  }
  Compact(placed);
  return placed;
}

PlacedCells RowsOf(const PlacedCells& all, std::uint32_t first, std::uint32_t last) {
  PlacedCells part;
  for (const ClaimedCell& cell : all.cells) {
    if (cell.row < first || cell.row >= last) continue;
    part.cells.push_back(cell);
    part.cells.back().row_span = std::min(cell.row_span, last - cell.row);
  }
  Compact(part);
  return part;
}

Grid MakeGrid(const PlacedCells& placed, Span where, const std::function<Text(const ClaimedCell&)>& text_of) {
  Grid grid;
  grid.kind = GridKind::kExact;
  grid.where = where;
  for (const ClaimedCell& claimed : placed.cells) {
    Cell cell;
    cell.text = text_of(claimed);
    cell.row = static_cast<std::uint16_t>(claimed.row);
    cell.column = static_cast<std::uint16_t>(claimed.column);
    cell.row_span = static_cast<std::uint16_t>(claimed.row_span);
    cell.column_span = static_cast<std::uint16_t>(claimed.column_span);
    grid.cells.push_back(cell);
  }
  grid.Finish();
  return grid;
}

std::vector<bool> RowsOfProse(std::span<const WholeRowKind> kinds) {
  std::vector<bool> prose;
  for (const WholeRowKind kind : kinds) prose.push_back(kind == WholeRowKind::kHeading || kind == WholeRowKind::kProse);
  const bool any_prose = std::ranges::find(kinds, WholeRowKind::kProse) != kinds.end();
  // The report's title, in a row of its own above all the others.
  for (std::size_t row = 0; any_prose && row < kinds.size() && kinds[row] == WholeRowKind::kLabel; ++row) {
    prose[row] = true;
  }
  // Short paragraphs among the others, and the signature below the last. What stands between them and the rows of a
  // table is a title of its own.
  for (std::size_t row = 0; row < kinds.size(); ++row) {
    if (!prose[row]) continue;
    std::size_t last = row;
    std::size_t end = row;
    for (; end < kinds.size() && kinds[end] != WholeRowKind::kNone; ++end) last = prose[end] ? end : last;
    if (end == kinds.size()) last = end - 1;
    std::fill(prose.begin() + static_cast<std::ptrdiff_t>(row), prose.begin() + static_cast<std::ptrdiff_t>(last) + 1,
              true);
    row = end;
  }
  return prose;
}

WholeRowKind KindOfWholeRow(std::string_view text) {
  constexpr std::size_t kLongLabel = std::size_t{40} * 3;  // in bytes: forty characters
  const bool sentence = text.find("。") != text.npos;
  if (sentence && text.size() > kLongLabel) return WholeRowKind::kProse;
  if (BeginsWithProperOrdinal(text)) return WholeRowKind::kHeading;
  return WholeRowKind::kLabel;
}

}  // namespace gouji
