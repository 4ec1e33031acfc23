#include "text/number.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/fold.h"

namespace gouji {
namespace {

using Kind = CellValue::Kind;

Decimal Number(std::string_view text) {
  const std::optional<Decimal> number = Decimal::Parse(text);
  REQUIRE_MESSAGE(number.has_value(), text);
  return *number;
}

std::string Shown(const std::optional<Decimal>& number) { return number ? number->ToString() : "none"; }

// 2^127 - 1: one more has no place.
constexpr std::string_view kMost = "170141183460469231731687303715884105727";
constexpr std::string_view kLeast = "-170141183460469231731687303715884105727";

TEST_CASE("decimals are read exactly or not at all") {
  struct Row {
    std::string_view text;
    std::string_view shown;
    int places = 0;
  };
  const std::vector<Row> rows = {
      {"0", "0", 0},
      {"-0", "0", 0},
      {"+12", "12", 0},
      {"-3", "-3", 0},
      {"007", "7", 0},
      {"81.0", "81", 1},
      {"51.81", "51.81", 2},
      {"-0.05", "-0.05", 2},
      {"0.10", "0.1", 2},
      {"4068.208", "4068.208", 3},
      {"0.000000000000000001", "0.000000000000000001", 18},
      {"100.000000000000000000", "100", 18},
      {kMost, kMost, 0},
      {kLeast, kLeast, 0},
      {"170141183460469231731687303715884105728", "none", 0},
      {"0.0000000000000000001", "none", 0},
      {"", "none", 0},
      {"-", "none", 0},
      {".", "none", 0},
      {".5", "none", 0},
      {"5.", "none", 0},
      {"1.2.3", "none", 0},
      {"1,853", "none", 0},
      {" 1", "none", 0},
      {"--1", "none", 0},
      {"１", "none", 0},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const std::optional<Decimal> number = Decimal::Parse(row.text);
    CHECK(Shown(number) == row.shown);
    if (number) CHECK(number->places() == row.places);
  }
}

TEST_CASE("arithmetic never rounds unasked") {
  struct Row {
    std::string_view a;
    std::string_view b;
    std::string_view sum;
    std::string_view difference;
    std::string_view product;
  };
  const std::vector<Row> rows = {
      {"1", "2", "3", "-1", "2"},
      {"0.1", "0.2", "0.3", "-0.1", "0.02"},
      {"81.0", "1", "82", "80", "81"},
      {"-5", "-7", "-12", "2", "35"},
      {"4068.208", "0.792", "4069", "4067.416", "3222.020736"},
      {kMost, "1", "none", "170141183460469231731687303715884105726", kMost},
      {kLeast, "1", "-170141183460469231731687303715884105726", "none", kLeast},
      {kMost, "1.000000000000000000", "none", "170141183460469231731687303715884105726", kMost},
      {kMost, "0.5", "none", "none", "none"},
      {kMost, "2", "none", "170141183460469231731687303715884105725", "none"},
      {"0.000000000000000001", "0.1", "0.100000000000000001", "-0.099999999999999999", "none"},
      {"0.500000000000000000", "0.2", "0.7", "0.3", "0.1"},
      {"0.0000000005", "0.0000000002", "0.0000000007", "0.0000000003", "none"},
      {"0.00000000025", "0.00000004", "0.00000004025", "-0.00000003975", "0.00000000000000001"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.a);
    CAPTURE(row.b);
    const Decimal a = Number(row.a);
    const Decimal b = Number(row.b);
    CHECK(Shown(a.Plus(b)) == row.sum);
    CHECK(Shown(b.Plus(a)) == row.sum);
    CHECK(Shown(a.Minus(b)) == row.difference);
    CHECK(Shown(a.Times(b)) == row.product);
    CHECK(Shown(b.Times(a)) == row.product);
  }
}

TEST_CASE("quotients round half up to the places asked for") {
  struct Row {
    std::string_view a;
    std::string_view b;
    int places;
    std::string_view quotient;
  };
  const std::vector<Row> rows = {
      {"27500", "805", 1, "34.2"},
      {"25800", "761", 1, "33.9"},
      {"1", "3", 4, "0.3333"},
      {"2", "3", 4, "0.6667"},
      {"1", "2", 0, "1"},
      {"-1", "2", 0, "-1"},
      {"1", "-2", 0, "-1"},
      {"-1", "-2", 0, "1"},
      {"5", "4", 1, "1.3"},
      {"1.25", "1", 1, "1.3"},
      {"1.24", "1", 1, "1.2"},
      {"100", "8", 18, "12.5"},
      {"1", "0", 2, "none"},
      {"0", "7", 2, "0"},
      {"0.000000000000000001", "0.000000000000000001", 18, "1"},
      {"1", "0.000000000000000001", 18, "1000000000000000000"},
      {"0.000000000000000001", "1000000000000", 0, "0"},
      {kMost, "1", 0, kMost},
      {kMost, "1", 1, "none"},
      {"1", "3", 19, "none"},
      {"1", "3", -1, "none"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.a);
    CAPTURE(row.b);
    CHECK(Shown(Number(row.a).DividedBy(Number(row.b), row.places)) == row.quotient);
  }
}

TEST_CASE("rounding is half away from zero") {
  struct Row {
    std::string_view number;
    int places;
    std::string_view rounded;
  };
  const std::vector<Row> rows = {
      {"1.25", 1, "1.3"}, {"-1.25", 1, "-1.3"}, {"1.249", 1, "1.2"}, {"-0.4", 0, "0"}, {"-0.5", 0, "-1"},
      {"0.5", 0, "1"},    {"9.99", 1, "10"},    {"12", 3, "12"},     {"1.5", -2, "2"}, {"0.999999999999999999", 0, "1"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.number);
    CHECK(Number(row.number).Rounded(row.places).ToString() == row.rounded);
  }
  CHECK(Number("12").Rounded(3).places() == 0);
  CHECK(Number("1.256").Rounded(2).places() == 2);
}

TEST_CASE("decimals compare by value") {
  const std::vector<std::string_view> ascending = {kLeast,
                                                   "-12",
                                                   "-3.1",
                                                   "-3",
                                                   "-0.000000000000000001",
                                                   "0",
                                                   "0.000000000000000001",
                                                   "0.3",
                                                   "2.99",
                                                   "3",
                                                   "3.000000000000000001",
                                                   "12",
                                                   "100000000000000000000",
                                                   kMost};
  for (std::size_t i = 0; i < ascending.size(); ++i) {
    for (std::size_t j = 0; j < ascending.size(); ++j) {
      CAPTURE(ascending[i]);
      CAPTURE(ascending[j]);
      const Decimal a = Number(ascending[i]);
      const Decimal b = Number(ascending[j]);
      CHECK((a < b) == (i < j));
      CHECK((a == b) == (i == j));
      CHECK((a > b) == (i > j));
    }
  }
  CHECK(Number("81.0") == Number("81"));
  CHECK(Number("0.10") == Number("0.1"));
  CHECK(Decimal(5) == Number("5.000"));
  CHECK(Decimal() == Decimal(0));
}

TEST_CASE("a decimal knows what it is") {
  CHECK(Number("81.0").is_whole());
  CHECK_FALSE(Number("81.5").is_whole());
  CHECK(Number("-0.5").is_negative());
  CHECK_FALSE(Number("-0").is_negative());
  CHECK(Number("0.00").is_zero());
  CHECK(Number("-3").Abs() == Decimal(3));
  CHECK(Number(kLeast).Negated() == Number(kMost));
  CHECK(Number("81.0").Whole() == 81);
  CHECK(Number("-7").Whole() == -7);
  CHECK_FALSE(Number("0.5").Whole().has_value());
  CHECK(Decimal(std::numeric_limits<std::int64_t>::min()).Whole() == std::numeric_limits<std::int64_t>::min());
  CHECK(Number("9223372036854775807").Whole() == std::numeric_limits<std::int64_t>::max());
  CHECK_FALSE(Number("9223372036854775808").Whole().has_value());
}

TEST_CASE("a value cell says a number, nothing, a matter of form, or words") {
  struct Row {
    std::string_view text;
    Kind kind = Kind::kNumber;
    std::string_view number = "0";
    unsigned style = CellValue::kPlain;
    std::string_view plain;
  };
  constexpr unsigned kThousands = CellValue::kThousands;
  constexpr unsigned kFullWidth = CellValue::kFullWidth;
  constexpr unsigned kInnerBlanks = CellValue::kInnerBlanks;
  constexpr unsigned kUnit = CellValue::kUnit;
  constexpr unsigned kSignWord = CellValue::kSignWord;
  constexpr unsigned kAnnotated = CellValue::kAnnotated;
  constexpr unsigned kLetterDigit = CellValue::kLetterDigit;
  const std::vector<Row> rows = {
      {"0", Kind::kNumber, "0", 0, ""},
      {"12", Kind::kNumber, "12", 0, ""},
      {"999999999999999999", Kind::kNumber, "999999999999999999", 0, ""},
      {"1000000000000000000000", Kind::kNumber, "1000000000000000000000", 0, ""},
      {"  1  ", Kind::kNumber, "1", 0, ""},
      {"　0", Kind::kNumber, "0", 0, ""},
      {"\u00A05\u2003\n", Kind::kNumber, "5", 0, ""},
      {"\uFEFF7\u200B", Kind::kNumber, "7", 0, ""},
      {"81.0", Kind::kNumber, "81", 0, ""},
      {"4068.208", Kind::kNumber, "4068.208", 0, ""},
      {"+1", Kind::kNumber, "1", 0, ""},
      {"-1", Kind::kNumber, "-1", 0, ""},
      {"－1", Kind::kNumber, "-1", kFullWidth, "-1"},
      {"−1", Kind::kNumber, "-1", kFullWidth, "-1"},
      {"＋1", Kind::kNumber, "1", kFullWidth, "1"},
      {"-0", Kind::kNumber, "0", 0, ""},
      // Thousands
      {"1,853", Kind::kNumber, "1853", kThousands, "1853"},
      {"1，853", Kind::kNumber, "1853", kThousands, "1853"},
      {"12,345,678.90", Kind::kNumber, "12345678.9", kThousands, "12345678.90"},
      {"-1,853", Kind::kNumber, "-1853", kThousands, "-1853"},
      {"1,85", Kind::kWords, "0", 0, ""},
      {"1,8534", Kind::kWords, "0", 0, ""},
      {"1853,000", Kind::kWords, "0", 0, ""},
      {"1,,853", Kind::kWords, "0", 0, ""},
      {",853", Kind::kWords, "0", 0, ""},
      {"1,853,", Kind::kWords, "0", 0, ""},
      {"1.853,000", Kind::kWords, "0", 0, ""},
      {"1、853", Kind::kWords, "0", 0, ""},
      // Full width
      {"１２", Kind::kNumber, "12", kFullWidth, "12"},
      {"1２", Kind::kNumber, "12", kFullWidth, "12"},
      {"１，８５３", Kind::kNumber, "1853", kFullWidth | kThousands, "1853"},
      {"８１．０", Kind::kNumber, "81", kFullWidth, "81.0"},
      // Inner blanks
      {"2 0", Kind::kNumber, "20", kInnerBlanks, ""},
      {"2\u30000", Kind::kNumber, "20", kInnerBlanks, ""},
      {"2\n0", Kind::kNumber, "20", kInnerBlanks, ""},
      {"1 ,853", Kind::kNumber, "1853", kInnerBlanks | kThousands, ""},
      {"1, 853", Kind::kNumber, "1853", kInnerBlanks | kThousands, ""},
      {"- 1", Kind::kNumber, "-1", kInnerBlanks, ""},
      {"1 2件", Kind::kNumber, "12", kInnerBlanks | kUnit, ""},
      // Units
      {"0件", Kind::kNumber, "0", kUnit, "0"},
      {"5 件", Kind::kNumber, "5", kUnit, "5"},
      {"０件", Kind::kNumber, "0", kUnit | kFullWidth, "0"},
      {"3条", Kind::kNumber, "3", kUnit, "3"},
      {"5人次", Kind::kNumber, "5", kUnit, "5"},
      {"1,853件", Kind::kNumber, "1853", kUnit | kThousands, "1853"},
      {"251000元", Kind::kNumber, "251000", kUnit, ""},
      {"25.1万元", Kind::kNumber, "25.1", kUnit, ""},
      {"3 亿元", Kind::kNumber, "3", kUnit, ""},
      {"3万", Kind::kWords, "0", 0, ""},
      {"1.2万件", Kind::kWords, "0", 0, ""},
      {"5件件", Kind::kWords, "0", 0, ""},
      {"件", Kind::kWords, "0", 0, ""},
      // Words for signs
      {"增1", Kind::kNumber, "1", kSignWord, "1"},
      {"减1", Kind::kNumber, "-1", kSignWord, "-1"},
      {"增加 12", Kind::kNumber, "12", kSignWord, "12"},
      {"减少3项", Kind::kNumber, "-3", kSignWord | kUnit, "-3"},
      {"新增2", Kind::kNumber, "2", kSignWord, "2"},
      {"减0", Kind::kNumber, "0", kSignWord, "0"},
      {"增", Kind::kWords, "0", 0, ""},
      {"增长5", Kind::kWords, "0", 0, ""},
      {"增-1", Kind::kWords, "0", 0, ""},
      {"增/减", Kind::kWords, "0", 0, ""},
      // Annotations
      {"22（其中修订16件）", Kind::kNumber, "22", kAnnotated, ""},
      {"55(含自然失效29件)", Kind::kNumber, "55", kAnnotated, ""},
      {"55 （含自然失效29件）", Kind::kNumber, "55", kAnnotated, ""},
      {"22件（其中修订16件）", Kind::kNumber, "22", kAnnotated | kUnit, ""},
      {"22（其中修订16件", Kind::kNumber, "22", kAnnotated, ""},  // a converter cut the cell
      {"22（其中）5", Kind::kWords, "0", 0, ""},
      {"（5）", Kind::kWords, "0", 0, ""},
      // Letters for zero
      {"O", Kind::kNumber, "0", kLetterDigit, "0"},
      {"Ｏ", Kind::kNumber, "0", kLetterDigit, "0"},
      {"〇", Kind::kNumber, "0", kLetterDigit, "0"},
      {"1O", Kind::kNumber, "10", kLetterDigit, "10"},
      {"2Ｏ1", Kind::kNumber, "201", kLetterDigit, "201"},
      {"1OO", Kind::kNumber, "100", kLetterDigit, "100"},
      {"1〇", Kind::kNumber, "10", kLetterDigit, "10"},
      {"1O件", Kind::kNumber, "10", kLetterDigit | kUnit, "10"},
      {"OO", Kind::kWords, "0", 0, ""},
      {"OK", Kind::kWords, "0", 0, ""},
      {"O件", Kind::kWords, "0", 0, ""},
      {"-O", Kind::kWords, "0", 0, ""},
      {"○", Kind::kWords, "0", 0, ""},
      // Blank
      {"", Kind::kBlank, "0", 0, ""},
      {" ", Kind::kBlank, "0", 0, ""},
      {"\u00A0", Kind::kBlank, "0", 0, ""},
      {"\u3000\t\n\uFEFF\u200B", Kind::kBlank, "0", 0, ""},
      // Matters of form
      {"-", Kind::kPlaceholder, "0", 0, ""},
      {"--", Kind::kPlaceholder, "0", 0, ""},
      {"—", Kind::kPlaceholder, "0", 0, ""},
      {"–", Kind::kPlaceholder, "0", 0, ""},
      {"——", Kind::kPlaceholder, "0", 0, ""},
      {"――", Kind::kPlaceholder, "0", 0, ""},
      {"－", Kind::kPlaceholder, "0", 0, ""},
      {" — ", Kind::kPlaceholder, "0", 0, ""},
      {"/", Kind::kPlaceholder, "0", 0, ""},
      {"／", Kind::kPlaceholder, "0", 0, ""},
      {"\\", Kind::kPlaceholder, "0", 0, ""},
      {"＼", Kind::kPlaceholder, "0", 0, ""},
      {"无", Kind::kPlaceholder, "0", 0, ""},
      {"不涉及", Kind::kPlaceholder, "0", 0, ""},
      {"不 涉 及", Kind::kPlaceholder, "0", 0, ""},
      {"N/A", Kind::kPlaceholder, "0", 0, ""},
      {"n/a", Kind::kPlaceholder, "0", 0, ""},
      {"Ｎ／Ａ", Kind::kPlaceholder, "0", 0, ""},
      {"-/", Kind::kWords, "0", 0, ""},
      // Words
      {"一", Kind::kWords, "0", 0, ""},
      {"十二", Kind::kWords, "0", 0, ""},
      {"①", Kind::kWords, "0", 0, ""},
      {"²", Kind::kWords, "0", 0, ""},
      {"12.5%", Kind::kWords, "0", 0, ""},
      {"12％", Kind::kWords, "0", 0, ""},
      {"约5", Kind::kWords, "0", 0, ""},
      {"5左右", Kind::kWords, "0", 0, ""},
      {"5+3", Kind::kWords, "0", 0, ""},
      {"5-3", Kind::kWords, "0", 0, ""},
      {"1.2.3", Kind::kWords, "0", 0, ""},
      {"5.", Kind::kWords, "0", 0, ""},
      {".5", Kind::kWords, "0", 0, ""},
      {"5。", Kind::kWords, "0", 0, ""},
      {"—5", Kind::kWords, "0", 0, ""},
      {"无此项", Kind::kWords, "0", 0, ""},
      {"本年制发件数", Kind::kWords, "0", 0, ""},
      {"9999999999999999999999999999999999999999", Kind::kWords, "0", 0, ""},
      {"\xFF", Kind::kWords, "0", 0, ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const CellValue value = ReadCell(row.text);
    CHECK(static_cast<int>(value.kind) == static_cast<int>(row.kind));
    CHECK(value.number.ToString() == row.number);
    CHECK(value.style == row.style);
    CHECK(value.plain == row.plain);
    if (!value.plain.empty()) {
      const CellValue again = ReadCell(value.plain);
      CHECK(again.number == value.number);
      CHECK(again.style == CellValue::kPlain);
    }
  }
}

TEST_CASE("numbers at the start of prose") {
  struct Row {
    std::string_view text;
    std::string_view value;
    std::string_view taken;
  };
  const std::vector<Row> rows = {
      {"12件", "12", "12"},
      {"0件", "0", "0"},
      {"1,853件", "1853", "1,853"},
      {"1,853.5", "1853.5", "1,853.5"},
      {"12,345,678", "12345678", "12,345,678"},
      {"5,12", "5", "5"},
      {"5,1234", "5", "5"},
      {"2023,365", "2023", "2023"},
      {"33.9%", "33.9", "33.9"},
      {"5.", "5", "5"},
      {"5。", "5", "5"},
      {"2023.12.31", "2023", "2023"},
      {"1.2.3", "1", "1"},
      {"1.2万", "12000", "1.2万"},
      {"1.2万余件", "12000", "1.2万"},
      {"3亿", "300000000", "3亿"},
      {"2万亿元", "2000000000000", "2万亿"},
      {"3千万元", "30000000", "3千万"},
      {"3千件", "none", ""},
      {"1万2千件", "none", ""},
      {"1万两千件", "none", ""},
      {"3十", "3", "3"},
      {"12一", "12", "12"},
      {"一", "1", "一"},
      {"两件", "2", "两"},
      {"零件", "0", "零"},
      {"〇", "0", "〇"},
      {"九个", "9", "九"},
      {"十", "10", "十"},
      {"十二", "12", "十二"},
      {"一十二", "12", "一十二"},
      {"二十", "20", "二十"},
      {"二十余件", "20", "二十"},
      {"九十九", "99", "九十九"},
      {"一百", "100", "一百"},
      {"一百零五", "105", "一百零五"},
      {"一百〇五", "105", "一百〇五"},
      {"一百○五", "105", "一百○五"},
      {"一百二", "120", "一百二"},
      {"一百二十", "120", "一百二十"},
      {"一百二十三件", "123", "一百二十三"},
      {"一百一十", "110", "一百一十"},
      {"一百十五", "115", "一百十五"},
      {"两千", "2000", "两千"},
      {"两千零二十三", "2023", "两千零二十三"},
      {"三千五", "3500", "三千五"},
      {"三千五百", "3500", "三千五百"},
      {"一万", "10000", "一万"},
      {"三万五", "35000", "三万五"},
      {"三万五千", "35000", "三万五千"},
      {"一万零五百", "10500", "一万零五百"},
      {"一百二十万", "1200000", "一百二十万"},
      {"一千万", "10000000", "一千万"},
      {"一亿", "100000000", "一亿"},
      {"一亿二千万", "120000000", "一亿二千万"},
      {"一亿零五", "100000005", "一亿零五"},
      {"一万亿", "1000000000000", "一万亿"},
      {"二〇二三年", "2023", "二〇二三"},
      {"二○二三年", "2023", "二○二三"},
      {"二O二三年", "2023", "二O二三"},
      {"二o二三年", "2023", "二o二三"},
      {"二零二三年", "2023", "二零二三"},
      {"一二三", "123", "一二三"},
      {"三O", "3", "三"},
      {"三四件", "none", ""},
      {"五一", "none", ""},
      {"二三十", "none", ""},
      {"十二三", "none", ""},
      {"一百二三十", "none", ""},
      {"百", "none", ""},
      {"千万", "none", ""},
      {"万", "none", ""},
      {"亿", "none", ""},
      {"十十", "none", ""},
      {"一万万", "none", ""},
      {"二百零", "none", ""},
      {"一千零零五", "none", ""},
      {"三点五", "none", ""},
      {"三点前", "3", "三"},
      {"○三", "none", ""},
      {"O三", "none", ""},
      {"", "none", ""},
      {"公开12件", "none", ""},
      {"-5", "none", ""},
      {".5", "none", ""},
      {"(5)", "none", ""},
      {"一二三四五六七八九一二三四五六七八九一", "none", ""},
      {"一二三四五六七八九一二三四五六七八九一一二三四五六七八九一二三四五六七八九一", "none", ""},
      {"99999999999999999999999999999999999999999999", "none", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const std::optional<ProseNumber> number = ReadNumber(row.text);
    CHECK((number ? number->value.ToString() : "none") == row.value);
    CHECK((number ? row.text.substr(0, number->bytes) : "") == row.taken);
  }
}

std::string Chinese(int number) {
  static const std::vector<std::string> kDigits = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  static const std::vector<std::string> kUnits = {"", "十", "百", "千"};
  std::string text;
  bool zero = false;
  int power = 1000;
  for (int unit = 3; unit >= 0; --unit, power /= 10) {
    const int digit = number / power % 10;
    if (digit == 0) {
      zero = !text.empty();
      continue;
    }
    if (zero) text += "零";
    zero = false;
    text += kDigits[static_cast<std::size_t>(digit)] + kUnits[static_cast<std::size_t>(unit)];
  }
  return text;
}

TEST_CASE("every Chinese numeral below ten thousand, alone and as so many 万") {
  int wrong = 0;
  for (int number = 1; number < 10000; ++number) {
    const std::string text = Chinese(number);
    const std::optional<ProseNumber> read = ReadNumber(text + "件");
    const std::optional<ProseNumber> more = ReadNumber(text + "万");
    if (!read || read->value != Decimal(number) || read->bytes != text.size()) ++wrong;
    if (!more || more->value != Decimal(number * 10000LL) || more->bytes != text.size() + 3) ++wrong;
  }
  CHECK(wrong == 0);
}

TEST_CASE("years at the start of folded text") {
  struct Row {
    std::string_view text;
    int year = 0;
    std::size_t bytes = 0;
  };
  const std::vector<Row> rows = {
      {"2023年", 2023, 4},    {"20231", 2023, 4},
      {"1900", 1900, 4},      {"2099", 2099, 4},
      {"1899", 0, 0},         {"2100", 0, 0},
      {"202", 0, 0},          {"202年", 0, 0},
      {"2 023", 0, 0},        {"二〇二三年", 2023, 12},
      {"二○二三", 2023, 12},  {"二◯二三", 2023, 12},
      {"二零二三", 2023, 12}, {"二O二三", 2023, 10},
      {"二o二三", 2023, 10},  {"二0二三", 2023, 10},
      {"二Ο二三", 2023, 11},  {"二О二三", 2023, 11},
      {"二〇二〇", 2020, 12}, {"二○一九", 2019, 12},
      {"一九九八", 1998, 12}, {"二〇二", 0, 0},
      {"二千零二", 0, 0},     {"两〇二三", 0, 0},
      {"三〇二三", 0, 0},     {"〇二三二", 0, 0},
      {"O二三二", 0, 0},      {"二〇2三", 0, 0},
      {"年2023", 0, 0},       {"", 0, 0},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const std::optional<ProseYear> year = ReadYear(row.text);
    CHECK((year ? year->year : 0) == row.year);
    CHECK((year ? year->bytes : 0) == row.bytes);
  }
  // Folding keeps what a year is made of.
  for (const std::string_view text : {"２０２３", "二〇二三", "二○二三", "二Ｏ二三", "二 Ｏ 二 三", "二Ο二三"}) {
    CAPTURE(text);
    for (const std::string& folded : {Fold(text), FoldProse(text).text}) {
      const std::optional<ProseYear> year = ReadYear(folded);
      CHECK((year ? year->year : 0) == 2023);
    }
  }
}

}  // namespace
}  // namespace gouji
