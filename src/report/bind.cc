// Binding a table's rows to its form. The steps: tell what each line is (block title, header, data), align the data
// lines with the form's rows in order, bind the header cells, find where the values of each line stand, and say what is
// not as it should be.

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "report/form.h"
#include "text/fold.h"

namespace gouji {
namespace {

enum class LineKind { kBlank, kBlock, kHeader, kData, kGroup, kOther };

/// A row of a grid as the form might see it.
struct Line {
  GridRow at;
  std::span<const Cell> cells;
  std::vector<std::string> keys;       // of words cells; empty for values
  std::vector<CellValue::Kind> kinds;  // of every cell
  LineKind kind = LineKind::kOther;
  int block = -1;              // of a title line, or in force at a data line; -1 unknown
  int label = -1;              // index of the cell that is the row's label
  int group = -1;              // index of a cell that names the row's group
  std::string_view group_key;  // the group in force
  int numbers = 0;
  int row = -1;  // form row it is bound to
  Fit fit = Fit::kNone;
  bool weak = false;  // bound by place more than by label

  std::string_view key() const { return label < 0 ? std::string_view() : std::string_view(keys[label]); }
  int values() const { return static_cast<int>(cells.size()) - label - 1; }
};

Span FirstWords(const Line& line) {
  for (const Cell& cell : line.cells) {
    if (!cell.text.empty()) {
      return cell.text.where;
    }
  }
  return line.cells.empty() ? Span{} : line.cells.front().text.where;
}

bool IsValue(CellValue::Kind kind) { return kind != CellValue::Kind::kWords; }

class Binder {
 public:
  Binder(const TableForm& form, const std::vector<GridRow>& rows) : form_(form), source_rows_(rows) {
    table_.form = &form;
    table_.rows.resize(form.rows.size());
    for (std::size_t i = 0; i < form.rows.size(); ++i) {
      table_.rows[i].form = static_cast<int>(i);
      table_.rows[i].cells.resize(form.blocks[form.rows[i].block].columns.size());
    }
    for (const BlockForm& block : form.blocks) {
      table_.columns.emplace_back(block.columns.size());
      table_.block_present.push_back(false);
      title_found_.push_back(false);
      headers_.emplace_back();
    }
  }

  BoundTable Bind() {
    ReadLines();
    if (form_.kind == TableForm::Rows::kKeyValue) {
      BindPairs();
    } else if (IsValuesOnly()) {
      BindHeaders();
      BindValuesOnly();
    } else {
      Align();
      BindOpenRows();
      BindMisplaced();
      BindHeaders();
      BindValues();
    }
    NotePresence();
    if (table_.present) {
      ReportMissing();
    }
    return std::move(table_);
  }

 private:
  // --- what each line is

  void ReadLines() {
    lines_.reserve(source_rows_.size());
    int block = form_.blocks.size() == 1 && form_.blocks[0].label.empty() ? 0 : -1;
    std::string_view group;
    for (const GridRow& at : source_rows_) {
      Line& line = lines_.emplace_back();
      line.at = at;
      line.cells = at.grid->Row(at.row);
      for (const Cell& cell : line.cells) {
        const CellValue value = ReadCell(cell.text.says);
        line.kinds.push_back(value.kind);
        line.numbers += value.kind == CellValue::Kind::kNumber ? 1 : 0;
        line.keys.push_back(IsValue(value.kind) ? std::string() : LabelKey(cell.text.says));
      }
      if (std::ranges::find(table_.grids, at.grid) == table_.grids.end()) {
        table_.grids.push_back(at.grid);
      }
      DropClones(line);
      Classify(line);
      if (line.kind == LineKind::kBlock) {
        block = line.block;
        group = {};
      }
      if (line.group >= 0) {
        group = line.keys[line.group];
      }
      if (line.kind != LineKind::kBlock) {
        line.block = block;
      }
      line.group_key = group;
    }
  }

  /// Some converters write the words of a merged cell into every column it covers.
  static void DropClones(Line& line) {
    if (line.at.grid->kind != GridKind::kExact) {
      return;
    }
    for (std::size_t i = line.cells.size(); i-- > 1;) {
      if (!line.keys[i].empty() && line.keys[i] == line.keys[i - 1]) {
        line.keys[i].clear();
        line.kinds[i] = CellValue::Kind::kBlank;
      }
    }
  }

  const TableForm::Role* RoleOf(const std::string& key) const {
    const auto found = form_.roles.find(key);
    return found == form_.roles.end() ? nullptr : &found->second;
  }

  bool FitsColumn(const std::string& key) const {
    for (const BlockForm& block : form_.blocks) {
      for (const ColumnForm& column : block.columns) {
        if (FitOf(column.label, key) != Fit::kNone || FitOf(column.under, key) != Fit::kNone) {
          return true;
        }
      }
    }
    return false;
  }

  bool FitsRow(const std::string& key) const {
    return std::ranges::any_of(form_.rows, [&](const RowForm& row) { return FitOf(row.label, key) != Fit::kNone; });
  }

  bool FitsGroup(const std::string& key) const {
    return std::ranges::any_of(form_.rows, [&](const RowForm& row) { return FitOf(row.under, key) != Fit::kNone; });
  }

  int BlockOf(const std::string& key) const {
    for (const Fit wanted : {Fit::kExact, Fit::kAlias, Fit::kSimilar}) {
      for (std::size_t i = 0; i < form_.blocks.size(); ++i) {
        if (!form_.blocks[i].label.empty() && FitOf(form_.blocks[i].label, key) == wanted) {
          return static_cast<int>(i);
        }
      }
    }
    return -1;
  }

  void Classify(Line& line) {
    int words = 0;
    int last_words = -1;
    for (std::size_t i = 0; i < line.cells.size(); ++i) {
      if (!IsValue(line.kinds[i])) {
        ++words;
        last_words = static_cast<int>(i);
      }
    }
    if (words == 0) {
      line.kind = line.numbers > 0 || std::ranges::count(line.kinds, CellValue::Kind::kPlaceholder) > 0
                      ? LineKind::kData
                      : LineKind::kBlank;
      return;
    }
    if (words == 1 && line.numbers == 0) {
      const std::string& key = line.keys[last_words];
      const TableForm::Role* role = RoleOf(key);
      const int block = role != nullptr && !role->block ? -1 : BlockOf(key);
      if (block >= 0) {
        line.kind = LineKind::kBlock;
        line.block = block;
        return;
      }
    }
    FindLabel(line);
    if (line.label >= 0 && line.numbers == 0 && !FitsRow(line.keys[line.label])) {
      const bool header = std::ranges::any_of(
          line.keys, [&](const std::string& key) { return !key.empty() && !FitsRow(key) && FitsColumn(key); });
      if (header) {
        line.kind = LineKind::kHeader;
        return;
      }
      if (words == 1 && FitsGroup(line.keys[line.label])) {
        line.kind = LineKind::kGroup;
        line.group = line.label;
        return;
      }
    }
    const bool has_values = line.values() > 0;
    line.kind = line.label >= 0 && (has_values || FitsRow(line.keys[line.label])) ? LineKind::kData : LineKind::kOther;
    if (form_.kind == TableForm::Rows::kOpen && line.kind == LineKind::kData && line.numbers == 0 &&
        CountColumns(line) >= 2) {
      line.kind = LineKind::kHeader;
    }
  }

  int CountColumns(const Line& line) const {
    return static_cast<int>(
        std::ranges::count_if(line.keys, [&](const std::string& key) { return !key.empty() && FitsColumn(key); }));
  }

  /// The label is the rightmost words cell that answers to a row; without one, the last of the words a line begins
  /// with.
  void FindLabel(Line& line) const {
    int best = -1;
    for (int i = 0; i < static_cast<int>(line.cells.size()); ++i) {
      if (line.keys[i].empty()) {
        continue;
      }
      const TableForm::Role* role = RoleOf(line.keys[i]);
      if (role != nullptr && role->row) {
        best = i;
      } else if (role != nullptr && role->group) {
        line.group = i;
      }
    }
    if (best < 0) {
      for (int i = 0; i < static_cast<int>(line.cells.size()); ++i) {
        if (!line.keys[i].empty() && line.group != i && FitsRow(line.keys[i])) {
          best = i;
        }
      }
    }
    if (best < 0) {
      for (int i = 0; i < static_cast<int>(line.cells.size()); ++i) {
        if (!line.keys[i].empty()) {
          best = i;
        } else if (line.kinds[i] != CellValue::Kind::kBlank) {
          break;
        } else if (best >= 0) {
          break;
        }
      }
    }
    line.label = best;
    for (int i = 0; i < best; ++i) {
      if (line.group < 0 && !line.keys[i].empty() && FitsGroup(line.keys[i])) {
        line.group = i;
      }
    }
    if (line.group == best) {
      line.group = -1;
    }
  }

  // --- rows

  bool IsValuesOnly() const {
    return form_.rows.size() == 1 && form_.rows[0].label.empty() && form_.kind == TableForm::Rows::kListed;
  }

  static constexpr int kNever = -1'000'000;
  static constexpr int kGap = -6;

  int Score(const Line& line, int row_index, Fit& fit) const {
    const RowForm& row = form_.rows[row_index];
    int score = 0;
    fit = Fit::kNone;
    if (line.label < 0) {
      const int width = static_cast<int>(form_.blocks[row.block].columns.size());
      if (line.values() < width) {
        return kNever;
      }
      score = 12;
    } else {
      const std::string& key = line.keys[line.label];
      const TableForm::Role* role = RoleOf(key);
      const bool known = role != nullptr && role->row;
      if (known && key != row.label.key && std::ranges::find(row.label.aliases, key) == row.label.aliases.end()) {
        return kNever;
      }
      fit = FitOf(row.label, key);
      if (fit == Fit::kNone) {
        score = WeakScore(key, row.label.key);
        if (score == 0) {
          return kNever;
        }
      } else {
        score = fit == Fit::kExact ? 100 : fit == Fit::kAlias ? 90 : 70;
      }
    }
    if (!line.group_key.empty() && !row.under.empty()) {
      score += FitOf(row.under, line.group_key) != Fit::kNone ? 8 : -4;
    }
    if (line.block >= 0 && line.block != row.block && form_.blocks.size() > 1) {
      score -= 30;
    }
    return score;
  }

  /// A label that lost its beginning or its end to a line break, or that was rewritten but is recognisable.
  static int WeakScore(std::string_view key, std::string_view official) {
    constexpr std::size_t kFragment = 5 * 3;  // five ideographs
    if (key.size() >= kFragment && official.find(key) != std::string_view::npos) {
      return 60;
    }
    const double likeness = Likeness(key, official);
    return likeness >= 0.5 ? static_cast<int>(40 * likeness) : 0;
  }

  void Align() {
    std::vector<int> data;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].kind == LineKind::kData) {
        data.push_back(static_cast<int>(i));
      }
    }
    if (AlignExactly(data)) {
      return;
    }
    AlignByScore(data);
    UnbindAmbiguous(data);
  }

  /// The common case: every row there, every label known, in order.
  bool AlignExactly(const std::vector<int>& data) {
    if (data.size() != form_.rows.size()) {
      return false;
    }
    for (std::size_t i = 0; i < data.size(); ++i) {
      const Line& line = lines_[data[i]];
      if (line.label < 0 || form_.rows[i].label.key != line.key()) {
        return false;
      }
    }
    for (std::size_t i = 0; i < data.size(); ++i) {
      lines_[data[i]].row = static_cast<int>(i);
      lines_[data[i]].fit = Fit::kExact;
    }
    return true;
  }

  /// Needleman–Wunsch over lines and rows. The tables are bounded: a form has some dozens of rows, and lines past a
  /// limit belong to no form.
  void AlignByScore(const std::vector<int>& data) {
    constexpr std::size_t kMostLines = 2000;
    const std::size_t n = std::min(data.size(), kMostLines);
    const std::size_t m = form_.rows.size();
    std::vector<int> best((n + 1) * (m + 1), 0);
    std::vector<int> score(n * m, kNever);
    std::vector<Fit> fits(n * m, Fit::kNone);
    const auto at = [m](std::size_t i, std::size_t j) { return i * (m + 1) + j; };
    for (std::size_t i = n + 1; i-- > 0;) {
      for (std::size_t j = m + 1; j-- > 0;) {
        if (i == n || j == m) {
          best[at(i, j)] = kGap * static_cast<int>((n - i) + (m - j));
          continue;
        }
        score[i * m + j] = Score(lines_[data[i]], static_cast<int>(j), fits[i * m + j]);
        best[at(i, j)] =
            std::max({best[at(i + 1, j)] + kGap, best[at(i, j + 1)] + kGap, best[at(i + 1, j + 1)] + score[i * m + j]});
      }
    }
    for (std::size_t i = 0, j = 0; i < n && j < m;) {
      const int here = best[at(i, j)];
      if (score[i * m + j] != kNever && here == best[at(i + 1, j + 1)] + score[i * m + j]) {
        lines_[data[i]].row = static_cast<int>(j);
        lines_[data[i]].fit = fits[i * m + j];
        lines_[data[i]].weak = fits[i * m + j] == Fit::kNone;
        ++i;
        ++j;
      } else if (here == best[at(i + 1, j)] + kGap) {
        ++i;
      } else {
        ++j;
      }
    }
  }

  /// A line without a label that could be one of several rows is none of them.
  void UnbindAmbiguous(const std::vector<int>& data) {
    for (std::size_t i = 0; i < data.size();) {
      if (lines_[data[i]].row >= 0 && lines_[data[i]].label >= 0) {
        ++i;
        continue;
      }
      std::size_t end = i;
      int nameless = 0;
      while (end < data.size() && (lines_[data[end]].row < 0 || lines_[data[end]].label < 0)) {
        nameless += lines_[data[end]].label < 0 ? 1 : 0;
        ++end;
      }
      const int before = i == 0 ? -1 : lines_[data[i - 1]].row;
      const int after = end == data.size() ? static_cast<int>(form_.rows.size()) : lines_[data[end]].row;
      if (nameless > 0 && after - before - 1 != nameless) {
        for (std::size_t k = i; k < end; ++k) {
          if (lines_[data[k]].label < 0) {
            lines_[data[k]].row = -1;
            ambiguous_.push_back(data[k]);
          }
        }
        ambiguous_rows_.insert({before + 1, after});
      }
      i = std::max(end, i + 1);
    }
  }

  void BindOpenRows() {
    if (form_.kind != TableForm::Rows::kOpen) {
      return;
    }
    for (Line& line : lines_) {
      if (line.kind == LineKind::kData && line.row < 0 && line.label >= 0 && line.values() > 0) {
        line.row = static_cast<int>(table_.rows.size());
        line.fit = Fit::kExact;
        BoundRow& row = table_.rows.emplace_back();
        row.cells.resize(form_.blocks[0].columns.size());
      }
    }
  }

  /// Lines left over: a row out of its place is bound and named; a second one of a row, or an unknown one, is named.
  void BindMisplaced() {
    std::vector<bool> taken(form_.rows.size(), false);
    for (const Line& line : lines_) {
      if (line.row >= 0 && line.row < static_cast<int>(form_.rows.size())) {
        taken[line.row] = true;
      }
    }
    for (Line& line : lines_) {
      if (line.kind != LineKind::kData || line.row >= 0) {
        continue;
      }
      if (line.label >= 0) {
        for (std::size_t j = 0; j < form_.rows.size(); ++j) {
          if (!taken[j] && line.key() == form_.rows[j].label.key) {
            line.row = static_cast<int>(j);
            line.fit = Fit::kExact;
            taken[j] = true;
            break;
          }
        }
      }
      const bool ambiguous = std::ranges::any_of(ambiguous_, [&](int i) { return &lines_[i] == &line; });
      const bool remark = line.label >= 0 && line.numbers == 0 && line.row < 0 && !FitsRow(line.keys[line.label]);
      if (ambiguous || remark || IsWrapped(line)) {
        continue;
      }
      Irregular& irregular =
          Note(Irregularity::kRowUnexpected, line.label < 0 ? FirstWords(line) : line.cells[line.label].text.where);
      irregular.found = line.label < 0 ? std::string() : std::string(line.cells[line.label].text.says);
      if (line.row >= 0) {
        irregular.subject.row = form_.rows[line.row].id;
      }
    }
  }

  /// The rest of a label that wrapped, or a header's, with numbers of its neighbours behind it.
  bool IsWrapped(const Line& line) const {
    if (line.at.grid->kind != GridKind::kBare || line.label < 0) {
      return false;
    }
    const std::string& key = line.keys[line.label];
    const auto within = [&](const Label& label) { return label.key.find(key) != std::string::npos; };
    const auto in_block = [&](const BlockForm& block) {
      return within(block.label) ||
             std::ranges::any_of(block.columns, [&](const ColumnForm& column) { return within(column.label); });
    };
    return std::ranges::any_of(form_.blocks, in_block) ||
           std::ranges::any_of(form_.rows, [&](const RowForm& row) { return within(row.label) || within(row.under); });
  }

  // --- columns

  void BindHeaders() {
    std::vector<const Line*> pending;
    int open_block = 0;
    const bool titled = form_.blocks.size() > 1;
    for (const Line& line : lines_) {
      if (line.kind == LineKind::kBlock) {
        title_found_[line.block] = true;
        title_at_[line.block] = FirstWords(line);
        NoteWording(form_.blocks[line.block].label, line, FirstIndex(line), "");
      } else if (line.kind == LineKind::kHeader || line.kind == LineKind::kOther) {
        if (titled && line.block >= 0) {
          headers_[line.block].push_back(&line);
        } else {
          pending.push_back(&line);
        }
      } else if (line.kind == LineKind::kData || line.kind == LineKind::kBlank) {
        if (line.row >= 0 && line.row < static_cast<int>(form_.rows.size())) {
          open_block = form_.rows[line.row].block;
        } else if (titled) {
          continue;
        }
        std::vector<const Line*>& headers = headers_[open_block];
        headers.insert(headers.end(), pending.begin(), pending.end());
        pending.clear();
      }
    }
    headers_[open_block].insert(headers_[open_block].end(), pending.begin(), pending.end());
    for (std::size_t b = 0; b < form_.blocks.size(); ++b) {
      BindColumns(static_cast<int>(b));
    }
  }

  static int FirstIndex(const Line& line) {
    for (std::size_t i = 0; i < line.cells.size(); ++i) {
      if (!line.keys[i].empty()) {
        return static_cast<int>(i);
      }
    }
    return -1;
  }

  struct HeaderCell {
    const Line* line;
    int index;
    bool used = false;
    const Cell& cell() const { return line->cells[index]; }
    const std::string& key() const { return line->keys[index]; }
  };

  /// Labels that stand once are found wherever they are; those that stand several times, in the order of their columns.
  void BindColumns(int b) {
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
  }

  /// Where one of several equal labels is lost, their order tells which: the longest run of header cells that agrees
  /// with the form's.
  void SettleRepeats(int b, const std::vector<HeaderCell>& found) {
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

  void NoteWording(const Label& label, const Line& line, int index, std::string_view column) {
    const std::string& key = line.keys[index];
    const bool wrapped =
        line.at.grid->kind == GridKind::kBare && (label.key.starts_with(key) || label.key.ends_with(key));
    if (wrapped || FitOf(label, key) != Fit::kSimilar) {
      return;
    }
    NoteLabel(label, line.cells[index].text, "", column);
  }

  void NoteLabel(const Label& label, const Text& found, std::string_view row, std::string_view column) {
    Irregular& irregular = Note(Irregularity::kLabelWording, found.where);
    irregular.subject.row = row;
    irregular.subject.column = column;
    irregular.found = std::string(found.says);
    irregular.expected = std::string(label.official);
    if (!found.empty() && found.pieces.empty()) {
      irregular.fix.push_back({found.where, std::string(label.official)});
    }
  }

  // --- values

  /// Where the values of a block stand in an exact grid: a column for each column of the block, -1 where it has none.
  std::vector<int> ValueColumns(const Grid& grid, int b) {
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
          } else if (inside) {
            sum += 0;
          }
        }
      }
      return sum;
    };
    std::vector<int> best;
    int best_score = std::numeric_limits<int>::min();
    const bool distinct = std::set<int>(headers.begin(), headers.end()).size() == headers.size();
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
      if (here > best_score ||
          (here == best_score && best != headers && named == 0 && RunBehindLabels(grid, b, first))) {
        best = run;
        best_score = here;
      }
    }
    return best.empty() ? headers : best;
  }

  /// Rows that have a number where the header has no column. A row whose label was printed a column too far does not
  /// count.
  int NumbersOutside(const Grid& grid, int b, const std::vector<int>& columns) const {
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
        outside = outside || (!label && line.kinds[i] == CellValue::Kind::kNumber && !is_column(i));
      }
      rows += outside && !shifted ? 1 : 0;
    }
    return rows;
  }

  bool RunBehindLabels(const Grid& grid, int b, int first) const {
    for (const Line& line : lines_) {
      if (line.at.grid == &grid && line.row >= 0 && BlockOfLine(line) == b && line.label >= 0) {
        return line.cells[line.label].column + line.cells[line.label].column_span == first;
      }
    }
    return false;
  }

  /// The header names fewer columns than the form, and the rows have just as many values.
  bool LostColumn(const Grid* grid, int b) const {
    const std::vector<BoundColumn>& columns = table_.columns[b];
    const auto named = std::ranges::count_if(columns, [](const BoundColumn& column) { return column.present; });
    if (named == 0 || named == static_cast<std::ptrdiff_t>(columns.size())) {
      return false;
    }
    int as_named = 0;
    int more = 0;
    for (const Line& line : lines_) {
      if ((grid == nullptr || line.at.grid == grid) && line.row >= 0 && BlockOfLine(line) == b) {
        const int count = Filled(line);
        as_named += count == named ? 1 : 0;
        more += count > named ? 1 : 0;
      }
    }
    return as_named > more;
  }

  int BlockOfLine(const Line& line) const {
    return line.row < 0 || line.row >= static_cast<int>(form_.rows.size()) ? 0 : form_.rows[line.row].block;
  }

  void Put(BoundRow& row, int column, const Cell& cell) {
    BoundCell& bound = row.cells[column];
    bound.absence = Absence::kPresent;
    bound.where = cell.text.where;
    bound.text = cell.text.says;
    bound.value = ReadCell(cell.text.says);
  }

  void BindValues() {
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
    }
  }

  void BindLabel(const Line& line, BoundRow& row) {
    row.present = true;
    row.fit = line.fit;
    row.label = line.label < 0 ? std::string_view() : line.cells[line.label].text.says;
    row.key = std::string(line.key());
    row.label_at = line.label < 0 ? FirstWords(line) : line.cells[line.label].text.where;
    table_.bare = table_.bare || line.at.grid->kind == GridKind::kBare;
    if (line.row >= static_cast<int>(form_.rows.size())) {
      return;
    }
    const RowForm& form = form_.rows[line.row];
    // Where labels wrap, what is left on the line is no misspelling.
    const bool wrapped = line.label >= 0 && line.at.grid->kind == GridKind::kBare &&
                         (form.label.key.starts_with(line.key()) || form.label.key.ends_with(line.key()) ||
                          line.key().starts_with(form.label.key));
    const bool fragment = line.label >= 0 && form.label.key.find(line.key()) != std::string::npos;
    if ((line.fit == Fit::kSimilar && !wrapped) || (line.weak && !fragment)) {
      const Text found = line.label < 0 ? Text{{}, row.label_at, {}} : line.cells[line.label].text;
      NoteLabel(form.label, found, form.id, "");
    }
  }

  void BindExact(const Line& line, const std::vector<int>& columns, BoundRow& row) {
    const int last = columns.empty() ? -1 : *std::ranges::max_element(columns);
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
      const bool clone = behind && line.cells[i].text.says == line.cells[i - 1].text.says && ClonedInHeader(line, i);
      ragged = ragged || (behind && !clone && line.kinds[i] != CellValue::Kind::kBlank);
    }
    // A cell short, and what stands last is the blank that ends the others' rows.
    ragged = ragged || (line.at.grid->padded && !row.cells.empty() && row.cells.back().absence == Absence::kPresent &&
                        row.cells.back().text.empty() && Width(line) < UsualWidth(*line.at.grid));
    if (ragged && !BindShifted(line, row)) {
      MarkRagged(line, row);
    }
  }

  static int Width(const Line& line) {
    return line.cells.empty() ? 0 : line.cells.back().column + line.cells.back().column_span;
  }

  /// How wide most rows of a grid are that are bound.
  int UsualWidth(const Grid& grid) const {
    std::map<int, int> widths;
    for (const Line& line : lines_) {
      if (line.at.grid == &grid && line.row >= 0) {
        ++widths[Width(line)];
      }
    }
    const auto most =
        std::ranges::max_element(widths, [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == widths.end() ? 0 : most->first;
  }

  /// The header too has the words of the last column once more above this cell.
  bool ClonedInHeader(const Line& line, std::size_t index) const {
    const auto column = line.cells[index].column;
    for (const Line* header : headers_[BlockOfLine(line)]) {
      for (std::size_t i = 1; i < header->cells.size(); ++i) {
        if (header->at.grid == line.at.grid && header->cells[i].column == column && !header->cells[i].text.empty()) {
          return header->cells[i].text.says == header->cells[i - 1].text.says;
        }
      }
    }
    return false;
  }

  static bool CoversAnother(const Cell& cell, const std::vector<int>& columns) {
    return std::ranges::any_of(
        columns, [&](int column) { return column > cell.column && column < cell.column + cell.column_span; });
  }

  /// A label printed a column too far pushes its values along; when there are as many as columns, none of them blank at
  /// the end, they are the row's.
  bool BindShifted(const Line& line, BoundRow& row) {
    int count = line.values();
    while (count > 0 && line.kinds[line.label + count] == CellValue::Kind::kBlank) {
      --count;
    }
    const auto first = line.kinds.begin() + line.label + 1;
    const bool values = std::all_of(first, first + count, IsValue);
    const bool whole =
        std::ranges::none_of(row.cells, [](const BoundCell& cell) { return cell.absence == Absence::kColumn; });
    if (line.label < 0 || count != static_cast<int>(row.cells.size()) || !values || !whole) {
      return false;
    }
    for (int c = 0; c < count; ++c) {
      Put(row, c, line.cells[line.label + 1 + c]);
    }
    return true;
  }

  void BindSequence(const Line& line, int block, BoundRow& row) {
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
    // A label that spans two columns may be followed by the blank of the second.
    while (count > wanted && blank(first)) {
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

  void MarkRagged(const Line& line, BoundRow& row) {
    row.ragged = true;
    for (BoundCell& cell : row.cells) {
      cell = BoundCell{};
      cell.absence = Absence::kRagged;
      cell.where = row.label_at;
    }
    if (line.at.grid->kind == GridKind::kBare) {
      return;  // which of the cells was blank left no trace: not known, not wrong
    }
    Irregular& irregular = Note(Irregularity::kRowRagged, row.label_at);
    irregular.subject.row = row.form < 0 ? std::string(row.label) : std::string(form_.rows[row.form].id);
    irregular.found = std::to_string(Filled(line));
    irregular.expected = std::to_string(row.cells.size());
    irregular.mild = true;
    for (int i = line.label + 1; i < static_cast<int>(line.cells.size()); ++i) {
      const CellValue value = ReadCell(line.cells[i].text.says);
      irregular.mild =
          irregular.mild && (value.kind == CellValue::Kind::kBlank || value.kind == CellValue::Kind::kPlaceholder ||
                             (value.kind == CellValue::Kind::kNumber && value.number.is_zero()));
    }
  }

  /// Value cells of a line as a reader counts them: blanks at the end that may be padding are none.
  static int Filled(const Line& line) {
    int count = line.values();
    while (line.at.grid->padded && count > 0 && line.kinds[line.label + count] == CellValue::Kind::kBlank) {
      --count;
    }
    return count;
  }

  /// A table of one row that has no label: its values are the lines behind the header, or pieces of it, one for each
  /// group of columns.
  void BindValuesOnly() {
    BoundRow& row = table_.rows[0];
    const int width = static_cast<int>(form_.blocks[0].columns.size());
    std::vector<const Line*> values;
    bool header_seen = false;
    for (const Line& line : lines_) {
      header_seen = header_seen || line.kind == LineKind::kHeader;
      const bool wide_blank = line.kind == LineKind::kBlank && header_seen && line.values() >= width && values.empty();
      if ((line.kind == LineKind::kData && line.numbers + PlaceholderCount(line) > 0) || wide_blank) {
        values.push_back(&line);
      }
    }
    // A blank line before the one with the numbers was no row.
    if (values.size() > 1 && values.front()->kind == LineKind::kBlank) {
      values.erase(values.begin());
    }
    if (values.empty()) {
      return;
    }
    std::vector<const Cell*> cells;
    for (const Line* line : values) {
      int first = line->label + 1;
      int count = line->values();
      while (count > 0 && values.size() > 1 && line->kinds[first + count - 1] == CellValue::Kind::kBlank &&
             line->at.grid->padded) {
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
    table_.bare = line.at.grid->kind == GridKind::kBare;
    while (static_cast<int>(cells.size()) > width && line.at.grid->padded && cells.back()->text.empty()) {
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
    if (static_cast<int>(cells.size()) == width) {
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

  /// The column of the form whose label and group stand above a position; -1 when there is none.
  int ColumnAbove(const Line& line, const Cell& value, const Line*& leaf_line, int& leaf_index) const {
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

  /// Values that stand in an exact grid belong to the columns whose labels stand above them, however the header's
  /// merged cells came out.
  bool BindUnderHeaders(const Line& line, BoundRow& row) {
    struct Found {
      const Cell* value;
      const Line* header = nullptr;
      int index = -1;
    };
    std::map<int, Found> found;
    for (std::size_t i = static_cast<std::size_t>(line.label + 1); i < line.cells.size(); ++i) {
      Found each{&line.cells[i]};
      const int column = ColumnAbove(line, line.cells[i], each.header, each.index);
      if (column < 0 && line.cells[i].text.empty()) {
        continue;
      }
      if (column < 0 || !found.emplace(column, each).second) {
        return false;
      }
    }
    if (found.empty()) {
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

  void NoteHeaderTypo(const ColumnForm& column, const Text& label) {
    const bool noted = std::ranges::any_of(table_.irregulars, [&](const Irregular& each) {
      return each.what == Irregularity::kLabelWording && each.where == label.where;
    });
    if (!noted && FitOf(column.label, LabelKey(label.says)) == Fit::kSimilar) {
      NoteLabel(column.label, label, "", column.id);
    }
  }

  static int PlaceholderCount(const Line& line) {
    return static_cast<int>(std::ranges::count(line.kinds, CellValue::Kind::kPlaceholder));
  }

  /// Key–value tables: the value of a label is the cell to its right, wherever it stands.
  void BindPairs() {
    for (Line& line : lines_) {
      for (std::size_t i = 0; i < line.cells.size(); ++i) {
        const std::string key = LabelKey(line.cells[i].text.says);
        for (std::size_t r = 0; r < form_.rows.size(); ++r) {
          const Fit fit = FitOf(form_.rows[r].label, key);
          if (fit == Fit::kNone) {
            continue;
          }
          BoundRow& row = table_.rows[r];
          if (row.present) {
            Note(Irregularity::kRowUnexpected, line.cells[i].text.where).found = std::string(line.cells[i].text.says);
            break;
          }
          row.present = true;
          row.fit = fit;
          row.label = line.cells[i].text.says;
          row.key = key;
          row.label_at = line.cells[i].text.where;
          line.row = static_cast<int>(r);
          if (fit == Fit::kSimilar) {
            NoteLabel(form_.rows[r].label, line.cells[i].text, form_.rows[r].id, "");
          }
          if (i + 1 < line.cells.size()) {
            Put(row, 0, line.cells[i + 1]);
          }
          break;
        }
      }
    }
    for (BoundColumn& column : table_.columns[0]) {
      column.present = true;
    }
  }

  // --- what is not there

  Irregular& Note(Irregularity what, Span where) {
    Irregular& irregular = table_.irregulars.emplace_back();
    irregular.what = what;
    irregular.where = where;
    irregular.subject.section = form_.section;
    irregular.subject.table = form_.id;
    return irregular;
  }

  void NotePresence() {
    for (const Line& line : lines_) {
      if (line.kind != LineKind::kBlank) {
        table_.first_line = FirstWords(line);
        break;
      }
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

  bool AnyColumnNamed() const {
    return std::ranges::any_of(table_.columns, [](const std::vector<BoundColumn>& columns) {
      return std::ranges::any_of(columns, [](const BoundColumn& column) { return column.present; });
    });
  }

  void ReportMissing() {
    const bool any_title = std::ranges::find(title_found_, true) != title_found_.end();
    const bool any_column = AnyColumnNamed();
    for (std::size_t b = 0; b < form_.blocks.size(); ++b) {
      const BlockForm& block = form_.blocks[b];
      const bool absent = form_.blocks.size() > 1 && !table_.block_present[b];
      const bool untitled = !block.label.empty() && !title_found_[b] && any_title;
      if (absent || untitled) {
        Irregular& irregular = Note(Irregularity::kBlockMissing, table_.first_line);
        irregular.subject.row = block.id;
        irregular.expected = std::string(block.label.official);
      }
      if (absent) {
        continue;
      }
      if (any_column) {
        ReportColumns(static_cast<int>(b));
      }
      ReportRows(static_cast<int>(b));
    }
  }

  void ReportColumns(int b) {
    // Header labels wrap in such text, and their halves are no labels: only a value missing in every row tells.
    if (table_.bare && !LostColumn(nullptr, b)) {
      return;
    }
    const BlockForm& block = form_.blocks[b];
    for (std::size_t c = 0; c < block.columns.size(); ++c) {
      if (!table_.columns[b][c].present) {
        Irregular& irregular = Note(Irregularity::kColumnMissing, ColumnPlace(b, block.columns[c]));
        irregular.subject.column = block.columns[c].id;
        irregular.expected = std::string(block.columns[c].label.official);
      }
    }
  }

  /// The first words of a block's header line: the one that names most of its columns.
  Span HeaderPlace(int b) const {
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

  /// Where a lost column is missed: at the first of its group, else at the header line.
  Span ColumnPlace(int b, const ColumnForm& lost) const {
    const BlockForm& block = form_.blocks[b];
    for (std::size_t c = 0; c < block.columns.size(); ++c) {
      if (!lost.under.empty() && block.columns[c].under.key == lost.under.key && table_.columns[b][c].present) {
        return table_.columns[b][c].where;
      }
    }
    return HeaderPlace(b);
  }

  void ReportRows(int b) {
    const BlockForm& block = form_.blocks[b];
    Span previous = HeaderPlace(b);
    for (const int r : block.rows) {
      const BoundRow& row = table_.rows[r];
      if (row.present) {
        previous = row.label_at;
        continue;
      }
      const bool unclear =
          std::ranges::any_of(ambiguous_rows_, [&](const auto& range) { return r >= range.first && r < range.second; });
      if (form_.rows[r].optional || (unclear && !ambiguous_.empty())) {
        continue;
      }
      Irregular& irregular = Note(Irregularity::kRowMissing, previous);
      irregular.subject.row = form_.rows[r].id;
      irregular.expected = std::string(form_.rows[r].label.official);
    }
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

  const TableForm& form_;
  const std::vector<GridRow>& source_rows_;
  BoundTable table_;
  std::vector<Line> lines_;
  std::vector<int> ambiguous_;
  std::set<std::pair<int, int>> ambiguous_rows_;
  std::vector<bool> title_found_;
  std::map<int, Span> title_at_;
  std::vector<std::vector<const Line*>> headers_;
  std::map<int, std::map<int, std::pair<const Grid*, int>>> column_cells_;
};

}  // namespace

BoundTable BindTable(const TableForm& form, const std::vector<GridRow>& rows) {
  if (form.blocks.empty()) {  // the variant has no such table
    BoundTable none;
    none.form = &form;
    return none;
  }
  return Binder(form, rows).Bind();
}

}  // namespace gouji
