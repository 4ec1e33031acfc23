#include "report/form.h"

namespace gouji {

void TableForm::Index() {
  roles.clear();
  const auto note = [this](const Label& label, bool Role::*what) {
    if (!label.key.empty()) {
      roles[label.key].*what = true;
    }
    for (const std::string& alias : label.aliases) {
      roles[alias].*what = true;
    }
  };
  for (const BlockForm& block : blocks) {
    note(block.label, &Role::block);
    for (const ColumnForm& column : block.columns) {
      note(column.label, &Role::column);
      note(column.under, &Role::group);
    }
  }
  for (const RowForm& row : rows) {
    note(row.label, &Role::row);
    note(row.under, &Role::group);
  }
}

const BoundCell& BoundTable::At(int row, int column_symbol) const {
  static const BoundCell kNoTable{Absence::kTable, {}, {}, {}};
  static const BoundCell kNoRow{Absence::kRow, {}, {}, {}};
  static const BoundCell kNoColumn{Absence::kColumn, {}, {}, {}};
  if (!present) {
    return kNoTable;
  }
  const BoundRow& bound = rows[row];
  if (!bound.present) {
    return kNoRow;
  }
  const int block = bound.form < 0 ? 0 : form->rows[bound.form].block;
  const int column = form->column_of_symbol[block][column_symbol];
  return column < 0 ? kNoColumn : bound.cells[column];
}

}  // namespace gouji
