#pragma once

#include <cstddef>
#include <cstdint>
#include <forward_list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/memo.h"
#include "text/pattern.h"
#include "text/sieve.h"
#include "text/word_search.h"

namespace gouji {

/// A word that may stand over the end of a sentence, and one of its bytes that may end one.
struct WordAcross {
  std::string_view word;
  std::uint32_t at = 0;
  std::uint32_t number = 0;
};
/// All such places in a word.
std::vector<WordAcross> AcrossOf(std::string_view word, std::uint32_t number);

/// Makes a word one of a list.
void AddBit(std::uint32_t word, std::vector<BitsOfSet>& bits);

/// A sieve that was made when gouji was built: where its parts end in tables that all share; they begin where those of
/// the one before end.
struct KnownSieve {
  bool may_say_no = false;
  bool may_say_yes = false;
  Sieve::State start = 0;
  std::uint64_t begins = 0;
  std::uint32_t steps = 0, edges = 0, ranges = 0, forks = 0;
};

/// Patterns that were read when gouji was built, and the words they need. Static storage.
struct KnownPatterns {
  std::span<const KnownPattern> patterns;    ///< in order of their expressions
  WordTables words;                          ///< of all patterns
  std::span<const WordAcross> across;        ///< of all words
  std::span<const std::uint32_t> lists;      ///< by pattern, and one more: where its lists begin in `list_ends`
  std::span<const std::uint32_t> list_ends;  ///< where each list of words ends in `bits`, the next then begins
  std::span<const BitsOfSet> bits;
  std::span<const KnownSieve> sieves;  ///< by pattern
  std::span<const Sieve::Step> steps;  ///< of all sieves, one after another; so are the rest
  std::span<const Sieve::Edge> edges;
  std::span<const Sieve::Range> ranges;
  std::span<const Sieve::State> forks;

  /// The sieve of a pattern.
  Sieve::Tables SieveOf(std::size_t pattern) const;
};

/// The patterns of a pack: each expression once, and the words they need, which are looked for in a text together.
/// Patterns are added while the pack is loaded, texts read when it is complete; reading is safe between threads, and so
/// is it to add one that is known.
class Vocabulary {
 public:
  /// Expressions that need not be read anew. To be called before any is added.
  void Know(const KnownPatterns& known);
  Pattern Add(std::string expression);
  /// One of those it knows, at any time.
  Pattern AddKnown(std::size_t number);
  /// The same, where it knows the expression.
  std::optional<Pattern> FindKnown(std::string_view expression);
  /// All that were added, in order.
  std::vector<std::string_view> expressions() const;

  /// The length of a `WordSet`.
  std::size_t set_size() const { return (words() + 63) / 64; }
  WordSet WordsIn(std::string_view text) const;
  /// What is known of a text. The vocabulary remembers it for texts that were asked for before and are not too long, as
  /// long as it has room, for reports share many of their sentences; else it is put into `own`.
  const Known& KnownOf(std::string_view text, std::forward_list<Known>& own) const;
  /// The same for a text of which all sentences are known.
  const Known& KnownOf(std::string_view text, const std::vector<const Known*>& sentences,
                       std::forward_list<Known>& own) const;

 private:
  std::size_t words() const { return known_.words.size + (own_search_ == nullptr ? 0 : own_search_->size()); }
  std::size_t patterns() const { return known_.patterns.size() + own_patterns_.size(); }
  WordBits BitsOf(std::string_view list);
  std::int64_t NumberOf(std::string_view word);
  void FindAcross(std::string_view text, WordSet& set) const;
  template <typename Words>
  const Known& Remember(std::string_view text, const Words& words, std::forward_list<Known>& own) const;

  KnownPatterns known_;
  std::vector<std::optional<Pattern>> known_patterns_;  ///< those that were added, by their numbers
  std::mutex adding_known_;
  bool uses_known_words_ = false;

  // Of expressions that are not known. Their patterns and words are numbered after those that are.
  std::map<std::string_view, Pattern> own_patterns_;                  ///< by their own expressions
  std::unordered_map<std::string, std::vector<BitsOfSet>> own_bits_;  ///< by lists of words in their needs
  std::unique_ptr<WordSearch> own_search_;                            ///< null: there are none
  std::forward_list<std::string> own_words_;                          ///< that may stand over a sentence's end
  std::vector<WordAcross> own_across_;

  Memo<Known, 8192, 480, true> texts_;
};

}  // namespace gouji
