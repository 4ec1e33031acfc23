#include "draw_arranged.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace gouji {
namespace {

/// Puts the cells of rows that are only in order under the columns of the form.
class Arranged {
 public:
  Arranged(const std::vector<const Grid*>& grids, const Bindings& bindings) : bindings_(bindings) {
    for (const Grid* grid : grids) {
      for (std::uint32_t r = 0; r < grid->rows; ++r) {
        Row row = RowOf(*grid, r);
        labels_ = std::max(labels_, static_cast<int>(row.labels));
        if (row.heading) {
          AddHeadings(row);
        } else {
          rows_.push_back(std::move(row));
        }
      }
    }
    taken_.resize(rows_.size());
    table_.rows = static_cast<int>(rows_.size());
    table_.columns = labels_ + bindings.width();
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (rows_[i].heading) {
        PlaceHeadings(i);
      } else {
        PlaceValues(i);
      }
    }
    StretchHeadings();
  }

  DrawnTable Take() { return std::move(table_); }

 private:
  struct Row {
    std::vector<const Cell*> cells;  ///< blank ones that hold no value left out
    std::size_t labels = 0;          ///< how many of them stand before the values
    bool heading = false;            ///< neither a value nor the label of a row
    const BoundRow* bound = nullptr;
    std::size_t first = 0;  ///< of its cells in the table
  };

  Row RowOf(const Grid& grid, std::uint32_t number) const {
    Row row;
    std::optional<std::size_t> first_value;
    std::size_t label = 0;
    for (const Cell& cell : grid.Row(number)) {
      const Bindings::Value* value = bindings_.value(cell.text.where);
      if (value == nullptr && cell.text.empty()) continue;
      if (value != nullptr && !first_value) first_value = row.cells.size();
      row.cells.push_back(&cell);
      if (value != nullptr) row.bound = value->row;
      if (const BoundRow* named = bindings_.row(cell.text.where); named != nullptr && value == nullptr) {
        row.bound = named;
        label = row.cells.size();
      }
    }
    row.heading = row.bound == nullptr;
    if (!row.heading) row.labels = first_value.value_or(label);
    return row;
  }

  /// Headings of several lines may have come down to one: they begin anew where one would stand left of its neighbour,
  /// or where the first that is named comes after two that are not.
  void AddHeadings(const Row& whole) {
    Row row = whole;
    row.cells.clear();
    int free = 0;
    bool named = false;
    for (const Cell* cell : whole.cells) {
      const auto under = bindings_.Under(*cell);
      if (under && (under->begin < free || (!named && row.cells.size() > 1))) {
        rows_.push_back(row);
        row.cells.clear();
      }
      if (under) free = under->end;
      named = row.cells.empty() ? under.has_value() : named || under;
      row.cells.push_back(cell);
    }
    rows_.push_back(std::move(row));
  }

  void Put(const Cell& cell, std::size_t row, Columns columns) {
    DrawnCell drawn = Drawn(cell, bindings_);
    drawn.row = static_cast<int>(row);
    drawn.column = columns.begin;
    drawn.row_span = 1;
    drawn.column_span = std::max(1, columns.end - columns.begin);
    taken_[row].push_back({columns.begin, columns.begin + drawn.column_span});
    table_.cells.push_back(std::move(drawn));
  }

  /// Labels fill the columns before the values; a group's stands beside all the rows of the group.
  void PlaceValues(std::size_t i) {
    Row& row = rows_[i];
    row.first = table_.cells.size();
    const auto labels = static_cast<int>(row.labels);
    if (i >= group_end_) FindGroup(i);
    int at = 0;
    if (in_group_) {
      if (row.labels == 2) {
        Put(*row.cells[0], i, {0, labels_ - 1});
        table_.cells.back().row = static_cast<int>(group_begin_);
        table_.cells.back().row_span = static_cast<int>(group_end_ - group_begin_);
      }
      Put(*row.cells[row.labels - 1], i, {labels_ - 1, labels_});
    } else {
      for (int k = 0; k < labels; ++k) {
        const int end = k + 1 == labels ? labels_ : at + 1;
        Put(*row.cells[static_cast<std::size_t>(k)], i, {at, end});
        at = end;
      }
    }
    at = labels_;
    for (std::size_t k = row.labels; k < row.cells.size(); ++k) {
      const Bindings::Value* value = bindings_.value(row.cells[k]->text.where);
      Columns columns{at, at + 1};
      if (value != nullptr) {
        columns = bindings_.Widened(value->block, value->column, value->column + 1);
        columns = {labels_ + columns.begin, labels_ + columns.end};
      }
      table_.columns = std::max(table_.columns, columns.end);
      Put(*row.cells[k], i, columns);
      at = columns.end;
    }
  }

  /// The rows from `i` on that are of one group, and whether exactly one of them has the group's label, as text has
  /// where the file had a merged cell: at the top or halfway down.
  void FindGroup(std::size_t i) {
    const std::string_view group = bindings_.GroupOf(rows_[i].bound);
    group_begin_ = i;
    group_end_ = i + 1;
    while (!group.empty() && group_end_ < rows_.size() && bindings_.GroupOf(rows_[group_end_].bound) == group) {
      ++group_end_;
    }
    const auto begin = rows_.begin() + static_cast<std::ptrdiff_t>(group_begin_);
    const auto end = rows_.begin() + static_cast<std::ptrdiff_t>(group_end_);
    const auto has = [](std::size_t labels) { return [labels](const Row& row) { return row.labels == labels; }; };
    in_group_ =
        labels_ > 1 && std::count_if(begin, end, has(2)) == 1 && std::count_if(begin, end, has(1)) + 1 == end - begin;
  }

  /// Headings that are named stand over their columns; the others share the room between them. Where there is no room
  /// they are one cell, as words torn apart are.
  void PlaceHeadings(std::size_t i) {
    Row& row = rows_[i];
    row.first = table_.cells.size();
    std::vector<std::optional<Columns>> places;
    for (const Cell* cell : row.cells) {
      auto under = bindings_.Under(*cell);
      if (under) *under = {labels_ + under->begin, labels_ + under->end};
      places.push_back(under);
    }
    const auto is_named = [](const std::optional<Columns>& place) { return place.has_value(); };
    if (labels_ > 0 && places.size() > 1 && std::ranges::none_of(places, is_named)) places.front() = {0, labels_};
    int free = 0;
    for (std::size_t k = 0; k < places.size();) {
      if (places[k]) {
        free = places[k++]->end;
        continue;
      }
      const auto next = std::find_if(places.begin() + static_cast<std::ptrdiff_t>(k), places.end(), is_named);
      const auto count = static_cast<int>(next - places.begin()) - static_cast<int>(k);
      const int room = (next == places.end() ? table_.columns : (*next)->begin) - free;
      if (room < count) return PutAsOne(i);
      for (int j = 0; j < count; ++j) places[k++] = {free + room * j / count, free + room * (j + 1) / count};
      free += room;
    }
    for (std::size_t k = 0; k < places.size(); ++k) Put(*row.cells[k], i, *places[k]);
  }

  void PutAsOne(std::size_t i) {
    Row& row = rows_[i];
    Put(*row.cells.front(), i, {0, table_.columns});
    for (std::size_t k = 1; k < row.cells.size(); ++k) {
      table_.cells.back().text += ' ';
      table_.cells.back().text += row.cells[k]->text.says;
    }
    row.cells.resize(1);
  }

  /// A heading with nothing under it goes on down to the next one, as the form has it.
  void StretchHeadings() {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (!rows_[i].heading) continue;
      for (std::size_t c = rows_[i].first; c < rows_[i].first + rows_[i].cells.size(); ++c) {
        DrawnCell& cell = table_.cells[c];
        const Columns columns{cell.column, cell.column + cell.column_span};
        for (std::size_t below = i + 1; below < rows_.size() && rows_[below].heading && IsFree(below, columns);
             ++below) {
          ++cell.row_span;
          taken_[below].push_back(columns);
        }
      }
    }
  }

  bool IsFree(std::size_t row, Columns columns) const {
    const auto apart = [&](const Columns& taken) { return taken.begin >= columns.end || columns.begin >= taken.end; };
    return !rows_[row].cells.empty() && std::ranges::all_of(taken_[row], apart);
  }

  const Bindings& bindings_;
  std::vector<Row> rows_;
  int labels_ = 0;  ///< columns of labels
  DrawnTable table_;
  std::vector<std::vector<Columns>> taken_;  ///< of each row
  std::size_t group_begin_ = 0;              ///< the rows of the group that is being placed
  std::size_t group_end_ = 0;
  bool in_group_ = false;  ///< whether its label stands beside all of them
};

}  // namespace

DrawnTable DrawArranged(const std::vector<const Grid*>& grids, const Bindings& bindings) {
  return Arranged(grids, bindings).Take();
}

}  // namespace gouji
