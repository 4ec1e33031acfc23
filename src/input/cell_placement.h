#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "report/document.h"

namespace gouji {

/// A cell as markup claims it: how far it wants to reach, and where it came to stand.
struct ClaimedCell {
  std::size_t content = 0;  ///< whatever the reader knows it by
  std::uint32_t row_span = 1;
  std::uint32_t column_span = 1;
  std::uint32_t row = 0;  ///< set by `PlaceCells`
  std::uint32_t column = 0;
};

/// Cells that have found their places. Columns in which no cell starts are left out: they are a trace of how the table
/// was drawn (`colspan="100"`, the fine grid of a word processor), and no reader sees them.
struct PlacedCells {
  std::vector<ClaimedCell> cells;  ///< by row, then column
  std::uint32_t rows = 0;
  std::uint32_t columns = 0;

  /// The one cell that fills `row` from the first to the last column, or null. A table of one column has none.
  const ClaimedCell* WholeRow(std::uint32_t row) const;
};

/// More than any report has; a table beyond is refused before it costs memory.
inline constexpr std::uint32_t kMaxTableColumns = 256;
inline constexpr std::uint32_t kMaxTableRows = 20'000;

/// Places rows of cells as HTML does: each cell in the first column that is free. A row span of 0 reaches to the last
/// row. Nothing when the table is over a limit.
std::optional<PlacedCells> PlaceCells(std::span<const std::vector<ClaimedCell>> rows);

/// Rows [first, last) of placed cells, as cells whose columns are again only those in which one of them starts.
PlacedCells RowsOf(const PlacedCells& all, std::uint32_t first, std::uint32_t last);

/// The grid of placed cells; `text_of` gives what a cell says.
Grid MakeGrid(const PlacedCells& placed, Span where, const std::function<Text(const ClaimedCell&)>& text_of);

/// What a row that is one cell from edge to edge holds, as far as its reader can tell.
enum class WholeRowKind { kNone, kLabel, kHeading, kProse };

/// Which rows of a table are not table but the report around it: offices paste a whole report into one table, its
/// headings and paragraphs in rows from edge to edge. `kinds` has one entry a row; the answer too.
std::vector<bool> RowsOfProse(std::span<const WholeRowKind> kinds);

/// What the text of a row from edge to edge makes of it.
WholeRowKind KindOfWholeRow(std::string_view text);

}  // namespace gouji
