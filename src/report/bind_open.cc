// Tables of rows nobody knows beforehand: a list of departments, of projects, with or without a total.

#include <algorithm>

#include "report/binder.h"
#include "text/fold.h"

namespace gouji::binding {

/// A line that names columns and has no numbers. One label is enough only where there is but one column, or where a
/// spanning header stands above leaves.
bool Binder::IsOpenHeader(const Line& line) const {
  const int named = CountColumns(line);
  if (line.numbers > 0 || named == 0) {
    return false;
  }
  int words = 0;
  bool all_rows = true;
  bool spanning = false;
  for (std::size_t i = 0; i < line.cells.size(); ++i) {
    if (line.keys[i].empty()) {
      continue;
    }
    ++words;
    all_rows = all_rows && FitsRow(line.keys[i]);
    spanning = spanning || std::ranges::any_of(form_.blocks[0].columns, [&](const ColumnForm& column) {
                 return FitOf(column.under, line.keys[i]) != Fit::kNone;
               });
  }
  return !all_rows && (named >= 2 || spanning || form_.blocks[0].columns.size() == 1 || words == named);
}

void Binder::BindOpen() {
  for (Line& line : lines_) {
    line.kind = IsOpenHeader(line) ? LineKind::kHeader : line.kind == LineKind::kHeader ? LineKind::kData : line.kind;
    if (line.kind == LineKind::kHeader) {
      headers_[0].push_back(&line);
    }
  }
  if (headers_[0].empty()) {
    return;  // nothing says that this is the table
  }
  BindColumns(0);
  const Grid* grid = nullptr;
  OpenColumns columns;
  std::vector<OpenLine> rows;
  for (Line& line : lines_) {
    if (line.at.grid != grid) {
      grid = line.at.grid;
      columns = ColumnsIn(*grid, columns);
    }
    if (line.kind == LineKind::kHeader || columns.at.empty()) {
      continue;
    }
    line.label = OpenLabel(line, columns);
    if (line.label >= 0 && !IsRemark(line, columns)) {
      line.keys[line.label] = LabelKey(line.cells[line.label].text.says);
      if (!IsIgnored(line.keys[line.label])) {
        line.kind = LineKind::kData;
        rows.push_back({&line, columns});
      }
    }
  }
  NameRows(rows);
  for (const OpenLine& each : rows) {
    if (each.line->row >= 0) {
      BindOpenRow(*each.line, each.columns);
    }
  }
}

/// Where the columns of the form stand in a grid: under its header, or as in the grid before, which it goes on with.
Binder::OpenColumns Binder::ColumnsIn(const Grid& grid, const OpenColumns& before) {
  const std::size_t width = form_.blocks[0].columns.size();
  const bool headed = std::ranges::any_of(headers_[0], [&](const Line* line) { return line->at.grid == &grid; });
  OpenColumns columns;
  if (!headed) {
    const bool goes_on = !before.at.empty() && before.width == grid.columns;
    return goes_on ? before : columns;
  }
  columns.width = grid.columns;
  columns.at.assign(width, -1);
  if (grid.kind != GridKind::kExact) {
    return columns;
  }
  Line below;
  below.at = {&grid, grid.rows};
  for (std::uint32_t p = 0; p < grid.columns; ++p) {
    Cell cell;
    cell.column = static_cast<std::uint16_t>(p);
    const Line* header = nullptr;
    int index = -1;
    const int c = ColumnAbove(below, cell, header, index);
    if (c < 0 || columns.at[c] >= 0) {
      continue;
    }
    columns.at[c] = static_cast<int>(p);
    BoundColumn& bound = table_.columns[0][c];
    bound.present = true;
    bound.label = header->cells[index].text.says;
    bound.where = header->cells[index].text.where;
    bound.fit = std::max(bound.fit, FitOf(form_.blocks[0].columns[c].label, LabelKey(bound.label)));
    NoteHeaderTypo(form_.blocks[0].columns[c], header->cells[index].text);
  }
  BindUngrouped(grid, columns);
  // A leaf that stands under another group than the form's was bound by its words alone.
  for (std::size_t c = 0; c < width; ++c) {
    if (columns.at[c] < 0 && before.at.empty()) {
      table_.columns[0][c] = {};
    }
  }
  return columns;
}

/// A column whose spanning header is lost, or was never there, is known by its own label where only one has it.
void Binder::BindUngrouped(const Grid& grid, OpenColumns& columns) {
  const std::vector<ColumnForm>& forms = form_.blocks[0].columns;
  const auto headed = [&](const auto& fits) -> const Cell* {
    for (const Line* header : headers_[0]) {
      for (std::size_t i = 0; header->at.grid == &grid && i < header->cells.size(); ++i) {
        if (!header->keys[i].empty() && fits(header->keys[i])) {
          return &header->cells[i];
        }
      }
    }
    return nullptr;
  };
  for (std::size_t c = 0; c < forms.size(); ++c) {
    const auto same =
        std::ranges::count_if(forms, [&](const ColumnForm& each) { return each.label.key == forms[c].label.key; });
    if (columns.at[c] >= 0 || forms[c].under.empty() || same > 1 ||
        headed([&](const std::string& key) { return FitOf(forms[c].under, key) != Fit::kNone; }) != nullptr) {
      continue;
    }
    const Cell* cell = headed([&](const std::string& key) { return FitOf(forms[c].label, key) >= Fit::kAlias; });
    if (cell != nullptr) {
      columns.at[c] = cell->column;
      BoundColumn& bound = table_.columns[0][c];
      bound.present = true;
      bound.label = cell->text.says;
      bound.where = cell->text.where;
      bound.fit = FitOf(forms[c].label, LabelKey(cell->text.says));
    }
  }
}

/// The last words before the first value; the row's first words where the first column declared is the table's first.
int Binder::OpenLabel(const Line& line, const OpenColumns& columns) const {
  int limit = -1;
  if (line.at.grid->kind == GridKind::kExact) {
    for (const int at : columns.at) {
      limit = at >= 0 && (limit < 0 || at < limit) ? at : limit;
    }
  } else {
    const int width = static_cast<int>(form_.blocks[0].columns.size());
    limit = std::max(static_cast<int>(line.cells.size()) - width, 1);
  }
  int label = -1;
  for (std::size_t i = 0; i < line.cells.size(); ++i) {
    const int place = line.at.grid->kind == GridKind::kExact ? line.cells[i].column : static_cast<int>(i);
    if (place < std::max(limit, 1) && !line.cells[i].text.empty()) {
      label = static_cast<int>(i);
    }
  }
  return label;
}

/// Words over the whole width, or alone on a line that is too short for values.
bool Binder::IsRemark(const Line& line, const OpenColumns& columns) const {
  const auto filled = std::ranges::count_if(line.cells, [](const Cell& cell) { return !cell.text.empty(); });
  if (filled != 1) {
    return false;
  }
  const Cell& cell = line.cells[line.label];
  const auto covers = [&](int at) { return at > cell.column && at < cell.column + cell.column_span; };
  return std::ranges::any_of(columns.at, covers) || line.cells.size() == 1;
}

bool Binder::IsIgnored(const std::string& key) const {
  return std::ranges::any_of(form_.ignored,
                             [&](const Label& label) { return gouji::FitOf(label, key) >= Fit::kAlias; });
}

/// Gives each line its row: one the form lists, else one of its own. A second line of a listed row, and a second open
/// row of the same label, are named.
void Binder::NameRows(const std::vector<OpenLine>& rows) {
  std::vector<Line*> found(form_.rows.size(), nullptr);
  for (const Fit wanted : {Fit::kExact, Fit::kAlias, Fit::kSimilar}) {
    for (const OpenLine& each : rows) {
      Line& line = *each.line;
      for (std::size_t r = 0; r < form_.rows.size() && line.row < 0; ++r) {
        if (found[r] == nullptr && FitOf(form_.rows[r].label, line.keys[line.label]) == wanted) {
          found[r] = &line;
          line.row = static_cast<int>(r);
          line.fit = wanted;
        }
      }
    }
  }
  std::map<std::string, Line*> open;
  for (const OpenLine& each : rows) {
    Line& line = *each.line;
    if (line.row >= 0) {
      continue;
    }
    const std::string& key = line.keys[line.label];
    const Line* first = nullptr;
    for (std::size_t r = 0; r < form_.rows.size(); ++r) {
      first = found[r] != nullptr && FitOf(form_.rows[r].label, key) >= Fit::kAlias ? found[r] : first;
    }
    const bool listed = first != nullptr;
    const auto [same, is_new] = open.emplace(key, &line);
    first = listed ? first : is_new ? nullptr : same->second;
    if (first != nullptr) {
      const Text& label = line.cells[line.label].text;
      Irregular& irregular = Note(Irregularity::kRowUnexpected, label.where);
      irregular.found = std::string(label.says);
      irregular.also = first->cells[first->label].text.where;
      irregular.subject.row =
          listed ? std::string(form_.rows[static_cast<std::size_t>(first->row)].id) : std::string(label.says);
    }
    if (listed) {
      continue;
    }
    line.row = static_cast<int>(table_.rows.size());
    line.fit = Fit::kExact;
    table_.rows.emplace_back().cells.resize(form_.blocks[0].columns.size());
  }
}

void Binder::BindOpenRow(const Line& line, const OpenColumns& columns) {
  BoundRow& row = table_.rows[line.row];
  BindLabel(line, row);
  if (line.at.grid->kind != GridKind::kExact) {
    BindSequence(line, 0, row);
    return;
  }
  bool ragged = false;
  for (std::size_t c = 0; c < columns.at.size(); ++c) {
    const int at = columns.at[c];
    if (at < 0) {
      row.cells[c].absence = Absence::kColumn;
      continue;
    }
    const auto cell = std::ranges::find_if(line.cells, [&](const Cell& each) { return each.column == at; });
    if (cell == line.cells.end() || CoversAnother(*cell, columns.at)) {
      ragged = true;
    } else {
      Put(row, static_cast<int>(c), *cell);
    }
  }
  const bool beyond = std::ranges::any_of(
      line.cells, [&](const Cell& cell) { return !cell.text.empty() && cell.column >= HeaderWidth(*line.at.grid); });
  if (ragged || beyond) {
    MarkRagged(line, row);
  }
}

/// How far the header of a grid reaches; the grid's whole width where it has none.
int Binder::HeaderWidth(const Grid& grid) const {
  int width = 0;
  for (const Line* header : headers_[0]) {
    for (const Cell& cell : header->cells) {
      if (header->at.grid == &grid && !cell.text.empty()) {
        width = std::max(width, cell.column + cell.column_span);
      }
    }
  }
  return width == 0 ? static_cast<int>(grid.columns) : width;
}

}  // namespace gouji::binding
