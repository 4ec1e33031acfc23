// Rows whose columns a converter guessed: what can be told of their values all the same, and what cannot.

#include <algorithm>
#include <array>

#include "report/binder.h"
#include "text/fold.h"

namespace gouji::binding {

void Binder::DropColumnNames(int block, BoundRow& row) const {
  for (std::size_t c = 0; c < row.cells.size(); ++c) {
    BoundCell& cell = row.cells[c];
    if (cell.absence != Absence::kPresent || cell.value.kind != CellValue::Kind::kWords) {
      continue;
    }
    for (const std::string_view colon : {"：", ":"}) {
      const std::size_t at = cell.text.find(colon);
      if (at != cell.text.npos && LabelKey(cell.text.substr(0, at)) == form_.blocks[block].columns[c].label.key) {
        cell.text = Trim(cell.text.substr(at + colon.size()));
        cell.value = ReadCell(cell.text);
        break;
      }
    }
  }
}

bool Binder::IsSpaced(const Grid& grid, int b) const {
  const auto named = column_cells_.find(b);
  if (named == column_cells_.end() || named->second.size() != form_.blocks[b].columns.size()) {
    return false;
  }
  const auto in_grid = [&](const auto& cell) { return cell.second.first == &grid; };
  const int first = named->second.begin()->second.second;
  const int last = named->second.rbegin()->second.second;
  return std::ranges::all_of(named->second, in_grid) && last - first >= std::ssize(named->second);
}

bool Binder::BindFilled(const Line& line, BoundRow& row) {
  std::vector<const Cell*> filled;
  for (std::size_t i = static_cast<std::size_t>(line.label) + 1; i < line.cells.size(); ++i) {
    if (line.kinds[i] == CellValue::Kind::kNumber || line.kinds[i] == CellValue::Kind::kPlaceholder) {
      filled.push_back(&line.cells[i]);
    } else if (line.kinds[i] != CellValue::Kind::kBlank) {
      return false;
    }
  }
  if (filled.size() != row.cells.size()) {
    return false;
  }
  for (std::size_t c = 0; c < filled.size(); ++c) {
    Put(row, static_cast<int>(c), *filled[c]);
  }
  return true;
}

bool Binder::HasNumbersInLabel(const Line& line) {
  if (line.label < 0 || !line.at.grid->has_pieces()) {
    return false;
  }
  const std::string_view says = line.cells[line.label].text.says;
  for (std::size_t at = says.find(' '); at != says.npos; at = says.find(' ', at + 1)) {
    const std::size_t end = says.find_first_not_of("0123456789", at + 1);
    if (end != says.npos && end > at + 1 && says[end] == ' ') {
      return true;
    }
  }
  return false;
}

bool Binder::HasNumbersTogether(const BoundRow& row) {
  bool together = false;
  bool blank = false;
  for (const BoundCell& cell : row.cells) {
    const bool present = cell.absence == Absence::kPresent;
    together = together || (present && cell.value.kind == CellValue::Kind::kNumber &&
                            (cell.value.style & static_cast<unsigned>(CellValue::kInnerBlanks)) != 0);
    blank = blank || (present && cell.value.kind == CellValue::Kind::kBlank);
  }
  return together && blank;
}

bool Binder::AllEndBlank(const Grid& grid) const {
  return std::ranges::all_of(lines_, [&](const Line& line) {
    return line.at.grid != &grid || line.kinds.empty() || line.kinds.back() == CellValue::Kind::kBlank;
  });
}

void Binder::LoseRow(BoundRow& row) {
  row.ragged = true;
  for (BoundCell& cell : row.cells) {
    cell = BoundCell{};
    cell.absence = Absence::kRagged;
    cell.where = row.label_at;
  }
}

void Binder::LoseUnsure(BoundRow& row) {
  LoseRow(row);
  Irregular& irregular = Note(Irregularity::kRowRagged, row.label_at);
  irregular.subject.row = row.form < 0 ? std::string(row.label) : std::string(form_.rows[row.form].id);
  irregular.unsure = true;
}

bool Binder::IsStray(const Line& line) const {
  if (line.row >= 0 || line.label >= 0 || line.numbers == 0 || !line.at.grid->has_pieces()) {
    return false;
  }
  const std::size_t width = form_.blocks[std::max(line.block, 0)].columns.size();
  return static_cast<std::size_t>(line.numbers) < width && std::ranges::all_of(line.kinds, IsValue);
}

void Binder::LoseBesideStrays() {
  int above = -1;
  bool any = false;
  const auto settle = [&](int below) {
    const std::array<int, 2> beside = {above, below};
    const bool told = std::ranges::any_of(beside, [&](int row) { return row >= 0 && table_.rows[row].ragged; });
    for (const int row : beside) {
      if (any && !told && row >= 0) LoseUnsure(table_.rows[row]);
    }
    any = false;
    above = below;
  };
  for (const Line& line : lines_) {
    if (line.row >= 0) {
      settle(line.row);
    } else {
      any = any || IsStray(line);
    }
  }
  settle(-1);
}

}  // namespace gouji::binding
