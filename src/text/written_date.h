#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <optional>
#include <string_view>

namespace gouji {

/// A date as written: parts that are not there are 0.
struct WrittenDate {
  int year = 0;
  int month = 0;
  int day = 0;
  std::size_t year_bytes = 0;  ///< of the digits at its beginning
  std::size_t rest = 0;        ///< where what follows the year begins

  friend auto operator<=>(const WrittenDate& a, const WrittenDate& b) {
    return std::array{a.year, a.month, a.day} <=> std::array{b.year, b.month, b.day};
  }
};

/// Of a month from 1 to 12.
int DaysIn(int year, int month);

/// A date that is the whole of a folded text: "2023年12月31日", "12月31日", "12月", "2023年",
/// "二〇二三年十二月三十一日", "2023-12-31", "2023.12.31", "2023/12/31". Nothing where it is none, or none of the
/// calendar.
std::optional<WrittenDate> ReadDate(std::string_view text);

}  // namespace gouji
