#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>

#include "input/grid_writer.h"
#include "input/layout.h"
#include "input/text_lines.h"
#include "text/fold.h"

// Rows of TAB-separated values: a spreadsheet's clipboard, or a PDF's tables as an extractor wrote them out. Labels may
// be displaced, columns after the last filled one are blank.
//
//     规章→0→0→28
//     行政事业性收费→3→-1→
//
// What a browser copies of a table has the line ends that stand inside of cells; a spreadsheet puts such cells between
// quotation marks:
//
//     一、本年新收
//     申请数量→9→2→0→0→1→0→12

namespace gouji {
namespace {

constexpr std::size_t kLinesLookedAt = 8;
constexpr std::size_t kFieldsOfBlankRow = 4;
constexpr std::size_t kMostPieces = 16;   // lines of one cell, at most so many without a TAB
constexpr std::size_t kWidestPiece = 60;  // of such a line
constexpr std::size_t kFewLetters = 12;   // width of such lines that a table may begin with

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

/// Whether one of the first lines is a sentence, and those before it have nothing behind their first field: paragraphs,
/// with their headings, in rows that a spreadsheet fills with blank fields.
bool BeginsProse(const Source& source, std::span<const Span> first_lines) {
  for (const Span line : first_lines) {
    const Shape shape = ShapeOf(source, line);
    if (shape.fields < 2 || !shape.led || shape.filled > 1) return false;
    if (shape.prose && Trim(source.Slice(line)).ends_with("。")) return true;
  }
  return false;
}

/// The next line with a TAB, where no more stands before it than pieces of a cell can be; `at` itself where that has
/// one; the number of lines where there is none.
std::size_t NextTabbed(const Source& source, std::span<const Span> lines, std::size_t at, std::size_t widest) {
  for (std::size_t next = at; next < lines.size() && next <= at + kMostPieces; ++next) {
    const std::string_view line = source.Slice(lines[next]);
    if (HasTab(line)) return next;
    if (IsBlankLine(line) || RoughWidth(Trim(line)) > widest || line.find("。") != line.npos) break;
  }
  return lines.size();
}

/// TABs also indent paragraphs and centre titles: several fields must be filled, on one line or on neighbouring ones,
/// or as many left blank behind a label on each of them. A few letters between such lines are pieces of cells.
bool IsTable(const Source& source, std::span<const Span> lines) {
  std::size_t rows = 0;
  std::size_t widest = 0;
  std::size_t prose = 0;
  std::size_t fields = 0;
  bool blank_rows = true;
  for (std::size_t at = 0; rows < kLinesLookedAt; ++at) {
    at = NextTabbed(source, lines, at, kFewLetters);
    if (at == lines.size()) break;
    const Shape shape = ShapeOf(source, lines[at]);
    ++rows;
    blank_rows = blank_rows && shape.led && shape.fields >= kFieldsOfBlankRow && (rows == 1 || shape.fields == fields);
    fields = shape.fields;
    widest = std::max(widest, shape.filled);
    if (shape.prose) ++prose;
  }
  return prose * 2 < rows && (widest >= (rows > 1 ? 2u : 4u) || (rows > 1 && blank_rows));
}

class Table {
 public:
  Table(Source& source, std::span<const Span> lines, Grid& grid)
      : source_(source), lines_(lines), grid_(grid), writer_(source, grid) {}

  /// How many lines it takes, from the first.
  std::size_t Take() {
    std::size_t at = 0;
    // What stands in front of a sentence may be a heading, or a row that nobody filled in, and stays.
    while (at < lines_.size() && !writer_.full() && !BeginsProse(source_, lines_.subspan(at, 1))) {
      const std::size_t next = HasTab(Line(at)) ? at : NextTabbed(source_, lines_, at, kWidestPiece);
      if (next == lines_.size() || (next > at && at > 0 && !GoesOn(at, next))) break;
      grid_.broken = grid_.broken || next > at;
      while (at <= next && !writer_.full()) at = TakeRow(at);
    }
    writer_.EndRow();
    writer_.Finish(GridKind::kExact, true, {lines_[0].begin, lines_[at - 1].end});
    return at;
  }

 private:
  std::string_view Line(std::size_t at) const { return source_.Slice(lines_[at]); }

  /// Whether lines without a TAB, from `at` up to `next`, may be pieces of cells: between a row that ends with a value
  /// and one that has none stands the title of another table.
  bool GoesOn(std::size_t at, std::size_t next) const {
    bool words_last = false;
    ForEachField(lines_[at - 1], Line(at - 1), [&](Span field) {
      words_last = !LooksLikeValue(source_.Slice(field));
      return true;
    });
    bool values = false;
    ForEachField(lines_[next], Line(next), [&](Span field) {
      values = values || (!IsBlankLine(source_.Slice(field)) && LooksLikeValue(source_.Slice(field)));
      return !values;
    });
    return words_last || values;
  }

  /// The fields of a line, and of those that its last one goes on in; gives the next line.
  std::size_t TakeRow(std::size_t at) {
    Span rest = lines_[at];
    while (true) {
      std::size_t closes = at;
      Span last{};
      ForEachField(rest, source_.Slice(rest), [&](Span field) {
        last = field;
        if (field.end < rest.end) writer_.Cell(field);
        return !writer_.full();
      });
      if (writer_.full()) break;
      const std::string_view says = Trim(source_.Slice(last));
      if (says.starts_with('"') && says.find('"', 1) == says.npos) closes = Closing(at);
      if (closes == at) {
        writer_.Cell(last);
        break;
      }
      TextBuilder cell(source_);
      const Span open = TrimSpan(source_, last);
      cell.Add(Span{open.begin + 1, open.end});
      for (std::size_t line = at + 1; line < closes; ++line) cell.Add(TrimSpan(source_, lines_[line]));
      const auto quote = lines_[closes].begin + static_cast<std::uint32_t>(Line(closes).find('"'));
      cell.Add(TrimSpan(source_, {lines_[closes].begin, quote}));
      writer_.Cell(cell.Build(open.begin));
      at = closes;
      rest = {std::min(quote + 2, lines_[at].end), lines_[at].end};
      if (quote + 1 >= lines_[at].end) break;
    }
    if (!writer_.full()) writer_.EndRow();
    return at + 1;
  }

  /// The line in which a cell ends that was opened by a quotation mark on the line `at`; `at` where there is none.
  std::size_t Closing(std::size_t at) const {
    for (std::size_t line = at + 1; line < lines_.size() && line <= at + kMostPieces; ++line) {
      const std::string_view text = Line(line);
      const std::size_t quote = text.find('"');
      const std::size_t tab = std::min(text.find('\t'), text.size());
      if (quote < tab) return quote + 1 == tab ? line : at;
      if (tab < text.size()) break;
    }
    return at;
  }

  Source& source_;
  std::span<const Span> lines_;
  Grid& grid_;
  GridWriter writer_;
};

std::size_t Take(Source& source, std::span<const Span> lines, std::size_t first, Grid& grid) {
  const std::span<const Span> rest = lines.subspan(first);
  // The first cell of a table may be broken too; then something stands before the TAB of the line in which it ends.
  const std::size_t tabbed = NextTabbed(source, rest, 0, kFewLetters);
  if (tabbed == rest.size() || (tabbed > 0 && !ShapeOf(source, rest[tabbed]).led)) return 0;
  const bool is_prose = BeginsProse(source, rest.first(std::min(rest.size(), kLinesLookedAt)));
  return IsTable(source, rest) && !is_prose ? Table(source, rest, grid).Take() : 0;
}

}  // namespace

extern const Layout kTabSeparatedLayout;
const Layout kTabSeparatedLayout = {"tab-separated", {"制表符分隔的行", "rows of tab-separated values"}, {"\t"}, Take};

}  // namespace gouji
