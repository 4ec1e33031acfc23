#include <algorithm>

#include "input/grid_writer.h"
#include "input/layout.h"
#include "input/text_lines.h"

// What Apache Tika makes of a Word table: a TAB before every cell, further paragraphs of a cell on lines of their own,
// and an empty line after each row.
//
//     →规章
//     →0
//     →0
//
//     →三
//     、
//     本年度办理结果
//     →（一）予以公开

namespace gouji {
namespace {

constexpr std::size_t kLinesLookedAt = 48;

bool StartsCell(std::string_view line) { return !line.empty() && line[0] == '\t'; }

bool IsRowEnd(std::string_view line) { return !StartsCell(line) && IsBlankLine(line); }

std::size_t NextFilled(const Source& source, std::span<const Span> lines, std::size_t at) {
  while (at < lines.size() && IsRowEnd(source.Slice(lines[at]))) ++at;
  return at;
}

/// Paragraphs may be indented by a TAB, and rows of TAB-separated values may begin with one: a few lines tell.
bool IsTabbedTable(const Source& source, std::span<const Span> lines) {
  std::size_t cells = 0;
  std::size_t prose = 0;
  std::size_t gap = 0;
  for (const Span line : lines.first(std::min(lines.size(), kLinesLookedAt))) {
    const std::string_view text = source.Slice(line);
    if (IsRowEnd(text)) {
      if (++gap > 2) break;
      continue;
    }
    if (!StartsCell(text) && gap > 0) break;
    gap = 0;
    if (!StartsCell(text)) continue;
    // "→0→0" is one line of several cells.
    if (text.find('\t', 1) != std::string_view::npos) return false;
    ++cells;
    if (LooksLikeProse(text)) ++prose;
  }
  return cells >= 2 && prose * 3 <= cells;
}

/// A line without a TAB goes on with the cell above it, unless the table ended without the empty line of its last row.
bool GoesOn(std::string_view cell_so_far, std::string_view line) {
  if (LooksLikeProse(line)) return false;
  return !(BeginsWithOrdinal(line) && LooksLikeValue(cell_so_far));
}

std::size_t Take(Source& source, std::span<const Span> lines, std::size_t first, Grid& grid) {
  if (!StartsCell(source.Slice(lines[first])) || !IsTabbedTable(source, lines.subspan(first))) return 0;

  GridWriter writer(source, grid);
  TextBuilder cell(source);
  std::uint32_t cell_at = lines[first].begin + 1;
  bool cell_open = false;
  const auto end_cell = [&] {
    if (cell_open) writer.Cell(cell.Build(cell_at));
    cell_open = false;
  };

  std::size_t row_gap = 0;  // empty lines after a row, as the first row shows
  std::size_t at = first;
  while (at < lines.size() && !writer.full()) {
    const std::string_view line = source.Slice(lines[at]);
    if (StartsCell(line)) {
      end_cell();
      if (writer.full()) break;
      cell_open = true;
      cell_at = lines[at].begin + 1;
      const Span words = TrimSpan(source, {cell_at, lines[at].end});
      if (!words.empty()) cell.Add(words);
      ++at;
    } else if (IsRowEnd(line)) {
      end_cell();
      writer.EndRow();
      const std::size_t next = NextFilled(source, lines, at);
      if (row_gap == 0) row_gap = next - at;
      if (next == lines.size() || !StartsCell(source.Slice(lines[next])) || next - at > row_gap) break;
      at = next;
    } else {
      if (!GoesOn(cell.says(), line)) break;
      cell.Add(TrimSpan(source, lines[at]));
      ++at;
    }
  }
  end_cell();
  writer.EndRow();
  writer.Finish(GridKind::kSequence, false, {lines[first].begin, lines[at - 1].end});
  return at - first;
}

}  // namespace

extern const Layout kTabbedLayout;
const Layout kTabbedLayout = {
    "tabbed", {"每个单元格一行、行首为制表符", "one cell a line, each after a tab"}, {"\t"}, Take};

}  // namespace gouji
