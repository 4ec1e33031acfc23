#include "text/vocabulary.h"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <utility>

#include "text/needs.h"

namespace gouji {
namespace {

/// What a sentence may end with: see text/sentence.h.
constexpr std::array<std::string_view, 5> kEndMarks = {"!", "?", ".", "\n", "。"};

void Insert(std::uint32_t word, WordSet& set) { set[word / 64] |= std::uint64_t{1} << word % 64; }

void InsertFound(const WordTables& words, std::string_view text, std::size_t first_number, WordSet& set) {
  thread_local std::vector<WordTables::Found> found;
  words.Find(text, found);
  for (const WordTables::Found& each : found) Insert(static_cast<std::uint32_t>(first_number) + each.word, set);
}

}  // namespace

std::vector<WordAcross> AcrossOf(std::string_view word, std::uint32_t number) {
  std::vector<WordAcross> across;
  for (std::size_t at = 0; at < word.size(); ++at) {
    const auto begins = [&](std::string_view end) { return word.substr(at).starts_with(end); };
    if (std::ranges::any_of(kEndMarks, begins)) across.push_back({word, static_cast<std::uint32_t>(at), number});
  }
  return across;
}

Sieve::Tables KnownPatterns::SieveOf(std::size_t pattern) const {
  const KnownSieve before = pattern == 0 ? KnownSieve() : sieves[pattern - 1];
  const KnownSieve& own = sieves[pattern];
  return {own.may_say_no,
          own.may_say_yes,
          own.start,
          own.begins,
          steps.subspan(before.steps, own.steps - before.steps),
          edges.subspan(before.edges, own.edges - before.edges),
          ranges.subspan(before.ranges, own.ranges - before.ranges),
          forks.subspan(before.forks, own.forks - before.forks)};
}

/// Words that hold the end of a sentence: no sentence has them.
void Vocabulary::FindAcross(std::string_view text, WordSet& set) const {
  const std::span<const WordAcross> of_known = uses_known_words_ ? known_.across : std::span<const WordAcross>();
  if (of_known.empty() && own_across_.empty()) return;
  for (const std::string_view end : kEndMarks) {
    for (std::size_t place = text.find(end); place != text.npos; place = text.find(end, place + 1)) {
      const auto find = [&](const WordAcross& each) {
        if (each.word[each.at] == text[place] && each.at <= place &&
            text.substr(place - each.at).starts_with(each.word)) {
          Insert(each.number, set);
        }
      };
      std::ranges::for_each(of_known, find);
      std::ranges::for_each(own_across_, find);
    }
  }
}

void Vocabulary::Know(const KnownPatterns& known) {
  known_ = known;
  known_patterns_.resize(known.patterns.size());
}

Pattern Vocabulary::AddKnown(std::size_t number) {
  const std::lock_guard<std::mutex> lock(adding_known_);
  std::optional<Pattern>& pattern = known_patterns_[number];
  if (pattern) return *pattern;
  pattern = Pattern(known_.patterns[number], known_.SieveOf(number));
  std::vector<WordBits> numbered;
  numbered.reserve(known_.lists[number + 1] - known_.lists[number]);
  for (std::uint32_t list = known_.lists[number]; list < known_.lists[number + 1]; ++list) {
    const std::uint32_t begin = list == 0 ? 0 : known_.list_ends[list - 1];
    numbered.push_back(known_.bits.subspan(begin, known_.list_ends[list] - begin));
  }
  pattern->Number(number, std::move(numbered));
  // By the first, while the pack is loaded; other threads read it later.
  if (!uses_known_words_) uses_known_words_ = true;
  return *pattern;
}

std::optional<Pattern> Vocabulary::FindKnown(std::string_view expression) {
  const auto known = std::ranges::lower_bound(known_.patterns, expression, {}, &KnownPattern::expression);
  if (known == known_.patterns.end() || known->expression != expression) return std::nullopt;
  return AddKnown(static_cast<std::size_t>(known - known_.patterns.begin()));
}

Pattern Vocabulary::Add(std::string expression) {
  if (auto known = FindKnown(expression)) return *std::move(known);
  const auto found = own_patterns_.find(expression);
  if (found != own_patterns_.end()) return found->second;
  Pattern pattern(std::move(expression));
  std::vector<WordBits> numbered;
  for (const std::string_view list : pattern.needs()) {
    if (const WordBits bits = BitsOf(list); !bits.empty()) numbered.push_back(bits);
  }
  pattern.Number(patterns(), std::move(numbered));
  own_patterns_.emplace(pattern.expression(), pattern);
  return pattern;
}

/// The number of a word, which is made one of the vocabulary's; -1 where it cannot be.
std::int64_t Vocabulary::NumberOf(std::string_view word) {
  if (const std::int32_t known = known_.words.NumberOf(word); known >= 0) {
    uses_known_words_ = true;
    return known;
  }
  if (own_search_ == nullptr) own_search_ = std::make_unique<WordSearch>();
  const std::uint32_t before = own_search_->size();
  const std::int32_t added = own_search_->Add(word);
  if (added < 0) return -1;
  const std::uint32_t number = known_.words.size + static_cast<std::uint32_t>(added);
  if (own_search_->size() > before && !AcrossOf(word, number).empty()) {
    std::ranges::copy(AcrossOf(own_words_.emplace_front(word), number), std::back_inserter(own_across_));
  }
  return number;
}

WordBits Vocabulary::BitsOf(std::string_view list) {
  const auto found = own_bits_.find(std::string(list));
  if (found != own_bits_.end()) return found->second;
  std::vector<BitsOfSet> bits;
  for (const std::string_view word : WordsOf(list)) {
    const std::int64_t number = NumberOf(word);
    if (number < 0) {
      bits.clear();
      break;
    }
    AddBit(static_cast<std::uint32_t>(number), bits);
  }
  return own_bits_.emplace(list, std::move(bits)).first->second;
}

void AddBit(std::uint32_t word, std::vector<BitsOfSet>& bits) {
  const auto same = std::ranges::find(bits, word / 64, &BitsOfSet::at);
  BitsOfSet& into = same == bits.end() ? bits.emplace_back(BitsOfSet{word / 64, 0}) : *same;
  into.bits |= std::uint64_t{1} << word % 64;
}

std::vector<std::string_view> Vocabulary::expressions() const {
  std::vector<std::string_view> all;
  for (const std::optional<Pattern>& pattern : known_patterns_) {
    if (pattern) all.push_back(pattern->expression());
  }
  for (const auto& [expression, pattern] : own_patterns_) all.push_back(expression);
  std::ranges::sort(all);
  return all;
}

WordSet Vocabulary::WordsIn(std::string_view text) const {
  WordSet set(set_size());
  if (uses_known_words_) InsertFound(known_.words, text, 0, set);
  if (own_search_ != nullptr) InsertFound(own_search_->tables(), text, known_.words.size, set);
  return set;
}

template <typename Words>
const Known& Vocabulary::Remember(std::string_view text, const Words& words, std::forward_list<Known>& own) const {
  const auto make = [&] { return Known{words(), Answers(patterns())}; };
  const Known* known = texts_.Of(text, make);
  return known != nullptr ? *known : own.emplace_front(make());
}

const Known& Vocabulary::KnownOf(std::string_view text, std::forward_list<Known>& own) const {
  return Remember(
      text, [&] { return WordsIn(text); }, own);
}

const Known& Vocabulary::KnownOf(std::string_view text, const std::vector<const Known*>& sentences,
                                 std::forward_list<Known>& own) const {
  const auto words = [&] {
    WordSet set(set_size());
    for (const Known* sentence : sentences) {
      std::ranges::transform(set, sentence->words, set.begin(), std::bit_or<>());
    }
    FindAcross(text, set);
    return set;
  };
  return Remember(text, words, own);
}

}  // namespace gouji
