#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gouji {

/// An exact decimal: 128-bit coefficient and a power of ten of at most 18. Sums, differences and products of what
/// reports hold never round; what would not fit is "no value".
class Decimal {
 public:
  Decimal() = default;
  Decimal(std::int64_t whole) : digits_(whole) {}              // NOLINT: numbers in code read as numbers
  static std::optional<Decimal> Parse(std::string_view text);  ///< [+-]digits[.digits], ASCII

  std::optional<Decimal> Plus(const Decimal& other) const;
  std::optional<Decimal> Minus(const Decimal& other) const;
  std::optional<Decimal> Times(const Decimal& other) const;
  /// Rounded half up to `places` decimals; nothing for a zero divisor.
  std::optional<Decimal> DividedBy(const Decimal& other, int places) const;
  Decimal Rounded(int places) const;  ///< half away from zero
  Decimal Negated() const;
  Decimal Abs() const;
  bool is_whole() const;
  bool is_negative() const { return digits_ < 0; }
  bool is_zero() const { return digits_ == 0; }
  int places() const { return places_; }  ///< decimals as written: 81.0 has one
  /// The value when it is whole and fits.
  std::optional<std::int64_t> Whole() const;

  std::string ToString() const;  ///< shortest exact form: "12", "51.81", "-3"
  friend bool operator==(const Decimal& a, const Decimal& b) { return a.Compare(b) == 0; }
  friend auto operator<=>(const Decimal& a, const Decimal& b) { return a.Compare(b) <=> 0; }

 private:
  int Compare(const Decimal& other) const;
  __int128 digits_ = 0;
  int places_ = 0;
};

/// What a value cell says (domain: number, blank, placeholder, words).
struct CellValue {
  enum class Kind { kNumber, kBlank, kPlaceholder, kWords };
  /// How the number was written, where it was not plain ASCII digits.
  enum Style : unsigned {
    kPlain = 0,
    kThousands = 1,     ///< 1,853 or 1，853: accepted silently
    kFullWidth = 2,     ///< １２
    kInnerBlanks = 4,   ///< 1 2 (read as 12)
    kUnit = 8,          ///< 5件, 251000元: the number is what the digits say
    kSignWord = 16,     ///< 增1, 减1
    kAnnotated = 32,    ///< 22（其中修订16件）: the number is 22; accepted silently
    kLetterDigit = 64,  ///< letter O for 0
  };
  Kind kind = Kind::kBlank;
  Decimal number;
  unsigned style = kPlain;
  /// The plain way to write it, when style is not plain and writing it so is safe; else empty. Not safe: inner blanks
  /// (two numbers may have run together), an annotation or a unit of money (leaving it out loses what it says).
  std::string plain;
};

/// Reads what stands in a value cell. `placeholders` are a matter of form and fixed: - — – -- ―― / ／ \ 无 不涉及 N/A.
CellValue ReadCell(std::string_view text);

/// A number at the start of folded prose: digits with thousands separators and decimals ("1,853.5"), or Chinese
/// numerals (一百二十三, 十二, 两, 〇, 零, 万, 亿 units, "1.2万"). Gives the value and how many bytes it took. A lone
/// 一 is read as 1: whether it counts anything is for the caller to say. Approximations (三四, 十二三, 二三十) and what
/// is written half one way and half the other (1万2千, 三点五) are no number.
struct ProseNumber {
  Decimal value;
  std::size_t bytes = 0;
};
std::optional<ProseNumber> ReadNumber(std::string_view folded);

/// A year of four digits at the start of folded text, ASCII or Chinese ("2023", "二〇二三", "二○二三", "二零二三",
/// "二O二三"); gives the year and how many bytes it took. Only 1900–2099. What stands around it, another digit even, is
/// not looked at.
struct ProseYear {
  int year = 0;
  std::size_t bytes = 0;
};
std::optional<ProseYear> ReadYear(std::string_view folded);

}  // namespace gouji
