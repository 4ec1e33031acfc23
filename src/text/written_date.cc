#include "text/written_date.h"

#include <initializer_list>

#include "text/number.h"

namespace gouji {
namespace {

/// Takes one of some words off the head of a text.
bool Take(std::string_view& text, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words) {
    if (text.starts_with(word)) {
      text.remove_prefix(word.size());
      return true;
    }
  }
  return false;
}

/// A month or a day: one or two digits, or Chinese numerals up to 三十一.
std::optional<int> TakeSmall(std::string_view& text) {
  const auto number = ReadNumber(text);
  const auto whole = number ? number->value.Whole() : std::nullopt;
  if (!whole || *whole < 1 || *whole > 31) {
    return std::nullopt;
  }
  text.remove_prefix(number->bytes);
  return static_cast<int>(*whole);
}

std::optional<int> TakeDigits(std::string_view& text) {
  int value = 0;
  std::size_t count = 0;
  while (count < text.size() && count < 2 && text[count] >= '0' && text[count] <= '9') {
    value = value * 10 + (text[count++] - '0');
  }
  if (count == 0) {
    return std::nullopt;
  }
  text.remove_prefix(count);
  return value;
}

bool IsPossible(const WrittenDate& date) {
  return date.month >= 0 && date.month <= 12 && date.day >= 0 &&
         (date.day == 0 || (date.month > 0 && date.day <= DaysIn(date.year == 0 ? 2000 : date.year, date.month)));
}

}  // namespace

int DaysIn(int year, int month) {
  constexpr std::array kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && leap ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

std::optional<WrittenDate> ReadDate(std::string_view text) {
  WrittenDate date;
  std::string_view rest = text;
  const auto year = ReadYear(rest);
  if (year) {
    date.year = year->year;
    date.year_bytes = year->bytes;
    rest.remove_prefix(year->bytes);
    if (Take(rest, {"-", ".", "/"})) {
      date.rest = text.size() - rest.size();
      const auto month = TakeDigits(rest);
      if (!month || !Take(rest, {"-", ".", "/"})) {
        return std::nullopt;
      }
      const auto day = TakeDigits(rest);
      date.month = *month;
      date.day = day.value_or(0);
      return day && rest.empty() && date.month > 0 && date.day > 0 && IsPossible(date) ? std::optional(date)
                                                                                       : std::nullopt;
    }
    if (!Take(rest, {"年度", "年"})) {
      return std::nullopt;
    }
  }
  date.rest = text.size() - rest.size();
  if (const auto month = TakeSmall(rest)) {
    if (!Take(rest, {"月份", "月"})) {
      return std::nullopt;
    }
    date.month = *month;
    if (const auto day = TakeSmall(rest)) {
      if (!Take(rest, {"日", "号"})) {
        return std::nullopt;
      }
      date.day = *day;
    }
  }
  const bool says_something = date.year != 0 || date.month != 0;
  return rest.empty() && says_something && IsPossible(date) ? std::optional(date) : std::nullopt;
}

}  // namespace gouji
