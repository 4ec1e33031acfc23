#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "input/ascii.h"

namespace gouji {

// Each takes something off the front of a text, and says whether it was there.

/// One digit of a section's ordinal, 一 to 十. Fonts of PDF files put the radicals that
/// look like them in their place (U+2F00 ⼀, U+2F06 ⼆, U+2F0B ⼋, U+2F17 ⼗), and what is copied from there has them.
inline bool TakeOrdinalDigit(std::string_view& text) {
  constexpr auto three = [](std::string_view bytes) {
    const auto byte = [&](std::size_t i) { return std::uint32_t{static_cast<unsigned char>(bytes[i])}; };
    return byte(0) << 16U | byte(1) << 8U | byte(2);
  };
  constexpr std::array<std::uint32_t, 14> kDigits = {
      three("一"), three("二"), three("三"), three("四"),     three("五"),     three("六"),     three("七"),
      three("八"), three("九"), three("十"), three("\u2F00"), three("\u2F06"), three("\u2F0B"), three("\u2F17")};
  if (text.size() < 3 || static_cast<unsigned char>(text[0]) < 0xE2 || static_cast<unsigned char>(text[0]) > 0xE5) {
    return false;
  }
  if (std::ranges::find(kDigits, three(text)) == kDigits.end()) return false;
  text.remove_prefix(3);
  return true;
}

/// An ordinal of any length: 三, 十二.
inline bool TakeOrdinal(std::string_view& text) {
  bool any = false;
  while (TakeOrdinalDigit(text)) any = true;
  return any;
}

/// The first of some words that the text begins with.
inline bool TakeOneOf(std::string_view& text, std::initializer_list<std::string_view> prefixes) {
  for (const std::string_view prefix : prefixes) {
    if (!text.starts_with(prefix)) continue;
    text.remove_prefix(prefix.size());
    return true;
  }
  return false;
}

/// All digits it begins with; gives how many.
inline std::size_t TakeDigits(std::string_view& text) {
  std::size_t digits = 0;
  while (digits < text.size() && IsAsciiDigit(text[digits])) ++digits;
  text.remove_prefix(digits);
  return digits;
}

}  // namespace gouji
