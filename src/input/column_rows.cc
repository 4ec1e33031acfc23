#include "input/column_rows.h"
#include "input/text_lines.h"

#include <algorithm>
#include <array>
#include <compare>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "input/column_fields.h"
#include "input/places.h"

namespace gouji {
namespace {

constexpr std::uint32_t kSameColumn = 2;  // how far a wrapped line may be out of place
constexpr std::uint32_t kFarthest = 5;    // and how far where nothing else is nearer: pages are not set alike

/// A cell as it grows over lines.
struct Growing {
  std::vector<Span> parts;
  std::uint32_t begin = 0;
};

struct Row {
  std::vector<Growing> words;
  std::vector<ColumnField> numbers;
};

class Rows {
 public:
  Rows(Source& source, const std::vector<std::vector<CountedField>>& lines, Counting counting)
      : source_(source), counting_(counting) {
    lines_.reserve(lines.size());
    for (const std::vector<CountedField>& line : lines) {
      std::vector<ColumnField>& fields = lines_.emplace_back();
      fields.reserve(line.size());
      for (const CountedField& field : line) fields.push_back(field.As(counting));
    }
  }

  void Write(GridWriter& writer) {
    JoinAround();
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
  static std::size_t NumbersOf(const std::vector<ColumnField>& line) {
    return static_cast<std::size_t>(std::ranges::count(line, true, &ColumnField::number));
  }

  bool IsMarked(const ColumnField& field) const { return BeginsWithMark(source_.Slice(field.where)); }

  void Assemble() {
    std::size_t marked = 0;
    std::size_t first_marked = lines_.size();
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!std::ranges::any_of(lines_[i], [&](const ColumnField& field) { return !field.number && IsMarked(field); }))
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

  /// Puts a value that wrapped around the line of its row where it is of:
  ///
  ///                        6（其中修订1
  ///     规范性文件   3   2
  ///                        件）
  void JoinAround() {
    const auto says = [&](std::size_t line) { return source_.Slice(lines_[line].front().where); };
    for (std::size_t i = 0; i + 2 < lines_.size(); ++i) {
      if (lines_[i].size() != 1 || lines_[i + 2].size() != 1 || NumbersOf(lines_[i + 1]) == 0) continue;
      const ColumnField& begun = lines_[i].front();
      const ColumnField& rest = lines_[i + 2].front();
      const bool opens = begun.number && says(i).find("（") != std::string_view::npos && !says(i).ends_with("）");
      if (!opens || rest.number || !says(i + 2).ends_with("）") || Apart(begun.begin, rest.begin) > kSameColumn)
        continue;
      ColumnField value = begun;
      value.rest = rest.where;
      std::vector<ColumnField>& row = lines_[i + 1];
      const auto behind =
          std::ranges::find_if(row, [&](const ColumnField& field) { return field.begin > value.begin; });
      row.insert(behind, value);
      lines_.erase(lines_.begin() + static_cast<std::ptrdiff_t>(i) + 2);
      lines_.erase(lines_.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }

  void AddWhole(const std::vector<ColumnField>& line) {
    Row row;
    for (const ColumnField& field : line) {
      if (field.number) {
        row.numbers.push_back(field);
      } else {
        row.words.push_back({{field.where}, field.begin});
      }
    }
    rows_.push_back(std::move(row));
  }

  void AddMarked(const std::vector<ColumnField>& line) {
    const bool marked =
        std::ranges::any_of(line, [&](const ColumnField& field) { return !field.number && IsMarked(field); });
    const bool numbers = NumbersOf(line) > 0;
    const bool filled = !rows_.empty() && !rows_.back().numbers.empty();
    // A second line of numbers is a row whose label is lost, or has lost its mark. The name of a group, printed in the
    // middle of it, may stand beside a label that still waits for its numbers.
    const bool goes_on = line.size() - NumbersOf(line) > 1;  // words of the label beside it
    const bool group = marked && !filled && (!numbers || goes_on) && !rows_.empty() && IsLeftOfLabel(line);
    const bool opens = (marked && !group) || rows_.empty() || (numbers && filled);
    std::vector<ColumnField> words;
    for (const ColumnField& field : PartAtColumns(line)) {
      if (field.number) continue;
      Growing* above = IsMarked(field) || (opens && !marked) ? nullptr : Above(field);
      if (above != nullptr) {
        above->parts.push_back(field.where);
      } else {
        words.push_back(field);
      }
    }
    if (opens) rows_.emplace_back();
    for (const ColumnField& field : words) {
      rows_.back().words.push_back({{field.where}, field.begin});
      Note(rows_.size() - 1);
    }
    for (const ColumnField& field : line) {
      if (field.number) rows_.back().numbers.push_back(field);
    }
  }

  static std::uint32_t Apart(std::uint32_t a, std::uint32_t b) { return a > b ? a - b : b - a; }

  /// The last cell of words that began in the column of `field`, or nearest to it.
  Growing* Above(const ColumnField& field) {
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
  bool IsLeftOfLabel(const std::vector<ColumnField>& line) const {
    const Row& row = rows_.back();
    if (row.words.empty() || line.empty() || line.front().number || !IsMarked(line.front())) return false;
    const Growing& label = row.words.back();
    if (line.front().begin + kSameColumn >= label.begin || !BeginsWithMark(source_.Slice(label.parts.front())))
      return false;
    return std::ranges::all_of(line.begin() + 1, line.end(), [&](const ColumnField& field) {
      return field.number || (!IsMarked(field) && Apart(field.begin, label.begin) <= kSameColumn);
    });
  }

  /// Pieces of two labels side by side with one blank between them, where both stand below words of their columns.
  std::vector<ColumnField> PartAtColumns(const std::vector<ColumnField>& line) const {
    std::vector<ColumnField> parted;
    for (const ColumnField& field : line) {
      const std::size_t blank = source_.Slice(field.where).find(' ');
      if (field.number || blank == std::string_view::npos || IsMarked(field) || !IsColumn(field.begin)) {
        parted.push_back(field);
        continue;
      }
      const std::string_view words = source_.Slice(field.where);
      const auto [first, last] = PartAt(field, blank, PlaceCounter(words).PlaceOf(blank).By(counting_));
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
      for (const ColumnField& field : row.numbers) stretches.push_back({field.begin, field.end});
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
    for (const ColumnField& field : row.numbers) {
      for (; column < columns.size() && columns[column].end <= field.begin; ++column) {
        if (!IsTaken(row, columns[column])) writer.Cell(Span{last, last});
      }
      if (field.rest.empty()) {
        writer.Cell(field.where);
      } else {
        TextBuilder words(source_);
        words.Add(field.where);
        words.Add(field.rest);
        writer.Cell(words.Build(field.where.begin));
      }
      last = field.where.end;
      ++column;
    }
    for (; column < columns.size(); ++column) writer.Cell(Span{last, last});
  }

  Source& source_;
  Counting counting_;
  std::vector<std::vector<ColumnField>> lines_;
  std::vector<Row> rows_;
  std::vector<std::pair<std::size_t, std::size_t>> latest_;  ///< row and cell of the newest words in each column
};

/// The way of counting in which the fields of lines stand best in columns: in which they begin in the fewest places.
Counting CountingOf(const std::vector<std::vector<CountedField>>& lines) {
  const auto beginnings = [&](Counting counting) {
    std::vector<std::uint32_t> begins;
    for (const std::vector<CountedField>& line : lines) {
      for (const CountedField& field : line) begins.push_back(field.begin.By(counting));
    }
    std::ranges::sort(begins);
    return std::unique(begins.begin(), begins.end()) - begins.begin();
  };
  constexpr std::array kInOrder = {Counting::kAmbiguousWide, Counting::kWide, Counting::kEach};
  return *std::ranges::min_element(kInOrder, {}, beginnings);
}

}  // namespace

void WriteColumnRows(Source& source, const std::vector<std::vector<CountedField>>& lines, GridWriter& writer) {
  Rows(source, lines, CountingOf(lines)).Write(writer);
}

}  // namespace gouji
