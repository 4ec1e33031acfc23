#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "input/grid_writer.h"
#include "input/layout.h"
#include "input/limits.h"
#include "input/places.h"
#include "input/text_lines.h"
#include "text/utf8.h"

// Columns that stand under runs of dashes: the simple and multiline tables of Pandoc, those of reStructuredText. A row
// is a line, or, where empty lines stand between rows, all lines up to the next of them.
//
//     ------------------ -------------- --------------
//     信息内容           本年制发件数   本年废止件数
//
//     规章               0              0
//     ------------------ -------------- --------------

namespace gouji {
namespace {

constexpr std::size_t kShortestRule = 10;  // of one run over or under the whole table
constexpr std::size_t kMostHeaderLines = 40;
constexpr std::uint32_t kSlack = 3;  // by how much words may miss their column

/// The runs of a line of dashes, or none. Dashes are one place each, however a program counts.
std::vector<std::pair<std::uint32_t, std::uint32_t>> RunsOf(std::string_view line) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> runs;
  for (std::uint32_t at = 0; at < line.size();) {
    const char c = line[at];
    if (c == ' ' || c == '\r') {
      ++at;
      continue;
    }
    if (c != '-' && c != '=') return {};
    std::uint32_t end = at;
    while (end < line.size() && line[end] == c) ++end;
    if (end - at < 2 || runs.size() >= kMostColumns) return {};
    runs.emplace_back(at, end);
    at = end;
  }
  return runs;
}

bool BeginsWithDash(std::string_view line) {
  const std::size_t at = line.find_first_not_of(' ');
  return at != std::string_view::npos && (line[at] == '-' || line[at] == '=');
}

/// Where the parts of a table stand, as indexes of lines.
struct Extent {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> columns;
  std::size_t header = 0;      ///< first line of the header; `header_end` where there is none
  std::size_t header_end = 0;  ///< after its last
  std::size_t body = 0;
  std::size_t body_end = 0;
  std::size_t end = 0;  ///< after the table
  bool spaced = false;  ///< empty lines part the rows
};

class DashedTable {
 public:
  DashedTable(Source& source, std::span<const Span> lines) : source_(source), lines_(lines) {}

  /// How many lines the table that starts at `first` takes; 0 where none does.
  std::size_t Read(std::size_t first, Grid& grid) {
    Extent extent;
    if (!FindExtent(first, extent)) return 0;
    const Counting counting = CountingOf(extent);
    extent.spaced = extent.spaced && !HasRowsWithoutGaps(extent, counting);
    GridWriter writer(source_, grid);
    if (extent.header < extent.header_end) WriteRow(extent, counting, extent.header, extent.header_end, writer);
    for (std::size_t at = extent.body; at < extent.body_end && !writer.full();) {
      std::size_t next = at + 1;
      const bool blank = IsBlank(at);
      while (!blank && extent.spaced && next < extent.body_end && !IsBlank(next)) ++next;
      if (!blank) WriteRow(extent, counting, at, next, writer);
      at = next;
    }
    writer.Finish(GridKind::kExact, false, {lines_[first].begin, lines_[extent.end - 1].end});
    return grid.rows > 0 ? extent.end - first : 0;
  }

 private:
  bool IsBlank(std::size_t line) const { return IsBlankLine(source_.Slice(lines_[line])); }
  auto Runs(std::size_t line) const { return RunsOf(source_.Slice(lines_[line])); }

  bool FindExtent(std::size_t first, Extent& extent) const {
    const std::string_view line = source_.Slice(lines_[first]);
    if (BeginsWithDash(line)) {
      const auto runs = RunsOf(line);
      if (runs.size() >= 2) return FindRuled(first, runs, extent);
      if (runs.size() == 1 && runs[0].second - runs[0].first >= kShortestRule) return FindMultiline(first, extent);
      return false;
    }
    // A header right above the dashes.
    if (first + 2 >= lines_.size() || !BeginsWithDash(source_.Slice(lines_[first + 1]))) return false;
    extent.columns = Runs(first + 1);
    if (extent.columns.size() < 2) return false;
    extent.header = first;
    extent.header_end = first + 1;
    extent.body = first + 2;
    std::size_t at = extent.body;
    while (at < lines_.size() && !IsBlank(at) && Runs(at).empty()) ++at;
    extent.body_end = at;
    extent.end = at < lines_.size() && !Runs(at).empty() ? at + 1 : at;
    return extent.body_end > extent.body;
  }

  /// Dashes above: with a second line of them the first stood above the header.
  bool FindRuled(std::size_t first, const std::vector<std::pair<std::uint32_t, std::uint32_t>>& columns,
                 Extent& extent) const {
    extent.columns = columns;
    extent.body = first + 1;
    if (!FindBottom(extent)) return false;
    const std::size_t middle = extent.end - 1;
    const bool goes_on = extent.end < lines_.size() && !IsBlank(extent.end) && !extent.spaced;
    if (!goes_on || Runs(middle).size() != columns.size()) return true;
    Extent whole = extent;
    whole.header = first + 1;
    whole.header_end = middle;
    whole.body = extent.end;
    if (FindBottom(whole)) extent = whole;
    return true;
  }

  /// One run above all, then the header, then dashes that show the columns.
  bool FindMultiline(std::size_t first, Extent& extent) const {
    std::size_t at = first + 1;
    while (at < lines_.size() && at - first <= kMostHeaderLines && !IsBlank(at) && Runs(at).empty()) ++at;
    if (at >= lines_.size() || at == first + 1) return false;
    extent.columns = Runs(at);
    if (extent.columns.size() < 2) return false;
    extent.header = first + 1;
    extent.header_end = at;
    extent.body = at + 1;
    return FindBottom(extent);
  }

  /// The dashes that end the body: nothing may stand left of the columns before them.
  bool FindBottom(Extent& extent) const {
    extent.spaced = false;
    bool filled = false;       // above all rows, a blank line is one that says nothing
    bool after_blank = false;  // of a line between rows; one above the dashes parts nothing
    for (std::size_t at = extent.body; at < lines_.size() && at - extent.body < kMostRows; ++at) {
      const std::string_view line = source_.Slice(lines_[at]);
      if (IsBlankLine(line)) {
        after_blank = filled;
        continue;
      }
      filled = true;
      if (BeginsWithDash(line)) {
        const auto runs = RunsOf(line);
        if (!runs.empty() && runs.front().first == extent.columns.front().first &&
            (runs.size() > 1 || runs.front().second - runs.front().first >= kShortestRule)) {
          extent.body_end = at;
          extent.end = at + 1;
          return at > extent.body;
        }
      }
      if (line.find_first_not_of(' ') < extent.columns.front().first) return false;
      extent.spaced = extent.spaced || after_blank;
      after_blank = false;
    }
    return false;
  }

  /// The way of counting in which blanks stand between the columns.
  Counting CountingOf(const Extent& extent) const {
    Counting best = Counting::kWide;
    std::optional<std::size_t> fewest;
    for (const Counting counting : kCountings) {
      std::size_t misses = 0;
      const auto count = [&](std::size_t begin, std::size_t end) {
        for (std::size_t at = begin; at < end; ++at) misses += Misses(extent, counting, at);
      };
      count(extent.header, extent.header_end);
      count(extent.body, extent.body_end);
      if (fewest && *fewest <= misses) continue;
      fewest = misses;
      best = counting;
    }
    return best;
  }

  std::size_t Misses(const Extent& extent, Counting counting, std::size_t line) const {
    const std::string_view text = source_.Slice(lines_[line]);
    const Places places(text, counting);
    std::size_t misses = 0;
    std::size_t column = 0;
    for (const Places::Mark& mark : places.marks()) {
      if (mark.byte == text.size() || text[mark.byte] == ' ') continue;
      while (column + 1 < extent.columns.size() && mark.place >= extent.columns[column + 1].first) ++column;
      const bool between = column + 1 < extent.columns.size() && mark.place >= extent.columns[column].second;
      misses += between ? 1 : 0;
    }
    return misses;
  }

  /// Where each column's words stand on a line: cut at the blank nearest to where the next column begins.
  std::vector<Span> Fields(const Extent& extent, Counting counting, std::size_t line) const {
    const std::string_view text = source_.Slice(lines_[line]);
    const Places places(text, counting);
    std::vector<Span> fields;
    std::uint32_t begin = 0;
    for (std::size_t column = 1; column < extent.columns.size(); ++column) {
      const std::uint32_t wanted = extent.columns[column].first;
      std::optional<std::pair<std::uint32_t, std::uint32_t>> nearest;  // how far off, and the byte after the blank
      for (const Places::Mark& mark : places.marks()) {
        if (mark.byte < begin || mark.byte >= text.size() || text[mark.byte] != ' ') continue;
        const std::uint32_t after = mark.place + 1;
        const std::uint32_t off = after > wanted ? after - wanted : wanted - after;
        if (off <= kSlack && (!nearest || off < nearest->first)) nearest = std::pair(off, mark.byte + 1);
      }
      std::uint32_t end = nearest ? nearest->second : begin;
      const bool short_line = places.marks().back().place + kSlack <= wanted;
      if (!nearest && (short_line || column + 1 == extent.columns.size())) {
        end = static_cast<std::uint32_t>(text.size());
      }
      fields.push_back(TrimSpan(source_, {lines_[line].begin + begin, lines_[line].begin + end}));
      begin = end;
    }
    fields.push_back(TrimSpan(source_, {lines_[line].begin + begin, lines_[line].end}));
    return fields;
  }

  /// Two lines with a number in the same column and nothing empty between them are two rows: an empty line above or
  /// below them is a row that says nothing.
  bool HasRowsWithoutGaps(const Extent& extent, Counting counting) const {
    std::vector<bool> with_number(extent.columns.size(), false);
    for (std::size_t line = extent.body; line < extent.body_end; ++line) {
      if (IsBlank(line)) {
        with_number.assign(extent.columns.size(), false);
        continue;
      }
      const std::vector<Span> fields = Fields(extent, counting, line);
      for (std::size_t column = 0; column < fields.size() && column < with_number.size(); ++column) {
        const std::string_view says = source_.Slice(fields[column]);
        if (says.empty() || !LooksLikeValue(says)) continue;
        if (with_number[column]) return true;
        with_number[column] = true;
      }
    }
    return false;
  }

  void WriteRow(const Extent& extent, Counting counting, std::size_t begin, std::size_t end, GridWriter& writer) {
    std::vector<std::vector<Span>> parts(extent.columns.size());
    for (std::size_t line = begin; line < end; ++line) {
      const std::vector<Span> fields = Fields(extent, counting, line);
      for (std::size_t column = 0; column < fields.size(); ++column) {
        if (!fields[column].empty()) parts[column].push_back(fields[column]);
      }
    }
    TextBuilder words(source_);
    for (const std::vector<Span>& cell : parts) {
      for (const Span part : cell) words.Add(part);
      writer.Cell(words.Build(lines_[begin].begin));
    }
    writer.EndRow();
  }

  Source& source_;
  std::span<const Span> lines_;
};

std::size_t Take(Source& source, std::span<const Span> lines, std::size_t first, Grid& grid) {
  return DashedTable(source, lines).Read(first, grid);
}

}  // namespace

extern const Layout kDashedLayout;
const Layout kDashedLayout = {"dashed", {"短横线之下的列", "columns under runs of dashes"}, {"--", "=="}, Take};

}  // namespace gouji
