#include "input/layout.h"

#include <algorithm>
#include <utility>

#include "input/limits.h"
#include "input/paragraphs.h"
#include "input/running_heads.h"
#include "input/text_lines.h"

namespace gouji {

extern const Layout kWikiLayout;
extern const Layout kBarredLayout;
extern const Layout kTabbedLayout;
extern const Layout kTabSeparatedLayout;
extern const Layout kSeparatedLayout;
extern const Layout kDrawnLayout;
extern const Layout kDashedLayout;
extern const Layout kPipeRowsLayout;
extern const Layout kPipedCellsLayout;
extern const Layout kColumnsLayout;

std::span<const Layout> Layouts() {
  static const Layout kLayouts[] = {
      kWikiLayout,  kBarredLayout, kTabbedLayout,   kTabSeparatedLayout, kSeparatedLayout,
      kDrawnLayout, kDashedLayout, kPipeRowsLayout, kPipedCellsLayout,   kColumnsLayout,
  };
  return kLayouts;
}

namespace {

/// The layouts that tables of a text may have.
std::vector<const Layout*> LayoutsOf(const Source& source) {
  std::vector<const Layout*> possible;
  possible.reserve(Layouts().size());
  for (const Layout& layout : Layouts()) {
    const bool has = std::ranges::any_of(layout.marks, [&](std::string_view mark) {
      return !mark.empty() && source.text().find(mark) != std::string_view::npos;
    });
    if (has) possible.push_back(&layout);
  }
  return possible;
}

/// The table that starts at `lines[at]`, and how many lines it takes.
std::size_t TakeTable(Source& source, std::span<const Layout* const> layouts, std::span<const Span> lines,
                      std::size_t at, Grid& grid) {
  for (const Layout* layout : layouts) {
    const std::size_t taken = layout->take(source, lines, at, grid);
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

namespace {

/// The paragraphs of the first lines, without the last of them, which may go on behind.
std::vector<Block> FirstParagraphs(ParagraphReader prose, std::size_t lines) {
  std::vector<Block> blocks;
  prose.Read(0, lines, blocks);
  const auto is_margin = [](const Block& block) {
    const auto* paragraph = std::get_if<Paragraph>(&block);
    return paragraph != nullptr && paragraph->role == Paragraph::Role::kMargin;
  };
  while (!blocks.empty() && is_margin(blocks.back())) blocks.pop_back();
  if (!blocks.empty()) blocks.pop_back();
  return blocks;
}

bool ReadPages(Source& source, std::span<const Span> lines, std::span<const Span> said, const Enough& enough,
               std::vector<Block>& blocks) {
  constexpr std::size_t kFirstAsked = 8;
  constexpr std::size_t kLastAsked = 256;
  std::size_t asked = kFirstAsked;
  const auto will_do = [&](ParagraphReader reader, std::size_t count) {
    std::vector<Block> first = FirstParagraphs(std::move(reader), count);
    if (!enough(first)) return false;
    blocks = std::move(first);
    return true;
  };
  const std::vector<const Layout*> layouts = LayoutsOf(source);
  ParagraphReader prose(source, said);
  std::size_t prose_begin = 0;
  std::size_t cells = 0;
  bool whole = true;
  std::size_t at = 0;
  while (at < lines.size()) {
    Grid grid;
    const bool may_start = !lines[at].empty() && cells < kMostCells;
    const std::size_t taken = may_start ? TakeTable(source, layouts, lines, at, grid) : 0;
    if (taken == 0) {
      ++at;
      if (enough != nullptr && prose_begin == 0 && at == asked && asked <= kLastAsked) {
        if (will_do(prose, at)) return true;
        asked += asked / 2;
      }
      continue;
    }
    if (enough != nullptr && prose_begin == 0 && at > 0 && will_do(prose, at)) return true;
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

/// The same without what stands at the edges of all pages: that is told apart first, for it stands inside of tables.
bool ReadAll(Source& source, std::span<const Span> lines, std::span<const Span> said, const Enough& enough,
             std::vector<Block>& blocks) {
  const std::vector<std::size_t> heads = RunningHeads(source, lines);
  if (heads.empty()) return ReadPages(source, lines, said, enough, blocks);
  std::vector<Span> body;
  std::vector<Span> body_said;
  body.reserve(lines.size());
  body_said.reserve(lines.size());
  std::size_t next = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool is_head = next < heads.size() && heads[next] == i;
    next += is_head ? 1 : 0;
    const bool begins_page = source.Slice(lines[i]).starts_with('\f');
    if (is_head && !begins_page) continue;
    const Span feed{lines[i].begin, lines[i].begin + 1};
    body.push_back(is_head ? feed : lines[i]);
    body_said.push_back(is_head ? feed : said[i]);
  }
  const bool whole = ReadPages(source, body, body_said, enough, blocks);
  for (const std::size_t head : heads) {
    blocks.emplace_back(Paragraph{source.At(TrimSpan(source, lines[head])), Paragraph::Role::kMargin});
  }
  return whole;
}

}  // namespace

bool ReadLines(Source& source, std::span<const Span> lines, std::vector<Block>& blocks) {
  return ReadAll(source, lines, lines, nullptr, blocks);
}

bool ReadLines(Source& source, std::span<const Span> lines, std::span<const Span> said, std::vector<Block>& blocks) {
  return ReadAll(source, lines, said, nullptr, blocks);
}

bool ReadLines(Source& source, std::span<const Span> lines, const Enough& enough, std::vector<Block>& blocks) {
  return ReadAll(source, lines, lines, enough, blocks);
}

}  // namespace gouji
