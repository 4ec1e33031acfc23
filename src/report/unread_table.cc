#include "report/unread_table.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "text/fold.h"
#include "text/ordinal.h"

namespace gouji {
namespace {

constexpr int kSeveral = 3;  // numbers, or labels and numbers, that make a line a row
constexpr int kFewRows = 2;
constexpr int kManyNumbers = 5;  // one behind the other, with nothing but blanks between
constexpr int kManyLabels = 8;   // on one line: no sentence names so many and little else
constexpr int kFewLabels = 6;    // lines of a label and nothing else, that are what is left of a table

int CountNumbers(const GridRow& at) {
  return static_cast<int>(std::ranges::count_if(at.grid->Row(at.row), [](const Cell& cell) {
    return ReadCell(cell.text.says).kind == CellValue::Kind::kNumber;
  }));
}

bool HasNumbers(const std::vector<GridRow>& rows) {
  int loose = 0;  // where a reader had to guess the rows, they may have come apart
  for (const GridRow& at : rows) {
    const int numbers = CountNumbers(at);
    loose += at.grid->kind != GridKind::kExact ? numbers : 0;
    if (numbers >= kSeveral || loose >= kManyNumbers) {
      return true;
    }
  }
  return false;
}

/// The labels of a table, the longest first: one may stand in another.
std::vector<std::string_view> LabelsOf(const std::vector<TableForm>& forms) {
  constexpr std::size_t kShortest = std::size_t{2} * 3;  // bytes: shorter ones are in many words
  std::vector<std::string_view> labels;
  const auto add = [&](const Label& label) {
    if (label.key.size() >= kShortest) {
      labels.emplace_back(label.key);
    }
  };
  for (const TableForm& form : forms) {
    for (const BlockForm& block : form.blocks) {
      add(block.label);
      for (const ColumnForm& column : block.columns) {
        add(column.label);
        add(column.under);
      }
    }
    for (const RowForm& row : form.rows) {
      add(row.label);
      add(row.under);
    }
  }
  std::ranges::sort(labels, [](std::string_view a, std::string_view b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
  labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
  return labels;
}

int CountNumbers(std::string_view key) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  int numbers = 0;
  for (std::size_t i = 0; i < key.size(); ++i) {
    numbers += is_digit(key[i]) && (i == 0 || !is_digit(key[i - 1])) ? 1 : 0;
  }
  return numbers;
}

/// Numbers that stand one behind the other on a line with nothing but blanks between.
struct Runs {
  int longest = 0;
  int several = 0;  ///< of two or more
};

Runs RunsOfNumbers(std::string_view line) {
  Runs runs;
  int run = 0;
  while (!line.empty()) {
    const std::size_t end = std::min(line.find(' '), line.size());
    const std::string_view word = line.substr(0, end);
    const bool number = !word.empty() && ReadCell(word).kind == CellValue::Kind::kNumber;
    run = number ? run + 1 : word.empty() ? run : 0;
    runs.longest = std::max(runs.longest, run);
    runs.several += number && run == 2 ? 1 : 0;
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return runs;
}

/// What a line of a section says that may be a row: "规章｜37｜27｜197".
struct LineOfLabels {
  int labels = 0;
  int numbers = 0;
  int others = 0;      ///< ideographs of none of them, ordinals aside
  bool words = false;  ///< there is more than labels, their ordinals, numbers and marks
};

/// `shown`: the line's own text, in which blanks part numbers.
LineOfLabels ReadLine(std::string_view shown, const std::vector<std::string_view>& labels) {
  constexpr char32_t kFirstLetter = 0x4E00;  // of ideographs; marks are below, and full-width ones above
  constexpr char32_t kLastLetter = 0x9FFF;
  LineOfLabels line;
  std::string key = Fold(shown);
  for (const std::string_view label : labels) {
    for (std::size_t at = key.find(label); at != std::string::npos; at = key.find(label, at)) {
      key.replace(at, label.size(), 1, '|');
      ++line.labels;
    }
  }
  line.numbers = CountNumbers(shown);
  line.others = static_cast<int>(std::ranges::count_if(CodePoints(key), [&](char32_t c) {
    return c >= kFirstLetter && c <= kLastLetter && kOrdinalDigits.find(c) == kOrdinalDigits.npos;
  }));
  line.words = line.others > 0;
  return line;
}

}  // namespace

bool HasUnreadTable(const Section& section, const std::vector<TableForm>& forms, const Source& source) {
  if (HasNumbers(section.rows)) {
    return true;
  }
  const std::vector<std::string_view> labels = LabelsOf(forms);
  int rows = 0;
  int alone = 0;
  int numbers = 0;  // by themselves
  for (const Text& paragraph : section.prose) {
    std::string_view rest = source.Slice(paragraph.where);
    // Where there are no lines, what is said counts: a page may have written it as entities.
    if (rest.find_first_of("\r\n") == std::string_view::npos) rest = paragraph.says;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find_first_of("\r\n"), rest.size());
      const std::string_view shown = rest.substr(0, end);
      numbers += ReadCell(shown).kind == CellValue::Kind::kNumber ? 1 : 0;
      const Runs runs = RunsOfNumbers(shown);
      if (runs.longest >= kManyNumbers || runs.several >= kFewRows || numbers >= kManyNumbers) {
        return true;
      }
      const LineOfLabels line = ReadLine(shown, labels);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      // Among numbers there are the words of headers that no form has.
      const int words = line.numbers >= kManyNumbers ? 2 * line.labels : line.labels;
      if (line.labels >= kManyLabels && line.others <= words) {
        return true;
      }
      if (line.labels == 0 || line.words) {
        continue;
      }
      rows += line.labels + line.numbers >= kSeveral ? 1 : 0;
      alone += line.labels == 1 ? 1 : 0;
    }
  }
  return rows >= kFewRows || alone >= kFewLabels;
}

std::string_view PlaceholderIn(const Section& section) {
  static constexpr std::string_view kOfPandoc = "[TABLE]";
  const bool found = std::ranges::any_of(section.prose, [](const Text& text) { return text.says == kOfPandoc; });
  return found ? kOfPandoc : std::string_view();
}

}  // namespace gouji
