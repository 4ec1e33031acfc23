#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "input/layout.h"
#include "input/limits.h"
#include "input/places.h"
#include "input/text_lines.h"
#include "text/utf8.h"

// Tables with their lines drawn: the grid tables of reStructuredText and of Pandoc, what consoles print, and the same
// with box-drawing characters. Cells wrap, and reach over rows and columns where a line is left out.
//
//     +------------+------------+------+
//     | （三）不予 | 1.属于国家 | 0    |
//     | 公开       | 秘密       |      |
//     |            +------------+------+
//     |            | 2.其他     | 0    |
//     +------------+------------+------+
//
// Programs differ in how many places a character takes, so the lines of words are measured in the way in which their
// bars stand under the corners. Consoles draw no lines between rows: then every line is a row.

namespace gouji {
namespace {

constexpr std::uint32_t kSlack = 2;  // by how much a bar may miss its corner

enum class Stroke : std::uint8_t { kNone, kCorner, kBar, kDash };

/// Which line of a table a character draws. "-" and "=" are dashes, "|" a bar, "+" a corner.
Stroke StrokeOf(char32_t c) {
  switch (c) {
    case U'+':
      return Stroke::kCorner;
    case U'|':
    case U'│':
    case U'┃':
    case U'║':
      return Stroke::kBar;
    case U'-':
    case U'=':
    case U'─':
    case U'━':
    case U'═':
      return Stroke::kDash;
    default:
      return c >= 0x250C && c <= 0x256C ? Stroke::kCorner : Stroke::kNone;
  }
}

bool BeginsDrawn(std::string_view line) {
  const std::size_t at = line.find_first_not_of(" \t");
  if (at == std::string_view::npos) return false;
  const char first = line[at];
  return first == '+' || first == '|' || first == '\xE2';
}

/// "+----+====+": corners and dashes, with a corner at both ends.
bool IsRule(std::string_view line) {
  if (!BeginsDrawn(line)) return false;
  std::size_t corners = 0;
  std::size_t dashes = 0;
  Stroke first = Stroke::kNone;
  Stroke last = Stroke::kNone;
  for (std::size_t at = 0; at < line.size();) {
    const char32_t c = NextCodePoint(line, at);
    if (c == U' ' || c == U'\t' || c == U'\r') {
      if (dashes > 0 && at < line.find_last_not_of(" \t\r")) return false;
      continue;
    }
    last = StrokeOf(c);
    if (last == Stroke::kNone && c != U':') return false;
    if (first == Stroke::kNone) first = last;
    corners += last == Stroke::kCorner ? 1 : 0;
    dashes += last == Stroke::kDash ? 1 : 0;
  }
  // "|---+---|" stands inside a table only.
  return dashes >= 2 && corners >= 1 && first != Stroke::kDash && last != Stroke::kDash;
}

/// A bar or corner on a line.
struct Bar {
  std::uint32_t byte = 0;
  std::uint32_t bytes = 1;
  std::uint32_t place = 0;
};

struct DrawnLine {
  Span where;
  bool rule = false;
  std::vector<Bar> bars;
};

/// What stands between two bars, in columns [first, last).
struct Stretch {
  Span where;
  std::size_t first = 0;
  std::size_t last = 0;
  bool dashes = false;
};

struct DrawnCell {
  std::vector<Span> parts;
  std::uint32_t at = 0;
  std::size_t row = 0, last_row = 0;
  std::size_t column = 0, end_column = 0;
};

class DrawnTable {
 public:
  DrawnTable(Source& source, std::span<const Span> lines) : source_(source) {
    Counting best = Counting::kWide;
    std::optional<std::uint64_t> fewest;
    for (const Counting counting : kCountings) {
      Measure(lines, counting);
      const std::uint64_t misses = Misses();
      if (fewest && *fewest <= misses) continue;
      fewest = misses;
      best = counting;
    }
    Measure(lines, best);
  }

  bool Read() {
    if (corners_.size() < 3 || corners_.size() > kMostColumns) return false;
    for (const DrawnLine& line : lines_) stretches_.push_back(StretchesOf(line));
    line_is_row_ = HasRowsWithoutRules();
    open_.assign(corners_.size() - 1, kNone);
    for (const std::vector<Stretch>& line : stretches_) AddLine(line);
    return !cells_.empty();
  }

  void Write(Grid& grid, Span where) {
    TextBuilder words(source_);
    for (const DrawnCell& drawn : cells_) {
      if (drawn.row >= kMostRows || grid.cells.size() >= kMostCellsInGrid) break;
      for (const Span part : drawn.parts) words.Add(part);
      Cell cell;
      cell.text = TrimText(words.Build(drawn.at));
      cell.row = static_cast<std::uint16_t>(drawn.row);
      cell.column = static_cast<std::uint16_t>(drawn.column);
      cell.row_span = static_cast<std::uint16_t>(std::min<std::size_t>(drawn.last_row, kMostRows - 1) - drawn.row + 1);
      cell.column_span = static_cast<std::uint16_t>(drawn.end_column - drawn.column);
      grid.cells.push_back(cell);
    }
    grid.kind = GridKind::kExact;
    grid.where = where;
    grid.Finish();
  }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  void Measure(std::span<const Span> lines, Counting counting) {
    lines_.clear();
    corners_.clear();
    for (const Span where : lines) {
      DrawnLine& line = lines_.emplace_back();
      line.where = where;
      const std::string_view text = source_.Slice(where);
      line.rule = IsRule(text);
      const Places places(text, counting);
      const std::span<const Places::Mark> marks = places.marks();
      for (std::size_t i = 0; i + 1 < marks.size(); ++i) {
        std::size_t at = marks[i].byte;
        const Stroke stroke = StrokeOf(NextCodePoint(text, at));
        if (stroke != Stroke::kBar && stroke != Stroke::kCorner) continue;
        // A plus sign among words is no corner.
        const bool plus = text[marks[i].byte] == '+' && !line.rule;
        const bool dash_before =
            marks[i].byte > 0 && (text[marks[i].byte - 1] == '-' || text[marks[i].byte - 1] == '=');
        const bool dash_after = at < text.size() && (text[at] == '-' || text[at] == '=');
        if (plus && !dash_before && !dash_after) continue;
        line.bars.push_back({marks[i].byte, static_cast<std::uint32_t>(at - marks[i].byte), marks[i].place});
        if (line.rule) corners_.push_back(marks[i].place);
      }
    }
    std::ranges::sort(corners_);
    corners_.erase(std::unique(corners_.begin(), corners_.end()), corners_.end());
  }

  std::uint32_t NearestCorner(std::uint32_t place) const {
    const auto after = std::ranges::lower_bound(corners_, place);
    std::uint32_t nearest = after == corners_.end() ? corners_.back() : *after;
    if (after != corners_.begin() && (after == corners_.end() || place - *(after - 1) < nearest - place)) {
      nearest = *(after - 1);
    }
    return nearest;
  }

  /// How far the bars of lines of words miss the corners, in all.
  std::uint64_t Misses() const {
    constexpr std::uint32_t kFar = 5;
    std::uint64_t sum = 0;
    for (const DrawnLine& line : lines_) {
      if (line.rule || corners_.empty()) continue;
      for (const Bar& bar : line.bars) {
        const std::uint32_t nearest = NearestCorner(bar.place);
        sum += std::min(kFar, nearest > bar.place ? nearest - bar.place : bar.place - nearest);
      }
    }
    return sum;
  }

  /// For each bar the corner it stands under; `kNone` where it is part of the words. As many bars as there are corners
  /// are one each, however the line is out of step.
  std::vector<std::size_t> CornersOf(const DrawnLine& line) const {
    std::vector<std::size_t> found;
    if (line.bars.size() == corners_.size()) {
      for (std::size_t i = 0; i < corners_.size(); ++i) found.push_back(i);
      return found;
    }
    std::size_t next = 0;
    for (const Bar& bar : line.bars) {
      const std::uint32_t nearest = NearestCorner(bar.place);
      const std::uint32_t miss = nearest > bar.place ? nearest - bar.place : bar.place - nearest;
      const auto index = static_cast<std::size_t>(std::ranges::lower_bound(corners_, nearest) - corners_.begin());
      const bool fits = miss <= kSlack && index >= next;
      found.push_back(fits ? index : kNone);
      if (fits) next = index + 1;
    }
    return found;
  }

  std::vector<Stretch> StretchesOf(const DrawnLine& line) const {
    std::vector<Stretch> stretches;
    const std::vector<std::size_t> corners = CornersOf(line);
    std::optional<std::pair<std::size_t, std::uint32_t>> left;  // the corner and where its bar ends
    for (std::size_t i = 0; i < corners.size(); ++i) {
      if (corners[i] == kNone) continue;
      const Bar& bar = line.bars[i];
      if (left) {
        Stretch stretch{{line.where.begin + left->second, line.where.begin + bar.byte}, left->first, corners[i], false};
        stretch.dashes = IsDashes(source_.Slice(stretch.where));
        stretches.push_back(stretch);
      }
      left = std::pair(corners[i], bar.byte + bar.bytes);
    }
    return stretches;
  }

  static bool IsDashes(std::string_view text) {
    std::size_t dashes = 0;
    for (std::size_t at = 0; at < text.size();) {
      const char32_t c = NextCodePoint(text, at);
      if (StrokeOf(c) == Stroke::kDash) {
        ++dashes;
      } else if (c != U':') {
        return false;
      }
    }
    return dashes >= 2;
  }

  static bool IsRuleLine(const std::vector<Stretch>& line) { return std::ranges::any_of(line, &Stretch::dashes); }

  /// Two lines of one row with a number in the same column are two rows.
  bool HasRowsWithoutRules() const {
    std::vector<std::size_t> with_number;
    for (const std::vector<Stretch>& line : stretches_) {
      if (IsRuleLine(line)) {
        with_number.clear();
        continue;
      }
      for (const Stretch& stretch : line) {
        const Span where = TrimSpan(source_, stretch.where);
        if (where.empty() || !LooksLikeValue(source_.Slice(where))) continue;
        if (std::ranges::find(with_number, stretch.first) != with_number.end()) return true;
        with_number.push_back(stretch.first);
      }
    }
    return false;
  }

  void AddLine(const std::vector<Stretch>& line) {
    const bool rule = IsRuleLine(line);
    if (row_filled_ && (rule || line_is_row_)) {
      ++row_;
      row_filled_ = false;
    }
    for (const Stretch& stretch : line) {
      for (std::size_t column = stretch.first; column < stretch.last; ++column) {
        if (stretch.dashes || (line_is_row_ && !rule)) open_[column] = kNone;
      }
      // Blank beside dashes is what a cell that goes on below has there, and no cell by itself.
      const bool begins = open_[stretch.first] == kNone;
      if (stretch.dashes || (rule && begins && TrimSpan(source_, stretch.where).empty())) continue;
      AddWords(stretch);
      row_filled_ = row_filled_ || begins;
    }
    row_filled_ = row_filled_ || !rule;
  }

  void AddWords(const Stretch& stretch) {
    std::size_t& open = open_[stretch.first];
    if (open == kNone) {
      open = cells_.size();
      cells_.push_back({{}, stretch.where.begin, row_, row_, stretch.first, stretch.last});
    }
    for (std::size_t column = stretch.first; column < stretch.last; ++column) open_[column] = open;
    DrawnCell& cell = cells_[open];
    cell.last_row = std::max(cell.last_row, row_);
    const Span words = TrimSpan(source_, stretch.where);
    if (words.empty()) return;
    if (cell.parts.empty()) cell.at = words.begin;
    cell.parts.push_back(words);
  }

  Source& source_;
  std::vector<DrawnLine> lines_;
  std::vector<std::uint32_t> corners_;  ///< where corners stand, from left to right
  std::vector<std::vector<Stretch>> stretches_;
  bool line_is_row_ = false;
  std::vector<std::size_t> open_;  ///< by column, the cell that goes on below
  std::vector<DrawnCell> cells_;
  std::size_t row_ = 0;
  bool row_filled_ = false;
};

std::size_t Take(Source& source, std::span<const Span> lines, std::size_t first, Grid& grid) {
  if (!IsRule(source.Slice(lines[first]))) return 0;
  std::size_t end = first + 1;
  std::size_t last_rule = first;
  for (; end < lines.size() && BeginsDrawn(source.Slice(lines[end])); ++end) {
    if (IsRule(source.Slice(lines[end]))) last_rule = end;
  }
  if (last_rule < first + 2) return 0;
  DrawnTable table(source, lines.subspan(first, last_rule + 1 - first));
  if (!table.Read()) return 0;
  table.Write(grid, {lines[first].begin, lines[last_rule].end});
  return last_rule + 1 - first;
}

}  // namespace

extern const Layout kDrawnLayout;
const Layout kDrawnLayout = {
    "drawn", {"画出边线的表格", "tables with their lines drawn"}, {"+", "\xE2\x94", "\xE2\x95"}, Take};

}  // namespace gouji
