// Which row of the form each data line is.

#include <algorithm>

#include "report/binder.h"
#include "text/fold.h"

namespace gouji::binding {

bool Binder::IsValuesOnly() const {
  return form_.rows.size() == 1 && form_.rows[0].label.empty() && form_.kind == TableForm::Rows::kListed;
}

int Binder::Score(const Line& line, int row_index, Fit& fit) const {
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
  // A merged cell may be printed once for each column it covers, and the numbers stand right behind the last.
  if (line.at.grid->has_pieces() && line.numbers > 0 && line.label >= 0 && line.values() > 0) {
    const auto behind = line.cells[line.label + 1].text.where.begin - line.cells[line.label].text.where.end;
    score += behind == 1 ? 2 : 1;
  }
  if (!line.group_key.empty() && !row.under.empty()) {
    score += FitOf(row.under, line.group_key) != Fit::kNone ? 8 : -4;
  }
  if (line.block >= 0 && line.block != row.block && form_.blocks.size() > 1) {
    score -= 30;
  }
  return score;
}

int Binder::WeakScore(std::string_view key, std::string_view official) {
  constexpr std::size_t kFragment = std::size_t{5} * 3;  // five ideographs
  if (key.size() >= kFragment && official.find(key) != std::string_view::npos) {
    return 60;
  }
  const double likeness = Likeness(key, official);
  return likeness >= 0.5 ? static_cast<int>(40 * likeness) : 0;
}

void Binder::Align() {
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

bool Binder::AlignExactly(const std::vector<int>& data) {
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

void Binder::AlignByScore(const std::vector<int>& data) {
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

void Binder::UnbindAmbiguous(const std::vector<int>& data) {
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

void Binder::BindMisplaced() {
  std::vector<bool> taken(form_.rows.size(), false);
  for (const Line& line : lines_) {
    if (line.row >= 0 && line.row < static_cast<int>(form_.rows.size())) {
      taken[line.row] = true;
    }
  }
  // A header names columns for the most part: "申请渠道 | 网络申请 | 信函申请 | 合计" is another table's.
  const auto is_header = [&](const Line& line) {
    const auto words = std::ranges::count_if(line.keys, [](const std::string& key) { return !key.empty(); });
    return line.kind == LineKind::kHeader && 2 * CountColumns(line) >= words;
  };
  bool begun = false;  // what stands above all that is known is a caption, or a table of its own
  for (Line& line : lines_) {
    begun = begun || line.kind == LineKind::kBlock || is_header(line) || line.row >= 0;
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
    if (!begun || ambiguous || remark || IsWrapped(line) || IsPrintedAgain(line) ||
        (line.label >= 0 && IsIgnored(line.keys[line.label]))) {
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

bool Binder::IsPrintedAgain(const Line& line) const {
  const auto below = lines_.begin() + (&line - lines_.data());
  return line.label >= 0 && line.numbers == 0 && line.at.grid->has_pieces() &&
         std::any_of(below, lines_.end(),
                     [&](const Line& other) { return other.row >= 0 && other.key() == line.key(); });
}

bool Binder::IsWrapped(const Line& line) const {
  if (!line.at.grid->has_pieces() || line.label < 0) {
    return false;
  }
  const std::string& key = line.keys[line.label];
  // A label of the form with all its values is a row.
  const auto is_row = [&](const RowForm& row) {
    return row.label.key == key && line.values() == static_cast<int>(form_.blocks[row.block].columns.size());
  };
  if (std::ranges::any_of(form_.rows, is_row)) {
    return false;
  }
  // Without delimiters a word or two are no label: a unit that a line end set apart.
  constexpr std::size_t kWord = std::size_t{2} * 3;
  if (line.at.grid->kind == GridKind::kBare && key.size() <= kWord) {
    return true;
  }
  const auto within = [&](const Label& label) { return label.key.find(key) != std::string::npos; };
  const auto in_block = [&](const BlockForm& block) {
    return within(block.label) ||
           std::ranges::any_of(block.columns, [&](const ColumnForm& column) { return within(column.label); });
  };
  return std::ranges::any_of(form_.blocks, in_block) ||
         std::ranges::any_of(form_.rows, [&](const RowForm& row) { return within(row.label) || within(row.under); });
}

}  // namespace gouji::binding
