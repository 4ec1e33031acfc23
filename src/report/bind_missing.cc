// What is not as the form has it.

#include <algorithm>

#include "report/binder.h"

namespace gouji::binding {

/// So many rows or columns in a row were not lost one by one.
constexpr std::size_t kTogether = 3;

Irregular& Binder::Note(Irregularity what, Span where) {
  Irregular& irregular = table_.irregulars.emplace_back();
  irregular.what = what;
  irregular.where = where;
  irregular.subject.section = form_.section;
  irregular.subject.table = form_.id;
  return irregular;
}

void Binder::NotePresence() {
  // A caption may have come in with it.
  const auto known = [](const Line& line) {
    return line.kind == LineKind::kBlock || line.kind == LineKind::kHeader || line.row >= 0;
  };
  const auto filled = [](const Line& line) { return line.kind != LineKind::kBlank; };
  auto first = std::ranges::find_if(lines_, known);
  first = first == lines_.end() ? std::ranges::find_if(lines_, filled) : first;
  if (first != lines_.end()) {
    // Without row ends a caption stands before the first label.
    const int own = first->row < 0 ? -1 : first->group >= 0 ? first->group : first->label;
    table_.first_line = own < 0 ? FirstWords(*first) : first->cells[own].text.where;
  }
  for (const BoundRow& row : table_.rows) {
    if (row.present) {
      table_.present = true;
      table_.block_present[row.form < 0 ? 0 : form_.rows[row.form].block] = true;
    }
  }
  for (std::size_t b = 0; b < form_.blocks.size(); ++b) {
    const bool column = std::ranges::any_of(table_.columns[b], [](const BoundColumn& each) { return each.present; });
    table_.block_present[b] = table_.block_present[b] || title_found_[b];
    table_.present = table_.present || title_found_[b] || (column && form_.kind != TableForm::Rows::kKeyValue);
  }
}

bool Binder::AnyColumnNamed() const {
  return std::ranges::any_of(table_.columns, [](const std::vector<BoundColumn>& columns) {
    return std::ranges::any_of(columns, [](const BoundColumn& column) { return column.present; });
  });
}

bool Binder::HasPieceOfTitle(int b) const {
  constexpr std::size_t kPiece = std::size_t{2} * 3;
  const std::string& title = form_.blocks[b].label.key;
  return std::ranges::any_of(headers_[b], [&](const Line* line) {
    return line->at.grid->has_pieces() && std::ranges::any_of(line->keys, [&](const std::string& key) {
             return key.size() >= kPiece && title.find(key) != std::string::npos;
           });
  });
}

bool Binder::AnyHeader() const {
  return std::ranges::any_of(headers_, [](const std::vector<const Line*>& lines) { return !lines.empty(); });
}

bool Binder::HasHeader(int b) const {
  return std::ranges::any_of(headers_[b], [&](const Line* line) {
    return line->kind == LineKind::kHeader ||
           std::ranges::any_of(line->keys, [&](const std::string& key) { return IsPiece(key); });
  });
}

void Binder::ReportMissing() {
  const bool any_title = std::ranges::find(title_found_, true) != title_found_.end();
  for (std::size_t b = 0; b < form_.blocks.size(); ++b) {
    const BlockForm& block = form_.blocks[b];
    const bool absent = form_.blocks.size() > 1 && !table_.block_present[b];
    const bool untitled =
        !block.label.empty() && !title_found_[b] && any_title && !HasPieceOfTitle(static_cast<int>(b));
    if (absent || untitled) {
      Irregular& irregular = Note(Irregularity::kBlockMissing, table_.first_line);
      irregular.subject.row = block.id;
      irregular.expected = std::string(block.label.official);
    }
    if (absent) {
      continue;
    }
    ReportColumns(static_cast<int>(b), untitled);
    ReportRows(static_cast<int>(b));
  }
  JoinRagged();
}

void Binder::ReportColumns(int b, bool untitled) {
  // Header labels wrap in such text, and their halves are no labels: only a value missing in every row tells.
  const BlockForm& block = form_.blocks[b];
  const std::vector<BoundColumn>& columns = table_.columns[b];
  const bool none = std::ranges::none_of(columns, [](const BoundColumn& column) { return column.present; });
  // A row without a label has as many values as its header names columns.
  const bool lost = IsValuesOnly()
                        ? std::ranges::any_of(table_.rows[0].cells,
                                              [](const BoundCell& cell) { return cell.absence == Absence::kColumn; })
                        : LostColumn(nullptr, b);
  if (table_.bare && !lost && !(none && !HasHeader(b) && AnyColumnNamed())) {
    const bool whole =
        std::ranges::any_of(block.rows, [&](int r) { return table_.rows[r].present && !table_.rows[r].ragged; });
    columns_unsure_ = columns_unsure_ || (!whole && !std::ranges::all_of(columns, &BoundColumn::present));
    return;
  }
  // A block that lost its title with its header is said to be missing. Where no column of the table is named, its
  // header may be in words that nobody knows.
  if (none && (untitled || (!AnyColumnNamed() && (AnyHeader() || form_.kind != TableForm::Rows::kListed)))) {
    return;
  }
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (columns[c].present) {
      continue;
    }
    std::size_t end = c;
    while (end < columns.size() && !columns[end].present) {
      ++end;
    }
    const bool together = end - c >= kTogether || (none && end - c > 1);
    Irregular& irregular = Note(Irregularity::kColumnMissing, ColumnPlace(b, block.columns[c]));
    irregular.subject.column = block.columns[c].id;
    irregular.expected = std::string(block.columns[c].label.official);
    while (together && ++c < end) {
      irregular.expected += " / " + std::string(block.columns[c].label.official);
    }
  }
}

Span Binder::HeaderPlace(int b) const {
  const Line* best = nullptr;
  int most = 0;
  for (const Line* line : headers_[b]) {
    const int named = CountColumns(*line);
    if (named > most) {
      best = line;
      most = named;
    }
  }
  if (best == nullptr) {
    const auto title = title_at_.find(b);
    return title != title_at_.end() ? title->second : table_.first_line;
  }
  for (std::size_t i = 0; i < best->cells.size(); ++i) {
    // Without row ends the block's title may stand on the same line.
    if (!best->keys[i].empty() && BlockOf(best->keys[i]) < 0) {
      return best->cells[i].text.where;
    }
  }
  return FirstWords(*best);
}

Span Binder::ColumnPlace(int b, const ColumnForm& lost) const {
  const BlockForm& block = form_.blocks[b];
  for (std::size_t c = 0; c < block.columns.size(); ++c) {
    if (!lost.under.empty() && block.columns[c].under.key == lost.under.key && table_.columns[b][c].present) {
      return table_.columns[b][c].where;
    }
  }
  return HeaderPlace(b);
}

bool Binder::IsInPieces(int row) const {
  if (!table_.bare) {
    return false;
  }
  // Between the rows around it stands a line that is none of the form's: what is left of it, or it and another.
  bool between = false;
  bool pieces = false;
  for (const Line& line : lines_) {
    const bool bound = line.row >= 0 && line.row < static_cast<int>(form_.rows.size());
    if (bound && line.row > row) {
      break;
    }
    if (bound) {
      pieces = line.label >= 0 && line.fit != Fit::kExact;  // a row that took the pieces of its neighbour
    } else if (line.at.grid->has_pieces()) {
      pieces = pieces || line.kind == LineKind::kData || line.kind == LineKind::kOther;
    }
    between = bound || between;
  }
  return between && pieces;
}

void Binder::ReportRows(int b) {
  const BlockForm& block = form_.blocks[b];
  Span previous = HeaderPlace(b);
  std::vector<int> lost;
  const auto report = [&] {
    const bool together = lost.size() >= kTogether;
    for (const int r : together ? std::vector<int>{lost.front()} : lost) {
      ReportRow(r, previous);
    }
    for (std::size_t i = 1; together && i < lost.size(); ++i) {
      table_.irregulars.back().expected += " / " + std::string(form_.rows[lost[i]].label.official);
    }
    lost.clear();
  };
  for (const int r : block.rows) {
    const BoundRow& row = table_.rows[r];
    if (row.present) {
      report();
      previous = row.label_at;
      continue;
    }
    const bool unclear =
        std::ranges::any_of(ambiguous_rows_, [&](const auto& range) { return r >= range.first && r < range.second; });
    if (form_.rows[r].optional || (unclear && !ambiguous_.empty())) {
      continue;
    }
    if (IsInPieces(r)) {
      rows_unsure_ = true;
    } else {
      lost.push_back(r);
    }
  }
  report();
  for (const auto& range : ambiguous_rows_) {
    if (range.second > range.first && range.first < static_cast<int>(form_.rows.size()) &&
        form_.rows[range.first].block == b) {
      const int lines = static_cast<int>(ambiguous_.size());
      if (lines < range.second - range.first) {
        Irregular& irregular = Note(Irregularity::kRowMissing, FirstWords(lines_[ambiguous_.front()]));
        for (int r = range.first; r < range.second; ++r) {
          irregular.expected += (irregular.expected.empty() ? "" : " / ") + std::string(form_.rows[r].label.official);
        }
      }
    }
  }
}

void Binder::ReportRow(int row, Span where) {
  Irregular& irregular = Note(Irregularity::kRowMissing, where);
  const RowForm& form = form_.rows[row];
  irregular.subject.row = form.id;
  irregular.expected = std::string(form.label.official.empty() ? form.name : form.label.official);
}

void Binder::NoteUnsure() {
  const auto noted = [&](Irregularity what) {
    return std::ranges::find(table_.irregulars, what, &Irregular::what) != table_.irregulars.end();
  };
  const auto note = [&](bool unsure, Irregularity what) {
    if (unsure && !noted(what)) {
      Note(what, table_.first_line).unsure = true;
    }
  };
  note(columns_unsure_, Irregularity::kColumnMissing);
  note(rows_unsure_, Irregularity::kRowMissing);
  note(table_.bare && std::ranges::any_of(table_.rows, &BoundRow::ragged), Irregularity::kRowRagged);
}

void Binder::JoinRagged() {
  std::vector<std::size_t> ragged;
  for (std::size_t i = 0; i < table_.irregulars.size(); ++i) {
    if (table_.irregulars[i].what == Irregularity::kRowRagged) {
      ragged.push_back(i);
    }
  }
  const auto present = std::ranges::count_if(table_.rows, [](const BoundRow& row) { return row.present; });
  if (ragged.size() < kTogether || static_cast<std::ptrdiff_t>(ragged.size()) != present) {
    return;
  }
  Irregular& first = table_.irregulars[ragged.front()];
  if (std::ranges::any_of(ragged, [&](std::size_t i) {
        return table_.irregulars[i].found != first.found || table_.irregulars[i].expected != first.expected;
      })) {
    return;
  }
  for (std::size_t k = ragged.size(); k-- > 1;) {
    first.mild = first.mild && table_.irregulars[ragged[k]].mild;
    table_.irregulars.erase(table_.irregulars.begin() + static_cast<std::ptrdiff_t>(ragged[k]));
  }
  first.more = static_cast<int>(ragged.size()) - 1;
}

}  // namespace gouji::binding
