#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace gouji {

/// Takes one digit of a section's ordinal off the front of a text, 一 to 十. Fonts of PDF files put the radicals that
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

}  // namespace gouji
