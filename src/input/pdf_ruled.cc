#include "input/pdf_ruled.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <utility>

#include "input/characters.h"
#include "text/utf8.h"

namespace gouji {
namespace {

/// Lines and ends of lines that are no farther apart are at one place: borders of neighbouring cells drawn twice.
constexpr double kNear = 2.5;
constexpr std::size_t kMostRules = 5000;
constexpr std::size_t kMostColumns = 256;
constexpr std::size_t kMostRows = 1000;

/// Places in order, those near each other as the one in their middle.
std::vector<double> Snap(std::vector<double> places) {
  std::ranges::sort(places);
  std::vector<double> snapped;
  for (std::size_t begin = 0; begin < places.size();) {
    std::size_t end = begin + 1;
    while (end < places.size() && places[end] - places[end - 1] <= kNear && places[end] - places[begin] <= 2 * kNear) {
      ++end;
    }
    snapped.push_back((places[begin] + places[end - 1]) / 2);
    begin = end;
  }
  return snapped;
}

std::size_t Nearest(const std::vector<double>& places, double at) {
  const auto nearest = std::ranges::min_element(places, {}, [&](double place) { return std::abs(place - at); });
  return static_cast<std::size_t>(nearest - places.begin());
}

/// Between which two of the places something stands.
std::size_t Between(const std::vector<double>& places, double at) {
  const auto above = std::ranges::upper_bound(places, at);
  const auto index = static_cast<std::size_t>(above - places.begin());
  return std::clamp<std::size_t>(index, 1, places.size() - 1) - 1;
}

bool Touch(const PdfRule& a, const PdfRule& b) {
  return a.left - kNear <= b.right && b.left - kNear <= a.right && a.top - kNear <= b.bottom &&
         b.top - kNear <= a.bottom;
}

/// Lines that hang together, each with the others of its drawing.
std::vector<std::vector<PdfRule>> Drawings(std::span<const PdfRule> rules) {
  std::vector<std::size_t> leader(rules.size());
  std::iota(leader.begin(), leader.end(), std::size_t{0});
  const auto find = [&](std::size_t i) {
    while (leader[i] != i) i = leader[i] = leader[leader[i]];
    return i;
  };
  for (std::size_t i = 0; i < rules.size(); ++i) {
    for (std::size_t j = i + 1; j < rules.size(); ++j) {
      if (Touch(rules[i], rules[j])) leader[find(j)] = find(i);
    }
  }
  std::vector<std::vector<PdfRule>> drawings(rules.size());
  for (std::size_t i = 0; i < rules.size(); ++i) drawings[find(i)].push_back(rules[i]);
  std::erase_if(drawings, [](const auto& drawing) { return drawing.empty(); });
  return drawings;
}

/// The boxes that lines make, and which of them no line sets apart.
class Boxes {
 public:
  explicit Boxes(const std::vector<PdfRule>& rules) {
    std::vector<double> upright_at, level_at;
    double left = rules[0].left, right = rules[0].right, top = rules[0].top, bottom = rules[0].bottom;
    for (const PdfRule& rule : rules) {
      (rule.level() ? level_at : upright_at).push_back(rule.level() ? rule.top : rule.left);
      left = std::min(left, rule.left);
      right = std::max(right, rule.right);
      top = std::min(top, rule.top);
      bottom = std::max(bottom, rule.bottom);
    }
    drawn_ = !upright_at.empty() && !level_at.empty();
    // A table may be open at its sides.
    for (const double edge : {left, right}) upright_at.push_back(edge);
    for (const double edge : {top, bottom}) level_at.push_back(edge);
    table_.columns = Snap(std::move(upright_at));
    table_.rows = Snap(std::move(level_at));
    if (!Sound()) return;
    upright_.assign(Rows() * (Columns() + 1), false);
    level_.assign(Columns() * (Rows() + 1), false);
    for (const PdfRule& rule : rules) Mark(rule);
  }

  /// There are boxes at all, and not too many.
  bool Sound() const {
    return drawn_ && table_.columns.size() >= 2 && table_.rows.size() >= 2 && table_.columns.size() <= kMostColumns &&
           table_.rows.size() <= kMostRows;
  }

  bool IsUpright(std::size_t row, std::size_t column) const {
    return column == 0 || column == Columns() || upright_[row * (Columns() + 1) + column];
  }

  PdfRuledTable Cells() {
    std::vector<bool> seen(Rows() * Columns(), false);
    for (std::size_t row = 0; row < Rows(); ++row) {
      for (std::size_t column = 0; column < Columns(); ++column) {
        if (!seen[row * Columns() + column]) AddCell(row, column, seen);
      }
    }
    return std::move(table_);
  }

  const PdfRuledTable& table() const { return table_; }

 private:
  std::size_t Columns() const { return table_.columns.size() - 1; }
  std::size_t Rows() const { return table_.rows.size() - 1; }
  bool IsLevel(std::size_t row, std::size_t column) const {
    return row == 0 || row == Rows() || level_[row * Columns() + column];
  }

  void Mark(const PdfRule& rule) {
    const auto inside = [](double begin, double end, double from, double to) {
      const double middle = (from + to) / 2;
      return begin <= middle && middle <= end;
    };
    if (rule.level()) {
      const std::size_t row = Nearest(table_.rows, rule.top);
      for (std::size_t c = 0; c < Columns(); ++c) {
        if (inside(rule.left, rule.right, table_.columns[c], table_.columns[c + 1])) level_[row * Columns() + c] = true;
      }
    } else {
      const std::size_t column = Nearest(table_.columns, rule.left);
      for (std::size_t r = 0; r < Rows(); ++r) {
        if (inside(rule.top, rule.bottom, table_.rows[r], table_.rows[r + 1])) {
          upright_[r * (Columns() + 1) + column] = true;
        }
      }
    }
  }

  /// The cell whose first box this is: as far right as no upright line stands, as far down as no level one does over
  /// its whole width.
  void AddCell(std::size_t row, std::size_t column, std::vector<bool>& seen) {
    std::size_t right = column + 1;
    while (right < Columns() && !IsUpright(row, right) && !seen[row * Columns() + right]) ++right;
    std::size_t below = row + 1;
    const auto goes_on = [&] {
      for (std::size_t c = column; c < right; ++c) {
        if (IsLevel(below, c) || seen[below * Columns() + c] || (c > column && IsUpright(below, c))) return false;
      }
      return true;
    };
    while (below < Rows() && goes_on()) ++below;
    for (std::size_t r = row; r < below; ++r) {
      for (std::size_t c = column; c < right; ++c) seen[r * Columns() + c] = true;
    }
    PdfRuledCell cell;
    cell.row = static_cast<std::uint32_t>(row);
    cell.column = static_cast<std::uint32_t>(column);
    cell.row_span = static_cast<std::uint32_t>(below - row);
    cell.column_span = static_cast<std::uint32_t>(right - column);
    cell.left = table_.columns[column];
    cell.right = table_.columns[right];
    cell.top = table_.rows[row];
    cell.bottom = table_.rows[below];
    table_.cells.push_back(std::move(cell));
  }

  PdfRuledTable table_;
  std::vector<bool> upright_;  ///< by row, then line from the left edge to the right one
  std::vector<bool> level_;    ///< by line from the top edge to the bottom one, then column
  bool drawn_ = false;
};

/// Parts a word where a line stands in it, between the two characters nearest; false when it stands at neither.
bool Part(PdfWords& word, double at, PdfWords& rest) {
  std::vector<std::size_t> ends;
  std::vector<double> weights;
  std::vector<char32_t> characters;
  double all = 0;
  for (std::size_t i = 0; i < word.text.size();) {
    characters.push_back(NextCodePoint(word.text, i));
    all += characters.back() < 0x80 ? 1 : 2;
    ends.push_back(i);
    weights.push_back(all);
  }
  std::size_t best = ends.size();
  double best_distance = word.width();
  for (std::size_t i = 0; i + 1 < ends.size(); ++i) {
    if (IsClosingMark(characters[i + 1])) continue;  // stands with what is before it, though it may reach over
    const double distance = std::abs(word.left + word.width() * weights[i] / all - at);
    if (distance < best_distance) {
      best = i;
      best_distance = distance;
    }
  }
  // A line farther from all of them goes through a character that only reaches over it.
  constexpr double kAside = 0.75;  // of an ideograph
  if (best >= ends.size() || best_distance > kAside * word.width() * 2 / all) return false;
  rest = word;
  rest.text = word.text.substr(ends[best]);
  rest.left = at;
  word.text.resize(ends[best]);
  word.right = at;
  return true;
}

/// Puts the words that stand in a table into its cells.
void TakeWords(const Boxes& boxes, std::vector<PdfWords>& words, PdfRuledTable& table,
               const std::vector<std::size_t>& cell_of) {
  constexpr double kOver = 1.5;  // how far a letter may reach over a line
  const std::size_t columns = table.columns.size() - 1;
  std::vector<PdfWords> left;
  for (PdfWords& word : words) {
    const bool inside = word.middle() > table.top() && word.middle() < table.bottom() && word.center() > table.left() &&
                        word.center() < table.right();
    if (!inside) {
      left.push_back(std::move(word));
      continue;
    }
    const std::size_t row = Between(table.rows, word.middle());
    const auto put = [&](PdfWords part) {
      const std::size_t column = Between(table.columns, part.center());
      table.cells[cell_of[row * columns + column]].words.push_back(std::move(part));
    };
    for (std::size_t c = 1; c < columns; ++c) {
      const double at = table.columns[c];
      if (!boxes.IsUpright(row, c) || word.left > at - kOver || word.right < at + kOver) continue;
      PdfWords rest;
      if (!Part(word, at, rest)) continue;
      put(std::move(word));
      word = std::move(rest);
    }
    put(std::move(word));
  }
  words = std::move(left);
}

}  // namespace

std::vector<PdfRuledTable> FindRuledTables(std::span<const PdfRule> rules, std::vector<PdfWords>& words) {
  std::vector<PdfRuledTable> tables;
  if (rules.size() > kMostRules) return tables;
  for (const std::vector<PdfRule>& drawing : Drawings(rules)) {
    Boxes boxes(drawing);
    if (!boxes.Sound()) continue;
    Boxes kept = boxes;
    PdfRuledTable table = boxes.Cells();
    if (table.cells.size() < 2) continue;
    const std::size_t columns = table.columns.size() - 1;
    std::vector<std::size_t> cell_of((table.rows.size() - 1) * columns);
    for (std::size_t i = 0; i < table.cells.size(); ++i) {
      const PdfRuledCell& cell = table.cells[i];
      for (std::size_t r = cell.row; r < cell.row + cell.row_span; ++r) {
        for (std::size_t c = cell.column; c < cell.column + cell.column_span; ++c) cell_of[r * columns + c] = i;
      }
    }
    TakeWords(kept, words, table, cell_of);
    const bool filled = std::ranges::any_of(table.cells, [](const PdfRuledCell& cell) { return !cell.words.empty(); });
    if (filled) tables.push_back(std::move(table));
  }
  std::ranges::stable_sort(tables, {}, &PdfRuledTable::top);
  return tables;
}

}  // namespace gouji
