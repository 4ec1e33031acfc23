// The values of a bound line.

#include <algorithm>
#include <map>

#include "report/binder.h"

namespace gouji::binding {

int Binder::BlockOfLine(const Line& line) const {
  return line.row < 0 || line.row >= static_cast<int>(form_.rows.size()) ? 0 : form_.rows[line.row].block;
}

void Binder::Put(BoundRow& row, int column, const Cell& cell) {
  BoundCell& bound = row.cells[column];
  bound.absence = Absence::kPresent;
  bound.where = cell.text.where;
  bound.text = cell.text.says;
  bound.value = ReadCell(cell.text.says);
}

void Binder::BindValues() {
  std::map<std::pair<const Grid*, int>, std::vector<int>> columns_of;
  for (const Line& line : lines_) {
    if (line.row < 0) {
      continue;
    }
    BoundRow& row = table_.rows[line.row];
    if (row.present) {
      continue;
    }
    BindLabel(line, row);
    const int block = BlockOfLine(line);
    if (line.at.grid->kind == GridKind::kExact) {
      const auto key = std::make_pair(line.at.grid, block);
      auto columns = columns_of.find(key);
      if (columns == columns_of.end()) {
        columns = columns_of.emplace(key, ValueColumns(*line.at.grid, block)).first;
      }
      BindExact(line, columns->second, row);
    } else {
      BindSequence(line, block, row);
    }
    DropColumnNames(block, row);
    if (HasNumbersTogether(row) || HasNumbersInLabel(line)) {
      LoseUnsure(row);
    }
  }
  LoseBesideStrays();
}

void Binder::BindLabel(const Line& line, BoundRow& row) {
  row.present = true;
  row.fit = line.fit;
  row.label = line.label < 0 ? std::string_view() : line.cells[line.label].text.says;
  row.key = std::string(line.key());
  row.label_at = line.label < 0 ? FirstWords(line) : line.cells[line.label].text.where;
  table_.bare = table_.bare || line.at.grid->has_pieces();
  if (line.row >= static_cast<int>(form_.rows.size())) {
    return;
  }
  const RowForm& form = form_.rows[line.row];
  // Where labels wrap, what is left on the line is no misspelling.
  const bool wrapped = line.label >= 0 && line.at.grid->has_pieces() &&
                       (form.label.key.starts_with(line.key()) || form.label.key.ends_with(line.key()) ||
                        line.key().starts_with(form.label.key)) &&
                       !IsCutShort(form.label, line.keys[line.label]);
  const bool fragment = line.label >= 0 && form.label.key.find(line.key()) != std::string::npos;
  if (((line.fit == Fit::kSimilar && !wrapped) || (line.weak && !fragment)) && !IsInterleaved(form, line) &&
      !HasNumbersInLabel(line)) {
    // Where labels wrap, one that is not on its line stands on others.
    if (line.label < 0 ? line.at.grid->wrapped || HasPiecesOf(form.label)
                       : IsWithAPiece(form.label, line.keys[line.label])) {
      return;
    }
    const Text found = line.label < 0 ? Text{{}, row.label_at, {}} : line.cells[line.label].text;
    NoteLabel(form.label, found, form.id, "");
  }
}

void Binder::BindExact(const Line& line, const std::vector<int>& columns, BoundRow& row) {
  if (line.at.grid->has_pieces() && BindFilled(line, row)) {
    return;
  }
  const int last = columns.empty() ? -1 : *std::ranges::max_element(columns);
  // Columns that only space the page stand between: a value may have come into one of them.
  const bool spaced = IsSpaced(*line.at.grid, BlockOfLine(line));
  bool beside = false;
  for (std::size_t i = static_cast<std::size_t>(line.label) + 1; spaced && i < line.cells.size(); ++i) {
    beside = beside || (line.kinds[i] == CellValue::Kind::kNumber &&
                        std::ranges::find(columns, static_cast<int>(line.cells[i].column)) == columns.end());
  }
  if (beside && BindFilled(line, row)) {
    return;
  }
  bool ragged = false;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (columns[c] < 0) {
      row.cells[c].absence = Absence::kColumn;
      continue;
    }
    const auto cell = std::ranges::find_if(line.cells, [&](const Cell& each) { return each.column == columns[c]; });
    const bool label = cell != line.cells.end() && cell - line.cells.begin() <= line.label;
    if (cell == line.cells.end() || label || CoversAnother(*cell, columns)) {
      ragged = true;
    } else {
      Put(row, static_cast<int>(c), *cell);
    }
  }
  for (std::size_t i = 0; i < line.cells.size(); ++i) {
    const bool behind = line.cells[i].column > last && static_cast<int>(i) > line.label && i > 0;
    ragged = ragged || (behind && !IsClone(line, i) && line.kinds[i] != CellValue::Kind::kBlank &&
                        !(AllNamed(BlockOfLine(line)) && IsHeaded(line, line.cells[i], BlockOfLine(line))));
  }
  // The row moved to the left, and a value stands among the labels.
  for (std::size_t i = 0; i < line.cells.size() && !columns.empty(); ++i) {
    const bool before = static_cast<int>(i) > line.label && line.label >= 0 && line.cells[i].column < columns.front();
    ragged = ragged || (before && columns.front() >= 0 && line.kinds[i] == CellValue::Kind::kNumber &&
                        !IsHeaded(line, line.cells[i], BlockOfLine(line)));
  }
  // A cell short, and what stands last is the blank that ends the others' rows.
  ragged = ragged || (line.at.grid->padded && !row.cells.empty() && row.cells.back().absence == Absence::kPresent &&
                      row.cells.back().text.empty() && Width(line) < UsualWidth(*line.at.grid));
  if (ragged && spaced && BindFilled(line, row)) {
    return;
  }
  if (ragged && !BindShifted(line, columns, row)) {
    MarkRagged(line, row, columns.empty() ? 0 : std::max(columns.front(), 0));
  }
}

int Binder::Width(const Line& line) {
  return line.cells.empty() ? 0 : line.cells.back().column + line.cells.back().column_span;
}

int Binder::UsualWidth(const Grid& grid) const {
  std::map<int, int> widths;
  for (const Line& line : lines_) {
    if (line.at.grid == &grid && line.row >= 0) {
      ++widths[Width(line)];
    }
  }
  const auto most = std::ranges::max_element(widths, [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == widths.end() ? 0 : most->first;
}

bool Binder::IsClone(const Line& line, std::size_t index) const {
  compared_numbers_ = compared_numbers_ || line.kinds[index] == CellValue::Kind::kNumber;
  return line.cells[index].text.says == line.cells[index - 1].text.says && ClonedInHeader(line, index);
}

bool Binder::ClonedInHeader(const Line& line, std::size_t index) const {
  const auto column = line.cells[index].column;
  if (headers_[BlockOfLine(line)].empty()) {
    return true;  // nothing there to say otherwise
  }
  for (const Line* header : headers_[BlockOfLine(line)]) {
    for (std::size_t i = 1; i < header->cells.size(); ++i) {
      if (header->at.grid == line.at.grid && header->cells[i].column == column && !header->cells[i].text.empty()) {
        return header->cells[i].text.says == header->cells[i - 1].text.says;
      }
    }
  }
  return false;
}

bool Binder::CoversAnother(const Cell& cell, const std::vector<int>& columns) {
  return std::ranges::any_of(
      columns, [&](int column) { return column > cell.column && column < cell.column + cell.column_span; });
}

bool Binder::BindShifted(const Line& line, const std::vector<int>& columns, BoundRow& row) {
  int count = line.values();
  while (count > 0 && line.kinds[line.label + count] == CellValue::Kind::kBlank) {
    --count;
  }
  const bool empty = count == 0;
  if (empty) {  // a row that nobody filled in has its cells all the same
    count = std::min(line.values(), static_cast<int>(row.cells.size()));
  }
  // A blank left of the columns is the label's own: without it the row may be a cell short, or whole.
  int first = line.label + 1;
  const bool own =
      count != static_cast<int>(row.cells.size()) || columns.empty() || !EndsAsOthers(line, columns.back());
  while (own && count > 0 && !columns.empty() && line.kinds[first] == CellValue::Kind::kBlank &&
         line.cells[first].column < columns.front()) {
    ++first;
    --count;
  }
  // Words are a value too when they are no label of the form's.
  bool values = true;
  for (int i = first; i < first + count; ++i) {
    values = values && (IsValue(line.kinds[i]) || (!FitsRow(line.keys[i]) && !FitsColumn(line.keys[i])));
  }
  const bool whole =
      std::ranges::none_of(row.cells, [](const BoundCell& cell) { return cell.absence == Absence::kColumn; });
  if (line.label < 0 || count != static_cast<int>(row.cells.size()) || !values || !whole) {
    return false;
  }
  for (int c = 0; c < count; ++c) {
    Put(row, c, line.cells[first + c]);
  }
  return true;
}

bool Binder::EndsAsOthers(const Line& line, int last) const {
  constexpr int kSeveral = 3;
  const auto end = [](const Line& of) {
    for (std::size_t i = of.cells.size(); i > 0; --i) {
      if (of.kinds[i - 1] != CellValue::Kind::kBlank) {
        return static_cast<int>(of.cells[i - 1].column);
      }
    }
    return -1;
  };
  const int own = end(line);
  int like = 0;
  bool any_whole = false;
  for (const Line& other : lines_) {
    if (other.at.grid == line.at.grid && other.row >= 0 && BlockOfLine(other) == BlockOfLine(line)) {
      like += end(other) == own ? 1 : 0;
      any_whole = any_whole || end(other) == last;
    }
  }
  return own < last && any_whole && like >= kSeveral;
}

void Binder::BindSequence(const Line& line, int block, BoundRow& row) {
  const int width = static_cast<int>(form_.blocks[block].columns.size());
  int first = line.label + 1;
  int count = line.values();
  const auto blank = [&](int i) { return line.kinds[i] == CellValue::Kind::kBlank; };
  const std::vector<BoundColumn>& columns = table_.columns[block];
  const auto named = std::ranges::count_if(columns, [](const BoundColumn& column) { return column.present; });
  const bool lost = LostColumn(nullptr, block);
  const int wanted = lost ? static_cast<int>(named) : width;
  if (line.at.grid->padded) {
    while (count > wanted && blank(first + count - 1)) {
      --count;
    }
  }
  while (count > wanted && count > 1 && !headers_[block].empty() && IsClone(line, first + count - 1)) {
    --count;
  }
  if (count == wanted + 1 && blank(first + count - 1) && AllEndBlank(*line.at.grid)) {
    --count;
  }
  // A label that spans two columns may be followed by the blank of the second.
  while (count > wanted && blank(first)) {
    ++first;
    --count;
  }
  // ... or by the name of a part of it: 其他对外管理服务事项, 行政检查, and the numbers.
  const auto words = [&](int i) { return line.kinds[i] == CellValue::Kind::kWords; };
  if (count == wanted + 1 && words(first) && std::none_of(line.kinds.begin() + first + 1, line.kinds.end(), [](auto k) {
        return k == CellValue::Kind::kWords;
      })) {
    ++first;
    --count;
  }
  if (count != wanted) {
    MarkRagged(line, row);
    return;
  }
  int value = first;
  for (int c = 0; c < width; ++c) {
    if (lost && !columns[c].present) {
      row.cells[c].absence = Absence::kColumn;
    } else {
      Put(row, c, line.cells[value++]);
    }
  }
}

void Binder::MarkRagged(const Line& line, BoundRow& row, int column) {
  LoseRow(row);
  if (line.at.grid->has_pieces()) {
    return;  // which of the cells was blank left no trace: not known, not wrong
  }
  Irregular& irregular = Note(Irregularity::kRowRagged, row.label_at);
  irregular.subject.row = row.form < 0 ? std::string(row.label) : std::string(form_.rows[row.form].id);
  int found = Filled(line);
  int first = line.label + 1;
  const auto blank = [&](int i) { return line.kinds[i] == CellValue::Kind::kBlank; };
  while (found > 0 && blank(first) && line.cells[first].column < column) {
    ++first;
    --found;
  }
  if (found == static_cast<int>(row.cells.size()) && found > 0 && blank(first)) {  // the blank of a merged label
    ++first;
    --found;
  }
  irregular.found = std::to_string(found);
  irregular.expected = std::to_string(row.cells.size());
  for (int i = first; i < first + found; ++i) {
    BoundCell& cell = row.loose.emplace_back();
    cell.absence = Absence::kPresent;
    cell.where = line.cells[i].text.where;
    cell.text = line.cells[i].text.says;
    cell.value = ReadCell(cell.text);
  }
  irregular.mild = true;
  for (int i = line.label + 1; i < static_cast<int>(line.cells.size()); ++i) {
    const CellValue value = ReadCell(line.cells[i].text.says);
    irregular.mild =
        irregular.mild && (value.kind == CellValue::Kind::kBlank || value.kind == CellValue::Kind::kPlaceholder ||
                           (value.kind == CellValue::Kind::kNumber && value.number.is_zero()));
  }
}

int Binder::Filled(const Line& line) {
  int count = line.values();
  while (line.at.grid->padded && count > 0 && line.kinds[line.label + count] == CellValue::Kind::kBlank) {
    --count;
  }
  return count;
}

}  // namespace gouji::binding
