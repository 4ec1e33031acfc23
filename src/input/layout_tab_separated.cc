#include <algorithm>

#include "input/grid_writer.h"
#include "input/layout.h"
#include "input/text_lines.h"

// Rows of TAB-separated values: a spreadsheet's clipboard, or a PDF's tables as an extractor wrote them out. Labels may
// be displaced, columns after the last filled one are blank.
//
//     规章→0→0→28
//     行政事业性收费→3→-1→

namespace gouji {
namespace {

constexpr std::size_t kLinesLookedAt = 8;
constexpr std::size_t kFieldsOfBlankRow = 4;

bool HasTab(std::string_view line) { return line.find('\t') != std::string_view::npos; }

template <typename Visit>
void ForEachField(Span line, std::string_view text, Visit visit) {
  std::size_t begin = 0;
  while (true) {
    const std::size_t tab = std::min(text.find('\t', begin), text.size());
    const Span field{line.begin + static_cast<std::uint32_t>(begin), line.begin + static_cast<std::uint32_t>(tab)};
    if (!visit(field) || tab == text.size()) return;
    begin = tab + 1;
  }
}

struct Shape {
  bool led = false;  ///< the first field is filled
  std::size_t fields = 0;
  std::size_t filled = 0;
  bool prose = false;
};

Shape ShapeOf(const Source& source, Span line) {
  Shape shape;
  ForEachField(line, source.Slice(line), [&](Span field) {
    const std::string_view text = source.Slice(field);
    ++shape.fields;
    if (!IsBlankLine(text)) ++shape.filled;
    if (shape.fields == 1) shape.led = !IsBlankLine(text);
    shape.prose = shape.prose || LooksLikeProse(text);
    return shape.fields < 64;
  });
  return shape;
}

/// TABs also indent paragraphs and centre titles: several fields must be filled, on one line or on neighbouring ones,
/// or as many left blank behind a label on each of them.
bool IsTable(const Source& source, std::span<const Span> lines) {
  std::size_t rows = 0;
  std::size_t widest = 0;
  std::size_t prose = 0;
  std::size_t fields = 0;
  bool blank_rows = true;
  for (const Span line : lines.first(std::min(lines.size(), kLinesLookedAt))) {
    if (!HasTab(source.Slice(line))) break;
    const Shape shape = ShapeOf(source, line);
    ++rows;
    blank_rows = blank_rows && shape.led && shape.fields >= kFieldsOfBlankRow && (rows == 1 || shape.fields == fields);
    fields = shape.fields;
    widest = std::max(widest, shape.filled);
    if (shape.prose) ++prose;
  }
  return prose * 2 < rows && (widest >= (rows > 1 ? 2u : 4u) || (rows > 1 && blank_rows));
}

std::size_t Take(Source& source, std::span<const Span> lines, std::size_t first, Grid& grid) {
  if (!HasTab(source.Slice(lines[first])) || !IsTable(source, lines.subspan(first))) return 0;

  GridWriter writer(source, grid);
  std::size_t at = first;
  for (; at < lines.size() && !writer.full() && HasTab(source.Slice(lines[at])); ++at) {
    ForEachField(lines[at], source.Slice(lines[at]), [&](Span field) {
      writer.Cell(field);
      return !writer.full();
    });
    if (writer.full()) {
      ++at;
      break;
    }
    writer.EndRow();
  }
  writer.EndRow();
  writer.Finish(GridKind::kExact, true, {lines[first].begin, lines[at - 1].end});
  return at - first;
}

}  // namespace

extern const Layout kTabSeparatedLayout;
const Layout kTabSeparatedLayout = {"tab-separated", {"制表符分隔的行", "rows of tab-separated values"}, Take};

}  // namespace gouji
