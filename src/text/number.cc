#include "text/number.h"

#include <algorithm>
#include <array>
#include <limits>

#include "text/utf8.h"

namespace gouji {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

constexpr std::int64_t kTen = 10;
constexpr std::int64_t kTenThousand = 10000;
constexpr std::int64_t kHundredMillion = 100000000;

enum class Numeral { kNone, kDigit, kRoundZero, kUnit };

struct NumeralSign {
  Numeral kind = Numeral::kNone;
  int digit = 0;
  std::int64_t unit = 0;
};

// What a character means in a Chinese numeral. Round signs are zeros only between other numerals: alone they are a
// bullet or a letter.
NumeralSign NumeralOf(char32_t c) {
  switch (c) {
    case U'〇':
    case U'零':
      return {Numeral::kDigit, 0, 0};
    case U'一':
      return {Numeral::kDigit, 1, 0};
    case U'二':
    case U'两':
      return {Numeral::kDigit, 2, 0};
    case U'三':
      return {Numeral::kDigit, 3, 0};
    case U'四':
      return {Numeral::kDigit, 4, 0};
    case U'五':
      return {Numeral::kDigit, 5, 0};
    case U'六':
      return {Numeral::kDigit, 6, 0};
    case U'七':
      return {Numeral::kDigit, 7, 0};
    case U'八':
      return {Numeral::kDigit, 8, 0};
    case U'九':
      return {Numeral::kDigit, 9, 0};
    case U'十':
      return {Numeral::kUnit, 0, 10};
    case U'百':
      return {Numeral::kUnit, 0, 100};
    case U'千':
      return {Numeral::kUnit, 0, 1000};
    case U'万':
      return {Numeral::kUnit, 0, 10000};
    case U'亿':
      return {Numeral::kUnit, 0, 100000000};
    case U'○':
    case U'◯':
    case U'O':
    case U'o':
    case U'0':
    case U'Ο':  // Greek and Cyrillic: input methods offer them all
    case U'ο':
    case U'О':
    case U'о':
      return {Numeral::kRoundZero, 0, 0};
    default:
      return {};
  }
}

// The signs of the numeral at the start of `text` and the bytes they take. A numeral too long to be one ends the
// reading.
struct NumeralRun {
  static constexpr std::size_t kMost = 32;
  std::array<NumeralSign, kMost> signs;
  std::size_t count = 0;
  std::size_t bytes = 0;
  bool has_unit = false;
  bool has_zero = false;
};

std::optional<NumeralRun> TakeNumerals(std::string_view text) {
  NumeralRun run;
  for (std::size_t at = 0; at < text.size();) {
    NumeralSign sign = NumeralOf(NextCodePoint(text, at));
    if (sign.kind == Numeral::kNone) break;
    if (sign.kind == Numeral::kRoundZero) {
      std::size_t after = at;
      const bool between =
          run.count > 0 && at < text.size() && NumeralOf(NextCodePoint(text, after)).kind != Numeral::kNone;
      if (!between) break;
      sign.kind = Numeral::kDigit;
    }
    if (run.count == NumeralRun::kMost) return std::nullopt;
    run.has_unit = run.has_unit || sign.kind == Numeral::kUnit;
    run.has_zero = run.has_zero || (sign.kind == Numeral::kDigit && sign.digit == 0);
    run.signs[run.count++] = sign;
    run.bytes = at;
  }
  if (run.count == 0) return std::nullopt;
  return run;
}

// 二〇二三, 一二三; two digits without a zero are an approximation (三四件) or a day (五一), not a number.
std::optional<std::int64_t> ValueOfDigits(const NumeralRun& run) {
  constexpr std::size_t kMostDigits = 18;
  if (run.count > kMostDigits || (run.count == 2 && !run.has_zero)) return std::nullopt;
  std::int64_t value = 0;
  for (std::size_t i = 0; i < run.count; ++i) value = value * 10 + run.signs[i].digit;
  return value;
}

// 一百零五, 两千, 三万五, 一亿二千万. Nothing where the signs do not make one number: 二三十, 十二三, 百.
std::optional<std::int64_t> ValueOfUnits(const NumeralRun& run) {
  constexpr std::int64_t kMostHundredMillions = std::numeric_limits<std::int64_t>::max() / kHundredMillion / 10;
  std::int64_t total = 0;      // 亿 and above
  std::int64_t middle = 0;     // 万
  std::int64_t section = 0;    // below 万
  std::int64_t below = 0;      // the unit the next one must stay under, in this section; 0: none yet
  std::int64_t last_unit = 0;  // for what 二 means in 一百二
  int digit = -1;
  bool zero = false;  // a 零 since the last unit
  bool had_middle = false;
  bool had_total = false;
  for (std::size_t i = 0; i < run.count; ++i) {
    const NumeralSign& sign = run.signs[i];
    if (sign.kind == Numeral::kDigit) {
      if (digit > 0) return std::nullopt;
      if (sign.digit == 0) {
        if (zero || i == 0) return std::nullopt;
        zero = true;
        continue;
      }
      digit = sign.digit;
      continue;
    }
    if (sign.unit < kTenThousand) {
      if (below != 0 && sign.unit >= below) return std::nullopt;
      if (digit < 0) {
        if (sign.unit != kTen) return std::nullopt;  // 十 may stand without its 一
        digit = 1;
      }
      section += digit * sign.unit;
      below = sign.unit;
    } else {
      section += std::max(digit, 0);
      if (sign.unit == kTenThousand) {
        if (section == 0 || had_middle) return std::nullopt;
        middle = section * kTenThousand;
        had_middle = true;
      } else {
        const std::int64_t hundred_millions = middle + section;
        if (had_total || hundred_millions == 0 || hundred_millions > kMostHundredMillions) return std::nullopt;
        total = hundred_millions * kHundredMillion;
        middle = 0;
        had_total = true;
        had_middle = false;
      }
      section = 0;
      below = 0;
    }
    last_unit = sign.unit;
    digit = -1;
    zero = false;
  }
  if (digit > 0) {
    // 一百二 is 120, 一百零二 is 102, 十二 is 12.
    section += zero || last_unit == kTen ? digit : digit * (last_unit / 10);
  } else if (zero) {
    return std::nullopt;
  }
  return total + middle + section;
}

std::optional<ProseNumber> ReadChinese(std::string_view folded) {
  const std::optional<NumeralRun> run = TakeNumerals(folded);
  if (!run) return std::nullopt;
  constexpr std::string_view kPoint = "点";
  const std::string_view rest = folded.substr(run->bytes);
  if (rest.starts_with(kPoint) && rest.size() > kPoint.size()) {
    std::size_t at = kPoint.size();
    if (NumeralOf(NextCodePoint(rest, at)).kind == Numeral::kDigit) return std::nullopt;
  }
  const std::optional<std::int64_t> value = run->has_unit ? ValueOfUnits(*run) : ValueOfDigits(*run);
  if (!value) return std::nullopt;
  return ProseNumber{*value, run->bytes};
}

std::size_t DigitsAt(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && IsDigit(text[end])) ++end;
  return end - at;
}

// 1,853 and 1853.50, and the 万 after it.
std::optional<ProseNumber> ReadAscii(std::string_view folded) {
  constexpr std::size_t kGroup = 3;
  std::size_t end = DigitsAt(folded, 0);
  std::string digits(folded.substr(0, end));
  if (end <= kGroup) {
    while (end < folded.size() && folded[end] == ',' && DigitsAt(folded, end + 1) == kGroup) {
      digits.append(folded, end + 1, kGroup);
      end += 1 + kGroup;
    }
  }
  if (end < folded.size() && folded[end] == '.') {
    const std::size_t decimals = DigitsAt(folded, end + 1);
    const std::size_t after = end + 1 + decimals;
    // 2023.12.31 and 1.2.3 are no decimals.
    const bool more = after < folded.size() && folded[after] == '.' && DigitsAt(folded, after + 1) > 0;
    if (decimals > 0 && !more) {
      digits.append(folded, end, 1 + decimals);
      end = after;
    }
  }
  // 1.2万, 3千万, 2万亿. 3千 and 1万2千 are half one way and half the other.
  std::optional<Decimal> value = Decimal::Parse(digits);
  std::int64_t last_unit = 0;
  Numeral next = Numeral::kNone;
  while (value && end < folded.size()) {
    std::size_t after = end;
    const NumeralSign sign = NumeralOf(NextCodePoint(folded, after));
    next = sign.kind;
    if (sign.kind != Numeral::kUnit || sign.unit == kTen) break;
    value = value->Times(sign.unit);
    last_unit = sign.unit;
    end = after;
  }
  if (!value || (last_unit != 0 && last_unit < kTenThousand)) return std::nullopt;
  const bool goes_on = end < folded.size() && (next == Numeral::kDigit || IsDigit(folded[end]));
  if (last_unit != 0 && goes_on) return std::nullopt;
  return ProseNumber{*value, end};
}

}  // namespace

std::optional<ProseNumber> ReadNumber(std::string_view folded) {
  if (folded.empty()) return std::nullopt;
  if (IsDigit(folded.front())) return ReadAscii(folded);
  if (static_cast<unsigned char>(folded.front()) < 0x80) return std::nullopt;
  return ReadChinese(folded);
}

std::optional<ProseYear> ReadYear(std::string_view folded) {
  constexpr int kFirst = 1900;
  constexpr int kLast = 2099;
  constexpr int kDigits = 4;
  if (folded.size() < kDigits) return std::nullopt;
  ProseYear year;
  const bool ascii = IsDigit(folded.front());
  for (int i = 0; i < kDigits; ++i) {
    if (year.bytes >= folded.size()) return std::nullopt;
    int digit = 0;
    if (ascii) {
      if (!IsDigit(folded[year.bytes])) return std::nullopt;
      digit = folded[year.bytes++] - '0';
    } else {
      const char32_t c = NextCodePoint(folded, year.bytes);
      const NumeralSign sign = NumeralOf(c);
      const bool is_digit = sign.kind == Numeral::kDigit && c != U'两';
      if (!is_digit && (sign.kind != Numeral::kRoundZero || i == 0)) return std::nullopt;
      digit = sign.digit;
    }
    year.year = year.year * 10 + digit;
  }
  if (year.year < kFirst || year.year > kLast) return std::nullopt;
  return year;
}

}  // namespace gouji
