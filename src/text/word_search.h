#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace gouji {

/// Words that are looked for together: one walk over a text finds all of them. A trie of characters; from every
/// character of the text it is walked down as far as it goes, which is not far.
class WordSearch {
 public:
  /// Where a word stands in a text.
  struct Found {
    std::uint32_t word = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };

  WordSearch();
  /// Adds a word and gives its number, counted from 0; the same for the same word. At most 65,534 characters in all of
  /// them may be different: -1 past that, for an empty word, and for one with a character above U+FFFF.
  std::int32_t Add(std::string_view word);
  std::uint32_t size() const { return words_; }

  /// Every place of every word in a text, overlapping ones too, in the order in which they begin. Replaces `found`.
  void Find(std::string_view text, std::vector<Found>& found) const;

 private:
  using Letter = std::uint16_t;  ///< a character that occurs in words, numbered from 1; 0 is any other
  using State = std::uint32_t;   ///< a node of the trie; 0 is its root

  struct Edge {
    std::uint64_t key = 0;  ///< of the state it leaves and the letter; 0: no edge
    State to = 0;
  };

  Letter LetterOf(char32_t c) const { return c < letter_of_.size() ? letter_of_[c] : Letter{0}; }
  static std::uint64_t KeyOf(State state, Letter letter);
  static std::uint32_t HashOf(Letter first, Letter second) { return (first * 40503U + second) & (kPairs - 1); }
  static constexpr std::uint32_t kPairs = 1 << 16;
  /// Where the edge of a key stands in `edges_`, or would stand.
  std::size_t PlaceOf(std::uint64_t key) const;
  State NewState();
  void Grow();

  std::vector<Letter> letter_of_;       ///< by code point
  std::vector<State> first_;            ///< by letter: where it leads from the root; 0: nowhere
  std::vector<bool> alone_;             ///< by letter: whether it is a word
  std::vector<std::uint64_t> pairs_;    ///< a bit for each hash of two letters that a word begins with
  std::vector<Edge> edges_;             ///< of the other states; open addressing, at most half full
  std::vector<std::int32_t> word_at_;   ///< by state: the word that ends there, or -1
  std::vector<std::uint64_t> goes_on_;  ///< by state: a bit for each letter modulo 64 that leads on
  std::uint32_t words_ = 0;
};

}  // namespace gouji
