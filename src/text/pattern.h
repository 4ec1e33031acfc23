#pragma once

#include <atomic>
#include <cstdint>
#include <forward_list>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/memo.h"
#include "text/word_search.h"

namespace gouji {

/// Which words of a `Vocabulary` stand in a text: a bit for each.
using WordSet = std::vector<std::uint64_t>;

/// Which patterns of a vocabulary are found in a text, and which are not, as far as they were asked. Several threads
/// may ask about one text: what one of them notes and another overwrites is asked again.
class Answers {
 public:
  enum class Answer { kUnknown, kFound, kAbsent };

  explicit Answers(std::size_t patterns);
  Answer Of(std::size_t pattern) const {
    return static_cast<Answer>(bits_[pattern / 32].load(std::memory_order_relaxed) >> pattern % 32 * 2 & 3U);
  }
  void Note(std::size_t pattern, bool found) const;

 private:
  std::unique_ptr<std::atomic<std::uint64_t>[]> bits_;  ///< two for each pattern
};

/// A text, and what is known of it. Views both.
struct Passage {
  std::string_view text;
  /// A `WordSet` of the vocabulary of the patterns asked; it may hold words that are not there. Null: not looked for.
  const std::uint64_t* words = nullptr;
  /// Of the same vocabulary: then the words are those of this very text, and of no longer one. Null: nothing is kept.
  const Answers* answers = nullptr;
};

/// What is known of a text: the words in it, and what patterns gave.
struct Known {
  WordSet words;
  Answers answers;

  Passage passage(std::string_view text) const { return {text, words.data(), &answers}; }
};

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

  const std::string& expression() const;
  bool MatchesWhole(std::string_view text) const;
  bool MatchesWhole(std::string_view text, Match& match) const;
  bool Finds(std::string_view text) const { return Finds(Passage{text, nullptr}); }
  bool Finds(const Passage& passage) const;
  /// The leftmost match at or after byte `from`; what stands before still counts for ^ and \b.
  bool Find(std::string_view text, std::size_t from, Match& match) const {
    return Find(Passage{text, nullptr}, from, match);
  }
  bool Find(const Passage& passage, std::size_t from, Match& match) const;
  /// Group number of a (?P<name>...), or 0.
  int GroupOf(std::string_view name) const;
  std::vector<std::string> group_names() const;

 private:
  friend class Vocabulary;
  struct Engine;
  explicit Pattern(std::shared_ptr<Engine> engine);
  std::shared_ptr<Engine> engine_;
};

/// An expression that was read when gouji was built.
struct KnownPattern {
  std::string_view expression;  ///< it compiles
  std::string_view needs;       ///< as `WriteNeeds` writes them
};

/// Some bits of one number of a `WordSet`, and a list of words as such bits.
struct BitsOfSet {
  std::size_t at = 0;
  std::uint64_t bits = 0;
};
using WordBits = std::vector<BitsOfSet>;

/// The patterns of a pack: each expression once, and the words they need, which are looked for in a text together.
/// Patterns are added while the pack is loaded, texts read when it is complete; reading is safe between threads.
class Vocabulary {
 public:
  /// Expressions that need not be read anew, in order. They are not copied.
  void Know(std::span<const KnownPattern> known) { known_ = known; }
  Pattern Add(std::string expression);
  /// All that were added, in order.
  std::vector<std::string_view> expressions() const;

  const WordSearch& search() const { return search_; }
  /// The length of a `WordSet`.
  std::size_t set_size() const { return (search_.size() + 63) / 64; }
  WordSet WordsIn(std::string_view text) const;
  /// What is known of a text. The vocabulary remembers it for texts that were asked for before and are not too long, as
  /// long as it has room, for reports share many of their sentences; else it is put into `own`.
  const Known& KnownOf(std::string_view text, std::forward_list<Known>& own) const;
  /// The same for a text of which all sentences are known.
  const Known& KnownOf(std::string_view text, const std::vector<const Known*>& sentences,
                       std::forward_list<Known>& own) const;
  static void Insert(std::uint32_t word, std::uint64_t* set) { set[word / 64] |= std::uint64_t{1} << word % 64; }

 private:
  std::shared_ptr<const WordBits> BitsOf(std::string_view list);
  template <typename Words>
  const Known& Remember(std::string_view text, const Words& words, std::forward_list<Known>& own) const;

  std::span<const KnownPattern> known_;
  std::map<std::string_view, Pattern> patterns_;                                ///< by their own expressions
  std::unordered_map<std::string_view, std::shared_ptr<const WordBits>> bits_;  ///< by lists of words in their needs
  WordSearch search_;
  /// A word that may stand over the end of a sentence, and one of its bytes that may end one.
  struct Across {
    std::string word;
    std::size_t at = 0;
    std::uint32_t number = 0;
  };
  void AddAcross(const std::string& word, std::uint32_t number);
  void FindAcross(std::string_view text, WordSet& set) const;

  std::vector<Across> across_;
  Memo<Known, 8192, 480, true> texts_;
};

}  // namespace gouji
