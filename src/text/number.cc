#include "text/number.h"

#include <algorithm>
#include <array>
#include <limits>

#include "text/fold.h"
#include "text/utf8.h"

namespace gouji {
namespace {

using Wide = __int128;

constexpr int kMostPlaces = 18;
constexpr Wide kLeast = static_cast<Wide>(static_cast<unsigned __int128>(1) << 127U);

constexpr std::array<std::int64_t, kMostPlaces + 1> MakePowers() {
  std::array<std::int64_t, kMostPlaces + 1> powers{};
  std::int64_t power = 1;
  for (std::int64_t& each : powers) {
    each = power;
    if (power < std::numeric_limits<std::int64_t>::max() / 10) power *= 10;
  }
  return powers;
}
constexpr auto kPowers = MakePowers();

// The least value has no positive counterpart, so it is kept out everywhere and `Negated` and `Abs` always have an
// answer.
bool Add(Wide a, Wide b, Wide& sum) { return !__builtin_add_overflow(a, b, &sum) && sum != kLeast; }
bool Multiply(Wide a, Wide b, Wide& product) { return !__builtin_mul_overflow(a, b, &product) && product != kLeast; }

// Drops decimals that are zero.
void Shorten(Wide& digits, int& places) {
  while (places > 0 && digits % 10 == 0) {
    digits /= 10;
    --places;
  }
}

// Half away from zero.
Wide Divide(Wide numerator, Wide denominator) {
  const Wide quotient = numerator / denominator;
  const Wide rest = numerator % denominator;
  const Wide rest_size = rest < 0 ? -rest : rest;
  const Wide size = denominator < 0 ? -denominator : denominator;
  if (rest_size < size - rest_size) return quotient;
  return (numerator < 0) == (denominator < 0) ? quotient + 1 : quotient - 1;
}

}  // namespace

std::optional<Decimal> Decimal::Parse(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative || (!text.empty() && text.front() == '+')) text.remove_prefix(1);
  Decimal number;
  bool any = false;
  bool point = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '.') {
      if (point || !any || i + 1 == text.size()) return std::nullopt;
      point = true;
      continue;
    }
    if (c < '0' || c > '9') return std::nullopt;
    any = true;
    if (point && ++number.places_ > kMostPlaces) return std::nullopt;
    Wide shifted = 0;
    if (!Multiply(number.digits_, 10, shifted) || !Add(shifted, c - '0', number.digits_)) return std::nullopt;
  }
  if (!any) return std::nullopt;
  if (negative) number.digits_ = -number.digits_;
  return number;
}

std::optional<Decimal> Decimal::Plus(const Decimal& other) const {
  Decimal a = *this;
  Decimal b = other;
  const int places = std::max(a.places_, b.places_);
  Decimal sum;
  sum.places_ = places;
  Wide left = 0;
  Wide right = 0;
  if (Multiply(a.digits_, kPowers[places - a.places_], left) &&
      Multiply(b.digits_, kPowers[places - b.places_], right) && Add(left, right, sum.digits_)) {
    return sum;
  }
  // Decimals that say nothing may be what was too much.
  Shorten(a.digits_, a.places_);
  Shorten(b.digits_, b.places_);
  sum.places_ = std::max(a.places_, b.places_);
  if (sum.places_ == places) return std::nullopt;
  if (!Multiply(a.digits_, kPowers[sum.places_ - a.places_], left) ||
      !Multiply(b.digits_, kPowers[sum.places_ - b.places_], right) || !Add(left, right, sum.digits_)) {
    return std::nullopt;
  }
  return sum;
}

std::optional<Decimal> Decimal::Minus(const Decimal& other) const { return Plus(other.Negated()); }

std::optional<Decimal> Decimal::Times(const Decimal& other) const {
  Decimal a = *this;
  Decimal b = other;
  Decimal product;
  if (a.places_ + b.places_ <= kMostPlaces && Multiply(a.digits_, b.digits_, product.digits_)) {
    product.places_ = a.places_ + b.places_;
    return product;
  }
  Shorten(a.digits_, a.places_);
  Shorten(b.digits_, b.places_);
  if (!Multiply(a.digits_, b.digits_, product.digits_)) return std::nullopt;
  int places = a.places_ + b.places_;
  Shorten(product.digits_, places);
  if (places > kMostPlaces) return std::nullopt;
  product.places_ = places;
  return product;
}

std::optional<Decimal> Decimal::DividedBy(const Decimal& other, int places) const {
  if (other.is_zero() || places < 0 || places > kMostPlaces) return std::nullopt;
  Decimal a = *this;
  Decimal b = other;
  Shorten(a.digits_, a.places_);
  Shorten(b.digits_, b.places_);
  // At most 36 powers of ten to move, and one table holds 18.
  int shift = b.places_ + places - a.places_;
  while (shift != 0) {
    const int step = std::min(shift < 0 ? -shift : shift, kMostPlaces);
    Wide& grown = shift < 0 ? b.digits_ : a.digits_;
    if (!Multiply(grown, kPowers[step], grown)) return std::nullopt;
    shift += shift < 0 ? step : -step;
  }
  Decimal quotient;
  quotient.digits_ = Divide(a.digits_, b.digits_);
  quotient.places_ = places;
  return quotient;
}

Decimal Decimal::Rounded(int places) const {
  places = std::max(places, 0);
  if (places >= places_) return *this;
  Decimal rounded;
  rounded.digits_ = Divide(digits_, kPowers[places_ - places]);
  rounded.places_ = places;
  return rounded;
}

Decimal Decimal::Negated() const {
  Decimal negated = *this;
  negated.digits_ = -negated.digits_;
  return negated;
}

Decimal Decimal::Abs() const { return is_negative() ? Negated() : *this; }

bool Decimal::is_whole() const { return digits_ % kPowers[places_] == 0; }

std::optional<std::int64_t> Decimal::Whole() const {
  if (!is_whole()) return std::nullopt;
  const Wide whole = digits_ / kPowers[places_];
  if (whole < std::numeric_limits<std::int64_t>::min() || whole > std::numeric_limits<std::int64_t>::max()) {
    return std::nullopt;
  }
  return static_cast<std::int64_t>(whole);
}

std::string Decimal::ToString() const {
  Wide rest = digits_ < 0 ? -digits_ : digits_;
  int places = places_;
  Shorten(rest, places);
  std::string backwards;
  while (rest > 0 || static_cast<int>(backwards.size()) <= places) {
    if (places > 0 && static_cast<int>(backwards.size()) == places) {
      backwards.push_back('.');
      places = -1;
    }
    backwards.push_back(static_cast<char>('0' + static_cast<int>(rest % 10)));
    rest /= 10;
  }
  if (digits_ < 0) backwards.push_back('-');
  std::reverse(backwards.begin(), backwards.end());
  return backwards;
}

int Decimal::Compare(const Decimal& other) const {
  const Wide whole = digits_ / kPowers[places_];
  const Wide other_whole = other.digits_ / kPowers[other.places_];
  if (whole != other_whole) return whole < other_whole ? -1 : 1;
  // Both rests are below 10^18, so neither product comes near the end.
  const Wide rest = (digits_ % kPowers[places_]) * kPowers[kMostPlaces - places_];
  const Wide other_rest = (other.digits_ % kPowers[other.places_]) * kPowers[kMostPlaces - other.places_];
  if (rest == other_rest) return 0;
  return rest < other_rest ? -1 : 1;
}

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

// "（其中修订16件）" to the end of the cell.
bool IsAnnotation(std::string_view text) {
  const bool opens = text.substr(0, 1) == "(" || text.substr(0, 3) == "（";
  const bool closes =
      !text.empty() && (text.back() == ')' || (text.size() >= 3 && text.substr(text.size() - 3) == "）"));
  return opens && closes;
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
  if (const std::optional<CellValue> number = ReadCellNumber(text)) return *number;
  value.kind = IsPlaceholder(text) ? CellValue::Kind::kPlaceholder : CellValue::Kind::kWords;
  return value;
}

namespace {

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
  std::string_view rest = folded.substr(run->bytes);
  if (Take(rest, "点") && !rest.empty()) {
    std::size_t at = 0;
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
