#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "input/grid_writer.h"
#include "input/layout.h"
#include "input/text_lines.h"

// Rows of values between commas, as spreadsheets and scripts write them, or between semicolons or full-width bars. What
// holds such a mark, a quote or a line end stands between quotes, and a quote in it is written twice.
//
//     规章,0,0,28
//     "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",,"1,853",0
//     ｜规章｜0｜0｜28｜

namespace gouji {
namespace {

constexpr std::size_t kFewestFields = 3;
constexpr std::size_t kLinesOfRecord = 32;
constexpr std::size_t kLinesLookedAt = 12;
constexpr std::string_view kBar = "｜";  // may stand around a row as well
constexpr std::array<std::string_view, 3> kMarks = {",", ";", kBar};

/// A row: its fields, without quotes, in the parts that quotes written twice leave of them.
struct Record {
  std::vector<std::vector<Span>> fields;
  std::size_t lines = 1;
};

std::size_t Count(std::string_view line, std::string_view mark) {
  std::size_t count = 0;
  for (std::size_t at = line.find(mark); at != line.npos; at = line.find(mark, at + mark.size())) ++count;
  return count;
}

bool MayBeRecord(std::string_view line, std::string_view mark) {
  // A quoted field that goes on on the next line.
  if (line.starts_with('"') && std::ranges::count(line, '"') % 2 == 1) return true;
  return Count(line, mark) + 1 >= kFewestFields && line.find('|') == std::string_view::npos;
}

class Records {
 public:
  Records(const Source& source, std::span<const Span> lines, std::string_view mark)
      : source_(source), lines_(lines), mark_(mark) {}

  /// The row that begins at a line; one without fields where quotes do not pair.
  Record At(std::size_t first) const {
    Record record;
    const std::size_t last = std::min(lines_.size(), first + kLinesOfRecord);
    std::vector<Span> parts;
    bool quoted = false;
    for (std::size_t at = first; at < last; ++at) {
      const std::string_view text = source_.Slice(lines_[at]);
      std::uint32_t begin = 0;
      const auto part = [&](std::size_t end) {
        if (end > begin) parts.push_back(SpanOf(at, begin, end));
      };
      for (std::uint32_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"') {
          const bool twice = quoted && i + 1 < text.size() && text[i + 1] == '"';
          const bool opens = !quoted && parts.empty() && IsBlankLine(text.substr(begin, i - begin));
          if (!quoted && !opens) continue;
          part(twice ? i + 1 : i);
          begin = twice ? i + 2 : i + 1;
          if (twice) {
            ++i;
          } else {
            quoted = !quoted;
          }
        } else if (!quoted && text.substr(i).starts_with(mark_)) {
          part(i);
          record.fields.push_back(std::move(parts));
          parts.clear();
          i += static_cast<std::uint32_t>(mark_.size()) - 1;
          begin = i + 1;
        }
      }
      part(text.size());
      if (quoted) continue;
      record.fields.push_back(std::move(parts));
      record.lines = at + 1 - first;
      if (mark_ == kBar) DropBorders(record);
      return record;
    }
    return {};
  }

  /// Several rows of as many fields, none of them a sentence, with values in a fair part of them. Half-width commas
  /// stand in prose as well.
  bool IsTable(std::size_t first) const {
    std::size_t rows = 0;
    std::size_t with_values = 0;
    std::size_t width = 0;
    for (std::size_t at = first; at < lines_.size() && rows < kLinesLookedAt;) {
      if (!MayBeRecord(source_.Slice(lines_[at]), mark_)) break;
      const Record record = At(at);
      if (record.fields.size() < kFewestFields || (width != 0 && record.fields.size() != width)) break;
      width = record.fields.size();
      std::size_t values = 0;
      for (const std::vector<Span>& field : record.fields) {
        const std::string_view says = field.empty() ? std::string_view{} : source_.Slice(field.front());
        if (says.find("。") != std::string_view::npos) return false;
        values += LooksLikeValue(says) ? 1 : 0;
      }
      with_values += values * 2 >= width ? 1 : 0;
      ++rows;
      at += record.lines;
    }
    return rows >= 2 && with_values * 3 >= rows && with_values > 0;
  }

 private:
  /// What stands outside the bars around a row is no field of it.
  static void DropBorders(Record& record) {
    if (record.fields.size() > 1 && record.fields.back().empty()) record.fields.pop_back();
    if (record.fields.size() > 1 && record.fields.front().empty()) record.fields.erase(record.fields.begin());
  }

  Span SpanOf(std::size_t line, std::size_t begin, std::size_t end) const {
    return {lines_[line].begin + static_cast<std::uint32_t>(begin),
            lines_[line].begin + static_cast<std::uint32_t>(end)};
  }

  const Source& source_;
  std::span<const Span> lines_;
  std::string_view mark_;
};

std::size_t TakeRows(Source& source, std::span<const Span> lines, std::size_t first, std::string_view mark,
                     Grid& grid) {
  if (!MayBeRecord(source.Slice(lines[first]), mark)) return 0;
  const Records records(source, lines, mark);
  if (!records.IsTable(first)) return 0;

  GridWriter writer(source, grid);
  TextBuilder words(source);
  std::size_t at = first;
  while (at < lines.size() && !writer.full() && MayBeRecord(source.Slice(lines[at]), mark)) {
    const Record record = records.At(at);
    if (record.fields.size() < kFewestFields) break;
    for (const std::vector<Span>& field : record.fields) {
      for (const Span part : field) words.Add(part);
      writer.Cell(words.Build(field.empty() ? lines[at].begin : field.front().begin));
    }
    writer.EndRow();
    at += record.lines;
  }
  writer.Finish(GridKind::kExact, true, {lines[first].begin, lines[at - 1].end});
  return at - first;
}

std::size_t Take(Source& source, std::span<const Span> lines, std::size_t first, Grid& grid) {
  for (const std::string_view mark : kMarks) {
    if (const std::size_t taken = TakeRows(source, lines, first, mark, grid); taken > 0) return taken;
  }
  return 0;
}

}  // namespace

extern const Layout kSeparatedLayout;
const Layout kSeparatedLayout = {
    "separated", {"逗号、分号或竖线分隔的行", "rows of values set apart by commas, semicolons or bars"}, kMarks, Take};

}  // namespace gouji
