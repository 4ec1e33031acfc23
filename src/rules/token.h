#pragma once

#include <cstddef>
#include <string_view>

namespace gouji {

/// A word of an expression.
struct Token {
  enum class Kind { kEnd, kNumber, kText, kName, kMark, kBad };
  Kind kind = Kind::kEnd;
  std::string_view text;           // of a text literal: without its quotes
  std::size_t begin = 0, end = 0;  // in the scalar
};

/// Cuts bytes [begin, end) of a text into tokens, one ahead. Blanks and line ends part them.
class Lexer {
 public:
  Lexer(std::string_view text, std::size_t begin, std::size_t end) : text_(text.substr(0, end)), at_(begin) { Next(); }

  const Token& now() const { return now_; }
  Token Take() {
    Token token = now_;
    Next();
    return token;
  }

 private:
  void Next();

  std::string_view text_;
  std::size_t at_;
  Token now_;
};

}  // namespace gouji
