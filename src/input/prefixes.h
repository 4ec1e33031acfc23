#pragma once

#include <cstddef>
#include <initializer_list>
#include <string_view>

#include "input/ascii.h"
#include "text/ordinal.h"

namespace gouji {

// Each takes something off the front of a text, and says whether it was there.

/// One digit of a section's ordinal.
inline bool TakeOrdinalDigit(std::string_view& text) {
  if (OrdinalDigit(text) == 0) return false;
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
