#include "input/numeral.h"

#include <array>
#include <utility>

#include "input/ascii.h"
#include "text/utf8.h"

namespace gouji {
namespace {

constexpr std::array<std::string_view, 10> kDigits = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
constexpr std::array<std::string_view, 10> kLegalDigits = {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};
constexpr std::array<std::string_view, 10> kStems = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
constexpr std::array<std::string_view, 12> kBranches = {"子", "丑", "寅", "卯", "辰", "巳",
                                                        "午", "未", "申", "酉", "戌", "亥"};

/// 1 to 9999 as one counts aloud: 十二, 一百零五.
std::string Counted(int value, const std::array<std::string_view, 10>& digits,
                    const std::array<std::string_view, 4>& units, bool plain_ten) {
  std::string numeral;
  bool zero = false;
  int scale = 1000;
  for (int unit = 3; unit >= 0; --unit, scale /= 10) {
    const int digit = value / scale % 10;
    if (digit == 0) {
      zero |= !numeral.empty();
      continue;
    }
    if (zero) numeral += "零";
    zero = false;
    const bool bare = plain_ten && digit == 1 && unit == 1 && numeral.empty();
    if (!bare) numeral += digits[static_cast<std::size_t>(digit)];
    numeral += units[static_cast<std::size_t>(unit)];
  }
  return numeral;
}

std::string DigitByDigit(int value, const std::array<std::string_view, 10>& digits) {
  std::string numeral;
  for (const char digit : std::to_string(value)) numeral += digits[static_cast<std::size_t>(digit - '0')];
  return numeral;
}

std::string Roman(int value) {
  constexpr std::array<std::pair<int, std::string_view>, 13> kSteps = {{{1000, "M"},
                                                                        {900, "CM"},
                                                                        {500, "D"},
                                                                        {400, "CD"},
                                                                        {100, "C"},
                                                                        {90, "XC"},
                                                                        {50, "L"},
                                                                        {40, "XL"},
                                                                        {10, "X"},
                                                                        {9, "IX"},
                                                                        {5, "V"},
                                                                        {4, "IV"},
                                                                        {1, "I"}}};
  std::string numeral;
  for (const auto& [step, letters] : kSteps) {
    for (; value >= step; value -= step) numeral += letters;
  }
  return numeral;
}

/// a … z, aa … zz, as Word goes on.
std::string Letters(int value) {
  return std::string(static_cast<std::size_t>((value - 1) / 26 + 1), static_cast<char>('a' + (value - 1) % 26));
}

/// One of a run of characters that Unicode encodes for 1 to `count`.
std::string OneOfRun(int value, char32_t first, int count) {
  if (value < 1 || value > count) return std::to_string(value);
  std::string numeral;
  AppendUtf8(first + static_cast<char32_t>(value - 1), numeral);
  return numeral;
}

}  // namespace

std::string Numeral(int value, std::string_view format) {
  if (format == "none" || format == "bullet") return {};
  if (value < 1 || value > 9999) return std::to_string(value);
  constexpr std::array<std::string_view, 4> kUnits = {"", "十", "百", "千"};
  constexpr std::array<std::string_view, 4> kLegalUnits = {"", "拾", "佰", "仟"};
  if (format == "chineseCounting" || format == "chineseCountingThousand" || format == "japaneseCounting" ||
      format == "taiwaneseCounting" || format == "taiwaneseCountingThousand" || format == "koreanCounting") {
    return Counted(value, kDigits, kUnits, true);
  }
  if (format == "chineseLegalSimplified" || format == "ideographLegalTraditional" || format == "japaneseLegal") {
    return Counted(value, kLegalDigits, kLegalUnits, false);
  }
  if (format == "ideographDigital" || format == "japaneseDigitalTen" || format == "taiwaneseDigital") {
    return DigitByDigit(value, kDigits);
  }
  if (format == "ideographTraditional") return std::string(kStems[static_cast<std::size_t>((value - 1) % 10)]);
  if (format == "ideographZodiac") return std::string(kBranches[static_cast<std::size_t>((value - 1) % 12)]);
  if (format == "upperRoman") return Roman(value);
  if (format == "lowerRoman") return LowerAscii(Roman(value));
  if (format == "lowerLetter") return Letters(value);
  if (format == "upperLetter") {
    std::string letters = Letters(value);
    for (char& c : letters) c = static_cast<char>(c - 'a' + 'A');
    return letters;
  }
  if (format == "decimalZero") return (value < 10 ? "0" : "") + std::to_string(value);
  if (format == "decimalFullWidth" || format == "decimalFullWidth2") {
    std::string digits;
    for (const char digit : std::to_string(value)) AppendUtf8(U'０' + static_cast<char32_t>(digit - '0'), digits);
    return digits;
  }
  if (format == "decimalEnclosedCircle" || format == "decimalEnclosedCircleChinese") return OneOfRun(value, U'①', 20);
  if (format == "decimalEnclosedParen") return OneOfRun(value, U'⑴', 20);
  if (format == "decimalEnclosedFullstop") return OneOfRun(value, U'⒈', 20);
  if (format == "ideographEnclosedCircle") return OneOfRun(value, U'㊀', 10);
  return std::to_string(value);
}

}  // namespace gouji
