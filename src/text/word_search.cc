#include "text/word_search.h"

#include <cstddef>
#include <limits>
#include <utility>

#include "text/utf8.h"

namespace gouji {
namespace {

constexpr std::size_t kCharacters = 0x10000;

std::uint64_t BitOf(std::uint16_t letter) { return std::uint64_t{1} << (letter % 64); }

}  // namespace

WordSearch::WordSearch()
    : letter_of_(kCharacters), first_(1), alone_(1), pairs_(kPairs / 64), edges_(256), word_at_(1, -1), goes_on_(1) {}

std::uint64_t WordSearch::KeyOf(State state, Letter letter) {
  return (static_cast<std::uint64_t>(state) << 16U | letter) + 1;
}

std::size_t WordSearch::PlaceOf(std::uint64_t key) const {
  const std::size_t mask = edges_.size() - 1;
  std::size_t at = static_cast<std::size_t>((key * 0x9E3779B97F4A7C15U) >> 32U) & mask;
  while (edges_[at].key != key && edges_[at].key != 0) {
    at = (at + 1) & mask;
  }
  return at;
}

void WordSearch::Grow() {
  const std::vector<Edge> old = std::exchange(edges_, std::vector<Edge>(edges_.size() * 2));
  for (const Edge& edge : old) {
    if (edge.key != 0) {
      edges_[PlaceOf(edge.key)] = edge;
    }
  }
}

WordSearch::State WordSearch::NewState() {
  word_at_.push_back(-1);
  goes_on_.push_back(0);
  return static_cast<State>(word_at_.size() - 1);
}

std::int32_t WordSearch::Add(std::string_view word) {
  State state = 0;
  Letter begin = 0;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < word.size();) {
    const char32_t c = NextCodePoint(word, at);
    if (c >= kCharacters) {
      return -1;
    }
    Letter& letter = letter_of_[c];
    if (letter == 0) {
      if (first_.size() > std::numeric_limits<Letter>::max()) {
        return -1;
      }
      letter = static_cast<Letter>(first_.size());
      first_.push_back(0);
      alone_.push_back(false);
    }
    if (++letters == 2) {
      const std::uint32_t pair = HashOf(begin, letter);
      pairs_[pair / 64] |= BitOf(static_cast<std::uint16_t>(pair % 64));
    }
    begin = letters == 1 ? letter : begin;
    if (state == 0) {
      if (first_[letter] == 0) {
        first_[letter] = NewState();
      }
      state = first_[letter];
      continue;
    }
    if (word_at_.size() * 2 > edges_.size()) {
      Grow();
    }
    Edge& edge = edges_[PlaceOf(KeyOf(state, letter))];
    if (edge.key == 0) {
      edge = {KeyOf(state, letter), NewState()};
      goes_on_[state] |= BitOf(letter);
    }
    state = edge.to;
  }
  if (state == 0) {
    return -1;
  }
  alone_[begin] = alone_[begin] || letters == 1;
  if (word_at_[state] < 0) {
    word_at_[state] = static_cast<std::int32_t>(words_++);
  }
  return word_at_[state];
}

void WordSearch::Find(std::string_view text, std::vector<Found>& found) const {
  found.clear();
  thread_local std::vector<std::pair<Letter, std::uint32_t>> letters;  // of the text, and where each begins
  letters.clear();
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = static_cast<std::uint32_t>(at);
    letters.emplace_back(LetterOf(NextCodePoint(text, at)), begin);
  }
  letters.emplace_back(Letter{0}, static_cast<std::uint32_t>(text.size()));
  for (std::size_t first = 0; first + 1 < letters.size(); ++first) {
    // Few letters of a text begin a word: the next one tells.
    const Letter begin = letters[first].first;
    const std::uint32_t pair = HashOf(begin, letters[first + 1].first);
    if (begin == 0 || ((pairs_[pair / 64] >> pair % 64 & 1U) == 0 && !alone_[begin])) {
      continue;
    }
    State state = first_[begin];
    for (std::size_t next = first + 1; state != 0; ++next) {
      if (word_at_[state] >= 0) {
        found.push_back({static_cast<std::uint32_t>(word_at_[state]), letters[first].second, letters[next].second});
      }
      const Letter letter = letters[next].first;
      const bool may_go_on = letter != 0 && (goes_on_[state] & BitOf(letter)) != 0;
      state = may_go_on ? edges_[PlaceOf(KeyOf(state, letter))].to : 0;
    }
  }
}

}  // namespace gouji
