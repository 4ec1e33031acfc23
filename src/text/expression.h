#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace gouji {

/// An expression in RE2's syntax as a tree, read without the engine: for asking what every match must hold
/// (text/needs.h), whether there can be one at all (text/sieve.h), and what its groups are (text/groups.h).
struct Expression {
  enum class Kind : std::uint8_t {
    kEmpty,     ///< the empty text
    kBegin,     ///< the place where the text begins
    kEnd,       ///< the place where it ends
    kPlace,     ///< a place of which no more is known: \b
    kLetter,    ///< one character
    kClass,     ///< one of some characters
    kSequence,  ///< its parts, one after another
    kChoice,    ///< one of its parts
    kRepeat,    ///< its part, several times
  };
  using Index = std::uint32_t;
  static constexpr Index kNone = 0xFFFFFFFF;
  static constexpr std::uint32_t kEndless = 0xFFFFFFFF;

  struct Range {
    char32_t first = 0, last = 0;
  };
  struct Node {
    Kind kind = Kind::kEmpty;
    bool negated = false;      ///< a class: of all other characters
    bool spelt = false;        ///< a class: its characters are written one by one, or as [0-9]
    bool lazy = false;         ///< a repeat: as few times as will do
    Index next = kNone;        ///< the part after it in what it is a part of
    Index first = kNone;       ///< the first part; of a class: the first of its ranges
    std::uint32_t ranges = 0;  ///< of a class
    char32_t letter = 0;
    std::uint32_t least = 1, most = 1;  ///< times of a repeat
    std::uint32_t group = 0;            ///< the number of the group that this is the inside of; 0: of none
  };

  /// Whether a letter or class means this character.
  bool Matches(const Node& node, char32_t letter) const;

  std::vector<Node> nodes;
  std::vector<Range> ranges;
  Index root = 0;
  /// The tree matches just what the expression does. Otherwise it matches that and more: it knows no \b, no \p{Han}.
  bool exact = true;
  std::uint32_t groups = 0;
  /// Of groups that have one, of which no two may be the same; views the expression.
  std::vector<std::pair<std::string_view, std::uint32_t>> names;
};

/// Nothing when the expression has something in it that is not known for certain, or does not compile as far as is seen
/// here.
std::optional<Expression> ReadExpression(std::string_view expression);

}  // namespace gouji
