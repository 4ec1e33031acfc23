#include "input/column_fields.h"

#include <algorithm>
#include <string_view>

#include "input/limits.h"
#include "input/text_lines.h"
#include "text/number.h"

namespace gouji {
namespace {

constexpr std::size_t kShortestLabel = std::size_t{4} * 3;  // bytes, before a number that one blank sets apart

bool IsValueField(const Source& source, const ColumnField& field) {
  const CellValue::Kind kind = ReadCell(source.Slice(field.where)).kind;
  return kind == CellValue::Kind::kNumber || kind == CellValue::Kind::kPlaceholder;
}

/// "3（其中修订" goes on.
bool IsWhole(std::string_view words) {
  const std::size_t open = std::max(words.rfind("（") + 1, words.rfind('(') + 1);
  const std::size_t close = std::max(words.rfind("）") + 1, words.rfind(')') + 1);
  return close >= open;
}

bool IsBracketMark(std::string_view words) { return words.ends_with("）") || words.ends_with(')'); }

/// "1." or "三、", which its label follows after a blank.
bool IsLoneMark(std::string_view words) {
  return BeginsWithMark(words) && (words.ends_with('.') || words.ends_with("、") || words.ends_with("．"));
}

}  // namespace

std::vector<ColumnField> ColumnFieldReader::Read(Span line) const {
  std::vector<ColumnField> fields;
  const std::string_view text = source_.Slice(line);
  const Places places(text, counting_);
  std::size_t at = text.find_first_not_of(" \f");
  while (at < text.size() && fields.size() < kMostColumns) {
    const std::size_t gap = std::min(text.find("  ", at), text.size());
    const Span where =
        TrimSpan(source_, {line.begin + static_cast<std::uint32_t>(at), line.begin + static_cast<std::uint32_t>(gap)});
    if (!where.empty()) fields.push_back({where, places.PlaceOf(at), places.PlaceOf(gap), false});
    at = std::min(text.find_first_not_of(' ', gap), text.size());
  }
  PartNarrow(fields);
  for (std::size_t i = fields.size(); i > 0 && IsValueField(source_, fields[i - 1]); --i) fields[i - 1].number = true;
  return fields;
}

std::pair<ColumnField, ColumnField> ColumnFieldReader::Part(const ColumnField& field, std::size_t blank) const {
  const std::string_view words = source_.Slice(field.where);
  const Places places(words.substr(0, blank), counting_);
  ColumnField first = field;
  first.where.end = field.where.begin + static_cast<std::uint32_t>(blank);
  first.end = field.begin + places.marks().back().place;
  ColumnField last = field;
  last.where.begin = first.where.end + 1;
  last.begin = first.end + 1;
  return {first, last};
}

/// Between narrow columns there may be one blank: numbers side by side are as many, and so are the labels above them,
/// a label and the mark of the next, and a label and the first of several numbers.
void ColumnFieldReader::PartNarrow(std::vector<ColumnField>& fields) const {
  const auto values =
      std::ranges::count_if(fields, [&](const ColumnField& field) { return IsValueField(source_, field); });
  std::vector<ColumnField> parted;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const bool before_value = i + 1 < fields.size() && IsValueField(source_, fields[i + 1]);
    ColumnField rest = fields[i];
    for (std::size_t from = 0;;) {
      const std::string_view words = source_.Slice(rest.where);
      const std::size_t blank = words.find(' ', from);
      if (blank == std::string_view::npos) break;
      const auto [first, last] = Part(rest, blank);
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
  fields = std::move(parted);
}

}  // namespace gouji
