// Tables whose rows have no labels of their own, and those of label and value side by side.

#include <algorithm>
#include <map>
#include <set>

#include "report/binder.h"
#include "text/fold.h"

namespace gouji::binding {

const Line* Binder::WholeRow() const {
  const auto width = static_cast<std::ptrdiff_t>(form_.blocks[0].columns.size());
  const auto whole = std::ranges::find_if(lines_, [&](const Line& line) {
    return line.kind == LineKind::kData && line.numbers == width &&
           std::ranges::count(line.kinds, CellValue::Kind::kNumber) == std::ssize(line.kinds);
  });
  return whole == lines_.end() ? nullptr : &*whole;
}

void Binder::BindValuesOnly() {
  BoundRow& row = table_.rows[0];
  if (BindTurned(row)) {
    return;
  }
  const int width = static_cast<int>(form_.blocks[0].columns.size());
  std::vector<const Line*> values;
  std::map<const Line*, int> named_above;  // cells that the header of their grid names
  const Line* header = nullptr;
  for (const Line& line : lines_) {
    header = line.kind == LineKind::kHeader ? &line : header;
    const bool data = line.kind == LineKind::kData && line.numbers + PlaceholderCount(line) > 0;
    // All blank, and as wide as the form or as the piece of it that the header names.
    const bool headed = header != nullptr && header->at.grid == line.at.grid &&
                        CountColumns(*header) == static_cast<int>(header->cells.size());
    const bool under_header = headed && header->cells.size() == line.cells.size();
    const bool blank = line.kind == LineKind::kBlank && header != nullptr && (line.values() >= width || under_header);
    if (!data && !blank) {
      continue;
    }
    // A blank line above the one with the numbers was no row, and one below it is none.
    const bool again = !values.empty() && values.back()->at.grid == line.at.grid;
    if (again && !blank && values.back()->kind == LineKind::kBlank) {
      values.pop_back();
    }
    if (!blank || values.empty() || values.back()->at.grid != line.at.grid) {
      values.push_back(&line);
      named_above[&line] = headed ? static_cast<int>(header->cells.size()) : 0;
    }
  }
  if (values.empty()) {
    return;
  }
  if (const Line* whole = WholeRow(); whole != nullptr) {
    values = {whole};
  }
  // Of numbers by themselves nobody knows the order, unless their reader put them into one row.
  const auto is_alone = [](const Line* line) {
    return line->at.grid->kind == GridKind::kBare && line->numbers == 1 && line->values() == 1;
  };
  const bool scattered = std::ranges::count_if(values, is_alone) > 1;
  std::vector<const Cell*> cells;
  for (const Line* line : values) {
    int first = line->label + 1;
    int count = line->values();
    while (count > named_above[line] && values.size() > 1 && line->at.grid->padded &&
           line->kinds[first + count - 1] == CellValue::Kind::kBlank) {
      --count;
    }
    for (int i = 0; i < count; ++i) {
      cells.push_back(&line->cells[first + i]);
    }
    if (static_cast<int>(cells.size()) >= width) {
      break;
    }
  }
  const Line& line = *values.front();
  row.present = true;
  row.label_at = FirstWords(line);
  row.fit = Fit::kExact;
  table_.bare = line.at.grid->has_pieces();
  const bool spaced = line.at.grid->padded || AllEndBlank(*line.at.grid);
  while (static_cast<int>(cells.size()) > width && spaced && cells.back()->text.empty()) {
    cells.pop_back();
  }
  while (static_cast<int>(cells.size()) > width && cells.front()->text.empty()) {
    cells.erase(cells.begin());
  }
  if (values.size() == 1 && line.at.grid->kind == GridKind::kExact && BindUnderHeaders(line, row)) {
    return;
  }
  const std::vector<BoundColumn>& columns = table_.columns[0];
  const auto named = std::ranges::count_if(columns, [](const BoundColumn& column) { return column.present; });
  if (scattered) {
    LoseUnsure(row);
  } else if (static_cast<int>(cells.size()) == width) {
    for (int c = 0; c < width; ++c) {
      Put(row, c, *cells[c]);
    }
  } else if (named > 0 && named == static_cast<int>(cells.size())) {
    int value = 0;
    for (int c = 0; c < width; ++c) {
      if (columns[c].present) {
        Put(row, c, *cells[value++]);
      } else {
        row.cells[c].absence = Absence::kColumn;
      }
    }
  } else {
    MarkRagged(line, row);
  }
}

int Binder::ColumnAbove(const Line& line, const Cell& value, const Line*& leaf_line, int& leaf_index) const {
  const BlockForm& block = form_.blocks[0];
  std::vector<std::pair<const Line*, int>> above;   // from the top
  std::vector<std::pair<const Line*, int>> groups;  // the same, and merged cells whose other columns are blank
  for (const Line* header : headers_[0]) {
    int left = -1;
    bool covered = false;
    for (std::size_t i = 0; header->at.grid == line.at.grid && i < header->cells.size(); ++i) {
      const Cell& cell = header->cells[i];
      if (cell.text.empty() || cell.column > value.column) {
        continue;
      }
      left = static_cast<int>(i);
      covered = value.column < cell.column + cell.column_span;
      if (covered) {
        above.emplace_back(header, left);
      }
    }
    if (left >= 0) {
      groups.emplace_back(header, left);
    }
  }
  for (std::size_t i = above.size(); i-- > 0;) {
    const std::string leaf = LabelKey(above[i].first->cells[above[i].second].text.says);
    for (const Fit wanted : {Fit::kExact, Fit::kAlias, Fit::kSimilar}) {
      for (std::size_t c = 0; c < block.columns.size(); ++c) {
        const ColumnForm& column = block.columns[c];
        const bool grouped =
            column.under.empty() || std::ranges::any_of(groups, [&](const auto& each) {
              return FitOf(column.under, LabelKey(each.first->cells[each.second].text.says)) != Fit::kNone;
            });
        if (grouped && FitOf(column.label, leaf) == wanted) {
          leaf_line = above[i].first;
          leaf_index = above[i].second;
          return static_cast<int>(c);
        }
      }
    }
  }
  return -1;
}

bool Binder::BindUnderHeaders(const Line& line, BoundRow& row) {
  struct Found {
    const Cell* value;
    const Line* header = nullptr;
    int index = -1;
  };
  std::map<int, Found> found;
  for (std::size_t i = static_cast<std::size_t>(line.label) + 1; i < line.cells.size(); ++i) {
    Found each{&line.cells[i]};
    const int column = ColumnAbove(line, line.cells[i], each.header, each.index);
    if (column < 0 && line.cells[i].text.empty()) {
      continue;
    }
    if (column < 0 || !found.emplace(column, each).second) {
      return false;
    }
  }
  // Names of columns beyond the end of the row: the header has lost none, the row is too short for it.
  const auto end_of = [](const Line& each) {
    int end = 0;
    for (const Cell& cell : each.cells) {
      end = cell.text.empty() ? end : std::max(end, cell.column + cell.column_span);
    }
    return end;
  };
  const int end = line.cells.empty() ? 0 : line.cells.back().column + line.cells.back().column_span;
  const bool is_short = std::ranges::any_of(
      headers_[0], [&](const Line* header) { return header->at.grid == line.at.grid && end_of(*header) > end; });
  if (found.empty() || (found.size() < row.cells.size() && AllNamed(0) && is_short)) {
    return false;
  }
  for (std::size_t c = 0; c < row.cells.size(); ++c) {
    BoundColumn& bound = table_.columns[0][c];
    const auto cell = found.find(static_cast<int>(c));
    bound.present = cell != found.end();
    if (!bound.present) {
      row.cells[c].absence = Absence::kColumn;
      continue;
    }
    const Text& label = cell->second.header->cells[cell->second.index].text;
    bound.label = label.says;
    bound.where = label.where;
    Put(row, static_cast<int>(c), *cell->second.value);
    NoteHeaderTypo(form_.blocks[0].columns[c], label);
  }
  return true;
}

void Binder::NoteHeaderTypo(const ColumnForm& column, const Text& label) {
  const auto column_of = [&](Span where) {
    for (const Line* header : headers_[0]) {
      const auto cell = std::ranges::find_if(header->cells, [&](const Cell& each) { return each.text.where == where; });
      if (cell != header->cells.end()) {
        return static_cast<int>(cell->column);
      }
    }
    return -1;
  };
  const bool noted = std::ranges::any_of(table_.irregulars, [&](const Irregular& each) {
    // A merged cell that was written into every row it covers has one typo.
    return each.what == Irregularity::kLabelWording &&
           (each.where == label.where || (each.found == label.says && column_of(each.where) == column_of(label.where)));
  });
  if (!noted && FitOf(column.label, LabelKey(label.says)) == Fit::kSimilar) {
    NoteLabel(column.label, label, "", column.id);
  }
}

int Binder::PlaceholderCount(const Line& line) {
  return static_cast<int>(std::ranges::count(line.kinds, CellValue::Kind::kPlaceholder));
}

void Binder::BindPairs() {
  // Words that are a label for certain come first: a value may be like some other label.
  std::set<const Cell*> values;
  BindPairs(Fit::kExact, values);
  BindPairs(Fit::kAlias, values);
  BindPairs(Fit::kSimilar, values);
  for (BoundColumn& column : table_.columns[0]) {
    column.present = true;
  }
}

void Binder::BindPairs(Fit wanted, std::set<const Cell*>& values) {
  const std::size_t width = form_.blocks[0].columns.size();
  for (Line& line : lines_) {
    for (std::size_t i = 0; i < line.cells.size(); ++i) {
      const std::string key = LabelKey(line.cells[i].text.says);
      if (key.empty() || values.contains(&line.cells[i])) {
        continue;
      }
      const auto form =
          std::ranges::find_if(form_.rows, [&](const RowForm& row) { return FitOf(row.label, key) == wanted; });
      if (form == form_.rows.end()) {
        continue;
      }
      BoundRow& row = table_.rows[form - form_.rows.begin()];
      if (row.present && row.label_at == line.cells[i].text.where) {
        continue;  // bound in an earlier round
      }
      if (row.present) {
        if (wanted != Fit::kSimilar) {
          Irregular& irregular = Note(Irregularity::kRowUnexpected, line.cells[i].text.where);
          irregular.found = std::string(line.cells[i].text.says);
          irregular.subject.row = form->id;
          irregular.also = row.label_at;
        }
        continue;
      }
      row.present = true;
      row.fit = wanted;
      row.label = line.cells[i].text.says;
      row.key = key;
      row.label_at = line.cells[i].text.where;
      line.row = static_cast<int>(form - form_.rows.begin());
      if (wanted == Fit::kSimilar) {
        NoteLabel(form->label, line.cells[i].text, form->id, "");
      }
      for (std::size_t c = 0; c < width; ++c) {
        if (i + 1 + c < line.cells.size()) {
          Put(row, static_cast<int>(c), line.cells[i + 1 + c]);
          values.insert(&line.cells[i + 1 + c]);
        } else {
          // A blank that ends a row may have left no cell.
          row.cells[c].absence = Absence::kPresent;
          row.cells[c].where = {row.label_at.end, row.label_at.end};
        }
      }
    }
  }
}

}  // namespace gouji::binding
