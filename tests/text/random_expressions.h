#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace gouji {

/// Small expressions over few letters, and texts in which they often match. Not all of them compile.
class RandomExpressions {
 public:
  explicit RandomExpressions(std::uint64_t seed) : state_(seed) {}

  std::string Expression() { return Sequence(2); }

  std::string Text() {
    static const std::vector<std::string> kLetters = {"a", "b",  "A", "B", "总",    "]",  ".", "1",
                                                      "(", "a*", " ", "s", "a{,2}", "\n", "K", "ſ"};
    std::string text;
    for (std::size_t length = Below(7); length > 0; --length) text += Of(kLetters);
    return text;
  }

 private:
  std::string Sequence(int depth) {
    static const std::vector<std::string> kAtoms = {
        "a",      "b",      "总",      "ab",        "[ab]",  "[^a]",       "[]a]", "[[:alpha:]]", "[\\]a]", ".",
        "^",      "$",      "\\b",     "\\.",       "\\d",   "\\x61",      "\\pL", "\\p{Han}",    "\\(",    "(?i)A",
        "(?i:B)", "(?s).",  "(?U)",    "\\Qa*\\E",  "a{0}",  "a{0,2}",     "b{2}", "b{1,2}",      "a{,2}",  "\\141",
        "[^\\d]", "[^\\n]", "[\\w]",   "[^[:^a:]]", "\\W",   "\\x{603B}",  " ",    "(?i:k|s)",    "(?m)^",  "(?m:$)",
        "\\A",    "\\z",    "(?i)\\W", "[a-]",      "[1-4]", "(?i:[a-b])", "[^]]", "(?i:[^<])",   "[a-b1]", "\\s"};
    static const std::vector<std::string> kQuantifiers = {"",   "",   "",   "",     "*",      "+",    "?",
                                                          "*?", "+?", "??", "{1,}", "{0,1}?", "{2,3}"};
    static const std::vector<std::string> kOpen = {"(", "(?:", "(?P<n>", "(?i:", "(?s-m:"};
    std::string made;
    for (std::size_t length = Below(4) + 1; length > 0; --length) {
      made += depth > 0 && Below(4) == 0 ? Of(kOpen) + Sequence(depth - 1) + ")" : Of(kAtoms);
      made += Of(kQuantifiers);
      if (Below(6) == 0) made += "|";
    }
    return made;
  }

  const std::string& Of(const std::vector<std::string>& choices) { return choices[Below(choices.size())]; }

  std::size_t Below(std::size_t limit) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state_ >> 33) % limit;
  }

  std::uint64_t state_;
};

}  // namespace gouji
