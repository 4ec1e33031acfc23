#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "input/grid_writer.h"
#include "input/layout.h"
#include "input/text_lines.h"
#include "text/fold.h"

// A row a line, cells between pipes, as Markdown and many extractors write tables. Outer pipes may be missing; a row of
// dashes separates headings from the rest, or stands under every piece of a table that OCR cut up. It is dropped.
//
//     | 规章 | 0 | 0 | 28 |
//     |------|---|---|----|
//
// Some fill short rows up with pipes side by side: "| 行政许可 | 22 | ||". Where other cells stand between blanks, such
// pads are no cells.
//
// DokuWiki writes the pipes of headings as carets: "^ 信息内容 ^ 本年新制作数量 ^".

namespace gouji {
namespace {

/// The marks between the cells of a line.
std::string_view BarsOf(std::string_view words) {
  const bool carets = words.starts_with('^') && (words.ends_with('^') || words.ends_with('|')) && words.size() > 2;
  return carets ? "|^" : "|";
}

bool IsBar(char c, std::string_view bars) { return bars.find(c) != std::string_view::npos; }

/// Cells of a line, between unescaped pipes; outer pipes bound no cell.
template <typename Visit>
void ForEachField(Span line, std::string_view text, Visit visit) {
  const auto span = [&](std::size_t begin, std::size_t end) {
    return Span{line.begin + static_cast<std::uint32_t>(begin), line.begin + static_cast<std::uint32_t>(end)};
  };
  const std::string_view bars = BarsOf(Trim(text));
  std::size_t begin = 0;
  bool any = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (IsBar(text[i], bars)) {
      const bool outer = !any && IsBlankLine(text.substr(begin, i - begin));
      any = true;
      if (!outer && !visit(span(begin, i))) return;
      begin = i + 1;
    }
  }
  if (!IsBlankLine(text.substr(begin))) visit(span(begin, text.size()));
}

/// What a few bytes of a line show of it.
struct Shape {
  std::size_t pipes = 0;
  std::size_t fields = 0;
  std::size_t filled = 0;
  bool opens = false;   ///< begins with a pipe
  bool closes = false;  ///< ends with one
  bool prose = false;
  std::size_t rules = 0;        ///< fields of dashes
  std::size_t short_rules = 0;  ///< of them, of fewer than three

  bool is_row() const { return pipes > 0 && filled > 0; }
  /// "|---|:--:|": dashes in every field. One or two dashes are also how reports write "none", so they count as a rule
  /// only where one is due.
  bool is_rule(bool due) const { return rules > 0 && rules == filled && (due || short_rules == 0); }
};

bool IsRule(std::string_view field, bool& is_short) {
  std::size_t dashes = 0;
  for (const char c : field) {
    if (c == '-') {
      ++dashes;
    } else if (c != ':' && c != ' ' && c != '+') {  // of Org: "|----+----|"
      return false;
    }
  }
  is_short = dashes < 3;
  return dashes > 0;
}

Shape ShapeOf(const Source& source, Span line) {
  Shape shape;
  const std::string_view text = source.Slice(line);
  const std::string_view words = source.Slice(TrimSpan(source, line));
  const std::string_view bars = BarsOf(words);
  if (words.find_first_of(bars) == std::string_view::npos) return shape;
  shape.opens = IsBar(words.front(), bars);
  shape.closes = IsBar(words.back(), bars) && !words.ends_with("\\|");
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == '\\') {
      ++i;
    } else if (IsBar(words[i], bars)) {
      ++shape.pipes;
    }
  }
  ForEachField(line, text, [&](Span field) {
    const std::string_view says = source.Slice(TrimSpan(source, field));
    ++shape.fields;
    if (says.empty()) return true;
    ++shape.filled;
    bool is_short = false;
    if (IsRule(says, is_short)) {
      ++shape.rules;
      if (is_short) ++shape.short_rules;
    }
    shape.prose = shape.prose || LooksLikeProse(says);
    return true;
  });
  return shape;
}

/// Where a table may start. A line that only ends in a pipe is a cell or a row of another layout, unless dashes follow
/// it.
bool StartsTable(const Source& source, std::span<const Span> lines) {
  const Shape first = ShapeOf(source, lines[0]);
  if (!first.is_row()) return false;
  if (first.opens && first.pipes >= 2) return true;
  const Shape second = lines.size() > 1 ? ShapeOf(source, lines[1]) : Shape{};
  // Its outer pipes may bound cells that are blank.
  const std::size_t outer = (first.opens ? 1 : 0) + (first.closes ? 1 : 0);
  if (second.is_rule(true) && second.fields >= first.fields && second.fields <= first.fields + outer) return true;
  const auto open = [](const Shape& shape) {
    return shape.fields >= 2 && !shape.opens && !shape.closes && !shape.prose;
  };
  return open(first) && open(second) && first.fields == second.fields;
}

/// The fields of a line, and how many of them, at the end, are pipes side by side.
struct Fields {
  std::vector<Span> spans;
  std::size_t pads = 0;
};

/// Where outer pipes are missing, one that is there may bound a cell that is blank: " | 自然人 | 总计 | ".
struct OuterCells {
  bool first = false;
  bool last = false;

  std::size_t WidthOf(const Shape& shape) const {
    return shape.fields + (first && shape.opens ? 1 : 0) + (last && shape.closes ? 1 : 0);
  }
};

/// The reading that makes rows more alike in width than outer pipes that bound nothing do.
OuterCells OuterCellsOf(std::span<const Shape> rows) {
  const bool first = !std::ranges::all_of(rows, &Shape::opens);
  const bool last = !std::ranges::all_of(rows, &Shape::closes);
  const auto widths = [&](OuterCells outer) {
    std::set<std::size_t> different;
    for (const Shape& row : rows) different.insert(outer.WidthOf(row));
    return different.size();
  };
  OuterCells best;
  for (const OuterCells outer : {OuterCells{first, false}, OuterCells{false, last}, OuterCells{first, last}}) {
    if (widths(outer) < widths(best)) best = outer;
  }
  return best;
}

Fields FieldsOf(const Source& source, Span line, const Shape& shape, OuterCells outer) {
  Fields fields;
  const Span words = TrimSpan(source, line);
  if (outer.first && shape.opens) fields.spans.push_back({line.begin, words.begin});
  ForEachField(line, source.Slice(line), [&](Span field) {
    fields.spans.push_back(field);
    fields.pads = field.empty() ? fields.pads + 1 : 0;
    return true;
  });
  if (outer.last && shape.closes) {
    fields.spans.push_back({words.end, line.end});
    fields.pads = 0;
  }
  return fields;
}

/// Every cell between blanks but for pads: then a cell that is empty has its blanks too.
bool IsSpaced(const Source& source, std::span<const Fields> rows) {
  const auto is_spaced = [&](Span field) { return source.Slice(field).starts_with(' ') && field.size() > 1; };
  return std::ranges::all_of(rows, [&](const Fields& row) {
    const std::size_t cells = row.spans.size() - row.pads;
    return std::ranges::all_of(std::span(row.spans).first(cells).subspan(std::min<std::size_t>(cells, 1)), is_spaced);
  });
}

/// A blank cell at the beginning of a row that says something: what a merged cell covers was kept. Where blank cells
/// can be told from pads, a row of values alone has none.
bool IsLedByBlank(const Source& source, const Fields& row, bool spaced) {
  const auto says = [&](Span field) {
    const std::string_view words = source.Slice(TrimSpan(source, field));
    return spaced ? !LooksLikeValue(words) : !words.empty();
  };
  return !row.spans.empty() && IsBlankLine(source.Slice(row.spans.front())) && std::ranges::any_of(row.spans, says);
}

/// "Col3", "Unnamed: 2": what a program that wants every column to have a name calls one that has none.
bool IsMadeUp(std::string_view name, std::size_t column) {
  return name == "Col" + std::to_string(column + 1) || name == "Unnamed: " + std::to_string(column);
}

std::size_t Take(Source& source, std::span<const Span> lines, std::size_t first, Grid& grid) {
  if (!StartsTable(source, lines.subspan(first))) return 0;

  std::vector<Span> row_lines;
  std::vector<Shape> shapes;
  std::size_t at = first;
  for (; at < lines.size(); ++at) {
    const Shape shape = ShapeOf(source, lines[at]);
    if (shape.pipes == 0 || (shape.prose && shape.fields < 2)) break;
    if (shape.is_rule(at == first + 1)) continue;
    row_lines.push_back(lines[at]);
    shapes.push_back(shape);
  }
  if (row_lines.empty()) return 0;
  const OuterCells outer = OuterCellsOf(shapes);
  std::vector<Fields> rows;
  for (std::size_t i = 0; i < row_lines.size(); ++i) {
    rows.push_back(FieldsOf(source, row_lines[i], shapes[i], outer));
  }
  // Short rows filled up with bare pipes come from an extractor that drops what a merged cell covers; only a blank cell
  // before a label shows that such cells were kept.
  const bool spaced = IsSpaced(source, rows);
  const bool led_by_blank =
      std::ranges::any_of(rows, [&](const Fields& row) { return IsLedByBlank(source, row, spaced); });
  const bool has_pads = !led_by_blank && std::ranges::any_of(rows, [](const Fields& row) { return row.pads > 1; });
  const bool drop_pads = has_pads && spaced;
  // Rows of several widths, none led by a blank: what merged cells cover was left out where they begin above.
  const bool uneven = !led_by_blank && std::ranges::any_of(rows, [&](const Fields& row) {
    return row.spans.size() > 1 && row.spans.size() != rows.front().spans.size();
  });
  for (std::size_t column = 0; column < rows[0].spans.size(); ++column) {
    Span& field = rows[0].spans[column];
    if (IsMadeUp(source.Slice(TrimSpan(source, field)), column)) field.end = field.begin;
  }
  GridWriter writer(source, grid);
  bool padded = false;
  for (Fields& row : rows) {
    if (drop_pads) row.spans.resize(row.spans.size() - row.pads);
    for (const Span field : row.spans) writer.Cell(field);
    padded = padded || (!row.spans.empty() && IsBlankLine(source.Slice(row.spans.back())));
    writer.EndRow();
  }
  writer.Finish(has_pads || uneven ? GridKind::kSequence : GridKind::kExact, padded && !drop_pads,
                {lines[first].begin, lines[at - 1].end});
  return at - first;
}

}  // namespace

extern const Layout kPipeRowsLayout;
const Layout kPipeRowsLayout = {
    "pipe-rows", {"竖线分隔的行（含 Markdown 表格）", "rows of cells between pipes, Markdown tables too"}, {"|"}, Take};

}  // namespace gouji
