#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

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

}  // namespace gouji
