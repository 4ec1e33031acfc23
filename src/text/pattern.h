#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gouji {

/// A regular expression in RE2's syntax. Hides the engine. Safe to share between threads; copies share one engine.
/// Compiled when first needed: a text that lacks the words every match must hold is refused without it. An expression
/// that does not compile matches nothing; `Check` tells why. Matches view the text.
class Pattern {
 public:
  struct Error {
    std::string message;  ///< the engine's own, in English
    std::string zh;       ///< the same in Chinese
    std::size_t at = 0;   ///< byte offset in the expression of the offending part
    std::size_t length = 0;
  };
  struct Group {
    std::string_view text;  ///< data() is null where the group took no part
    bool matched() const { return text.data() != nullptr; }
  };
  using Match = std::vector<Group>;  ///< 0 is the whole match

  explicit Pattern(std::string expression);
  ~Pattern();
  Pattern(const Pattern&);
  Pattern& operator=(const Pattern&);
  Pattern(Pattern&&) noexcept;
  Pattern& operator=(Pattern&&) noexcept;

  /// Compiles now; tells what is wrong. More than 4096 bytes are too long.
  std::optional<Error> Check() const;

  const std::string& expression() const;
  bool MatchesWhole(std::string_view text) const;
  bool MatchesWhole(std::string_view text, Match& match) const;
  bool Finds(std::string_view text) const;
  /// The leftmost match at or after byte `from`; what stands before still counts for ^ and \b.
  bool Find(std::string_view text, std::size_t from, Match& match) const;
  /// Group number of a (?P<name>...), or 0.
  int GroupOf(std::string_view name) const;
  std::vector<std::string> group_names() const;

 private:
  struct Engine;
  std::shared_ptr<Engine> engine_;
};

}  // namespace gouji
