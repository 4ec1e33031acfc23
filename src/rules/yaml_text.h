#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gouji {

// Characters of YAML's text, and steps through it.

inline bool IsBlank(char c) { return c == ' ' || c == '\t'; }
inline bool IsBreak(char c) { return c == '\n' || c == '\r'; }
inline bool IsFlowIndicator(char c) { return c == ',' || c == '[' || c == ']' || c == '{' || c == '}'; }
/// Of an anchor, an alias or a tag.
inline bool EndsName(char c) { return IsBlank(c) || IsBreak(c) || IsFlowIndicator(c); }

/// The character at an offset, NUL past the end: a text we read holds no NUL.
inline char At(std::string_view text, std::size_t at) { return at < text.size() ? text[at] : '\0'; }

std::size_t SkipBlanks(std::string_view text, std::size_t at);
/// Past one line end; `at` itself when there is none.
std::size_t SkipBreak(std::string_view text, std::size_t at);
std::size_t LineEnd(std::string_view text, std::size_t at);
std::size_t LineStart(std::string_view text, std::size_t at);
/// Past blanks, line ends and comments.
std::size_t SkipToToken(std::string_view text, std::size_t at);
/// Past the closing quote of the quoted scalar at `at`; nothing when it is never closed.
std::optional<std::size_t> QuotedEnd(std::string_view text, std::size_t at);

struct DecodedCharacter {
  char32_t code = 0;
  std::uint32_t length = 0;  ///< 0: not UTF-8
};

DecodedCharacter DecodeAt(std::string_view text, std::size_t at);
void AppendUtf8(char32_t code, std::string& out);
/// The characters of UTF-8 that YAML lets stand in a file.
bool IsPrintable(char32_t c);

}  // namespace gouji
