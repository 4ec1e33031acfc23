#include "draw.h"

#include <algorithm>
#include <map>
#include <utility>

#include "draw_arranged.h"
#include "draw_bindings.h"

namespace gouji {
namespace {

DrawnTable AsItStands(const Grid& grid, const Bindings& bindings) {
  DrawnTable table;
  table.rows = static_cast<int>(grid.rows);
  table.columns = static_cast<int>(grid.columns);
  for (const Cell& cell : grid.cells) table.cells.push_back(Drawn(cell, bindings));
  return table;
}

/// Whether the values of each column of the form stand one under another.
bool IsAligned(const Grid& grid, const Bindings& bindings) {
  if (grid.kind != GridKind::kExact) return false;
  std::map<std::pair<int, int>, int> columns;
  for (const Cell& cell : grid.cells) {
    const Bindings::Value* value = bindings.value(cell.text.where);
    if (value == nullptr) continue;
    const auto [known, fresh] = columns.try_emplace({value->block, value->column}, cell.column);
    if (!fresh && known->second != cell.column) return false;
  }
  return true;
}

}  // namespace

std::vector<DrawnTable> DrawTables(const Report& report, Lang lang) {
  std::vector<DrawnTable> drawn;
  for (const BoundTable& table : report.tables) {
    if (table.form == nullptr || table.grids.empty()) continue;
    const std::size_t first = drawn.size();
    const Bindings bindings(table);
    const auto stands = [&](const Grid* grid) { return IsAligned(*grid, bindings); };
    if (table.form->kind != TableForm::Rows::kListed || std::ranges::all_of(table.grids, stands)) {
      for (const Grid* grid : table.grids) drawn.push_back(AsItStands(*grid, bindings));
    } else {
      drawn.push_back(DrawArranged(table.grids, bindings));
    }
    for (std::size_t i = first; i < drawn.size(); ++i) drawn[i].title = std::string(table.form->title.In(lang));
  }
  return drawn;
}

}  // namespace gouji
