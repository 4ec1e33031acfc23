#include <algorithm>
#include <vector>

#include "input/column_fields.h"
#include "input/column_rows.h"
#include "input/grid_writer.h"
#include "input/layout.h"
#include "input/limits.h"
#include "input/text_lines.h"
#include "text/fold.h"

// Columns set apart by blanks, as `pdftotext -layout` prints a page. Labels wrap within their column, and the numbers
// stand beside whichever of their lines is in the middle:
//
//     （六）其他处理    1.申请人无正当理由逾期
//                       不补正、行政机关不再处理   3    1    0    4
//                       其政府信息公开申请
//
// Where rows are marked ("1.", "（二）", "三、") a line without a mark goes on with the label above it in its column.
// Numbers that stand in as many columns as the fullest row has show which cells of the other rows are blank.

namespace gouji {
namespace {

constexpr std::size_t kLinesLookedAt = 12;
constexpr std::size_t kWidestLabel = 60;
constexpr std::size_t kWidestGap = 8;  // empty lines inside a table: some programs keep the height of its rows
constexpr std::size_t kWidestTitleGap = 4;

bool HasGap(std::string_view line) {
  const std::size_t words = line.find_first_not_of(" \f");
  if (words == std::string_view::npos) return false;
  const std::size_t gap = line.find("  ", words);
  return gap != std::string_view::npos && line.find_first_not_of(" \r\t", gap) != std::string_view::npos &&
         line.find('\t') == std::string_view::npos;
}

/// Runs of dashes over or under columns: the edge of a table that another layout reads.
bool IsRule(std::string_view line) {
  return line.find_first_not_of("-= \r") == line.npos &&
         (line.find("----") != line.npos || line.find("====") != line.npos);
}

/// One field that may be a label, a block's title or a piece of either.
bool IsPiece(std::string_view line) {
  return !IsBlankLine(line) && !IsRule(line) && !HasGap(line) && line.find('\t') == line.npos &&
         line.find('|') == line.npos && RoughWidth(Trim(line)) <= kWidestLabel &&
         line.find("。") == std::string_view::npos;
}

bool IsColumnar(std::string_view line) {
  return HasGap(line) && !IsRule(line) && line.find("。") == std::string_view::npos;
}

std::size_t NextFilled(const Source& source, std::span<const Span> lines, std::size_t at) {
  while (at < lines.size() && IsBlankLine(source.Slice(lines[at]))) ++at;
  return at;
}

/// "行政事业性收费 0": a row whose label fills its column.
bool IsLabelWithValue(const std::vector<CountedField>& fields) {
  return fields.size() == 2 && fields[1].number && !fields[0].number;
}

/// Whether the header of another table begins below a table of marked rows: lines of words without a mark, one of them
/// with more columns than labels stand in.
bool IsOtherHeader(const Source& source, std::span<const Span> lines, std::size_t at, FieldsOfLines& fields_of) {
  constexpr std::size_t kHeaderLines = 3;
  constexpr std::size_t kColumns = 4;
  std::size_t line = 0;
  for (; line < kHeaderLines && at < lines.size(); ++line, at = NextFilled(source, lines, at + 1)) {
    const std::vector<CountedField>& fields = fields_of.Of(at);
    const bool words = std::ranges::none_of(
        fields, [&](const CountedField& field) { return field.number || BeginsWithMark(source.Slice(field.where)); });
    if (fields.size() < 2 || !words) return false;
    if (fields.size() >= kColumns) return true;
  }
  return false;
}

/// A section's heading that stands right below a table: an ordinal or another mark, words too long for a piece of a
/// label, and no row of values above or below that could be its own.
bool IsHeading(const Source& source, std::span<const Span> lines, std::size_t at, FieldsOfLines& fields_of) {
  constexpr std::size_t kShortest = 18;
  const std::string_view line = source.Slice(lines[at]);
  if (HasGap(line) || !BeginsWithMark(Trim(line)) || RoughWidth(Trim(line)) < kShortest) return false;
  const std::size_t next = NextFilled(source, lines, at + 1);
  // "3、" and "（三）" are marks of rows as well: then only the header of another table below tells.
  if (!BeginsWithOrdinal(Trim(line))) return IsOtherHeader(source, lines, next, fields_of);
  const auto is_values = [&](std::size_t index) {
    const std::vector<CountedField>& fields = fields_of.Of(index);
    return !fields.empty() && fields.front().number;
  };
  return (at == 0 || !is_values(at - 1)) && (next >= lines.size() || !is_values(next));
}

/// Several lines of columns, with numbers in one of them; a title may stand on a line above.
bool StartsTable(const Source& source, std::span<const Span> lines, FieldsOfLines& fields_of) {
  const std::string_view first = source.Slice(lines[0]);
  std::size_t at = 0;
  if (IsColumnar(first)) {
    // No-break spaces with others between look like words; a page's rows may end in nothing else.
    if (IsBlankLine(first)) return false;
  } else {
    // Where a line may start one, the next has to show it: that tells most lines off at once.
    if (lines.size() < 2 || IsBlankLine(first)) return false;
    at = NextFilled(source, lines, 1);
    if (at >= lines.size() || at > kWidestTitleGap || !IsColumnar(source.Slice(lines[at]))) return false;
    if (!IsPiece(first) || BeginsWithOrdinal(Trim(first)) || IsHeading(source, lines, 0, fields_of)) return false;
  }
  std::size_t columnar = 0;
  bool numbers = false;
  for (const std::size_t last = std::min(lines.size(), kLinesLookedAt); at < last; ++at) {
    const std::string_view line = source.Slice(lines[at]);
    if (IsBlankLine(line) || IsPiece(line)) continue;
    if (!IsColumnar(line)) break;
    ++columnar;
    const std::vector<CountedField>& fields = fields_of.Of(at);
    numbers = numbers || (fields.size() > 1 && fields.back().number);
  }
  return columnar >= 2 && numbers;
}

/// After an empty line a table goes on with columns, or with a title right above columns. So it does when pieces follow
/// without one, except for what the page says below the table.
bool GoesOn(const Source& source, std::span<const Span> lines, std::size_t at, bool after_gap,
            FieldsOfLines& fields_of) {
  const std::string_view line = source.Slice(lines[at]);
  if (IsColumnar(line) || IsLabelWithValue(fields_of.Of(at))) return true;
  if (!IsPiece(line)) return false;
  if (!after_gap) return true;
  if (BeginsWithOrdinal(Trim(line))) return false;
  const std::size_t next = NextFilled(source, lines, at + 1);
  return next < lines.size() && next <= at + kWidestTitleGap && IsColumnar(source.Slice(lines[next]));
}

/// The header of another table, or a caption above it.
bool IsOtherTable(const Source& source, std::span<const Span> lines, std::size_t at, bool after_gap,
                  FieldsOfLines& fields_of) {
  if (IsOtherHeader(source, lines, at, fields_of)) return true;
  const std::string_view line = source.Slice(lines[at]);
  return after_gap && IsPiece(line) && !BeginsWithMark(Trim(line)) &&
         IsOtherHeader(source, lines, NextFilled(source, lines, at + 1), fields_of);
}

/// A row whose label has a mark, with its values.
bool IsMarkedRow(const Source& source, const std::vector<CountedField>& fields) {
  return !fields.empty() && fields.back().number && BeginsWithMark(source.Slice(fields.front().where));
}

std::size_t Take(Source& source, std::span<const Span> all_lines, std::size_t first, Grid& grid) {
  const std::span<const Span> lines = all_lines.subspan(first);
  FieldsOfLines fields_of(source, lines);
  if (!StartsTable(source, lines, fields_of)) return 0;

  std::vector<std::vector<CountedField>> rows;
  std::size_t fields = 0;
  std::size_t marked = 0;
  std::size_t end = 0;
  while (end < lines.size() && rows.size() < kMostRows && fields < kMostCellsInGrid) {
    const std::size_t next = NextFilled(source, lines, end);
    if (next == lines.size() || next > end + kWidestGap || !GoesOn(source, lines, next, next > end, fields_of)) break;
    if (next > 0 && IsHeading(source, lines, next, fields_of)) break;
    if (marked >= kMarkedLabels && IsOtherTable(source, lines, next, next > end, fields_of)) break;
    const std::vector<CountedField>& row = rows.emplace_back(fields_of.Of(next));
    marked += IsMarkedRow(source, row) ? 1 : 0;
    fields += row.size();
    end = next + 1;
  }
  GridWriter writer(source, grid);
  WriteColumnRows(source, rows, writer);
  writer.Finish(GridKind::kSequence, true, {lines[0].begin, lines[end - 1].end});
  grid.wrapped = true;
  return end;
}

}  // namespace

extern const Layout kColumnsLayout;
const Layout kColumnsLayout = {"columns", {"空白对齐的列", "columns set apart by blanks"}, {"  "}, Take};

}  // namespace gouji
