#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gouji {

/// What the ordinals of headings and rows are made of.
inline constexpr std::u32string_view kOrdinalDigits = U"一二三四五六七八九十";

/// The value of the digit of an ordinal that a text begins with, 一 to 十, which is three bytes long; 0 where it begins
/// with none. Fonts of PDF files put the radicals that look like them in their place (U+2F00 ⼀, U+2F06 ⼆, U+2F0B ⼋,
/// U+2F17 ⼗), and what is copied from there has them.
inline int OrdinalDigit(std::string_view text) {
  constexpr auto three = [](std::string_view bytes) {
    const auto byte = [&](std::size_t i) { return std::uint32_t{static_cast<unsigned char>(bytes[i])}; };
    return byte(0) << 16U | byte(1) << 8U | byte(2);
  };
  if (text.size() < 3 || static_cast<unsigned char>(text[0]) < 0xE2 || static_cast<unsigned char>(text[0]) > 0xE5) {
    return 0;
  }
  switch (three(text)) {
    case three("一"):
    case three("\u2F00"):
      return 1;
    case three("二"):
    case three("\u2F06"):
      return 2;
    case three("三"):
      return 3;
    case three("四"):
      return 4;
    case three("五"):
      return 5;
    case three("六"):
      return 6;
    case three("七"):
      return 7;
    case three("八"):
    case three("\u2F0B"):
      return 8;
    case three("九"):
      return 9;
    case three("十"):
    case three("\u2F17"):
      return 10;
    default:
      return 0;
  }
}

/// 1 to 99 as an ordinal: 三, 十, 十二, 二十, 二十一. Any other number stays in digits.
std::string OrdinalOf(int value);

}  // namespace gouji
