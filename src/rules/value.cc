#include "rules/value.h"

namespace gouji {

bool IsDate(std::int64_t year, std::int64_t month, std::int64_t day) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year < 1900 || year > 9999 || month < 1 || month > 12 || day < 1) {
    return false;
  }
  const bool leap = month == 2 && ((year % 4 == 0 && year % 100 != 0) || year % 400 == 0);
  return day <= kDays[month - 1] + (leap ? 1 : 0);
}

Value Value::Number(Decimal number) {
  Value value;
  value.kind = Kind::kNumber;
  value.number = number;
  return value;
}

Value Value::Percent(Decimal number) {
  Value value = Number(number);
  value.percent = true;
  return value;
}

Value Value::Bool(bool truth) {
  Value value;
  value.kind = Kind::kBool;
  value.truth = truth;
  return value;
}

Value Value::OfText(std::string text) {
  Value value;
  value.kind = Kind::kText;
  value.text = std::move(text);
  return value;
}

Value Value::Date(int year, int month, int day) {
  Value value;
  value.kind = Kind::kDate;
  value.number = Decimal(year * 10000LL + month * 100 + day);
  return value;
}

Value Value::Unknown(Doubt doubt) {
  Value value;
  value.doubt = doubt;
  return value;
}

std::string Value::ToString() const {
  switch (kind) {
    case Kind::kNumber: {
      const auto hundredfold = percent ? number.Times(100) : std::nullopt;
      return hundredfold ? hundredfold->ToString() + "%" : number.ToString();
    }
    case Kind::kText:
      return text;
    case Kind::kBool:
      return truth ? "true" : "false";
    case Kind::kDate: {
      const std::int64_t day = number.Whole().value_or(0);
      const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
      return std::to_string(day / 10000) + "-" + two(day / 100 % 100) + "-" + two(day % 100);
    }
    case Kind::kCells: {
      std::string all;
      for (const CellRead& read : cells) {
        all += (all.empty() ? "" : ", ") + std::string(read.cell->text);
      }
      return all;
    }
    case Kind::kUnknown:
      break;
  }
  return "?";
}

std::int64_t DaysOf(const Decimal& date) {
  // Days of the proleptic Gregorian calendar, with years that begin in March.
  const std::int64_t day = date.Whole().value_or(0);
  const std::int64_t month = day / 100 % 100;
  const std::int64_t year = day / 10000 - (month <= 2 ? 1 : 0);
  const std::int64_t era = year / 400;
  const std::int64_t of_era = year - era * 400;
  const std::int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day % 100 - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year;
}

Value DateOfDays(std::int64_t days) {
  const std::int64_t era = days / 146097;
  const std::int64_t of_era = days - era * 146097;
  const std::int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const std::int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t shifted = (5 * of_year + 2) / 153;
  const std::int64_t day = of_year - (153 * shifted + 2) / 5 + 1;
  const std::int64_t month = shifted + (shifted < 10 ? 3 : -9);
  const std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  return IsDate(year, month, day) && days > 0
             ? Value::Date(static_cast<int>(year), static_cast<int>(month), static_cast<int>(day))
             : Value::Unknown({});
}

}  // namespace gouji
