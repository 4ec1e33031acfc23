#include "report/document.h"

#include <algorithm>
#include <utility>

namespace gouji {
namespace {

/// Grids of more positions than this keep no table of what covers what: their spans are dropped, and a cell is found at
/// its own position only. A form has a few hundred positions.
constexpr std::uint64_t kMostPositions = 4'000'000;

bool Before(const Cell& a, const Cell& b) { return std::pair(a.row, a.column) < std::pair(b.row, b.column); }

bool IsMerged(const Cell& cell) { return cell.row_span > 1 || cell.column_span > 1; }

/// Which cell covers which position, by index + 1.
class Cover {
 public:
  Cover(std::uint32_t rows, std::uint32_t columns)
      : columns_(columns), left_(8 * std::uint64_t{rows} * columns + 64), owner_(std::uint64_t{rows} * columns, 0) {}

  void PutOrigin(const Cell& cell, std::uint32_t index) {
    std::uint32_t& owner = owner_[At(cell.row, cell.column)];
    if (owner == 0) owner = index + 1;
  }

  /// Fills what `cell` spans, or nothing when any of it is taken. Looking is paid from a budget, so that thousands of
  /// wide spans that all collide at their last position cost no more than the grid is large.
  bool Spread(const Cell& cell, std::uint32_t index) {
    if (!IsFree(cell)) return false;
    ForEach(cell, [&](std::uint32_t& owner) {
      owner = index + 1;
      return true;
    });
    return true;
  }

  std::vector<std::uint32_t> Take() { return std::move(owner_); }

 private:
  std::size_t At(std::uint32_t row, std::uint32_t column) const { return std::size_t{row} * columns_ + column; }

  bool IsFree(const Cell& cell) {
    bool first = true;
    return ForEach(cell, [&](std::uint32_t& owner) {
      if (left_ == 0) return false;
      --left_;
      return std::exchange(first, false) || owner == 0;
    });
  }

  template <typename Visit>
  bool ForEach(const Cell& cell, Visit visit) {
    for (std::uint32_t row = cell.row; row < std::uint32_t{cell.row} + cell.row_span; ++row) {
      for (std::uint32_t column = cell.column; column < std::uint32_t{cell.column} + cell.column_span; ++column) {
        if (!visit(owner_[At(row, column)])) return false;
      }
    }
    return true;
  }

  std::uint32_t columns_;
  std::uint64_t left_;
  std::vector<std::uint32_t> owner_;
};

}  // namespace

std::span<const Cell> Grid::Row(std::uint32_t row) const {
  if (row >= rows || row_start_.size() != std::size_t{rows} + 1) return {};
  return std::span(cells).subspan(row_start_[row], row_start_[row + 1] - row_start_[row]);
}

const Cell* Grid::At(std::uint32_t row, std::uint32_t column) const {
  if (row >= rows || column >= columns) return nullptr;
  if (!covering_.empty()) {
    const std::uint32_t owner = covering_[std::size_t{row} * columns + column];
    return owner == 0 ? nullptr : &cells[owner - 1];
  }
  const std::span<const Cell> line = Row(row);
  const auto found = std::ranges::lower_bound(line, column, {}, &Cell::column);
  return found != line.end() && found->column == column ? &*found : nullptr;
}

void Grid::Finish() {
  if (!std::ranges::is_sorted(cells, Before)) std::ranges::stable_sort(cells, Before);

  rows = cells.empty() ? 0 : cells.back().row + 1u;
  columns = 0;
  bool merged = false;
  for (Cell& cell : cells) {
    if (kind != GridKind::kExact) cell.row_span = cell.column_span = 1;
    cell.row_span = std::max<std::uint16_t>(cell.row_span, 1);
    cell.column_span = std::max<std::uint16_t>(cell.column_span, 1);
    cell.row_span = static_cast<std::uint16_t>(std::min<std::uint32_t>(cell.row_span, rows - cell.row));
    columns = std::max(columns, std::uint32_t{cell.column} + cell.column_span);
    merged = merged || IsMerged(cell);
  }

  row_start_.assign(std::size_t{rows} + 1, 0);
  for (const Cell& cell : cells) ++row_start_[cell.row + 1u];
  for (std::uint32_t row = 0; row < rows; ++row) row_start_[row + 1] += row_start_[row];

  covering_.clear();
  if (!merged) return;
  if (std::uint64_t{rows} * columns > kMostPositions) {
    for (Cell& cell : cells) cell.row_span = cell.column_span = 1;
    return;
  }
  Cover cover(rows, columns);
  for (std::uint32_t i = 0; i < cells.size(); ++i) cover.PutOrigin(cells[i], i);
  for (std::uint32_t i = 0; i < cells.size(); ++i) {
    if (IsMerged(cells[i]) && !cover.Spread(cells[i], i)) cells[i].row_span = cells[i].column_span = 1;
  }
  covering_ = cover.Take();
}

}  // namespace gouji
