#include "input/column_fields.h"

#include <algorithm>
#include <string_view>

#include "input/ascii.h"
#include "input/limits.h"
#include "input/text_lines.h"
#include "text/number.h"

namespace gouji {
namespace {

constexpr std::size_t kShortestLabel = std::size_t{4} * 3;  // bytes, before a number that one blank sets apart

bool IsValueField(const Source& source, const CountedField& field) {
  const CellValue::Kind kind = ReadCell(source.Slice(field.where)).kind;
  return kind == CellValue::Kind::kNumber || kind == CellValue::Kind::kPlaceholder;
}

/// "3（其中修订" goes on; of a label ("部分公开（区分处理的，") the rest may stand on the next line.
bool IsWhole(std::string_view words) {
  const std::size_t open = std::max(words.rfind("（") + 1, words.rfind('(') + 1);
  const std::size_t close = std::max(words.rfind("）") + 1, words.rfind(')') + 1);
  return close >= open || !IsAsciiDigit(words.front());
}

bool IsBracketMark(std::string_view words) { return words.ends_with("）") || words.ends_with(')'); }

/// "1." or "三、", which its label follows after a blank.
bool IsLoneMark(std::string_view words) {
  return BeginsWithMark(words) && (words.ends_with('.') || words.ends_with("、") || words.ends_with("．"));
}

}  // namespace

const std::vector<CountedField>& FieldsOfLines::Of(std::size_t line) {
  if (line >= read_.size()) read_.resize(line + 1);
  if (!read_[line]) read_[line] = Read(lines_[line]);
  return *read_[line];
}

std::vector<CountedField> FieldsOfLines::Read(Span line) const {
  std::vector<CountedField> fields;
  const std::string_view text = source_.Slice(line);
  PlaceCounter counter(text);
  std::size_t at = text.find_first_not_of(" \f");
  while (at < text.size() && fields.size() < kMostColumns) {
    const std::size_t gap = std::min(text.find("  ", at), text.size());
    const Span where =
        TrimSpan(source_, {line.begin + static_cast<std::uint32_t>(at), line.begin + static_cast<std::uint32_t>(gap)});
    const PlaceByCounting begin = counter.PlaceOf(at);
    if (!where.empty()) fields.push_back({where, begin, counter.PlaceOf(gap), false});
    at = std::min(text.find_first_not_of(' ', gap), text.size());
  }
  std::vector<bool> are_values;
  are_values.reserve(fields.size());
  for (const CountedField& field : fields) are_values.push_back(IsValueField(source_, field));
  PartNarrow(fields, are_values);
  for (std::size_t i = fields.size(); i > 0 && are_values[i - 1]; --i) fields[i - 1].number = true;
  return fields;
}

/// Between narrow columns there may be one blank: numbers side by side are as many, and so are the labels above them,
/// a label and the mark of the next, and a label and the first of several numbers. `are_values`: which fields are.
void FieldsOfLines::PartNarrow(std::vector<CountedField>& fields, std::vector<bool>& are_values) const {
  const auto values = std::ranges::count(are_values, true);
  std::vector<CountedField> parted;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const bool before_value = i + 1 < fields.size() && are_values[i + 1];
    CountedField rest = fields[i];
    for (std::size_t from = 0;;) {
      const std::string_view words = source_.Slice(rest.where);
      const std::size_t blank = words.find(' ', from);
      if (blank == std::string_view::npos) break;
      const auto [first, last] = PartAt(rest, blank, PlaceCounter(words).PlaceOf(blank));
      const std::string_view behind = source_.Slice(last.where);
      const bool numbers = fields.size() >= 3 && IsValueField(source_, first) && values > 1;
      const bool labels =
          values == 0 && fields.size() > 4 && first.where.size() >= 4 * 3 && last.where.size() >= std::uint32_t{2} * 3;
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
  if (parted.size() > fields.size()) {
    are_values.clear();
    for (const CountedField& field : parted) are_values.push_back(IsValueField(source_, field));
  }
  fields = std::move(parted);
}

}  // namespace gouji
