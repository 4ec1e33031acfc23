#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "input/grid_writer.h"
#include "input/layout.h"
#include "input/limits.h"
#include "text/fold.h"
#include "text/number.h"

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
constexpr std::size_t kMarkedLabels = 3;  // from which on a table counts as one of marked rows
constexpr std::uint32_t kSameColumn = 2;  // how far a wrapped line may be out of place

struct Field {
  Span where;
  std::uint32_t begin = 0;  ///< places from the left edge
  std::uint32_t end = 0;
  bool number = false;
};

bool IsValueField(const Source& source, const Field& field) {
  const CellValue::Kind kind = ReadCell(source.Slice(field.where)).kind;
  return kind == CellValue::Kind::kNumber || kind == CellValue::Kind::kPlaceholder;
}

/// Between narrow columns there may be one blank: numbers side by side are as many, and so are the labels above them.
void PartNarrow(const Source& source, std::vector<Field>& fields) {
  const auto values = std::ranges::count_if(fields, [&](const Field& field) { return IsValueField(source, field); });
  std::vector<Field> parted;
  for (const Field& field : fields) {
    Field rest = field;
    for (;;) {
      const std::string_view words = source.Slice(rest.where);
      const std::size_t blank = words.find(' ');
      if (blank == std::string_view::npos || fields.size() < 3) break;
      Field first = rest;
      first.where.end = rest.where.begin + static_cast<std::uint32_t>(blank);
      first.end = rest.begin + static_cast<std::uint32_t>(RoughWidth(words.substr(0, blank)));
      Field last = rest;
      last.where.begin = first.where.end + 1;
      last.begin = first.end + 1;
      const bool numbers = IsValueField(source, first) && values > 1;
      const bool labels = values == 0 && fields.size() > 4 && words.substr(0, blank).size() >= 4 * 3 &&
                          words.substr(blank + 1).size() >= std::size_t{2} * 3;
      if (!numbers && !labels) break;
      parted.push_back(first);
      rest = last;
    }
    parted.push_back(rest);
  }
  fields = std::move(parted);
}

/// Stretches between two blanks or more; the numbers among the last of them are values.
std::vector<Field> FieldsOf(const Source& source, Span line) {
  std::vector<Field> fields;
  const std::string_view text = source.Slice(line);
  std::size_t at = text.find_first_not_of(" \f");
  std::size_t place = std::min(at, text.size());
  while (at < text.size() && fields.size() < kMostColumns) {
    const std::size_t gap = std::min(text.find("  ", at), text.size());
    const std::string_view words = text.substr(at, gap - at);
    const Span where =
        TrimSpan(source, {line.begin + static_cast<std::uint32_t>(at), line.begin + static_cast<std::uint32_t>(gap)});
    const std::size_t width = RoughWidth(words);
    if (!where.empty()) {
      fields.push_back({where, static_cast<std::uint32_t>(place), static_cast<std::uint32_t>(place + width), false});
    }
    const std::size_t next = std::min(text.find_first_not_of(' ', gap), text.size());
    place += width + (next - gap);
    at = next;
  }
  PartNarrow(source, fields);
  for (std::size_t i = fields.size(); i > 0 && IsValueField(source, fields[i - 1]); --i) fields[i - 1].number = true;
  return fields;
}

bool HasGap(std::string_view line) {
  const std::size_t words = line.find_first_not_of(" \f");
  if (words == std::string_view::npos) return false;
  const std::size_t gap = line.find("  ", words);
  return gap != std::string_view::npos && line.find_first_not_of(" \r\t", gap) != std::string_view::npos &&
         line.find('\t') == std::string_view::npos;
}

/// One field that may be a label, a block's title or a piece of either.
bool IsPiece(std::string_view line) {
  return !IsBlankLine(line) && !HasGap(line) && line.find_first_of("\t|") == std::string_view::npos &&
         RoughWidth(Trim(line)) <= kWidestLabel && line.find("。") == std::string_view::npos;
}

bool IsColumnar(std::string_view line) { return HasGap(line) && line.find("。") == std::string_view::npos; }

std::size_t NextFilled(const Source& source, std::span<const Span> lines, std::size_t at) {
  while (at < lines.size() && IsBlankLine(source.Slice(lines[at]))) ++at;
  return at;
}

/// Several lines of columns, with numbers in one of them; a title may stand on a line above.
bool StartsTable(const Source& source, std::span<const Span> lines) {
  const std::string_view first = source.Slice(lines[0]);
  std::size_t at = 0;
  if (!IsColumnar(first)) {
    if (lines.size() < 2 || !IsPiece(first) || BeginsWithOrdinal(Trim(first))) return false;
    at = IsBlankLine(source.Slice(lines[1])) ? 2 : 1;
    if (at >= lines.size() || !IsColumnar(source.Slice(lines[at]))) return false;
  }
  std::size_t columnar = 0;
  bool numbers = false;
  for (const std::size_t last = std::min(lines.size(), kLinesLookedAt); at < last; ++at) {
    const std::string_view line = source.Slice(lines[at]);
    if (IsBlankLine(line) || IsPiece(line)) continue;
    if (!IsColumnar(line)) break;
    ++columnar;
    const std::vector<Field> fields = FieldsOf(source, lines[at]);
    numbers = numbers || (fields.size() > 1 && fields.back().number);
  }
  return columnar >= 2 && numbers;
}

/// A section's heading that stands right below a table: an ordinal, words too long for a piece of a label, and no row
/// of values above or below that could be its own.
bool IsHeading(const Source& source, std::span<const Span> lines, std::size_t at) {
  constexpr std::size_t kShortest = 18;
  const std::string_view line = source.Slice(lines[at]);
  if (HasGap(line) || !BeginsWithOrdinal(Trim(line)) || RoughWidth(Trim(line)) < kShortest) return false;
  const auto is_values = [&](std::size_t index) {
    const std::vector<Field> fields = FieldsOf(source, lines[index]);
    return !fields.empty() && fields.front().number;
  };
  const std::size_t next = NextFilled(source, lines, at + 1);
  return (at == 0 || !is_values(at - 1)) && (next >= lines.size() || !is_values(next));
}

/// After an empty line a table goes on with columns, or with a title right above columns. So it does when pieces follow
/// without one, except for what the page says below the table.
bool GoesOn(const Source& source, std::span<const Span> lines, std::size_t at, bool after_gap) {
  const std::string_view line = source.Slice(lines[at]);
  if (IsColumnar(line)) return true;
  if (!IsPiece(line)) return false;
  if (!after_gap) return true;
  if (BeginsWithOrdinal(Trim(line))) return false;
  std::size_t next = at + 1;
  if (next < lines.size() && IsBlankLine(source.Slice(lines[next]))) ++next;
  return next < lines.size() && IsColumnar(source.Slice(lines[next]));
}

/// A cell as it grows over lines.
struct Growing {
  std::vector<Span> parts;
  std::uint32_t begin = 0;
};

struct Row {
  std::vector<Growing> words;
  std::vector<Field> numbers;
};

class Rows {
 public:
  Rows(Source& source, std::vector<std::vector<Field>> lines) : source_(source), lines_(std::move(lines)) {}

  void Write(GridWriter& writer) {
    Assemble();
    const std::vector<std::uint32_t> columns = ColumnsOfNumbers();
    for (const Row& row : rows_) {
      for (const Growing& cell : row.words) {
        TextBuilder words(source_);
        for (const Span part : cell.parts) words.Add(part);
        writer.Cell(words.Build(cell.parts.front().begin));
      }
      WriteNumbers(row, columns, writer);
      writer.EndRow();
    }
  }

 private:
  static std::size_t NumbersOf(const std::vector<Field>& line) {
    return static_cast<std::size_t>(std::ranges::count(line, true, &Field::number));
  }

  bool IsMarked(const Field& field) const { return BeginsWithMark(source_.Slice(field.where)); }

  void Assemble() {
    std::size_t marked = 0;
    std::size_t first_marked = lines_.size();
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!std::ranges::any_of(lines_[i], [&](const Field& field) { return !field.number && IsMarked(field); }))
        continue;
      ++marked;
      first_marked = std::min(first_marked, i);
    }
    const std::size_t plain = marked >= kMarkedLabels ? first_marked : lines_.size();
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (i < plain) {
        AddWhole(lines_[i]);
      } else {
        AddMarked(lines_[i]);
      }
    }
  }

  void AddWhole(const std::vector<Field>& line) {
    Row row;
    for (const Field& field : line) {
      if (field.number) {
        row.numbers.push_back(field);
      } else {
        row.words.push_back({{field.where}, field.begin});
      }
    }
    rows_.push_back(std::move(row));
  }

  void AddMarked(const std::vector<Field>& line) {
    const bool marked = std::ranges::any_of(line, [&](const Field& field) { return !field.number && IsMarked(field); });
    const bool numbers = NumbersOf(line) > 0;
    const bool filled = !rows_.empty() && !rows_.back().numbers.empty();
    // A second line of numbers is a row whose label is lost, or has lost its mark.
    const bool opens = marked || rows_.empty() || (numbers && filled);
    std::vector<Field> words;
    for (const Field& field : line) {
      if (field.number) continue;
      Growing* above = IsMarked(field) || (opens && !marked) ? nullptr : Above(field);
      if (above != nullptr) {
        above->parts.push_back(field.where);
      } else {
        words.push_back(field);
      }
    }
    if (opens) rows_.emplace_back();
    for (const Field& field : words) {
      rows_.back().words.push_back({{field.where}, field.begin});
      Note(rows_.size() - 1);
    }
    for (const Field& field : line) {
      if (field.number) rows_.back().numbers.push_back(field);
    }
  }

  /// The last cell of words that began in the column of `field`.
  Growing* Above(const Field& field) {
    for (auto& [row, cell] : latest_) {
      Growing& growing = rows_[row].words[cell];
      const std::uint32_t apart =
          growing.begin > field.begin ? growing.begin - field.begin : field.begin - growing.begin;
      if (apart <= kSameColumn) return &growing;
    }
    return nullptr;
  }

  /// Remembers the newest cell of its column: a handful of columns hold labels.
  void Note(std::size_t row) {
    const std::size_t cell = rows_[row].words.size() - 1;
    const std::uint32_t begin = rows_[row].words[cell].begin;
    std::erase_if(latest_, [&](const auto& entry) {
      const std::uint32_t other = rows_[entry.first].words[entry.second].begin;
      return (other > begin ? other - begin : begin - other) <= kSameColumn;
    });
    if (latest_.size() >= 16) latest_.erase(latest_.begin());
    latest_.emplace_back(row, cell);
  }

  /// Where the columns of numbers end, when numbers stand in as many columns as the fullest row has of them; else none.
  std::vector<std::uint32_t> ColumnsOfNumbers() const {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> stretches;
    std::size_t fullest = 0;
    for (const Row& row : rows_) {
      fullest = std::max(fullest, row.numbers.size());
      for (const Field& field : row.numbers) stretches.emplace_back(field.begin, field.end);
    }
    std::ranges::sort(stretches);
    std::vector<std::uint32_t> ends;
    for (const auto& [begin, end] : stretches) {
      if (ends.empty() || begin >= ends.back()) {
        ends.push_back(end);
      } else {
        ends.back() = std::max(ends.back(), end);
      }
    }
    return ends.size() == fullest ? ends : std::vector<std::uint32_t>{};
  }

  static void WriteNumbers(const Row& row, const std::vector<std::uint32_t>& columns, GridWriter& writer) {
    if (row.numbers.empty()) return;
    std::size_t column = 0;
    std::uint32_t last = row.numbers.front().where.begin;
    for (const Field& field : row.numbers) {
      for (; column < columns.size() && columns[column] <= field.begin; ++column) writer.Cell(Span{last, last});
      writer.Cell(field.where);
      last = field.where.end;
      ++column;
    }
    for (; column < columns.size(); ++column) writer.Cell(Span{last, last});
  }

  Source& source_;
  std::vector<std::vector<Field>> lines_;
  std::vector<Row> rows_;
  std::vector<std::pair<std::size_t, std::size_t>> latest_;  ///< row and cell of the newest words in each column
};

std::size_t Take(Source& source, std::span<const Span> lines, std::size_t first, Grid& grid) {
  if (!StartsTable(source, lines.subspan(first))) return 0;

  std::vector<std::vector<Field>> rows;
  std::size_t fields = 0;
  std::size_t at = first;
  std::size_t end = first;
  while (at < lines.size() && rows.size() < kMostRows && fields < kMostCellsInGrid) {
    const std::size_t next = NextFilled(source, lines, at);
    if (next == lines.size() || next > at + 2 || !GoesOn(source, lines, next, next > at)) break;
    if (next > first && IsHeading(source, lines, next)) break;
    rows.push_back(FieldsOf(source, lines[next]));
    fields += rows.back().size();
    at = next + 1;
    end = at;
  }
  Rows table(source, std::move(rows));
  GridWriter writer(source, grid);
  table.Write(writer);
  writer.Finish(GridKind::kSequence, true, {lines[first].begin, lines[end - 1].end});
  grid.wrapped = true;
  return end - first;
}

}  // namespace

extern const Layout kColumnsLayout;
const Layout kColumnsLayout = {"columns", {"空白对齐的列", "columns set apart by blanks"}, Take};

}  // namespace gouji
