#include "report/scraps.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "text/fold.h"
#include "text/number.h"
#include "text/utf8.h"

namespace gouji {
namespace {

bool IsAsciiDigit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool IsDrawn(char32_t c) { return c >= 0x2500 && c < 0x2580; }
bool IsIdeograph(char32_t c) { return c >= 0x2E80 && c < 0xFB00 && !(c >= 0x3000 && c < 0x3040 && c != 0x3007); }

bool IsLetter(char32_t c) {
  if (c < 0x80) return IsAsciiDigit(c) || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
  return IsIdeograph(c) || (c >= 0xC0 && c < 0x2000);
}

bool PartsCells(char32_t c) { return c == U'|' || IsBlank(c) || IsDrawn(c); }

/// Where a tag that begins at `at` ends; `at` where none does.
std::size_t EndOfTag(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongest = 400;
  if (text[at] != '<' || at + 1 == text.size()) return at;
  const char next = text[at + 1];
  const bool opens = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '/' || next == '!';
  const std::size_t end = opens ? text.find('>', at) : std::string_view::npos;
  return end == std::string_view::npos || end - at > kLongest ? at : end + 1;
}

/// "|---|:--:|" and "+=====+", or "— 3 —": a line that says nothing.
bool SaysNothing(std::string_view line) {
  std::size_t digits = 0;
  std::size_t dashes = 0;
  std::size_t most = 0;
  std::size_t run = 0;
  bool dash_last = false;
  bool dash_first = false;
  for (std::size_t at = 0; at < line.size();) {
    const char32_t c = NextCodePoint(line, at);
    if (IsBlank(c)) continue;
    const bool dash = c == U'-' || c == U'=' || c == U'—' || c == U'–' || IsDrawn(c);
    if (!dash && !IsAsciiDigit(c) && c != U'|' && c != U'+' && c != U':') return false;
    dash_first = dash_first || (dash && digits == 0);
    digits += IsAsciiDigit(c) ? 1 : 0;
    dashes += dash ? 1 : 0;
    run = dash ? run + 1 : 0;
    most = std::max(most, run);
    dash_last = dash;
  }
  constexpr std::size_t kDrawn = 3;
  constexpr std::size_t kPageDigits = 3;
  return digits == 0 ? most >= kDrawn : dash_first && dash_last && digits <= kPageDigits && dashes <= 4;
}

bool IsBlankLine(std::string_view line) {
  for (std::size_t at = 0; at < line.size();) {
    if (!IsBlank(NextCodePoint(line, at))) return false;
  }
  return true;
}

bool IsValue(std::string_view token) {
  if (token.ends_with('.') || token.ends_with("、")) return false;
  const CellValue::Kind kind = ReadCell(token).kind;
  return kind == CellValue::Kind::kNumber || kind == CellValue::Kind::kPlaceholder;
}

/// Where a number and words that touch part: "0公开申请", "行政许可12". 0 where they do not.
std::size_t NumberEdge(std::string_view token) {
  const auto is_digit = [&](std::size_t at) { return IsAsciiDigit(static_cast<unsigned char>(token[at])); };
  std::size_t digits = 0;
  while (digits < token.size() && is_digit(digits)) ++digits;
  std::size_t at = digits;
  if (digits > 0 && digits < token.size() && IsIdeograph(NextCodePoint(token, at))) return digits;
  std::size_t begin = token.size();
  while (begin > 0 && (is_digit(begin - 1) || token[begin - 1] == '.' || token[begin - 1] == ',')) --begin;
  const bool number = begin < token.size() && is_digit(begin) && is_digit(token.size() - 1);
  const bool touches = begin > 0 && (token[begin - 1] == ')' || static_cast<unsigned char>(token[begin - 1]) >= 0x80);
  return number && touches ? begin : 0;
}

class Scraps {
 public:
  Scraps(const Source& source, Span where, std::span<const Span> left_out)
      : source_(source), where_(where), left_out_(left_out) {}

  std::vector<Scrap> Read() {
    const std::string_view text = source_.text();
    for (std::uint32_t at = where_.begin; at < where_.end;) {
      const std::size_t end = std::min<std::size_t>(std::min(text.find('\n', at), text.size()), where_.end);
      const std::string_view line = text.substr(at, end - at);
      begins_line_ = true;
      apart_ = apart_ || IsBlankLine(line);
      if (!SaysNothing(line)) ReadLine(at, static_cast<std::uint32_t>(end));
      at = static_cast<std::uint32_t>(end) + 1;
    }
    return std::move(scraps_);
  }

 private:
  void ReadLine(std::uint32_t begin, std::uint32_t end) {
    const std::string_view text = source_.text();
    std::uint32_t open = begin;
    for (std::size_t at = begin; at < end;) {
      const std::size_t start = at;
      const std::size_t tag = EndOfTag(text.substr(0, end), at);
      const bool is_tag = tag > at;
      const bool parts = is_tag ? (at = tag, true) : PartsCells(NextCodePoint(text, at));
      if (!parts) continue;
      Add(open, static_cast<std::uint32_t>(start));
      begins_line_ = begins_line_ || is_tag;
      open = static_cast<std::uint32_t>(at);
    }
    Add(open, end);
  }

  void Add(std::uint32_t begin, std::uint32_t end) {
    // "**规章**": the marks of Markdown around words are none of them.
    const std::string_view words = source_.Slice({begin, std::max(begin, end)});
    if (const std::size_t first = words.find_first_not_of('*'); first != std::string_view::npos) {
      end = begin + static_cast<std::uint32_t>(words.find_last_not_of('*')) + 1;
      begin += static_cast<std::uint32_t>(first);
    }
    if (begin >= end || IsLeftOut(begin)) return;
    const std::string_view token = source_.Slice({begin, end});
    const bool is_value = IsValue(token);
    const std::size_t edge = is_value ? 0 : NumberEdge(token);
    if (edge > 0) {
      Add(begin, begin + static_cast<std::uint32_t>(edge));
      Add(begin + static_cast<std::uint32_t>(edge), end);
      return;
    }
    Scrap scrap;
    scrap.where = {begin, end};
    scrap.is_value = is_value;
    scrap.is_sentence = token.find("。") != std::string_view::npos;
    const Folded folded = FoldWithOrigin(token);
    std::size_t behind = 0;  // the character before
    for (std::size_t at = 0; at < folded.text.size();) {
      const std::size_t start = at;
      const char32_t c = NextCodePoint(folded.text, at);
      if (!IsLetter(c)) continue;
      // A bracket that opens belongs to what follows it.
      const std::size_t bracket = std::min(folded.text.find('(', behind), start);
      scrap.key.push_back(c);
      scrap.marks.push_back(start > behind);
      scrap.origin.push_back(begin + folded.origin[bracket]);
      behind = at;
    }
    if (scrap.key.empty() && !is_value) return;
    if (!scrap.origin.empty()) scrap.origin.front() = begin;
    scrap.origin.push_back(end);
    scrap.begins_line = std::exchange(begins_line_, false);
    scrap.stands_apart = std::exchange(apart_, false);
    scraps_.push_back(std::move(scrap));
  }

  bool IsLeftOut(std::uint32_t at) const {
    return std::ranges::any_of(left_out_, [&](Span span) { return span.begin <= at && at < span.end; });
  }

  const Source& source_;
  Span where_;
  std::span<const Span> left_out_;
  std::vector<Scrap> scraps_;
  bool begins_line_ = true;
  bool apart_ = false;
};

}  // namespace

std::vector<Scrap> ScrapsOf(const Source& source, Span where, std::span<const Span> left_out) {
  return Scraps(source, where, left_out).Read();
}

std::u32string WithoutMarks(std::string_view folded) {
  std::u32string letters;
  for (std::size_t at = 0; at < folded.size();) {
    const char32_t c = NextCodePoint(folded, at);
    if (IsLetter(c)) letters.push_back(c);
  }
  return letters;
}

bool AreInOrder(std::span<const Scrap> values) {
  std::vector<std::size_t> lines;
  for (const Scrap& value : values) {
    if (lines.empty() || value.begins_line) lines.push_back(0);
    ++lines.back();
  }
  if (lines.size() <= 1) return true;
  const auto several = std::ranges::count_if(lines, [](std::size_t count) { return count > 1; });
  return several <= 1 && std::ranges::max(lines) * 2 <= values.size();
}

}  // namespace gouji
