#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "input/grid_writer.h"
#include "input/layout.h"
#include "input/limits.h"
#include "input/places.h"
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
constexpr std::size_t kShortestLabel = std::size_t{4} * 3;  // bytes, before a number that one blank sets apart
constexpr std::size_t kWidestGap = 8;  // empty lines inside a table: some programs keep the height of its rows
constexpr std::size_t kWidestTitleGap = 4;
constexpr std::size_t kMarkedLabels = 3;  // from which on a table counts as one of marked rows
constexpr std::uint32_t kSameColumn = 2;  // how far a wrapped line may be out of place
constexpr std::uint32_t kFarthest = 5;    // and how far where nothing else is nearer: pages are not set alike

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

/// The fields of lines whose characters were counted in one way.
class FieldReader {
 public:
  FieldReader(const Source& source, Counting counting) : source_(source), counting_(counting) {}

  /// Stretches between two blanks or more; the numbers among the last of them are values.
  std::vector<Field> Read(Span line) const {
    std::vector<Field> fields;
    const std::string_view text = source_.Slice(line);
    const Places places(text, counting_);
    std::size_t at = text.find_first_not_of(" \f");
    while (at < text.size() && fields.size() < kMostColumns) {
      const std::size_t gap = std::min(text.find("  ", at), text.size());
      const Span where = TrimSpan(
          source_, {line.begin + static_cast<std::uint32_t>(at), line.begin + static_cast<std::uint32_t>(gap)});
      if (!where.empty()) fields.push_back({where, places.PlaceOf(at), places.PlaceOf(gap), false});
      at = std::min(text.find_first_not_of(' ', gap), text.size());
    }
    PartNarrow(fields);
    for (std::size_t i = fields.size(); i > 0 && IsValueField(source_, fields[i - 1]); --i) fields[i - 1].number = true;
    return fields;
  }

  /// The part of a field before a blank in it, and the part behind.
  std::pair<Field, Field> Part(const Field& field, std::size_t blank) const {
    const std::string_view words = source_.Slice(field.where);
    const Places places(words.substr(0, blank), counting_);
    Field first = field;
    first.where.end = field.where.begin + static_cast<std::uint32_t>(blank);
    first.end = field.begin + places.marks().back().place;
    Field last = field;
    last.where.begin = first.where.end + 1;
    last.begin = first.end + 1;
    return {first, last};
  }

 private:
  /// Between narrow columns there may be one blank: numbers side by side are as many, and so are the labels above them,
  /// a label and the mark of the next, and a label and the first of several numbers.
  void PartNarrow(std::vector<Field>& fields) const {
    const auto values = std::ranges::count_if(fields, [&](const Field& field) { return IsValueField(source_, field); });
    std::vector<Field> parted;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const bool before_value = i + 1 < fields.size() && IsValueField(source_, fields[i + 1]);
      Field rest = fields[i];
      for (std::size_t from = 0;;) {
        const std::string_view words = source_.Slice(rest.where);
        const std::size_t blank = words.find(' ', from);
        if (blank == std::string_view::npos) break;
        const auto [first, last] = Part(rest, blank);
        const std::string_view behind = source_.Slice(last.where);
        const bool numbers = fields.size() >= 3 && IsValueField(source_, first) && values > 1;
        const bool labels = values == 0 && fields.size() > 4 && first.where.size() >= 4 * 3 &&
                            last.where.size() >= std::uint32_t{2} * 3;
        const bool marked = blank >= 3 && BeginsWithMark(behind) && !IsLoneMark(words.substr(0, blank));
        const bool group = IsBracketMark(words.substr(0, blank)) && BeginsWithMark(behind);
        // "4. 无" begins a label, though 无 alone says that there is nothing.
        const bool value = IsValueField(source_, last) && IsWhole(words.substr(0, blank)) &&
                           !IsLoneMark(words.substr(0, blank)) &&
                           (fields.size() == 1 ? blank >= kShortestLabel : before_value);
        if (!numbers && !labels && !marked && !group && !value) {
          from = blank + 1;
          if (values > 0 || fields.size() <= 4) continue;
          break;
        }
        parted.push_back(first);
        rest = last;
        from = 0;
      }
      parted.push_back(rest);
    }
    fields = std::move(parted);
  }

  /// "3（其中修订" goes on.
  static bool IsWhole(std::string_view words) {
    const std::size_t open = std::max(words.rfind("（") + 1, words.rfind('(') + 1);
    const std::size_t close = std::max(words.rfind("）") + 1, words.rfind(')') + 1);
    return close >= open;
  }

  static bool IsBracketMark(std::string_view words) { return words.ends_with("）") || words.ends_with(')'); }

  /// "1." or "三、", which its label follows after a blank.
  static bool IsLoneMark(std::string_view words) {
    return BeginsWithMark(words) && (words.ends_with('.') || words.ends_with("、") || words.ends_with("．"));
  }

  const Source& source_;
  Counting counting_;
};

std::vector<Field> FieldsOf(const Source& source, Span line) {
  return FieldReader(source, Counting::kAmbiguousWide).Read(line);
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
  return !IsBlankLine(line) && !HasGap(line) && line.find('\t') == line.npos && line.find('|') == line.npos &&
         RoughWidth(Trim(line)) <= kWidestLabel && line.find("。") == std::string_view::npos;
}

bool IsColumnar(std::string_view line) { return HasGap(line) && line.find("。") == std::string_view::npos; }

std::size_t NextFilled(const Source& source, std::span<const Span> lines, std::size_t at) {
  while (at < lines.size() && IsBlankLine(source.Slice(lines[at]))) ++at;
  return at;
}

/// "行政事业性收费 0": a row whose label fills its column.
bool IsLabelWithValue(const Source& source, Span line) {
  const std::vector<Field> fields = FieldsOf(source, line);
  return fields.size() == 2 && fields[1].number && !fields[0].number;
}

/// Several lines of columns, with numbers in one of them; a title may stand on a line above.
bool StartsTable(const Source& source, std::span<const Span> lines) {
  const std::string_view first = source.Slice(lines[0]);
  std::size_t at = 0;
  if (!IsColumnar(first)) {
    // Where a line may start one, the next has to show it: that tells most lines off at once.
    if (lines.size() < 2 || IsBlankLine(first)) return false;
    at = NextFilled(source, lines, 1);
    if (at >= lines.size() || at > kWidestTitleGap || !IsColumnar(source.Slice(lines[at]))) return false;
    if (!IsPiece(first) || BeginsWithOrdinal(Trim(first))) return false;
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
  if (IsColumnar(line) || IsLabelWithValue(source, lines[at])) return true;
  if (!IsPiece(line)) return false;
  if (!after_gap) return true;
  if (BeginsWithOrdinal(Trim(line))) return false;
  const std::size_t next = NextFilled(source, lines, at + 1);
  return next < lines.size() && next <= at + kWidestTitleGap && IsColumnar(source.Slice(lines[next]));
}

/// Whether the header of another table begins below a table of marked rows: lines of words without a mark, one of them
/// with more columns than labels stand in.
bool IsOtherHeader(const Source& source, std::span<const Span> lines, std::size_t at) {
  constexpr std::size_t kHeaderLines = 3;
  constexpr std::size_t kColumns = 4;
  std::size_t line = 0;
  for (; line < kHeaderLines && at < lines.size(); ++line, at = NextFilled(source, lines, at + 1)) {
    const std::vector<Field> fields = FieldsOf(source, lines[at]);
    const bool words = std::ranges::none_of(
        fields, [&](const Field& field) { return field.number || BeginsWithMark(source.Slice(field.where)); });
    if (fields.size() < 2 || !words) return false;
    if (fields.size() >= kColumns) return true;
  }
  return false;
}

/// The header of another table, or a caption above it.
bool IsOtherTable(const Source& source, std::span<const Span> lines, std::size_t at, bool after_gap) {
  if (IsOtherHeader(source, lines, at)) return true;
  const std::string_view line = source.Slice(lines[at]);
  return after_gap && IsPiece(line) && !BeginsWithMark(Trim(line)) &&
         IsOtherHeader(source, lines, NextFilled(source, lines, at + 1));
}

/// A row whose label has a mark, with its values.
bool IsMarkedRow(const Source& source, const std::vector<Field>& fields) {
  return !fields.empty() && fields.back().number && BeginsWithMark(source.Slice(fields.front().where));
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
  Rows(Source& source, std::span<const Span> lines, Counting counting) : source_(source), reader_(source, counting) {
    lines_.reserve(lines.size());
    for (const Span line : lines) lines_.push_back(reader_.Read(line));
  }

  /// In how many different places fields begin: the fewer, the better they stand in columns.
  std::size_t Beginnings() const {
    std::vector<std::uint32_t> begins;
    for (const std::vector<Field>& line : lines_) {
      for (const Field& field : line) begins.push_back(field.begin);
    }
    std::ranges::sort(begins);
    return static_cast<std::size_t>(std::unique(begins.begin(), begins.end()) - begins.begin());
  }

  void Write(GridWriter& writer) {
    Assemble();
    const std::vector<Stretch> columns = ColumnsOfNumbers();
    for (Row& row : rows_) {
      std::ranges::stable_sort(row.words, {}, &Growing::begin);
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
    // A second line of numbers is a row whose label is lost, or has lost its mark. The name of a group, printed in the
    // middle of it, may stand beside a label that still waits for its numbers.
    const bool goes_on = line.size() - NumbersOf(line) > 1;  // words of the label beside it
    const bool group = marked && !filled && (!numbers || goes_on) && !rows_.empty() && IsLeftOfLabel(line);
    const bool opens = (marked && !group) || rows_.empty() || (numbers && filled);
    std::vector<Field> words;
    for (const Field& field : PartAtColumns(line)) {
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

  static std::uint32_t Apart(std::uint32_t a, std::uint32_t b) { return a > b ? a - b : b - a; }

  /// The last cell of words that began in the column of `field`, or nearest to it.
  Growing* Above(const Field& field) {
    Growing* nearest = nullptr;
    for (auto& [row, cell] : latest_) {
      Growing& growing = rows_[row].words[cell];
      const std::uint32_t apart = Apart(growing.begin, field.begin);
      if (apart <= kFarthest && (nearest == nullptr || apart < Apart(nearest->begin, field.begin))) nearest = &growing;
    }
    return nearest;
  }

  /// Whether words are known to begin at a place.
  bool IsColumn(std::uint32_t begin) const {
    return std::ranges::any_of(
        latest_, [&](const auto& entry) { return Apart(rows_[entry.first].words[entry.second].begin, begin) <= 1; });
  }

  /// Marked words left of where the last row's own label begins, alone or beside the next part of that label.
  bool IsLeftOfLabel(const std::vector<Field>& line) const {
    const Row& row = rows_.back();
    if (row.words.empty() || line.empty() || line.front().number || !IsMarked(line.front())) return false;
    const Growing& label = row.words.back();
    if (line.front().begin + kSameColumn >= label.begin || !BeginsWithMark(source_.Slice(label.parts.front())))
      return false;
    return std::ranges::all_of(line.begin() + 1, line.end(), [&](const Field& field) {
      return field.number || (!IsMarked(field) && Apart(field.begin, label.begin) <= kSameColumn);
    });
  }

  /// Pieces of two labels side by side with one blank between them, where both stand below words of their columns.
  std::vector<Field> PartAtColumns(const std::vector<Field>& line) const {
    std::vector<Field> parted;
    for (const Field& field : line) {
      const std::size_t blank = source_.Slice(field.where).find(' ');
      if (field.number || blank == std::string_view::npos || IsMarked(field) || !IsColumn(field.begin)) {
        parted.push_back(field);
        continue;
      }
      const auto [first, last] = reader_.Part(field, blank);
      if (IsColumn(last.begin)) {
        parted.push_back(first);
        parted.push_back(last);
      } else {
        parted.push_back(field);
      }
    }
    return parted;
  }

  /// Remembers the newest cell of its column: a handful of columns hold labels.
  void Note(std::size_t row) {
    const std::size_t cell = rows_[row].words.size() - 1;
    const std::uint32_t begin = rows_[row].words[cell].begin;
    std::erase_if(latest_, [&](const auto& entry) {
      return Apart(rows_[entry.first].words[entry.second].begin, begin) <= kSameColumn;
    });
    if (latest_.size() >= 16) latest_.erase(latest_.begin());
    latest_.emplace_back(row, cell);
  }

  struct Stretch {
    std::uint32_t begin = 0, end = 0;
    friend auto operator<=>(const Stretch&, const Stretch&) = default;
  };

  /// Where the columns of numbers stand, when numbers stand in as many columns as the fullest row has of them; else
  /// none.
  std::vector<Stretch> ColumnsOfNumbers() const {
    std::vector<Stretch> stretches;
    std::size_t fullest = 0;
    for (const Row& row : rows_) {
      fullest = std::max(fullest, row.numbers.size());
      for (const Field& field : row.numbers) stretches.push_back({field.begin, field.end});
    }
    std::ranges::sort(stretches);
    std::vector<Stretch> columns;
    for (const Stretch& each : stretches) {
      if (columns.empty() || each.begin >= columns.back().end) {
        columns.push_back(each);
      } else {
        columns.back().end = std::max(columns.back().end, each.end);
      }
    }
    return columns.size() == fullest ? columns : std::vector<Stretch>{};
  }

  /// Words that stand in the place of the first number: "其他事项  见附件  0  204". Their column is not blank.
  bool IsTaken(const Row& row, const Stretch& column) const {
    if (row.words.size() < 2 || row.words.back().parts.size() > 1) return false;
    const Growing& words = row.words.back();
    const std::string_view says = source_.Slice(words.parts.front());
    return !BeginsWithMark(says) && words.begin < column.end && words.begin + RoughWidth(says) > column.begin;
  }

  void WriteNumbers(const Row& row, const std::vector<Stretch>& columns, GridWriter& writer) const {
    if (row.numbers.empty()) return;
    std::size_t column = 0;
    std::uint32_t last = row.numbers.front().where.begin;
    for (const Field& field : row.numbers) {
      for (; column < columns.size() && columns[column].end <= field.begin; ++column) {
        if (!IsTaken(row, columns[column])) writer.Cell(Span{last, last});
      }
      writer.Cell(field.where);
      last = field.where.end;
      ++column;
    }
    for (; column < columns.size(); ++column) writer.Cell(Span{last, last});
  }

  Source& source_;
  FieldReader reader_;
  std::vector<std::vector<Field>> lines_;
  std::vector<Row> rows_;
  std::vector<std::pair<std::size_t, std::size_t>> latest_;  ///< row and cell of the newest words in each column
};

/// The way of counting in which the fields of lines stand best in columns.
Counting CountingOf(Source& source, std::span<const Span> lines) {
  Counting best = Counting::kAmbiguousWide;
  std::size_t fewest = Rows(source, lines, best).Beginnings();
  for (const Counting counting : {Counting::kWide, Counting::kEach}) {
    const std::size_t beginnings = Rows(source, lines, counting).Beginnings();
    if (beginnings >= fewest) continue;
    fewest = beginnings;
    best = counting;
  }
  return best;
}

std::size_t Take(Source& source, std::span<const Span> lines, std::size_t first, Grid& grid) {
  if (!StartsTable(source, lines.subspan(first))) return 0;

  std::vector<Span> rows;
  std::size_t fields = 0;
  std::size_t marked = 0;
  std::size_t at = first;
  std::size_t end = first;
  while (at < lines.size() && rows.size() < kMostRows && fields < kMostCellsInGrid) {
    const std::size_t next = NextFilled(source, lines, at);
    if (next == lines.size() || next > at + kWidestGap || !GoesOn(source, lines, next, next > at)) break;
    if (next > first && IsHeading(source, lines, next)) break;
    if (marked >= kMarkedLabels && IsOtherTable(source, lines, next, next > at)) break;
    rows.push_back(lines[next]);
    const std::vector<Field> row = FieldsOf(source, lines[next]);
    marked += IsMarkedRow(source, row) ? 1 : 0;
    fields += row.size();
    at = next + 1;
    end = at;
  }
  GridWriter writer(source, grid);
  Rows(source, rows, CountingOf(source, rows)).Write(writer);
  writer.Finish(GridKind::kSequence, true, {lines[first].begin, lines[end - 1].end});
  grid.wrapped = true;
  return end - first;
}

}  // namespace

extern const Layout kColumnsLayout;
const Layout kColumnsLayout = {"columns", {"空白对齐的列", "columns set apart by blanks"}, Take};

}  // namespace gouji
