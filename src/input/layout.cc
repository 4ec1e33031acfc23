#include "input/layout.h"

#include <utility>

#include "input/grid_writer.h"
#include "input/limits.h"
#include "input/paragraphs.h"

namespace gouji {

extern const Layout kTabbedLayout;
extern const Layout kTabSeparatedLayout;
extern const Layout kCommaLayout;
extern const Layout kDrawnLayout;
extern const Layout kDashedLayout;
extern const Layout kPipeRowsLayout;
extern const Layout kPipedCellsLayout;
extern const Layout kColumnsLayout;

std::span<const Layout> Layouts() {
  static const Layout kLayouts[] = {
      kTabbedLayout, kTabSeparatedLayout, kCommaLayout,      kDrawnLayout,
      kDashedLayout, kPipeRowsLayout,     kPipedCellsLayout, kColumnsLayout,
  };
  return kLayouts;
}

namespace {

/// The table that starts at `lines[at]`, and how many lines it takes.
std::size_t TakeTable(Source& source, std::span<const Span> lines, std::size_t at, Grid& grid) {
  for (const Layout& layout : Layouts()) {
    const std::size_t taken = layout.take(source, lines, at, grid);
    if (taken > 0) return taken;
  }
  return 0;
}

}  // namespace

std::vector<Span> LinesOf(const Source& source) {
  std::vector<Span> lines;
  const std::uint32_t count = source.line_count();
  lines.reserve(count);
  for (std::uint32_t number = 1; number <= count; ++number) lines.push_back(source.Line(number));
  return lines;
}

bool ReadLines(Source& source, std::span<const Span> lines, std::vector<Block>& blocks) {
  return ReadLines(source, lines, lines, blocks);
}

bool ReadLines(Source& source, std::span<const Span> lines, std::span<const Span> said, std::vector<Block>& blocks) {
  ParagraphReader prose(source, said);
  std::size_t prose_begin = 0;
  std::size_t cells = 0;
  bool whole = true;
  std::size_t at = 0;
  while (at < lines.size()) {
    Grid grid;
    const bool may_start = !lines[at].empty() && cells < kMostCells;
    const std::size_t taken = may_start ? TakeTable(source, lines, at, grid) : 0;
    if (taken == 0) {
      ++at;
      continue;
    }
    prose.Read(prose_begin, at, blocks);
    cells += grid.cells.size();
    whole = whole && grid.rows < kMostRows && grid.columns < kMostColumns && grid.cells.size() < kMostCellsInGrid &&
            cells < kMostCells;
    if (grid.rows > 0) blocks.emplace_back(std::move(grid));
    at += taken;
    prose_begin = at;
  }
  prose.Read(prose_begin, lines.size(), blocks);
  return whole;
}

}  // namespace gouji
