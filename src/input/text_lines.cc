#include "input/text_lines.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "input/prefixes.h"
#include "text/fold.h"
#include "text/number.h"
#include "text/offset.h"
#include "text/ordinal.h"
#include "text/utf8.h"

namespace gouji {
namespace {

constexpr std::size_t kWidestCell = 160;
constexpr std::size_t kShortestSentence = 40;

}  // namespace

Text TrimText(const Text& text) {
  const std::string_view kept = Trim(text.says);
  if (kept.empty()) return Text{{}, Span{text.where.begin, text.where.begin}, {}};
  if (kept.size() == text.says.size()) return text;
  const std::size_t begin = OffsetIn(text.says, kept);
  return text.Part(begin, begin + kept.size());
}

Span TrimSpan(const Source& source, Span where) {
  const std::string_view all = source.Slice(where);
  const std::string_view kept = Trim(all);
  if (kept.empty()) return {where.begin, where.begin};
  const auto begin = where.begin + static_cast<std::uint32_t>(OffsetIn(all, kept));
  return {begin, begin + static_cast<std::uint32_t>(kept.size())};
}

bool IsBlankLine(std::string_view line) {
  if (line.empty()) return true;
  // Most lines show by their first byte that they are not blank.
  if (line[0] > ' ' && line[0] != '\x7f') return false;
  const auto lead = static_cast<unsigned char>(line[0]);
  if (lead >= 0xE4 && lead <= 0xE9) return false;
  for (std::size_t at = 0; at < line.size();) {
    if (!IsBlank(NextCodePoint(line, at))) return false;
  }
  return true;
}

std::size_t RoughWidth(std::string_view line) {
  // A sequence counts at its first byte; those of three and four bytes are wide but for a few marks. Eight bytes at a
  // time: the sums below have a bit for each of them, and add up to less than 256 in every byte.
  constexpr std::uint64_t kOnes = 0x0101010101010101U;
  constexpr std::size_t kMostAdded = 100;
  const auto width_of = [](std::uint64_t bytes) {
    const std::uint64_t second = bytes << 1U, third = bytes << 2U;  // bits, where the first is
    const std::uint64_t visible = ~bytes & (second | third);        // ASCII from the blank on
    const std::uint64_t leads = bytes & second;
    const std::uint64_t wide = leads & third;
    return (((visible | leads) >> 7U) & kOnes) + ((wide >> 7U) & kOnes);
  };
  std::size_t width = 0;
  for (std::size_t at = 0; at < line.size();) {
    std::uint64_t sums = 0;
    for (std::size_t added = 0; added < kMostAdded && at < line.size(); ++added, at += sizeof(std::uint64_t)) {
      std::uint64_t bytes = 0;
      std::memcpy(&bytes, line.data() + at, std::min(sizeof bytes, line.size() - at));
      sums += width_of(bytes);
    }
    // Every other byte apart, so that there is room to add them up.
    constexpr std::uint64_t kEveryOther = 0x00FF00FF00FF00FFU, kPairs = 0x0001000100010001U;
    width += (((sums & kEveryOther) + (sums >> 8U & kEveryOther)) * kPairs) >> 48U;
  }
  return width;
}

bool BeginsWithOrdinal(std::string_view line) {
  if (!TakeOrdinal(line)) return false;
  while (TakeOneOf(line, {" "})) continue;
  return TakeOneOf(line, {"、", ".", "．", ",", "，"});
}

bool BeginsWithProperOrdinal(std::string_view line) { return TakeOrdinal(line) && TakeOneOf(line, {"、", "．", "."}); }

bool BeginsWithMark(std::string_view text) {
  if (BeginsWithOrdinal(text)) return true;
  std::size_t at = 0;
  const char32_t first = NextCodePoint(text, at);
  if (first == U'（' || first == U'(') {
    std::size_t inside = 0;
    while (at < text.size()) {
      const char32_t c = NextCodePoint(text, at);
      if (c == U'）' || c == U')') return inside > 0;
      const bool digit = (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９');
      const bool ordinal = kOrdinalDigits.find(c) != kOrdinalDigits.npos;
      if ((!digit && !ordinal) || ++inside > 3) return false;
    }
    return false;
  }
  at = 0;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
  const std::string_view rest = text.substr(at);
  return at > 0 && at <= 2 && (rest.starts_with('.') || rest.starts_with("．") || rest.starts_with("、"));
}

bool LooksLikeProse(std::string_view line) {
  // No byte is wider than one place.
  if (line.size() <= kShortestSentence) return false;
  const std::size_t width = RoughWidth(line);
  return width > kWidestCell || (width > kShortestSentence && Trim(line).ends_with("。"));
}

bool IsWholeNumber(std::string_view text) { return TakeDigits(text) > 0 && text.empty(); }

bool HasOnlyNumbers(std::string_view line) { return line.find_first_not_of("0123456789.,- ") == line.npos; }

bool EndsInNumbers(std::string_view words) {
  if (words.empty() || !IsAsciiDigit(words.back())) return false;
  const std::size_t last = words.find_last_of(' ');
  if (last == std::string_view::npos || !IsWholeNumber(words.substr(last + 1))) return false;
  words = Trim(words.substr(0, last));
  return IsWholeNumber(words.substr(words.find_last_of(' ') + 1));
}

bool LooksLikeValue(std::string_view text) { return ReadCell(text).kind != CellValue::Kind::kWords; }

}  // namespace gouji
