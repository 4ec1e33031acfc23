#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace gouji {

/// For `NextCodePoint`: any but the common ones.
inline char32_t NextRareCodePoint(std::string_view text, std::size_t& at) {
  // Not by text[i], which looks again whether i is inside.
  const auto byte = [bytes = text.data()](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const auto follows = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0U) == 0x80U; };
  const std::size_t i = at;
  const char32_t lead = byte(i);
  if (lead >= 0xC2 && lead < 0xE0 && follows(i + 1)) {
    at = i + 2;
    return (lead & 0x1FU) << 6U | (byte(i + 1) & 0x3FU);
  }
  if (lead >= 0xE0 && lead < 0xF0 && follows(i + 1) && follows(i + 2)) {
    const char32_t c = (lead & 0x0FU) << 12U | (byte(i + 1) & 0x3FU) << 6U | (byte(i + 2) & 0x3FU);
    if (c >= 0x800 && (c < 0xD800 || c > 0xDFFF)) {
      at = i + 3;
      return c;
    }
  }
  if (lead >= 0xF0 && lead < 0xF5 && follows(i + 1) && follows(i + 2) && follows(i + 3)) {
    const char32_t c =
        (lead & 0x07U) << 18U | (byte(i + 1) & 0x3FU) << 12U | (byte(i + 2) & 0x3FU) << 6U | (byte(i + 3) & 0x3FU);
    if (c >= 0x10000 && c <= 0x10FFFF) {
      at = i + 4;
      return c;
    }
  }
  at = i + 1;
  return 0xFFFD;
}

/// Whether a character of three bytes stands at `at`, as ideographs and their marks do, of which the first byte leaves
/// no doubt that they are well-formed.
inline bool IsCommonIdeograph(std::string_view text, std::size_t at) {
  const auto byte = [bytes = text.data() + at](std::size_t i) {
    return std::uint32_t{static_cast<unsigned char>(bytes[i])};
  };
  const std::uint32_t lead = byte(0);
  return lead > 0xE0 && lead < 0xF0 && lead != 0xED && text.size() - at > 2 &&
         ((byte(1) ^ 0x80U) | (byte(2) ^ 0x80U)) < 0x40U;
}

/// The code point at `at`, which must be inside `text`; moves `at` past it. An ill-formed byte is U+FFFD and one byte
/// long (the character U+FFFD itself is three), so that a walk always ends and never leaves the text.
inline char32_t NextCodePoint(std::string_view text, std::size_t& at) {
  const auto byte = [bytes = text.data() + at](std::size_t i) {
    return char32_t{static_cast<unsigned char>(bytes[i])};
  };
  const char32_t lead = byte(0);
  if (lead < 0x80) {
    ++at;
    return lead;
  }
  if (IsCommonIdeograph(text, at)) {
    const char32_t c = (lead & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
    at += 3;
    return c;
  }
  return NextRareCodePoint(text, at);
}

/// Writes `c` at `out`, which has room for four bytes; gives the number of bytes written.
inline std::size_t WriteUtf8(char32_t c, char* out) {
  if (c < 0x80) {
    out[0] = static_cast<char>(c);
    return 1;
  }
  if (c < 0x800) {
    out[0] = static_cast<char>(0xC0U | c >> 6U);
    out[1] = static_cast<char>(0x80U | (c & 0x3FU));
    return 2;
  }
  if (c < 0x10000) {
    out[0] = static_cast<char>(0xE0U | c >> 12U);
    out[1] = static_cast<char>(0x80U | (c >> 6U & 0x3FU));
    out[2] = static_cast<char>(0x80U | (c & 0x3FU));
    return 3;
  }
  out[0] = static_cast<char>(0xF0U | c >> 18U);
  out[1] = static_cast<char>(0x80U | (c >> 12U & 0x3FU));
  out[2] = static_cast<char>(0x80U | (c >> 6U & 0x3FU));
  out[3] = static_cast<char>(0x80U | (c & 0x3FU));
  return 4;
}

inline void AppendUtf8(char32_t c, std::string& out) {
  char bytes[4];
  out.append(bytes, WriteUtf8(c, bytes));
}

}  // namespace gouji
