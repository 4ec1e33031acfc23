#include "text/ordinal.h"

#include <array>
#include <cstddef>

namespace gouji {

std::string OrdinalOf(int value) {
  static constexpr std::array<std::string_view, 10> kDigits = {"",   "一", "二", "三", "四",
                                                               "五", "六", "七", "八", "九"};
  if (value < 1 || value > 99) return std::to_string(value);
  const auto tens = static_cast<std::size_t>(value / 10);
  const auto units = static_cast<std::size_t>(value % 10);
  std::string ordinal(tens > 1 ? kDigits[tens] : std::string_view());
  ordinal += tens > 0 ? "十" : "";
  ordinal += kDigits[units];
  return ordinal;
}

}  // namespace gouji
