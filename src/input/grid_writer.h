#pragma once

#include <cstdint>

#include "report/document.h"

namespace gouji {

/// Fills a grid from left to right and from top to bottom, within the limits on rows, columns and cells. What goes
/// beyond them is not stored; who sees `full()` ends the table.
class GridWriter {
 public:
  GridWriter(Source& source, Grid& grid) : source_(source), grid_(grid) {}

  /// A cell that says the source's own bytes at `where`, without the blanks at its ends. A blank one gets an empty span
  /// at `where.begin`.
  void Cell(Span where) { Cell(source_.At(where)); }
  void Cell(Text text);
  /// Ends the row; an empty one is none.
  void EndRow();
  /// No further cell would be stored.
  bool full() const;

  /// Hands the grid over, with all that was added and the span from `begin` to `end`.
  void Finish(GridKind kind, bool padded, Span where);

 private:
  Source& source_;
  Grid& grid_;
  std::uint32_t row_ = 0;
  std::uint32_t column_ = 0;
};

}  // namespace gouji
