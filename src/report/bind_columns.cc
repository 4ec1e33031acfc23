// Which header cell names which column of the form.

#include <algorithm>

#include "report/binder.h"
#include "text/fold.h"

namespace gouji::binding {

void Binder::BindHeaders() {
  const bool titled = form_.blocks.size() > 1;
  int open_block = 0;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const Line& line = lines_[i];
    if (line.kind == LineKind::kBlock) {
      title_found_[line.block] = true;
      title_at_[line.block] = FirstWords(line);
      NoteWording(form_.blocks[line.block].label, line, FirstIndex(line), "");
    } else if (line.kind == LineKind::kHeader || line.kind == LineKind::kOther) {
      const int below = titled ? BlockBelow(i) : 0;
      headers_[below >= 0 ? below : line.block >= 0 ? line.block : open_block].push_back(&line);
    } else if (titled && line.row >= 0 && line.row < static_cast<int>(form_.rows.size())) {
      open_block = form_.rows[line.row].block;
    }
  }
  for (std::size_t b = 0; b < form_.blocks.size(); ++b) {
    BindColumns(static_cast<int>(b));
  }
}

int Binder::BlockBelow(std::size_t index) const {
  for (std::size_t i = index + 1; i < lines_.size() && lines_[i].kind != LineKind::kBlock; ++i) {
    const Line& line = lines_[i];
    if (line.row >= 0 && line.row < static_cast<int>(form_.rows.size()) && line.label >= 0 && !line.weak) {
      return form_.rows[line.row].block;
    }
  }
  return -1;
}

int Binder::FirstIndex(const Line& line) {
  for (std::size_t i = 0; i < line.cells.size(); ++i) {
    if (!line.keys[i].empty()) {
      return static_cast<int>(i);
    }
  }
  return -1;
}

void Binder::BindColumns(int b) {
  const BlockForm& block = form_.blocks[b];
  std::vector<HeaderCell> found;
  for (const Line* line : headers_[b]) {
    for (std::size_t i = 0; i < line->cells.size(); ++i) {
      if (!line->keys[i].empty()) {
        found.push_back({line, static_cast<int>(i)});
      }
    }
  }
  for (const Fit wanted : {Fit::kExact, Fit::kAlias, Fit::kSimilar}) {
    std::map<std::string_view, std::size_t> cursor;  // for labels that repeat
    for (std::size_t c = 0; c < block.columns.size(); ++c) {
      BoundColumn& bound = table_.columns[b][c];
      if (bound.present) {
        continue;
      }
      std::size_t& from = cursor[block.columns[c].label.key];
      for (std::size_t i = from; i < found.size(); ++i) {
        if (found[i].used || FitOf(block.columns[c].label, found[i].key()) != wanted) {
          continue;
        }
        if (wanted == Fit::kSimilar && RoleOf(found[i].key()) != nullptr) {
          continue;
        }
        found[i].used = true;
        from = i + 1;
        bound.present = true;
        bound.fit = wanted;
        bound.label = found[i].cell().text.says;
        bound.where = found[i].cell().text.where;
        column_cells_[b][static_cast<int>(c)] = {found[i].line->at.grid, found[i].cell().column};
        if (wanted == Fit::kSimilar) {
          NoteWording(block.columns[c].label, *found[i].line, found[i].index, block.columns[c].id);
        }
        break;
      }
    }
  }
  SettleRepeats(b, found);
  BindByPlace(b, found);
}

void Binder::BindByPlace(int b, const std::vector<HeaderCell>& found) {
  const BlockForm& block = form_.blocks[b];
  std::vector<BoundColumn>& bound = table_.columns[b];
  std::set<std::string_view> labels;
  for (const ColumnForm& column : block.columns) {
    labels.insert(column.label.key);
  }
  if (labels.size() != block.columns.size()) {
    return;
  }
  const auto cell_of = [&](std::size_t c) {
    return std::ranges::find_if(found, [&](const HeaderCell& cell) {
      return c < bound.size() && cell.used && cell.cell().text.where == bound[c].where;
    });
  };
  for (std::size_t c = 0; c < bound.size(); ++c) {
    std::size_t end = c;
    while (end < bound.size() && !bound[end].present) {
      ++end;
    }
    if (end == c) {
      continue;
    }
    const auto before = c == 0 ? found.end() : cell_of(c - 1);
    const auto after = cell_of(end);
    for (const auto beside : {after, before}) {
      if (beside == found.end()) {
        continue;
      }
      std::vector<const HeaderCell*> cells;
      for (const HeaderCell& each : found) {
        const bool behind = before == found.end() || before->line != each.line || each.index > before->index;
        const bool ahead = after == found.end() || after->line != each.line || each.index < after->index;
        if (each.line == beside->line && behind && ahead) {
          cells.push_back(&each);
        }
      }
      const bool unknown = std::ranges::all_of(
          cells, [&](const HeaderCell* each) { return !each->used && RoleOf(each->key()) == nullptr; });
      // What stands above the labels of rows is no column.
      const std::size_t corner = c == 0 ? 1 : 0;
      if (!unknown || cells.size() != end - c + corner) {
        continue;
      }
      for (std::size_t i = 0; i < end - c; ++i) {
        const HeaderCell& cell = *cells[i + corner];
        bound[c + i] = {true, cell.cell().text.says, cell.cell().text.where, Fit::kSimilar};
        column_cells_[b][static_cast<int>(c + i)] = {cell.line->at.grid, cell.cell().column};
        if (!cell.line->at.grid->has_pieces()) {
          NoteLabel(block.columns[c + i].label, cell.cell().text, "", block.columns[c + i].id);
        }
      }
      break;
    }
    c = end;
  }
}

void Binder::SettleRepeats(int b, const std::vector<HeaderCell>& found) {
  const BlockForm& block = form_.blocks[b];
  std::vector<BoundColumn>& bound = table_.columns[b];
  const auto absent = std::ranges::count_if(bound, [](const BoundColumn& column) { return !column.present; });
  std::set<std::string_view> labels;
  for (const ColumnForm& column : block.columns) {
    labels.insert(column.label.key);
  }
  std::vector<const HeaderCell*> leaves;
  for (const HeaderCell& cell : found) {
    if (cell.used) {
      leaves.push_back(&cell);
    }
  }
  if (absent == 0 || labels.size() == block.columns.size() || leaves.empty()) {
    return;
  }
  const std::size_t n = leaves.size();
  const std::size_t m = block.columns.size();
  const auto fits = [&](std::size_t i, std::size_t j) {
    return FitOf(block.columns[j].label, leaves[i]->key()) != Fit::kNone;
  };
  std::vector<std::vector<int>> longest(n + 1, std::vector<int>(m + 1, 0));
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t j = m; j-- > 0;) {
      longest[i][j] = fits(i, j) ? longest[i + 1][j + 1] + 1 : std::max(longest[i + 1][j], longest[i][j + 1]);
    }
  }
  if (longest[0][0] != static_cast<int>(n)) {
    return;  // not in the form's order: what was found label by label stands
  }
  for (std::size_t i = 0, j = 0; j < m; ++j) {
    BoundColumn& column = bound[j];
    column = {};
    column_cells_[b].erase(static_cast<int>(j));
    if (i < n && fits(i, j) && longest[i][j] == longest[i + 1][j + 1] + 1) {
      column.present = true;
      column.fit = FitOf(block.columns[j].label, leaves[i]->key());
      column.label = leaves[i]->cell().text.says;
      column.where = leaves[i]->cell().text.where;
      column_cells_[b][static_cast<int>(j)] = {leaves[i]->line->at.grid, leaves[i]->cell().column};
      ++i;
    }
  }
}

}  // namespace gouji::binding
