#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace gouji {

/// Words that are looked for together: one walk over a text finds all of them. A trie of characters; from every
/// character of the text it is walked down as far as it goes, which is not far. Views its tables, which `WordSearch`
/// makes, or which are the program's.
struct WordTables {
  using Letter = std::uint16_t;  ///< a character that occurs in words, numbered from 1; 0 is any other
  using State = std::uint32_t;   ///< a node of the trie; 0 is its root
  struct Edge {
    std::uint64_t key = 0;  ///< of the state it leaves and the letter; 0: no edge
    State to = 0;
  };
  /// Where a word stands in a text.
  struct Found {
    std::uint32_t word = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };

  std::uint32_t size = 0;                  ///< words, which are numbered from 0
  std::span<const Letter> letter_of;       ///< by code point
  std::span<const State> first;            ///< by letter: where it leads from the root; 0: nowhere
  std::span<const std::uint64_t> pairs;    ///< a bit for each hash of two letters that a word begins with
  std::span<const Edge> edges;             ///< of the other states; open addressing, at most half full
  std::span<const std::int32_t> word_at;   ///< by state: the word that ends there, or -1
  std::span<const std::uint64_t> goes_on;  ///< by state: a bit for each letter modulo 64 that leads on

  /// Every place of every word in a text, overlapping ones too, in the order in which they begin. Replaces `found`.
  void Find(std::string_view text, std::vector<Found>& found) const;
  /// The number of a word; -1 when it is none of them.
  std::int32_t NumberOf(std::string_view word) const;

  Letter LetterOf(char32_t c) const { return c < letter_of.size() ? letter_of[c] : Letter{0}; }
  /// Where a letter leads; 0: nowhere.
  State Next(State state, Letter letter) const;
};

/// Makes the tables.
class WordSearch {
 public:
  WordSearch();
  /// Adds a word and gives its number, counted from 0; the same for the same word. At most 65,534 characters in all of
  /// them may be different: -1 past that, for an empty word, and for one with a character above U+FFFF.
  std::int32_t Add(std::string_view word);
  std::uint32_t size() const { return words_; }
  /// Valid until the next word is added.
  WordTables tables() const;

 private:
  using Letter = WordTables::Letter;
  using State = WordTables::State;
  using Edge = WordTables::Edge;

  State NewState();
  void Grow();

  std::vector<Letter> letter_of_;
  std::vector<State> first_;
  std::vector<std::uint64_t> pairs_;
  std::vector<Edge> edges_;
  std::vector<std::int32_t> word_at_;
  std::vector<std::uint64_t> goes_on_;
  std::uint32_t words_ = 0;
};

}  // namespace gouji
