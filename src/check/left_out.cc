#include "check/left_out.h"

#include <algorithm>

namespace gouji {

bool IsLeftOut(const Report& report, const CellRead& read) {
  if (read.previous || read.table < 0 || read.row < 0 || read.cell->absence != Absence::kPresent ||
      read.cell->value.kind == CellValue::Kind::kNumber) {
    return false;
  }
  const auto counts = [](const BoundCell& cell) {
    return cell.value.kind == CellValue::Kind::kNumber && !cell.value.number.is_zero();
  };
  const BoundTable& table = report.tables[static_cast<std::size_t>(read.table)];
  const BoundRow& row = table.rows[static_cast<std::size_t>(read.row)];
  if (row.form < 0) {
    return false;
  }
  const int block = table.form->rows[static_cast<std::size_t>(row.form)].block;
  const auto is_read = [&](const BoundCell& cell) { return &cell == read.cell; };
  const auto column = static_cast<int>(std::ranges::find_if(row.cells, is_read) - row.cells.begin());
  const std::vector<ColumnForm>& columns = table.form->blocks[static_cast<std::size_t>(block)].columns;
  for (std::size_t c = 0; c < columns.size() && c < row.cells.size(); ++c) {
    if (columns[c].part_of == column && counts(row.cells[c])) return true;
  }
  return std::ranges::any_of(table.rows, [&](const BoundRow& part) {
    return part.form >= 0 && table.form->rows[static_cast<std::size_t>(part.form)].part_of == row.form &&
           static_cast<std::size_t>(column) < part.cells.size() && counts(part.cells[static_cast<std::size_t>(column)]);
  });
}

}  // namespace gouji
