// Values that cells hold in words: percentages, dates, ticked boxes.

#include <algorithm>
#include <array>
#include <string>

#include "rules/value.h"
#include "text/fold.h"

namespace gouji {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return c >= 'a' && c <= 'z'; }

std::optional<Value> PercentIn(std::string folded) {
  folded.pop_back();
  std::erase(folded, ',');
  const auto number = Decimal::Parse(folded);
  const auto fraction = number ? number->Times(*Decimal::Parse("0.01")) : std::nullopt;
  return fraction ? std::make_optional(Value::Percent(*fraction)) : std::nullopt;
}

/// 1 to 12 for "mar", "march" and so on; 0 for other words.
int MonthOf(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kMonths = {"january",   "february", "march",    "april",
                                                               "may",       "june",     "july",     "august",
                                                               "september", "october",  "november", "december"};
  for (std::size_t m = 0; m < kMonths.size(); ++m) {
    if (word == kMonths[m] || word == kMonths[m].substr(0, 3) || (word == "sept" && m == 8)) {
      return static_cast<int>(m) + 1;
    }
  }
  return 0;
}

struct DateParts {
  std::array<int, 3> numbers{};
  int count = 0;
  int month = 0;      // named in words
  int month_at = -1;  // how many numbers stand before it
  char mark = '\0';   // between the numbers
};

/// Cuts "31stdecember2023", "2023年12月31日" and "2023-12-31"; nothing when there is anything else.
std::optional<DateParts> PartsOf(std::string_view text) {
  DateParts parts;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    if (IsDigit(text[at])) {
      int number = 0;
      for (; end < text.size() && IsDigit(text[end]) && number <= 9999; ++end) {
        number = number * 10 + (text[end] - '0');
      }
      if (parts.count == 3 || number > 9999) {
        return std::nullopt;
      }
      parts.numbers[static_cast<std::size_t>(parts.count++)] = number;
    } else if (IsLetter(text[at])) {
      for (; end < text.size() && IsLetter(text[end]); ++end) {
      }
      std::string_view word = text.substr(at, end - at);
      for (const std::string_view ordinal : {"st", "nd", "rd", "th"}) {
        // The month may stand before or behind it, "of" between them: December 31st, 31st of December.
        if (parts.count == 1 && IsDigit(text[at - 1]) && word.starts_with(ordinal)) {
          word.remove_prefix(ordinal.size());
          word.remove_prefix(word.starts_with("of") ? 2 : 0);
          break;
        }
      }
      const int month = MonthOf(word);
      if (!word.empty() && (month == 0 || parts.month != 0)) {
        return std::nullopt;
      }
      if (month != 0) {
        parts.month = month;
        parts.month_at = parts.count;
      }
    } else if (text[at] == '-' || text[at] == '/' || text[at] == '.' || text[at] == ',') {
      parts.mark = text[at];
      end = at + 1;
    } else if (text.substr(at, 3) == "年" || text.substr(at, 3) == "月" || text.substr(at, 3) == "日") {
      parts.mark = '-';
      end = at + 3;
    } else {
      return std::nullopt;
    }
    at = end;
  }
  return parts;
}

std::optional<Value> DateIn(std::string_view folded) {
  if (folded.empty() || (!IsDigit(folded.front()) && !IsLetter(folded.front()))) {
    return std::nullopt;
  }
  const auto parts = PartsOf(folded);
  if (!parts) {
    return std::nullopt;
  }
  const auto& n = parts->numbers;
  const auto made = [](int year, int month, int day) {
    return IsDate(year, month, day) ? std::make_optional(Value::Date(year, month, day)) : std::nullopt;
  };
  if (parts->month != 0) {
    // 31 December 2023; December 31, 2023
    return parts->count == 2 && parts->month_at < 2 ? made(n[1], parts->month, n[0]) : std::nullopt;
  }
  if (parts->count != 3 || parts->mark == ',') {
    return std::nullopt;
  }
  return parts->mark == '.' && n[0] <= 31 && n[2] >= 1900 ? made(n[2], n[1], n[0]) : made(n[0], n[1], n[2]);
}

struct BoxMark {
  std::string_view text;
  bool ticked;
};
constexpr std::array<BoxMark, 22> kBoxes = {{{"☑", true},   {"☒", true},   {"✓", true},   {"✔", true},   {"✅", true},
                                             {"√", true},   {"■", true},   {"▣", true},   {"◉", true},   {"●", true},
                                             {"[x]", true}, {"[X]", true}, {"[√]", true}, {"[✓]", true}, {"□", false},
                                             {"☐", false},  {"▢", false},  {"○", false},  {"◯", false},  {"[ ]", false},
                                             {"[]", false}, {"⬜", false}}};

const BoxMark* MarkAt(std::string_view text) {
  const auto* const mark =
      std::ranges::find_if(kBoxes, [&](const BoxMark& each) { return text.starts_with(each.text); });
  return mark == kBoxes.end() ? nullptr : mark;
}

/// The words of an option, without what parts it from the next.
std::string_view Option(std::string_view text) {
  static constexpr std::array<std::string_view, 9> kBetween = {",", ";", "/", "|", "，", "；", "、", "／", "\uFE0F"};
  text = Trim(text);
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view mark : kBetween) {
      if (text.ends_with(mark)) {
        text.remove_suffix(mark.size());
        more = true;
      }
      if (text.starts_with(mark)) {
        text.remove_prefix(mark.size());
        more = true;
      }
    }
    text = Trim(text);
  }
  return text;
}

}  // namespace

std::optional<Value> ValueInWords(std::string_view text) {
  std::string folded = Fold(text);
  if (folded.ends_with('%')) {
    return PercentIn(std::move(folded));
  }
  return DateIn(folded);
}

std::vector<Box> BoxesIn(std::string_view text) {
  struct Found {
    std::size_t begin, end;
    bool ticked;
  };
  std::vector<Found> places;
  for (std::size_t at = 0; at < text.size();) {
    const BoxMark* mark = MarkAt(text.substr(at));
    if (mark != nullptr) {
      places.push_back({at, at + mark->text.size(), mark->ticked});
    }
    at += mark != nullptr ? mark->text.size() : 1;
  }
  std::vector<Box> boxes;
  if (places.empty()) {
    return boxes;
  }
  // "□是 ☑否" or "是□ 否☑"
  const bool before = Trim(text.substr(0, places.front().begin)).empty();
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::size_t next = i + 1 < places.size() ? places[i + 1].begin : text.size();
    const std::size_t last = i == 0 ? 0 : places[i - 1].end;
    const std::string_view label =
        before ? text.substr(places[i].end, next - places[i].end) : text.substr(last, places[i].begin - last);
    boxes.push_back({Option(label), places[i].ticked});
  }
  return boxes;
}

}  // namespace gouji
