#pragma once

#include <cstddef>
#include <string_view>

#include "text/utf8.h"

namespace gouji {

/// A character of UTF-8 text, and how many bytes it takes.
struct Character {
  char32_t code = 0;
  std::size_t bytes = 1;
};

/// The first character of a text that is not empty.
inline Character FirstOf(std::string_view text) {
  std::size_t end = 0;
  const char32_t code = NextCodePoint(text, end);
  return {code, end};
}

/// The last character of a text that is not empty.
inline Character LastOf(std::string_view text) {
  std::size_t begin = text.size() - 1;
  while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) --begin;
  return FirstOf(text.substr(begin));
}

/// What HTML means by white space.
inline bool IsHtmlSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

/// Characters between which a line break of the source is nothing, as in CSS: ideographs, and the punctuation beside
/// them.
inline bool IsWide(char32_t c) {
  return c >= 0x2E80 || c == U'“' || c == U'”' || c == U'‘' || c == U'’' || c == U'—' || c == U'…';
}

/// Marks that no line begins with: they belong to what is before them.
inline bool IsClosingMark(char32_t c) {
  constexpr std::u32string_view kMarks = U"）)」』】〕》〉］]、，。；：！？,.;:!?”’％%";
  return kMarks.find(c) != std::u32string_view::npos;
}

}  // namespace gouji
