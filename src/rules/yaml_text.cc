#include "rules/yaml_text.h"

#include <algorithm>
#include <array>

namespace gouji {

std::size_t SkipBlanks(std::string_view text, std::size_t at) {
  while (IsBlank(At(text, at))) ++at;
  return at;
}

std::size_t SkipBreak(std::string_view text, std::size_t at) {
  if (At(text, at) == '\r' && At(text, at + 1) == '\n') return at + 2;
  return IsBreak(At(text, at)) ? at + 1 : at;
}

std::size_t LineEnd(std::string_view text, std::size_t at) {
  return std::min(text.find_first_of("\r\n", at), text.size());
}

std::size_t LineStart(std::string_view text, std::size_t at) {
  while (at > 0 && !IsBreak(text[at - 1])) --at;
  return at;
}

std::size_t SkipToToken(std::string_view text, std::size_t at) {
  while (true) {
    while (IsBlank(At(text, at)) || IsBreak(At(text, at))) ++at;
    const bool comment = At(text, at) == '#' && (at == 0 || IsBlank(text[at - 1]) || IsBreak(text[at - 1]));
    if (!comment) return at;
    at = LineEnd(text, at);
  }
}

std::optional<std::size_t> QuotedEnd(std::string_view text, std::size_t at) {
  const char quote = text[at];
  for (++at; at < text.size(); ++at) {
    if (quote == '"' && text[at] == '\\') {
      ++at;
    } else if (text[at] == quote) {
      if (quote == '"' || At(text, at + 1) != '\'') return at + 1;
      ++at;
    }
  }
  return std::nullopt;
}

void AppendUtf8(char32_t code, std::string& out) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | (code >> 6));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | (code >> 12));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (code >> 18));
    out += static_cast<char>(0x80 | ((code >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  }
}

bool IsPrintable(char32_t c) {
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
  if (c < 0xA0) return c < 0x7F || c == 0x85;
  return c != 0xFFFE && c != 0xFFFF;
}

DecodedCharacter DecodeAt(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(At(text, at + i)); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::uint32_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4) return {};
  char32_t code = lead & (0x7Fu >> length);
  for (std::uint32_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {};
    code = (code << 6) | (byte(i) & 0x3Fu);
  }
  constexpr std::array<char32_t, 5> kLeast = {0, 0, 0x80, 0x800, 0x10000};
  if (code < kLeast[length] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return {};
  return {code, length};
}

}  // namespace gouji
