#include <algorithm>

#include "rules/evaluate.h"

namespace gouji {
namespace {

using Why = Doubt::Why;

}  // namespace

/// The row of a table that is the same as one of another: of the same label, or of the same name in the form; -1, with
/// the reason, where there is none, or more than one that the form does not know.
int Evaluator::RowLike(const BoundRow& wanted, std::string_view id, const BoundTable& table, Doubt& doubt) const {
  const auto [made, is_new] = indexes_.try_emplace(&table);
  RowIndex& index = made->second;
  for (std::size_t i = 0; is_new && i < table.rows.size(); ++i) {
    const BoundRow& each = table.rows[i];
    if (each.present && !each.key.empty()) {
      ++index.by_key.try_emplace(each.key, static_cast<int>(i), 0).first->second.second;
    }
    if (each.form >= 0) {
      index.by_id.try_emplace(table.form->rows[static_cast<std::size_t>(each.form)].id, static_cast<int>(i));
    }
  }
  const auto by_key = index.by_key.find(wanted.key);
  const auto by_id = id.empty() ? index.by_id.end() : index.by_id.find(id);
  int row = by_key == index.by_key.end() ? -1 : by_key->second.first;
  if (by_id != index.by_id.end() && (row < 0 || by_id->second < row)) {
    row = by_id->second;
  }
  if (row < 0) {
    doubt.why = Why::kAbsentRow;
  } else if (table.rows[static_cast<std::size_t>(row)].form < 0 && by_key->second.second > 1) {
    doubt.why = Why::kRowTwice;
    row = -1;
  }
  return row;
}

std::vector<int> Evaluator::RowsOf(const Expr& expr, const BoundTable& table, Doubt& doubt) const {
  const TableForm& form = *table.form;
  std::vector<int> rows;
  if (expr.row.of == Axis::Of::kAll) {
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      const bool unused = table.rows[i].form >= 0 && form.rows[static_cast<std::size_t>(table.rows[i].form)].optional &&
                          !table.rows[i].present;
      if (!unused) {
        rows.push_back(static_cast<int>(i));
      }
    }
    return rows;
  }
  if (expr.row.of == Axis::Of::kOpen) {
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      if (table.rows[i].form < 0) {
        rows.push_back(static_cast<int>(i));
      }
    }
    return rows;
  }
  int row = -1;
  if (expr.row.loop >= 0) {
    const Binding& binding = bindings_[static_cast<std::size_t>(expr.row.loop)];
    row = binding.row;
    if (binding.table != expr.table || expr.previous) {
      // A row of another table, or of another report: the one of the same label.
      const BoundRow& wanted =
          now_.tables[static_cast<std::size_t>(binding.table)].rows[static_cast<std::size_t>(binding.row)];
      const std::string_view id = wanted.form < 0 ? ""
                                                  : now_.tables[static_cast<std::size_t>(binding.table)]
                                                        .form->rows[static_cast<std::size_t>(wanted.form)]
                                                        .id;
      row = RowLike(wanted, id, table, doubt);
    }
  } else {
    row = form.row_of_symbol[static_cast<std::size_t>(expr.row.symbol)];
    if (row < 0) {
      doubt.why = Why::kNotInVariant;
    }
  }
  if (row < 0) {
    return {};
  }
  if (expr.row.of == Axis::Of::kOne) {
    return {row};
  }
  if (table.rows[static_cast<std::size_t>(row)].form < 0) {
    return {};
  }
  for (const int child : form.rows[static_cast<std::size_t>(table.rows[static_cast<std::size_t>(row)].form)].children) {
    if (!form.rows[static_cast<std::size_t>(child)].optional || table.rows[static_cast<std::size_t>(child)].present) {
      rows.push_back(child);
    }
  }
  // The parts of an open table's total are its open rows.
  if (rows.empty() && form.kind == TableForm::Rows::kOpen) {
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      if (table.rows[i].form < 0) {
        rows.push_back(static_cast<int>(i));
      }
    }
  }
  return rows;
}

/// The column of a table that a loop over columns, of that table or another, stands for: the one of the same id.
int Evaluator::ColumnIn(int table, const Binding& binding) const {
  if (table == binding.table || binding.column < 0) {
    return binding.column;
  }
  const auto& tables = scope_.names->tables;
  const std::string& id =
      tables[static_cast<std::size_t>(binding.table)].columns[static_cast<std::size_t>(binding.column)];
  const std::vector<std::string>& ids = tables[static_cast<std::size_t>(table)].columns;
  const auto same = std::ranges::find(ids, id);
  return same == ids.end() ? -1 : static_cast<int>(same - ids.begin());
}

std::vector<CellRead> Evaluator::CellsOf(const Expr& expr) const {
  static const BoundCell kNoRow{Absence::kRow, {}, {}, {}};
  static const BoundCell kNoTable{Absence::kTable, {}, {}, {}};
  static const BoundCell kTwice{Absence::kRepeated, {}, {}, {}};
  const Report* report = expr.previous ? previous_ : &now_;
  if (report == nullptr) {
    return {CellRead{}};
  }
  CellRead read;
  read.previous = expr.previous;
  read.table = expr.table;
  if (report->tables.empty() || !report->tables[static_cast<std::size_t>(expr.table)].present) {
    read.cell = &kNoTable;
    return {read};
  }
  const BoundTable& table = report->tables[static_cast<std::size_t>(expr.table)];
  Doubt doubt;
  const std::vector<int> rows = RowsOf(expr, table, doubt);
  if (rows.empty() && doubt.why == Why::kNotInVariant) {
    return {CellRead{}};
  }
  if (rows.empty() && (doubt.why == Why::kAbsentRow || doubt.why == Why::kRowTwice)) {
    read.cell = doubt.why == Why::kAbsentRow ? &kNoRow : &kTwice;
    read.loop = expr.row.loop;
    read.column = expr.column.of != Axis::Of::kOne ? -1
                  : expr.column.loop < 0           ? expr.column.symbol
                                         : ColumnIn(expr.table, bindings_[static_cast<std::size_t>(expr.column.loop)]);
    return {read};
  }
  std::vector<CellRead> cells;
  cells.reserve(rows.size() * (expr.column.of == Axis::Of::kOne ? 1 : 8));
  int column = expr.column.symbol;
  if (expr.column.loop >= 0) {
    const Binding& binding = bindings_[static_cast<std::size_t>(expr.column.loop)];
    column = ColumnIn(expr.table, binding);
    if (column < 0) {
      return {CellRead{}};
    }
  }
  for (const int row : rows) {
    read.row = row;
    const int block_index =
        table.rows[static_cast<std::size_t>(row)].form < 0
            ? 0
            : table.form->rows[static_cast<std::size_t>(table.rows[static_cast<std::size_t>(row)].form)].block;
    const BlockForm& block = table.form->blocks[static_cast<std::size_t>(block_index)];
    const auto add = [&](int symbol) {
      read.column = symbol;
      read.cell = &table.At(row, symbol);
      cells.push_back(read);
    };
    if (expr.column.of == Axis::Of::kAll) {
      for (const ColumnForm& each : block.columns) {
        add(each.symbol);
      }
      continue;
    }
    const int index =
        table.form->column_of_symbol[static_cast<std::size_t>(block_index)][static_cast<std::size_t>(column)];
    if (index < 0) {
      // The row's block has no such column: with all rows asked for, it is not meant.
      if (expr.row.of == Axis::Of::kOne) {
        return {CellRead{}};
      }
      continue;
    }
    if (expr.column.of == Axis::Of::kOne) {
      add(column);
      continue;
    }
    for (const int child : block.columns[static_cast<std::size_t>(index)].children) {
      add(block.columns[static_cast<std::size_t>(child)].symbol);
    }
  }
  return cells;
}

std::vector<Binding> Evaluator::All(const Loop& loop) const {
  std::vector<Binding> all;
  for (const int section : loop.sections) {
    all.push_back({-1, false, -1, -1, section});
  }
  if (loop.table < 0 || now_.tables.empty()) {
    return all;
  }
  const BoundTable& table = now_.tables[static_cast<std::size_t>(loop.table)];
  if (loop.over_rows) {
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      const BoundRow& row = table.rows[i];
      const bool unused =
          row.form >= 0 && table.form->rows[static_cast<std::size_t>(row.form)].optional && !row.present;
      if (!unused && (!loop.open_only || row.form < 0)) {
        all.push_back({loop.table, true, static_cast<int>(i), -1, -1});
      }
    }
    return all;
  }
  for (const BlockForm& block : table.form->blocks) {
    for (const ColumnForm& column : block.columns) {
      const bool seen = std::ranges::any_of(all, [&](const Binding& each) { return each.column == column.symbol; });
      if (!seen) {
        all.push_back({loop.table, false, -1, column.symbol, -1});
      }
    }
  }
  return all;
}

}  // namespace gouji
