#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "text/pattern.h"

namespace gouji {

/// A pattern for paths below some folder, as in `.gouji.yaml`:
///
///     *        any characters inside one name        ?       one character inside one name
///     **       as a whole name: any folders, also    [a-z]   one of these; [!a-z] one that is none of these
///              none; at the end: everything below    {a,b}   one of these, which may be patterns
///     \*       the character itself
///
/// A pattern without '/' is for the file's name, in whatever folder; one with '/' is for the whole path from the
/// folder; one that ends in '/' is for everything below it. Letters are told apart by case.
class Glob {
 public:
  /// What is wrong with a pattern, at bytes [begin, end) of it.
  struct Error {
    std::string zh;
    std::string en;
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  explicit Glob(std::string pattern);

  /// Nothing when the pattern means something. A wrong one matches nothing.
  const std::optional<Error>& error() const { return error_; }
  const std::string& pattern() const { return pattern_; }
  /// Whether the pattern means `path`: relative, with '/', without '.' and '..'.
  bool Matches(std::string_view path) const { return !error_ && expression_.MatchesWhole(path); }

 private:
  std::string pattern_;
  std::optional<Error> error_;
  Pattern expression_;
};

/// A place to be filled in: "{year}" in a pattern becomes a group of that name which matches `expression`. Where the
/// name is written again it matches `expression` once more, without a name.
struct GlobPlace {
  std::string_view name;
  std::string_view expression;
};

/// A pattern as a regular expression. `error` is set when it means nothing; the expression is then of no use.
std::string GlobExpression(std::string_view pattern, std::span<const GlobPlace> places,
                           std::optional<Glob::Error>& error);

}  // namespace gouji
