#pragma once

// Pieces of C++ as gouji_embed writes them.

#include <cstddef>
#include <iterator>
#include <ostream>
#include <string>
#include <string_view>

namespace gouji {

/// `text` as C++ string literals, one a line of it.
inline std::string Literal(std::string_view text) {
  static constexpr std::string_view kOctal = "01234567";
  std::string literal = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == '\n') {
      literal += "\\n";
      if (i + 1 < text.size()) literal += "\"\n\"";
    } else if (byte == '"' || byte == '\\' || byte == '?') {  // '?' could begin a trigraph
      literal += '\\';
      literal += text[i];
    } else if (byte < 0x20 || byte == 0x7F) {
      literal += '\\';
      for (const int shift : {6, 3, 0}) literal += kOctal[(byte >> shift) & 7];
    } else {
      literal += text[i];
    }
  }
  return literal + '"';
}

/// A constant array; `show` writes one element.
template <typename Each, typename Show>
void WriteArray(std::string_view type, std::string_view name, const Each& each, std::ostream& out, const Show& show) {
  out << "constexpr std::array<" << type << ", " << std::size(each) << "> " << name << "{{";
  std::size_t written = 0;
  for (const auto& one : each) {
    out << (written++ % 16 == 0 ? "\n" : "");
    show(one);
    out << ",";
  }
  out << "\n}};\n";
}

}  // namespace gouji
