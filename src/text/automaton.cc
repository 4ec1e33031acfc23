#include "text/automaton.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <span>

#include "text/utf8.h"

namespace gouji {
namespace {

using Step = Sieve::Step;
using Where = Sieve::Where;

constexpr std::size_t kMostClasses = 250;
constexpr std::size_t kMostPages = 200;
constexpr std::size_t kMostLeads = 1 << 14;  ///< rows by classes: 128 KB
constexpr std::size_t kMostSteps = 1 << 15;  ///< of all rows, about: 256 KB, for each row has them twice

template <typename Each>
std::span<const Each> Some(std::span<const Each> all, const Step& step) {
  return all.subspan(step.first, step.count);
}

}  // namespace

/// What steps lead to without a character.
class Automaton::Closure {
 public:
  enum class Place { kBegin, kMiddle, kEnd, kBeginAndEnd };

  Closure(const Sieve::Tables& tables, Place place) : tables_(tables), place_(place), seen_(tables.steps.size()) {}

  void Enter(Sieve::State state) {
    if (seen_[state]) return;
    seen_[state] = true;
    const Step& step = tables_.steps[state];
    switch (step.kind) {
      case Step::Kind::kFork:
        for (const Sieve::State fork : Some(tables_.forks, step)) Enter(fork);
        break;
      case Step::Kind::kBegin:
        if (place_ == Place::kBegin || place_ == Place::kBeginAndEnd) Enter(step.to);
        break;
      case Step::Kind::kEnd:
        if (place_ == Place::kEnd || place_ == Place::kBeginAndEnd) Enter(step.to);
        steps_.push_back(state);
        break;
      case Step::Kind::kMatch:
        matches_ = true;
        steps_.push_back(state);
        break;
      default:
        steps_.push_back(state);
    }
  }

  bool matches() const { return matches_; }
  Steps Take() {
    std::ranges::sort(steps_);
    return std::move(steps_);
  }

 private:
  const Sieve::Tables& tables_;
  Place place_;
  std::vector<bool> seen_;
  Steps steps_;
  bool matches_ = false;
};

Automaton::Automaton(const Sieve::Tables& tables) : tables_(tables) {
  Classify();
  if (!is_small_) return;
  for (Readings* readings : {&anywhere_, &whole_}) {
    Closure closure(tables_, Closure::Place::kBegin);
    closure.Enter(tables_.start);
    Row& row = readings->at_begin;
    row.matches = closure.matches();
    row.steps = closure.Take();
    Closure end(tables_, Closure::Place::kBeginAndEnd);
    end.Enter(tables_.start);
    row.matches_at_end = end.matches();
    row.next = std::make_unique<std::atomic<const Row*>[]>(classes_);
  }
  anywhere_.fresh = RowOf(anywhere_, {});
  whole_.fresh = RowOf(whole_, {tables_.start});
}

/// Cuts all characters at the letters and at both ends of the ranges of the expression. Stretches that no letter and
/// the same ranges hold are one class.
void Automaton::Classify() {
  std::vector<char32_t> letters;
  for (const Sieve::Edge& edge : tables_.edges) letters.push_back(edge.letter);
  std::ranges::sort(letters);
  letters.erase(std::unique(letters.begin(), letters.end()), letters.end());
  std::vector<std::pair<char32_t, char32_t>> ranges;
  for (const Sieve::Range& range : tables_.ranges) ranges.emplace_back(range.first, range.last);
  std::ranges::sort(ranges);
  ranges.erase(std::unique(ranges.begin(), ranges.end()), ranges.end());

  std::vector<char32_t> cuts = {0};
  for (const char32_t letter : letters) cuts.insert(cuts.end(), {letter, letter + 1});
  for (const auto& [first, last] : ranges) cuts.insert(cuts.end(), {first, last + 1});
  std::ranges::sort(cuts);
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());

  std::map<std::vector<std::uint32_t>, Class> classes;  // by the letter, if it is one, and the ranges
  for (const char32_t cut : cuts) {
    const bool is_letter = std::ranges::binary_search(letters, cut);
    std::vector<std::uint32_t> in = {is_letter ? static_cast<std::uint32_t>(cut) + 1 : 0};
    for (std::uint32_t i = 0; i < ranges.size(); ++i) {
      if (ranges[i].first <= cut && cut <= ranges[i].second) in.push_back(i);
    }
    if (classes.size() == kMostClasses) return;
    begins_.emplace_back(cut, classes.emplace(std::move(in), static_cast<Class>(classes.size())).first->second);
  }
  classes_ = classes.size();

  // Most pages lie in one stretch, and share the page of its class.
  std::array<std::uint8_t, kMostClasses> whole_page{};
  const auto add_page = [this](Class filled) {
    pages_.resize(pages_.size() + kPage, filled);
    return static_cast<std::uint8_t>(pages_.size() / kPage - 1);
  };
  add_page(0);
  for (std::size_t page = 0, stretch = 0; page < page_of_.size(); ++page) {
    const auto begin = static_cast<char32_t>(page * kPage);
    while (stretch + 1 < begins_.size() && begins_[stretch + 1].first <= begin) ++stretch;
    const Class at_begin = begins_[stretch].second;
    const bool is_whole = stretch + 1 == begins_.size() || begins_[stretch + 1].first >= begin + kPage;
    if (pages_.size() == kMostPages * kPage) return;
    if (is_whole) {
      if (at_begin != 0 && whole_page[at_begin] == 0) whole_page[at_begin] = add_page(at_begin);
      page_of_[page] = whole_page[at_begin];
      continue;
    }
    page_of_[page] = add_page(at_begin);
    for (std::size_t i = stretch + 1; i < begins_.size() && begins_[i].first < begin + kPage; ++i) {
      const auto behind = static_cast<std::ptrdiff_t>(begin + kPage - begins_[i].first);
      std::fill(pages_.end() - behind, pages_.end(), begins_[i].second);
    }
  }
  is_small_ = true;
}

inline Automaton::Class Automaton::ClassOf(char32_t letter) const {
  // Not by [], which looks whether it is inside.
  if (letter < 0x10000) return pages_.data()[page_of_.data()[letter / kPage] * kPage + letter % kPage];
  return (std::ranges::upper_bound(begins_, letter, {}, &std::pair<char32_t, Class>::first) - 1)->second;
}

/// Null when there is no more room.
const Automaton::Row* Automaton::RowOf(Readings& readings, Steps earlier) const {
  const auto found = readings.rows.find(earlier);
  if (found != readings.rows.end()) return &found->second;
  if ((readings.rows.size() + 1) * classes_ > kMostLeads || readings.steps > kMostSteps) return nullptr;
  Closure here(tables_, Closure::Place::kMiddle);
  Closure end(tables_, Closure::Place::kEnd);
  for (Closure* closure : {&here, &end}) {
    for (const Sieve::State state : earlier) closure->Enter(state);
    if (readings.where == Where::kAnywhere) closure->Enter(tables_.start);
  }
  Row& row = readings.rows[std::move(earlier)];
  row.matches = here.matches();
  row.matches_at_end = row.matches || end.matches();
  row.steps = here.Take();
  row.next = std::make_unique<std::atomic<const Row*>[]>(classes_);
  readings.steps += row.steps.size();
  return &row;
}

const Automaton::Row* Automaton::Follow(Readings& readings, const Row& row, char32_t letter, Class of_letter) const {
  const std::lock_guard<std::mutex> lock(making_);
  Closure closure(tables_, Closure::Place::kMiddle);
  for (const Sieve::State state : row.steps) {
    const Step& step = tables_.steps[state];
    if (step.kind == Step::Kind::kLetters) {
      const std::span<const Sieve::Edge> edges = Some(tables_.edges, step);
      auto edge = std::ranges::lower_bound(edges, letter, {}, &Sieve::Edge::letter);
      for (; edge != edges.end() && edge->letter == letter; ++edge) closure.Enter(edge->to);
    } else if (step.kind == Step::Kind::kClass || step.kind == Step::Kind::kOther) {
      const bool in = std::ranges::any_of(Some(tables_.ranges, step), [&](const Sieve::Range& range) {
        return range.first <= letter && letter <= range.last;
      });
      if (in == (step.kind == Step::Kind::kClass)) closure.Enter(step.to);
    }
  }
  const Row* next = RowOf(readings, closure.Take());
  if (next != nullptr) row.next[of_letter].store(next, std::memory_order_release);
  return next;
}

/// Null when there is no more room.
inline const Automaton::Row* Automaton::Next(Readings& readings, const Row& row, char32_t letter) const {
  const Class of_letter = ClassOf(letter);
  const Row* next = row.next.get()[of_letter].load(std::memory_order_acquire);
  return next != nullptr ? next : Follow(readings, row, letter, of_letter);
}

/// The row behind the character at `at`; moves `at` past it. Null where there is no more room, or no UTF-8.
[[gnu::always_inline]] inline const Automaton::Row* Automaton::Past(Readings& readings, const Row& row,
                                                                    std::string_view text, std::size_t& at) const {
  const std::size_t place = at;
  if (IsCommonIdeograph(text, at)) {
    // Two bytes tell the page, the third the place on it.
    static_assert(kPage == 64);
    const auto byte = [bytes = text.data() + at](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    const std::size_t page = page_of_.data()[(byte(0) & 0xFU) << 6U | (byte(1) & 0x3FU)];
    const Row* next = row.next.get()[pages_.data()[page * kPage + (byte(2) & 0x3FU)]].load(std::memory_order_acquire);
    if (next != nullptr) {
      at += 3;
      return next;
    }
  }
  const char32_t letter = NextCodePoint(text, at);
  return letter == 0xFFFD && at == place + 1 ? nullptr : Next(readings, row, letter);
}

/// The first place at or after `at` where a match may begin, or where a character stands that is not of the common
/// ones; the end where there is none.
inline std::size_t Automaton::SkipToBegin(std::string_view text, std::size_t at) const {
  const std::uint64_t begins = tables_.begins;
  const char* const bytes = text.data();
  // The last byte of a character has its last six bits.
  const auto begins_with = [begins](unsigned char last) { return (begins >> (last & 0x3FU) & 1U) != 0; };
  while (at < text.size()) {
    const auto lead = static_cast<unsigned char>(bytes[at]);
    if (lead < 0x80) {
      if (begins_with(lead)) return at;
      ++at;
    } else if (IsCommonIdeograph(text, at)) {
      if (begins_with(static_cast<unsigned char>(bytes[at + 2]))) return at;
      at += 3;
    } else {
      return at;
    }
  }
  return at;
}

std::optional<bool> Automaton::Matches(std::string_view text, std::size_t from, Where where, std::size_t& safe) const {
  if (!is_small_) return std::nullopt;
  safe = from;
  return where == Where::kAnywhere ? MatchesAnywhere(text, safe) : MatchesWhole(text, from);
}

std::optional<bool> Automaton::MatchesAnywhere(std::string_view text, std::size_t& safe) const {
  // Where most characters may begin a match, to look for one that may is in vain.
  constexpr int kFew = 24;
  const bool skips = std::popcount(tables_.begins) <= kFew;
  const Row* row = safe == 0 ? &anywhere_.at_begin : anywhere_.fresh;
  for (std::size_t at = safe; at < text.size();) {
    if (row->matches) return true;
    if (row == anywhere_.fresh) {
      safe = at = skips ? SkipToBegin(text, at) : at;
      if (at == text.size()) break;
    }
    row = Past(anywhere_, *row, text, at);
    if (row == nullptr) return std::nullopt;
  }
  return row->matches_at_end;
}

std::optional<bool> Automaton::MatchesWhole(std::string_view text, std::size_t from) const {
  const Row* row = from == 0 ? &whole_.at_begin : whole_.fresh;
  for (std::size_t at = from; at < text.size();) {
    row = Past(whole_, *row, text, at);
    if (row == nullptr) return std::nullopt;
    if (row->steps.empty() && at < text.size()) return false;
  }
  return row->matches_at_end;
}

std::optional<std::size_t> Automaton::BeginOf(std::string_view text, std::size_t from) const {
  if (!is_small_) return std::nullopt;
  std::size_t patience = 16 * text.size();
  for (std::size_t begin = from; begin < text.size();) {
    std::size_t at = begin;
    const char32_t first = NextCodePoint(text, at);
    const std::size_t second = at;
    if (tables_.MayBeginWith(first)) {
      const Row* row = begin == 0 ? &whole_.at_begin : whole_.fresh;
      at = begin;
      while (!row->matches && !row->steps.empty() && at < text.size()) {
        row = patience-- == 0 ? nullptr : Past(whole_, *row, text, at);
        if (row == nullptr) return std::nullopt;
      }
      if (row->matches || (at == text.size() && row->matches_at_end)) return begin;
    }
    begin = second;
  }
  return text.size();
}

}  // namespace gouji
