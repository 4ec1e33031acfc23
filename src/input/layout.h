#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "report/document.h"

namespace gouji {

/// A way in which tables look once they are plain text. A layout is one .cc with one constant, and one line in
/// layout.cc. No layout knows a word of any report.
struct Layout {
  std::string_view name;  ///< "tabbed"
  Localized summary;
  /// A text with none of these has no such table; blank ones are none. Most texts have the marks of one layout or two.
  std::array<std::string_view, 3> marks;
  /// Reads a table that starts at `lines[first]` (spans of lines without their ends) and gives how many lines it took;
  /// 0, and `grid` untouched, when no table of this layout starts there.
  std::size_t (*take)(Source& source, std::span<const Span> lines, std::size_t first, Grid& grid);
};

/// In the order they are tried.
std::span<const Layout> Layouts();

/// The lines of a source, without their ends.
std::vector<Span> LinesOf(const Source& source);

/// Lines of plain text to paragraphs and grids, in order, appended to `blocks`. Paragraphs broken over lines and pages
/// are joined, page marks set apart. False where a table is over the limits of input/limits.h, and so was cut off.
bool ReadLines(Source& source, std::span<const Span> lines, std::vector<Block>& blocks);
/// The same where some lines say nothing to a reader, but draw tables: `said` has for each line what is left of it.
bool ReadLines(Source& source, std::span<const Span> lines, std::span<const Span> said, std::vector<Block>& blocks);

/// Asked whether the first blocks of a document will do. They are paragraphs, and such as they are in the whole of it.
using Enough = std::function<bool(const std::vector<Block>&)>;

/// The same, but only as far as `enough` wants it: it is asked now and then while no table was met.
bool ReadLines(Source& source, std::span<const Span> lines, const Enough& enough, std::vector<Block>& blocks);

/// The tables among `blocks` that show no delimiters at all, in place of the paragraphs they are made of. To be asked
/// only of a section that should have a table and has none, for prose could be taken for one. Blocks that are grids
/// stay.
void FindBareTables(Source& source, std::vector<Block>& blocks);

}  // namespace gouji
