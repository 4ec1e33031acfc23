#pragma once

#include <array>
#include <string_view>

namespace gouji {

/// Takes one digit of a section's ordinal off the front of a text, 一 to 十. Fonts of PDF files put the radicals that
/// look like them in their place (U+2F00 ⼀, U+2F06 ⼆, U+2F0B ⼋, U+2F17 ⼗), and what is copied from there has them.
inline bool TakeOrdinalDigit(std::string_view& text) {
  constexpr std::array<std::string_view, 14> kDigits = {"一", "二", "三", "四",     "五",     "六",     "七",
                                                        "八", "九", "十", "\u2F00", "\u2F06", "\u2F0B", "\u2F17"};
  for (const std::string_view digit : kDigits) {
    if (!text.starts_with(digit)) continue;
    text.remove_prefix(digit.size());
    return true;
  }
  return false;
}

}  // namespace gouji
