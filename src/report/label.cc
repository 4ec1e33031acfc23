#include "report/label.h"

#include <algorithm>
#include <iterator>

#include "text/byte_set.h"
#include "text/fold.h"
#include "text/ordinal.h"

namespace gouji {
namespace {

/// The three bytes of an ideograph as one number.
bool StartsWith(std::string_view text, std::size_t at, std::string_view what) {
  return at < text.size() && text[at] == what.front() && text.substr(at, what.size()) == what;
}

/// Skips ASCII and ideographic blanks.
std::size_t SkipBlanks(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    if (text[at] == ' ' || text[at] == '\t') {
      ++at;
      continue;
    }
    if (static_cast<unsigned char>(text[at]) > 0xE3 || (text[at] >= 0 && text[at] < 0x7F)) {
      break;
    }
    if (StartsWith(text, at, "　") || StartsWith(text, at, "\u2003") || StartsWith(text, at, "\u2002")) {
      at += 3;
    } else if (StartsWith(text, at, "\u00a0")) {
      at += 2;
    } else {
      break;
    }
  }
  return at;
}

/// Chinese ordinals up to 99: 三, 十, 十二, 二十, 二十一.
std::size_t ReadChinese(std::string_view text, std::size_t at, int& value) {
  int tens = 0;
  int units = 0;
  bool any = false;
  const std::size_t start = at;
  while (at < text.size()) {
    const int digit = OrdinalDigit(text.substr(at));
    if (digit == 0) {
      break;
    }
    if (digit == 10) {
      if (tens != 0) {
        break;
      }
      tens = units == 0 ? 1 : units;
      units = 0;
    } else if (units != 0) {
      return 0;
    } else {
      units = digit;
    }
    any = true;
    at += 3;
  }
  value = tens * 10 + units;
  return any ? at - start : 0;
}

std::size_t ReadArabic(std::string_view text, std::size_t at, int& value) {
  const std::size_t start = at;
  value = 0;
  while (at < text.size() && at - start < 2 && text[at] >= '0' && text[at] <= '9') {
    value = value * 10 + (text[at] - '0');
    ++at;
  }
  // "2023年" is no ordinal, and neither is "1,853" or "12.5".
  const bool longer = at < text.size() && text[at] >= '0' && text[at] <= '9';
  return longer ? 0 : at - start;
}

std::string_view MarkAt(std::string_view text, std::size_t at) {
  constexpr ByteSet kLeads(".,:\xe3\xef");  // what marks begin with
  if (at >= text.size() || !kLeads.Has(text[at])) {
    return {};
  }
  for (std::string_view mark : {"、", ".", "．", ",", "，", ":", "：", "。"}) {
    if (StartsWith(text, at, mark)) {
      return text.substr(at, mark.size());
    }
  }
  return {};
}

/// What is counted in an ordinal of words, "第三部分": such an ordinal needs no other mark.
std::string_view PartAt(std::string_view text, std::size_t at) {
  for (std::string_view part : {"部分", "章", "节"}) {
    if (StartsWith(text, at, part)) {
      return text.substr(at, part.size());
    }
  }
  return {};
}

/// The digits of a key behind its ordinal: a slip may change letters, but 2023 is another column than 2024.
std::string DigitsBehindOrdinal(std::string_view key) {
  std::string digits;
  std::ranges::copy_if(key.substr(ReadNumeral(key).bytes), std::back_inserter(digits),
                       [](char c) { return c >= '0' && c <= '9'; });
  return digits;
}

/// Whether a key is that of a label and a remark of the filler's own: in brackets behind it or inside it, or an
/// explanation behind a colon. 现行有效件数(历史累计), 本年(2023)制发件数, 规章:指省、自治区人民政府制定的规章
bool IsWithRemark(std::string_view label, std::string_view key) {
  if (key.size() <= label.size() + 1 || label.empty()) {
    return false;
  }
  const auto differ = std::mismatch(label.begin(), label.end(), key.begin(), key.end());
  const auto same = static_cast<std::size_t>(differ.first - label.begin());
  if (same == label.size() && key[same] == ':') {
    return key.find_first_of("0123456789", same) == std::string_view::npos;
  }
  if (same == 0 || key[same] != '(') {
    return false;
  }
  if (same == label.size() && key.back() == ')') {
    return true;
  }
  const std::size_t close = key.find(')', same);
  return close != std::string_view::npos && key.substr(close + 1) == label.substr(same);
}

}  // namespace

Numeral ReadNumeral(std::string_view text) {
  Numeral numeral;
  std::size_t at = SkipBlanks(text, 0);
  if (StartsWith(text, at, "(") || StartsWith(text, at, "（")) {
    numeral.bracketed = true;
    at = SkipBlanks(text, at + (text[at] == '(' ? 1 : 3));
  }
  numeral.in_words = !numeral.bracketed && StartsWith(text, at, "第");
  at = numeral.in_words ? SkipBlanks(text, at + 3) : at;
  std::size_t bytes = ReadChinese(text, at, numeral.value);
  auto digits = Numeral::Digits::kChinese;
  if (bytes == 0) {
    bytes = ReadArabic(text, at, numeral.value);
    digits = Numeral::Digits::kArabic;
  }
  if (bytes == 0) {
    return {};
  }
  at = SkipBlanks(text, at + bytes);
  if (numeral.in_words) {
    numeral.mark = PartAt(text, at);
    if (numeral.mark.empty()) {
      return {};
    }
    at = SkipBlanks(text, at + numeral.mark.size());
    at += MarkAt(text, at).size();
  } else if (numeral.bracketed) {
    if (StartsWith(text, at, ")")) {
      numeral.mark = text.substr(at, 1);
    } else if (StartsWith(text, at, "）")) {
      numeral.mark = text.substr(at, 3);
    } else {
      return {};
    }
    at += numeral.mark.size();
    // "(一)、" is met too; the second mark is part of the ordinal.
    at += MarkAt(text, at) == "、" ? 3 : 0;
  } else {
    numeral.mark = MarkAt(text, at);
    if (numeral.mark.empty()) {
      return {};
    }
    at += numeral.mark.size();
    const bool decimal = numeral.mark == "." && digits == Numeral::Digits::kArabic && at < text.size() &&
                         text[at] >= '0' && text[at] <= '9';
    if (decimal) {
      return {};
    }
  }
  numeral.digits = digits;
  numeral.bytes = SkipBlanks(text, at);
  return numeral;
}

std::string LabelKey(std::string_view text) {
  std::string key = Fold(text);
  const Numeral numeral = ReadNumeral(key);
  if (numeral && !numeral.bracketed && !numeral.in_words && numeral.digits == Numeral::Digits::kArabic) {
    key = std::to_string(numeral.value) + "." + key.substr(numeral.bytes);
  } else if (numeral && !numeral.bracketed && !numeral.in_words && numeral.mark != "、") {
    const std::size_t mark_at = numeral.bytes - numeral.mark.size();
    key = key.substr(0, mark_at) + "、" + key.substr(numeral.bytes);
  }
  return key;
}

void Label::Name(std::string_view words, std::string key_of_words) {
  official = words;
  key = std::move(key_of_words);
  shape = ShapeOf(key);
}

Fit FitOf(const Label& label, std::string_view key) {
  if (key.empty()) {
    return Fit::kNone;
  }
  if (!label.official.empty() && key == label.key) {
    return Fit::kExact;
  }
  if (std::ranges::any_of(label.aliases, [&](const std::string& alias) { return key == alias; }) ||
      std::ranges::any_of(label.patterns, [&](const Pattern& pattern) { return pattern.MatchesWhole(key); })) {
    return Fit::kAlias;
  }
  if (label.official.empty()) {
    return Fit::kNone;
  }
  if (IsWithRemark(label.key, key)) {
    return Fit::kAlias;
  }
  const int limit = label.shape.length >= 5 ? 2 : label.shape.length >= 2 ? 1 : 0;
  // An edit takes away or adds four bytes at most.
  const std::size_t longer = std::max(key.size(), label.key.size());
  if (longer - std::min(key.size(), label.key.size()) > static_cast<std::size_t>(limit) * 4) {
    return Fit::kNone;
  }
  if (LeastDistance(label.shape, ShapeOf(key)) > limit) {
    return Fit::kNone;
  }
  const bool similar = EditDistance(CodePoints(label.key), CodePoints(key), limit) <= limit;
  return similar && DigitsBehindOrdinal(label.key) == DigitsBehindOrdinal(key) ? Fit::kSimilar : Fit::kNone;
}

double Likeness(std::string_view a, std::string_view b) {
  const std::u32string left = CodePoints(a);
  const std::u32string right = CodePoints(b);
  const std::size_t longer = std::max(left.size(), right.size());
  if (longer == 0) {
    return 1;
  }
  const int limit = static_cast<int>(longer);
  return 1.0 - static_cast<double>(EditDistance(left, right, limit)) / static_cast<double>(longer);
}

}  // namespace gouji
