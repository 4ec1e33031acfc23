#include <algorithm>
#include <array>

#include "text/fold.h"
#include "text/number.h"
#include "text/utf8.h"

namespace gouji {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool Take(std::string_view& text, std::string_view prefix) {
  if (text.substr(0, prefix.size()) != prefix) return false;
  text.remove_prefix(prefix.size());
  return true;
}

// Takes the first of `prefixes` that fits: longer ones stand before those they begin with.
template <std::size_t kSize>
bool TakeAny(std::string_view& text, const std::array<std::string_view, kSize>& prefixes) {
  return std::ranges::any_of(prefixes, [&](std::string_view prefix) { return Take(text, prefix); });
}

constexpr std::array<std::string_view, 5> kMoneyUnits = {"百万元", "万元", "亿元", "千元", "元"};
constexpr std::array<std::string_view, 21> kCountUnits = {"件次", "人次", "条次", "件", "份", "条", "个",
                                                          "项",   "次",   "人",   "宗", "起", "家", "篇",
                                                          "期",   "场",   "部",   "册", "页", "类", "例"};

// "-", "——", "/", "无", "不涉及", "N/A" and what looks like them.
bool IsPlaceholder(std::string_view text) {
  constexpr std::size_t kLongest = 64;
  if (text.size() > kLongest) return false;
  const std::string folded = Fold(text);
  if (folded == "无" || folded == "不涉及" || folded == "n/a") return true;
  const char first = folded.empty() ? '\0' : folded.front();
  if (first != '-' && first != '/' && first != '\\') return false;
  return folded.find_first_not_of(first) == std::string::npos;
}

bool IsLetterZero(char32_t c) { return c == 'O' || c == 'o' || c == U'Ｏ' || c == U'ｏ' || c == U'〇'; }

// The digits of a cell, in ASCII, and how they were written.
struct CellDigits {
  std::string ascii;  // digits and at most one point; separators left out
  unsigned style = CellValue::kPlain;
};

// Takes digits, separators, points, letters for zero, and the blanks between them, off the front of `text`. Nothing
// where they make no number: "1.2.3", "1,85".
std::optional<CellDigits> TakeDigits(std::string_view& text) {
  CellDigits digits;
  bool any_real = false;
  bool point = false;
  int group = -1;       // digits since the last separator, once there was one
  int leading = 0;      // digits before the first separator or the point
  std::size_t end = 0;  // past the last digit
  bool blanks = false;  // since the last digit or separator
  bool open = false;    // a separator or point waits for its digit
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = NextCodePoint(text, at);
    if (IsBlank(c)) {
      blanks = true;
      continue;
    }
    const bool full_width = c >= U'０' && c <= U'９';
    const bool letter = IsLetterZero(c);
    if ((c >= '0' && c <= '9') || full_width || letter) {
      if (blanks) digits.style |= CellValue::kInnerBlanks;
      if (full_width) digits.style |= CellValue::kFullWidth;
      if (letter) digits.style |= CellValue::kLetterDigit;
      any_real = any_real || !letter;
      digits.ascii.push_back(letter ? '0' : static_cast<char>(full_width ? c - U'０' + '0' : c));
      if (group >= 0 && !point) {
        ++group;
      } else if (!point) {
        ++leading;
      }
      end = at;
      blanks = open = false;
      continue;
    }
    const bool comma = c == ',' || c == U'，';
    const bool dot = c == '.' || c == U'．';
    if ((!comma && !dot) || digits.ascii.empty()) break;
    if (open || point || (group >= 0 && group != 3) || (comma && (leading > 3))) return std::nullopt;
    if (blanks) digits.style |= CellValue::kInnerBlanks;
    if (comma) {
      digits.style |= CellValue::kThousands;
      group = 0;
    } else {
      if (c == U'．') digits.style |= CellValue::kFullWidth;
      digits.ascii.push_back('.');
      point = true;
    }
    blanks = false;
    open = true;
  }
  if (open || digits.ascii.empty() || (group >= 0 && group != 3)) return std::nullopt;
  // A letter is a zero among digits, or alone in the cell; "OO" is a word.
  if (!any_real && digits.ascii.size() > 1) return std::nullopt;
  text.remove_prefix(end);
  return digits;
}

// "（其中修订16件）" to the end of the cell; where a converter cut it off, there is no bracket that closes.
bool IsAnnotation(std::string_view text) {
  const bool opens = text.starts_with('(') || text.starts_with("（");
  const bool closes = text.ends_with(')') || text.ends_with("）");
  const bool cut = text.find(')') == std::string_view::npos && text.find("）") == std::string_view::npos;
  return opens && (closes || cut);
}

std::string_view TrimFront(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    if (!IsBlank(NextCodePoint(text, at))) return text.substr(start);
  }
  return {};
}

std::optional<CellValue> ReadCellNumber(std::string_view text) {
  struct Sign {
    std::string_view text;
    bool negative;
    unsigned style;
  };
  // Longer ones stand before those they begin with.
  constexpr std::array<Sign, 11> kSigns = {{{"增加", false, CellValue::kSignWord},
                                            {"新增", false, CellValue::kSignWord},
                                            {"增", false, CellValue::kSignWord},
                                            {"减少", true, CellValue::kSignWord},
                                            {"减", true, CellValue::kSignWord},
                                            {"+", false, CellValue::kPlain},
                                            {"-", true, CellValue::kPlain},
                                            {"＋", false, CellValue::kFullWidth},
                                            {"－", true, CellValue::kFullWidth},
                                            {"−", true, CellValue::kFullWidth},
                                            {"﹣", true, CellValue::kFullWidth}}};
  CellValue value;
  value.kind = CellValue::Kind::kNumber;
  const auto* const sign = IsDigit(text.front())
                               ? kSigns.end()
                               : std::ranges::find_if(kSigns, [&](const Sign& each) { return Take(text, each.text); });
  const bool has_sign = sign != kSigns.end();
  const bool negative = has_sign && sign->negative;
  if (has_sign) value.style |= sign->style;
  const std::string_view unsigned_part = TrimFront(text);
  if (has_sign && unsigned_part.size() != text.size() && (value.style & CellValue::kSignWord) == 0) {
    value.style |= CellValue::kInnerBlanks;  // "- 1" may be a dash and a number
  }
  text = unsigned_part;

  std::optional<CellDigits> digits = TakeDigits(text);
  if (!digits) return std::nullopt;
  value.style |= digits->style;
  const bool lone_letter = digits->ascii.size() == 1 && (digits->style & CellValue::kLetterDigit) != 0;
  if (lone_letter && (has_sign || !text.empty())) return std::nullopt;

  text = TrimFront(text);
  bool money = false;
  if (TakeAny(text, kMoneyUnits)) {
    value.style |= CellValue::kUnit;
    money = true;
  } else if (TakeAny(text, kCountUnits)) {
    value.style |= CellValue::kUnit;
  }
  text = TrimFront(text);
  if (!text.empty()) {
    if (!IsAnnotation(text)) return std::nullopt;
    value.style |= CellValue::kAnnotated;
  }

  const std::optional<Decimal> number = Decimal::Parse(digits->ascii);
  if (!number) return std::nullopt;
  value.number = negative ? number->Negated() : *number;
  if (value.style != CellValue::kPlain && (value.style & (CellValue::kInnerBlanks | CellValue::kAnnotated)) == 0 &&
      !money) {
    value.plain = (negative && !number->is_zero() ? "-" : "") + digits->ascii;
  }
  return value;
}

// Words that show by their first letter that they are neither a number nor a placeholder, as most do.
bool IsSurelyWords(std::string_view text) {
  constexpr std::array<std::string_view, 5> kOthers = {"增", "减", "新", "无", "不"};
  constexpr unsigned char kFirstLead = 0xE4, kLastLead = 0xE9;  // of ideographs
  const auto lead = static_cast<unsigned char>(text[0]);
  return lead == '(' || text.starts_with("（") ||
         (lead >= kFirstLead && lead <= kLastLead && IsCommonIdeograph(text, 0) &&
          std::ranges::none_of(kOthers, [&](std::string_view other) { return text.starts_with(other); }));
}

}  // namespace

CellValue ReadCell(std::string_view text) {
  CellValue value;
  // Most cells hold a digit or two.
  constexpr std::size_t kSureToFit = 18;
  if (!text.empty() && text.size() <= kSureToFit && std::ranges::all_of(text, IsDigit)) {
    std::int64_t whole = 0;
    for (const char c : text) whole = whole * 10 + (c - '0');
    value.kind = CellValue::Kind::kNumber;
    value.number = whole;
    return value;
  }
  text = Trim(text);
  if (text.empty()) return value;
  if (IsSurelyWords(text)) {
    value.kind = CellValue::Kind::kWords;
    return value;
  }
  if (const std::optional<CellValue> number = ReadCellNumber(text)) return *number;
  value.kind = IsPlaceholder(text) ? CellValue::Kind::kPlaceholder : CellValue::Kind::kWords;
  return value;
}
}  // namespace gouji
