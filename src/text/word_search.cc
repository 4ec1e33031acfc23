#include "text/word_search.h"

#include <cstddef>
#include <limits>
#include <utility>

#include "text/utf8.h"

namespace gouji {
namespace {

constexpr std::size_t kCharacters = 0x10000;

constexpr std::uint32_t kPairs = 1 << 16;

using Letter = WordTables::Letter;
using State = WordTables::State;

std::uint64_t BitOf(std::uint16_t letter) { return std::uint64_t{1} << (letter % 64); }

std::uint32_t HashOf(Letter first, Letter second) { return (first * 40503U + second) & (kPairs - 1); }

std::uint64_t KeyOf(State state, Letter letter) { return (static_cast<std::uint64_t>(state) << 16U | letter) + 1; }

/// Where the edge of a key stands, or would stand.
std::size_t PlaceOf(std::span<const WordTables::Edge> edges, std::uint64_t key) {
  const std::size_t mask = edges.size() - 1;
  std::size_t at = static_cast<std::size_t>((key * 0x9E3779B97F4A7C15U) >> 32U) & mask;
  while (edges.data()[at].key != key && edges.data()[at].key != 0) {
    at = (at + 1) & mask;
  }
  return at;
}

}  // namespace

WordSearch::WordSearch()
    : letter_of_(kCharacters), first_(1), pairs_(kPairs / 64), edges_(256), word_at_(1, -1), goes_on_(1) {}

WordTables WordSearch::tables() const { return {words_, letter_of_, first_, pairs_, edges_, word_at_, goes_on_}; }

void WordSearch::Grow() {
  const std::vector<Edge> old = std::exchange(edges_, std::vector<Edge>(edges_.size() * 2));
  for (const Edge& edge : old) {
    if (edge.key != 0) {
      edges_[PlaceOf(edges_, edge.key)] = edge;
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
    Edge& edge = edges_[PlaceOf(edges_, KeyOf(state, letter))];
    if (edge.key == 0) {
      edge = {KeyOf(state, letter), NewState()};
      goes_on_[state] |= BitOf(letter);
    }
    state = edge.to;
  }
  if (state == 0) {
    return -1;
  }
  if (word_at_[state] < 0) {
    word_at_[state] = static_cast<std::int32_t>(words_++);
  }
  return word_at_[state];
}

WordTables::State WordTables::Next(State state, Letter letter) const {
  // Not by [], which looks whether it is inside; so below.
  const bool may_go_on = letter != 0 && (goes_on.data()[state] & BitOf(letter)) != 0;
  return may_go_on ? edges.data()[PlaceOf(edges, KeyOf(state, letter))].to : 0;
}

std::int32_t WordTables::NumberOf(std::string_view word) const {
  State state = 0;
  for (std::size_t at = 0; at < word.size();) {
    const bool at_first = at == 0;
    const Letter letter = LetterOf(NextCodePoint(word, at));
    state = at_first ? (letter == 0 ? 0 : first[letter]) : Next(state, letter);
    if (state == 0) return -1;
  }
  return state == 0 ? -1 : word_at[state];
}

void WordTables::Find(std::string_view text, std::vector<Found>& found) const {
  found.clear();
  struct Place {
    Letter letter = 0;
    std::uint32_t begin = 0;
  };
  thread_local std::vector<Place> places;  // of the characters of the text, and of its end
  places.resize(text.size() + 1);
  Place* last = places.data();
  for (std::size_t at = 0; at < text.size(); ++last) {
    last->begin = static_cast<std::uint32_t>(at);
    last->letter = LetterOf(NextCodePoint(text, at));
  }
  *last = {0, static_cast<std::uint32_t>(text.size())};
  for (const Place* place = places.data(); place != last; ++place) {
    // Few letters of a text begin a word: the next one tells, save where one is a word by itself.
    if (place->letter == 0) {
      continue;
    }
    const std::uint32_t pair = HashOf(place->letter, place[1].letter);
    if ((pairs.data()[pair / 64] >> pair % 64 & 1U) == 0 && word_at.data()[first.data()[place->letter]] < 0) {
      continue;
    }
    State state = first.data()[place->letter];
    for (const Place* next = place + 1; state != 0; ++next) {
      if (word_at.data()[state] >= 0) {
        found.push_back({static_cast<std::uint32_t>(word_at.data()[state]), place->begin, next->begin});
      }
      state = Next(state, next->letter);
    }
  }
}

}  // namespace gouji
