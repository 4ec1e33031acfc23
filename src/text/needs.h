#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gouji {

/// What a text must hold for a pattern to match anywhere in it, as far as the expression tells without being compiled:
/// `收到(?:了)?(\d+)(?:件|份)` needs 收到, and one of 件 and 份.
struct Needs {
  using AnyOf = std::vector<std::string>;

  std::vector<AnyOf> all;  ///< of each of these one word at least; what is likely to be rarest comes first
  /// The pattern matches these words and nothing else: a text that holds one has a match.
  AnyOf exactly;
};

/// Reads an expression in RE2's syntax. What is not known for certain is left out, so that nothing that matches is
/// ever refused; an expression that does not compile may need anything.
Needs NeedsOf(std::string_view expression);

/// Needs as a text, for a table of the program: a line for each of `all`, its words parted by tabs, and one that begins
/// with "=" for `exactly`. A need of words with tabs or line ends in them is left out.
std::string WriteNeeds(const Needs& needs);

/// What `WriteNeeds` wrote, without making words of it: lists of words, parted by tabs. Views the text.
struct WrittenNeeds {
  std::vector<std::string_view> all;
  std::string_view exactly;
  std::string_view few;  ///< the first that is short enough to be looked for word by word
};
WrittenNeeds ReadNeeds(std::string_view written);
std::vector<std::string_view> WordsOf(std::string_view list);
/// Whether `is` holds for some word of a list, which has one at least.
template <typename Is>
bool AnyWordOf(std::string_view list, const Is& is) {
  for (;;) {
    const std::size_t end = list.find('\t');
    if (is(list.substr(0, end))) return true;
    if (end == list.npos) return false;
    list.remove_prefix(end + 1);
  }
}

}  // namespace gouji
