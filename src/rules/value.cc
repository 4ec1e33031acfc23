#include "rules/value.h"

#include "text/fold.h"

namespace gouji {

bool IsDate(std::int64_t year, std::int64_t month, std::int64_t day) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year < 1900 || year > 9999 || month < 1 || month > 12 || day < 1) {
    return false;
  }
  const bool leap = month == 2 && ((year % 4 == 0 && year % 100 != 0) || year % 400 == 0);
  return day <= kDays[month - 1] + (leap ? 1 : 0);
}

std::optional<Value> ValueInWords(std::string_view text) {
  const std::string folded = Fold(text);
  if (folded.ends_with('%')) {
    const auto number = Decimal::Parse(std::string_view(folded).substr(0, folded.size() - 1));
    const auto fraction = number ? number->Times(*Decimal::Parse("0.01")) : std::nullopt;
    return fraction ? std::make_optional(Value::Number(*fraction)) : std::nullopt;
  }
  int parts[3] = {0, 0, 0};
  int part = 0;
  bool digit = false;
  for (std::size_t i = 0; i < folded.size() && part < 3;) {
    if (folded[i] >= '0' && folded[i] <= '9') {
      parts[part] = parts[part] * 10 + (folded[i] - '0');
      if (parts[part] > 9999) {
        return std::nullopt;
      }
      digit = true;
      ++i;
      continue;
    }
    const bool mark = folded[i] == '-' || folded[i] == '/' || folded[i] == '.';
    const bool word = folded.substr(i, 3) == "年" || folded.substr(i, 3) == "月" || folded.substr(i, 3) == "日";
    if (!digit || (!mark && !word)) {
      return std::nullopt;
    }
    ++part;
    digit = false;
    i += mark ? 1 : 3;
  }
  part += digit ? 1 : 0;
  return part == 3 && IsDate(parts[0], parts[1], parts[2])
             ? std::make_optional(Value::Date(parts[0], parts[1], parts[2]))
             : std::nullopt;
}

Value Value::Number(Decimal number) {
  Value value;
  value.kind = Kind::kNumber;
  value.number = number;
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
    case Kind::kNumber:
      return number.ToString();
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

}  // namespace gouji
