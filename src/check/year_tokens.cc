#include "check/year_tokens.h"

#include <string.h>  // memmem is no part of <cstring>

#include <algorithm>
#include <optional>

#include "text/number.h"

namespace gouji {
namespace {

constexpr std::size_t kMostBefore = 240;  // bytes of a sentence that are looked at, on either side of a year
constexpr std::size_t kMostAfter = 420;
constexpr std::size_t kLongLine = 60;  // a shorter line that ends without a full stop was not broken, it is a heading

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

std::size_t FindFrom(std::string_view text, std::string_view word, std::size_t from) {
  if (from >= text.size()) {
    return std::string_view::npos;
  }
  // string_view::find looks for the first byte, which ideographs share by the thousand.
  const void* found = memmem(text.data() + from, text.size() - from, word.data(), word.size());
  return found == nullptr ? std::string_view::npos
                          : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

std::size_t PreviousCharacter(std::string_view text, std::size_t at) {
  do {
    --at;
  } while (at > 0 && IsContinuation(text[at]));
  return at;
}

std::size_t CharacterAtOrBefore(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && IsContinuation(text[at])) {
    --at;
  }
  return at;
}

/// Where four digits begin that end before `end` and have blanks between them ("20 22年"), as letter-spaced lines and
/// broken runs of a page have; nothing when they are more or fewer.
std::optional<std::size_t> SpacedDigitsBefore(std::string_view text, std::size_t end) {
  int digits = 0;
  std::size_t begin = end;
  for (std::size_t at = end; at > 0; --at) {
    if (IsDigit(text[at - 1])) {
      ++digits;
      begin = at - 1;
    } else if (text[at - 1] != ' ') {
      break;
    }
  }
  const bool joined = begin > 0 && IsLetter(text[begin - 1]);
  return digits == 4 && !joined ? std::optional(begin) : std::nullopt;
}

/// The year whose digits end where a unit begins.
std::optional<YearToken> YearBefore(std::string_view text, std::size_t unit, std::size_t unit_size) {
  if (unit == 0) {
    return std::nullopt;
  }
  std::size_t begin = unit;
  if (IsDigit(text[unit - 1])) {
    if (const auto spaced = SpacedDigitsBefore(text, unit); spaced && unit - *spaced > 4) {
      std::string digits(text.substr(*spaced, unit - *spaced));
      std::erase(digits, ' ');
      const auto year = ReadYear(digits);
      return year ? std::optional(YearToken{*spaced, unit + unit_size, year->year}) : std::nullopt;
    }
    if (unit < 4) {
      return std::nullopt;
    }
    begin = unit - 4;
    if (begin > 0 && (IsDigit(text[begin - 1]) || IsLetter(text[begin - 1]))) {
      return std::nullopt;
    }
  } else {
    for (int i = 0; i < 4; ++i) {
      if (begin == 0) {
        return std::nullopt;
      }
      begin = PreviousCharacter(text, begin);
    }
  }
  const auto year = ReadYear(text.substr(begin));
  if (!year || begin + year->bytes != unit) {
    return std::nullopt;
  }
  return YearToken{begin, unit + unit_size, year->year};
}

/// Numbers of exactly four digits that can be years.
std::vector<YearToken> BareYearsIn(std::string_view text) {
  std::vector<YearToken> years;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && (IsDigit(text[end]) || IsLetter(text[end]))) {
      ++end;
    }
    if (const auto year = end - at == 4 ? ReadYear(text.substr(at, 4)) : std::nullopt) {
      years.push_back({at, end, year->year});
    }
    at = end + 1;
  }
  return years;
}

bool EndsSentence(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == '.') {
    // One that stands for "。", not that of a number, a list or an address.
    const bool after_words = at > 0 && !IsDigit(text[at - 1]);
    const bool in_word =
        at + 1 < text.size() && (IsDigit(text[at + 1]) || (text[at + 1] >= 'a' && text[at + 1] <= 'z'));
    return after_words && !in_word;
  }
  return c == '!' || c == '?' || text.substr(at).starts_with("。");
}

}  // namespace

std::vector<YearToken> YearsIn(std::string_view text, const std::vector<std::string>& units) {
  if (units.empty()) {
    return BareYearsIn(text);
  }
  std::vector<YearToken> years;
  for (const std::string& unit : units) {
    for (std::size_t at = FindFrom(text, unit, 0); at != std::string_view::npos;
         at = FindFrom(text, unit, at + unit.size())) {
      if (const auto year = YearBefore(text, at, unit.size())) {
        years.push_back(*year);
      }
    }
  }
  if (units.size() > 1) {
    std::ranges::sort(years, {}, &YearToken::begin);
  }
  return years;
}

Stretch SentenceWindow(std::string_view text, std::size_t begin, std::size_t end) {
  Stretch sentence{begin, end};
  while (sentence.begin > 0 && begin - sentence.begin < kMostBefore) {
    const std::size_t previous = PreviousCharacter(text, sentence.begin);
    if (EndsSentence(text, previous)) {
      break;
    }
    sentence.begin = previous;
  }
  while (sentence.end < text.size() && sentence.end - end < kMostAfter && !EndsSentence(text, sentence.end)) {
    ++sentence.end;
  }
  sentence.end = CharacterAtOrBefore(text, sentence.end);
  return sentence;
}

bool GoesOn(std::string_view line) {
  if (line.size() < kLongLine) {
    return false;
  }
  const char last = line.back();
  return last != ';' && last != ':' && last != '!' && last != '?' && last != '.' && !line.ends_with("。");
}

}  // namespace gouji
