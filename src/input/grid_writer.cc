#include "input/grid_writer.h"

#include "input/limits.h"
#include "input/text_lines.h"

namespace gouji {

void GridWriter::Cell(Text text) {
  if (full()) return;
  gouji::Cell cell;
  cell.text = TrimText(text);
  cell.row = static_cast<std::uint16_t>(row_);
  cell.column = static_cast<std::uint16_t>(column_++);
  grid_.cells.push_back(cell);
}

void GridWriter::EndRow() {
  if (column_ == 0) return;
  ++row_;
  column_ = 0;
}

bool GridWriter::full() const {
  return row_ >= kMostRows || column_ >= kMostColumns || grid_.cells.size() >= kMostCellsInGrid;
}

void GridWriter::Finish(GridKind kind, bool padded, Span where) {
  grid_.kind = kind;
  grid_.padded = padded;
  grid_.where = where;
  grid_.Finish();
}

}  // namespace gouji
