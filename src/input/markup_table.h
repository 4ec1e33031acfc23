#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "input/cell_placement.h"
#include "report/document.h"

namespace gouji {

/// A table of light markup while it is read: rows of cells that may claim several rows and columns, and may go on over
/// lines.
class MarkupTable {
 public:
  explicit MarkupTable(Source& source) : source_(source) {}

  void AddCell(Span where, std::uint32_t row_span = 1, std::uint32_t column_span = 1);
  /// More of the last cell, from a line below; nothing where there is no cell.
  void GoOn(Span where);
  void EndRow();

  /// Hands the grid over. Where the table is over the limits of `PlaceCells`, the grid has as many rows as none may.
  void Finish(Span where, Grid& grid);

 private:
  /// The lines of a cell as one label or number.
  Text TextOf(const std::vector<Span>& lines) const;

  Source& source_;
  std::vector<std::vector<Span>> lines_;               ///< of each cell
  std::vector<std::vector<ClaimedCell>> rows_ = {{}};  ///< the last is being filled
};

}  // namespace gouji
