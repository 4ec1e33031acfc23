#include "draw_bindings.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "report/label.h"

namespace gouji {

Bindings::Bindings(const BoundTable& table) : table_(table) {
  for (const BoundRow& row : table.rows) {
    if (!row.present) continue;
    labels_.emplace(row.label_at, &row);
    const int block = row.form < 0 ? 0 : table.form->rows[static_cast<std::size_t>(row.form)].block;
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      if (row.cells[c].absence == Absence::kPresent) {
        values_[row.cells[c].where] = {&row, block, static_cast<int>(c)};
      }
    }
  }
  for (std::size_t block = 0; block < table.columns.size(); ++block) {
    for (std::size_t c = 0; c < table.columns[block].size(); ++c) {
      const BoundColumn& column = table.columns[block][c];
      if (column.present) headings_.emplace(column.where, std::pair(static_cast<int>(block), static_cast<int>(c)));
    }
  }
}

const Bindings::Value* Bindings::value(Span where) const {
  const auto found = values_.find(where);
  return found == values_.end() ? nullptr : &found->second;
}

const BoundRow* Bindings::row(Span label) const {
  const auto found = labels_.find(label);
  return found == labels_.end() ? nullptr : found->second;
}

Subject Bindings::SubjectOf(const Value& value) const {
  const TableForm& form = *table_.form;
  const std::string_view row =
      value.row->form < 0 ? value.row->label : form.rows[static_cast<std::size_t>(value.row->form)].id;
  return {std::string(form.section), std::string(form.id), std::string(row),
          std::string(form.column(value.block, value.column).id)};
}

std::optional<Columns> Bindings::Under(const Cell& cell) const {
  if (const auto found = headings_.find(cell.text.where); found != headings_.end()) {
    return Widened(found->second.first, found->second.second, found->second.second + 1);
  }
  const std::string key = LabelKey(cell.text.says);
  for (std::size_t block = 0; block < table_.form->blocks.size(); ++block) {
    const std::vector<ColumnForm>& columns = table_.form->blocks[block].columns;
    const auto is_under = [&](const ColumnForm& column) {
      return !column.under.empty() && FitOf(column.under, key) != Fit::kNone;
    };
    const auto first = std::ranges::find_if(columns, is_under);
    if (first == columns.end()) continue;
    const auto last = std::find_if_not(first, columns.end(), is_under);
    return Widened(static_cast<int>(block), static_cast<int>(first - columns.begin()),
                   static_cast<int>(last - columns.begin()));
  }
  return std::nullopt;
}

int Bindings::width() const {
  std::size_t width = 0;
  for (const BlockForm& block : table_.form->blocks) width = std::max(width, block.columns.size());
  return static_cast<int>(width);
}

Columns Bindings::Widened(int block, int begin, int end) const {
  const auto count = static_cast<int>(table_.form->blocks[static_cast<std::size_t>(block)].columns.size());
  return {begin, end == count ? width() : end};
}

std::string_view Bindings::GroupOf(const BoundRow* row) const {
  if (row == nullptr || row->form < 0) return {};
  return table_.form->rows[static_cast<std::size_t>(row->form)].under.official;
}

DrawnCell Drawn(const Cell& cell, const Bindings& bindings) {
  DrawnCell drawn;
  drawn.where = cell.text.where;
  drawn.text = std::string(cell.text.says);
  drawn.row = cell.row;
  drawn.column = cell.column;
  drawn.row_span = cell.row_span;
  drawn.column_span = cell.column_span;
  if (const Bindings::Value* value = bindings.value(cell.text.where)) drawn.subject = bindings.SubjectOf(*value);
  return drawn;
}

}  // namespace gouji
