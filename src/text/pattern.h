#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/passage.h"
#include "text/sieve.h"

namespace gouji {

/// An expression that was read when gouji was built.
struct KnownPattern {
  std::string_view expression;  ///< it compiles
  std::string_view exactly;     ///< of its `WrittenNeeds`
  std::string_view few;
};

/// Some bits of one number of a `WordSet`, and a list of words as such bits.
struct BitsOfSet {
  std::uint32_t at = 0;
  std::uint64_t bits = 0;
};
using WordBits = std::span<const BitsOfSet>;

/// A regular expression in RE2's syntax. Hides the engine. Safe to share between threads; copies share one engine.
/// Compiled when first needed: a text that lacks the words every match must hold (text/needs.h) is refused without it,
/// and so is one that a coarser matcher refuses (text/sieve.h), while few have been asked about. Where an expression is
/// nothing but words, no engine is asked at all. An expression that does not compile matches nothing; `Check` tells
/// why. Matches view the text.
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

  std::string_view expression() const;
  bool MatchesWhole(std::string_view text) const;
  bool MatchesWhole(std::string_view text, Match& match) const;
  bool Finds(std::string_view text) const { return Finds(Passage{text, nullptr}); }
  bool Finds(const Passage& passage) const {
    // Most of what is asked is known.
    const Answers::Answer known = Recalled(passage);
    return known == Answers::Answer::kUnknown ? FindsAnew(passage) : known == Answers::Answer::kFound;
  }
  /// False where it is known, or the words of the passage tell, that it is not found: a few steps.
  bool MayFind(const Passage& passage) const {
    const Answers::Answer known = Recalled(passage);
    return known == Answers::Answer::kUnknown ? WordsAllow(passage) : known == Answers::Answer::kFound;
  }
  /// The leftmost match at or after byte `from`; what stands before still counts for ^ and \b.
  bool Find(std::string_view text, std::size_t from, Match& match) const {
    return Find(Passage{text, nullptr}, from, match);
  }
  bool Find(const Passage& passage, std::size_t from, Match& match) const {
    return Recalled(passage) != Answers::Answer::kAbsent && FindAnew(passage, from, match);
  }
  /// Group number of a (?P<name>...), or 0.
  int GroupOf(std::string_view name) const;
  std::vector<std::string> group_names() const;

 private:
  friend class FirstLook;
  friend class Vocabulary;
  struct Engine;
  Pattern(const KnownPattern& known, const Sieve::Tables& sieve);
  /// Lists of words in what it needs, parted by tabs; of each list one word at least.
  std::vector<std::string_view> needs() const;
  /// Makes it the pattern `place` of a vocabulary, whose numbers of the words it needs are `numbered`.
  void Number(std::size_t place, std::vector<WordBits> numbered);

  Answers::Answer Recalled(const Passage& passage) const {
    return passage.answers == nullptr || place_ < 0 ? Answers::Answer::kUnknown
                                                    : passage.answers->Of(static_cast<std::size_t>(place_));
  }
  bool FindsAnew(const Passage& passage) const;
  bool WordsAllow(const Passage& passage) const;
  bool FindAnew(const Passage& passage, std::size_t from, Match& match) const;

  std::ptrdiff_t place_ = -1;  ///< in its vocabulary; -1 outside of one
  std::shared_ptr<Engine> engine_;
};

/// Whether any of many patterns may be found, in a few steps for all of them: of each pattern it knows a list of words
/// of which every match holds one.
class FirstLook {
 public:
  void Add(const Pattern& pattern);
  /// False where no pattern that was added is found.
  bool MayFind(const Passage& passage) const;

 private:
  std::vector<BitsOfSet> bits_;  ///< of all lists
  bool knows_all_ = true;        ///< every pattern has such a list
};

}  // namespace gouji
