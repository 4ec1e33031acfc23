// Where the values of a block stand: in which columns of a grid, and whether one of the form's was lost.

#include <algorithm>
#include <limits>
#include <set>

#include "report/binder.h"

namespace gouji::binding {

bool Binder::PartsGroup(int b, const std::vector<int>& columns) const {
  const BlockForm& block = form_.blocks[b];
  for (std::size_t c = 0; c < columns.size(); ++c) {
    for (std::size_t left = 0; left < columns.size(); ++left) {
      const std::string_view group = block.columns[left].under.key;
      if (group.empty() || group == block.columns[c].under.key || columns[left] >= columns[c]) {
        continue;
      }
      for (std::size_t right = 0; right < columns.size(); ++right) {
        if (block.columns[right].under.key == group && columns[c] < columns[right]) {
          return true;
        }
      }
    }
  }
  return false;
}

std::vector<int> Binder::ValueColumns(const Grid& grid, int b) {
  const int width = static_cast<int>(form_.blocks[b].columns.size());
  std::vector<int> headers(width, -1);
  int named = 0;
  for (int c = 0; c < width; ++c) {
    const auto cell = column_cells_[b].find(c);
    if (cell != column_cells_[b].end() && cell->second.first == &grid) {
      headers[c] = cell->second.second;
      ++named;
    }
  }
  const auto score = [&](const std::vector<int>& columns) {
    int sum = 0;
    for (const Line& line : lines_) {
      if (line.at.grid != &grid || line.row < 0 || BlockOfLine(line) != b) {
        continue;
      }
      for (std::size_t i = 0; i < line.cells.size(); ++i) {
        const bool inside = std::ranges::find(columns, static_cast<int>(line.cells[i].column)) != columns.end();
        const bool label = static_cast<int>(i) <= line.label;
        if (label) {
          sum -= inside ? 2 : 0;
        } else if (line.kinds[i] != CellValue::Kind::kBlank) {
          sum += inside ? 1 : -2;
        }
      }
    }
    return sum;
  };
  std::vector<int> best;
  int best_score = std::numeric_limits<int>::min();
  // Where converters lost how far the cells of the header reach, they stand in columns that are not theirs.
  const bool distinct =
      std::set<int>(headers.begin(), headers.end()).size() == headers.size() && !PartsGroup(b, headers);
  if (named == width && distinct && NumbersOutside(grid, b, headers) == 0) {
    return headers;
  }
  if (named == width && distinct) {
    best = headers;
    best_score = score(headers);
  } else if (LostColumn(&grid, b)) {
    return headers;
  }
  for (int first = 0; first + width <= static_cast<int>(grid.columns); ++first) {
    std::vector<int> run(width);
    for (int c = 0; c < width; ++c) {
      run[c] = first + c;
    }
    const int here = score(run);
    if (here > best_score || (here == best_score && best != headers && named == 0 && RunBehindLabels(grid, b, first))) {
      best = run;
      best_score = here;
    }
  }
  return best.empty() ? headers : best;
}

int Binder::NumbersOutside(const Grid& grid, int b, const std::vector<int>& columns) const {
  int rows = 0;
  for (const Line& line : lines_) {
    if (line.at.grid != &grid || line.row < 0 || BlockOfLine(line) != b) {
      continue;
    }
    const auto is_column = [&](std::size_t i) {
      return std::ranges::find(columns, static_cast<int>(line.cells[i].column)) != columns.end();
    };
    bool outside = false;
    bool shifted = false;
    for (std::size_t i = 0; i < line.cells.size(); ++i) {
      const bool label = static_cast<int>(i) <= line.label;
      shifted = shifted || (static_cast<int>(i) == line.label && is_column(i));
      outside = outside || (!label && line.kinds[i] == CellValue::Kind::kNumber && !is_column(i) &&
                            !IsHeaded(line, line.cells[i], b));
    }
    rows += outside && !shifted ? 1 : 0;
  }
  return rows;
}

/// Whether the header has words above a cell: then it is a column of the table, though none that the form declares.
bool Binder::IsHeaded(const Line& line, const Cell& cell, int b) const {
  return std::ranges::any_of(headers_[b], [&](const Line* header) {
    return header->at.grid == line.at.grid && std::ranges::any_of(header->cells, [&](const Cell& each) {
             return each.column == cell.column && !each.text.empty();
           });
  });
}

bool Binder::IsCovered(const Line& line, const Cell& cell, int b) const {
  return std::ranges::any_of(headers_[b], [&](const Line* header) {
    return header->at.grid == line.at.grid && std::ranges::any_of(header->cells, [&](const Cell& each) {
             return each.column <= cell.column && cell.column < each.column + each.column_span && !each.text.empty();
           });
  });
}

bool Binder::AllNamed(int b) const {
  // Where merged cells are written out, one of them may have lent its label to another column of that name.
  std::set<std::pair<const Grid*, int>> places;
  const auto named = column_cells_.find(b);
  return named != column_cells_.end() && std::ranges::all_of(table_.columns[b], &BoundColumn::present) &&
         std::ranges::all_of(named->second, [&](const auto& cell) { return places.insert(cell.second).second; });
}

bool Binder::RunBehindLabels(const Grid& grid, int b, int first) const {
  for (const Line& line : lines_) {
    if (line.at.grid == &grid && line.row >= 0 && BlockOfLine(line) == b && line.label >= 0) {
      return line.cells[line.label].column + line.cells[line.label].column_span == first;
    }
  }
  return false;
}

bool Binder::LostColumn(const Grid* grid, int b) const {
  const std::vector<BoundColumn>& columns = table_.columns[b];
  const auto named = std::ranges::count_if(columns, [](const BoundColumn& column) { return column.present; });
  if (named == 0 || named == static_cast<std::ptrdiff_t>(columns.size())) {
    return false;
  }
  int as_named = 0;
  int more = 0;
  for (const Line& line : lines_) {
    if ((grid == nullptr || line.at.grid == grid) && line.row >= 0 && BlockOfLine(line) == b) {
      // Blank at the end with nothing above: there was a column once, and its cells were left behind.
      int count = Filled(line);
      while (count > named && line.kinds[line.label + count] == CellValue::Kind::kBlank &&
             !IsCovered(line, line.cells[line.label + count], b)) {
        --count;
      }
      as_named += count == named ? 1 : 0;
      more += count > named ? 1 : 0;
    }
  }
  return as_named > more;
}

}  // namespace gouji::binding
