#include "text/ordinal.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "text/utf8.h"

namespace gouji {

TEST_CASE("ordinal: digits, and the radicals that stand for them in PDF files") {
  for (std::size_t i = 0; i < kOrdinalDigits.size(); ++i) {
    std::string digit;
    AppendUtf8(kOrdinalDigits[i], digit);
    CAPTURE(digit);
    CHECK(OrdinalDigit(digit + "、") == static_cast<int>(i) + 1);
    CHECK(OrdinalDigit(digit) == static_cast<int>(i) + 1);
    CHECK(OrdinalDigit(digit.substr(0, 2)) == 0);
  }
  CHECK(OrdinalDigit("\u2F00") == 1);
  CHECK(OrdinalDigit("\u2F06") == 2);
  CHECK(OrdinalDigit("\u2F0B") == 8);
  CHECK(OrdinalDigit("\u2F17") == 10);
  for (const std::string_view none : {"", "1", "〇", "百", "两", "、一", "abc"}) {
    CAPTURE(none);
    CHECK(OrdinalDigit(none) == 0);
  }
}

TEST_CASE("ordinal: as it is written") {
  struct Row {
    int value;
    std::string_view written;
  };
  const std::vector<Row> rows = {{1, "一"},      {9, "九"},    {10, "十"},     {11, "十一"}, {19, "十九"}, {20, "二十"},
                                 {21, "二十一"}, {90, "九十"}, {99, "九十九"}, {0, "0"},     {100, "100"}};
  for (const Row& row : rows) {
    CAPTURE(row.value);
    CHECK(OrdinalOf(row.value) == row.written);
  }
}

}  // namespace gouji
