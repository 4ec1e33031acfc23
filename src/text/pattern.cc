#include "text/pattern.h"

#include <re2/re2.h>
#include <string.h>  // memmem is no part of <cstring>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <utility>

#include "text/needs.h"
#include "text/sieve.h"

namespace gouji {
namespace {

constexpr std::size_t kLongestExpression = 4096;
constexpr std::int64_t kMemory = 16 << 20;
constexpr std::size_t kMostLookedFor = 4;     ///< words, one after another, in a text that was not read for words
constexpr std::size_t kMostSifted = 1 << 16;  ///< steps of a sieve, about what it takes to compile a pattern

using AnyOf = Needs::AnyOf;

re2::StringPiece Piece(std::string_view text) { return re2::StringPiece(text.data(), text.size()); }

RE2::Options Options() {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMemory);
  return options;
}

bool Holds(std::string_view text, const std::string& word) {
  // string::find looks for the first byte, which ideographs share by the thousand.
  return memmem(text.data(), text.size(), word.data(), word.size()) != nullptr;
}

/// Where in the expression the part stands that RE2 complains of. It names the part but not the place; the parser goes
/// from left to right, so it is the first such part up to which the expression is wrong in the same way.
std::size_t PlaceOfError(const std::string& expression, const RE2& broken) {
  const std::string& part = broken.error_arg();
  const std::size_t first = expression.find(part);
  for (std::size_t at = first; at != expression.npos; at = expression.find(part, at + 1)) {
    const RE2 until(Piece(std::string_view(expression).substr(0, at + part.size())), Options());
    if (until.error_code() == broken.error_code() && until.error_arg() == part) return at;
  }
  return first;
}

/// The engine's complaint in Chinese, with the part it complains of.
std::string InChinese(const RE2& broken) {
  static const std::map<RE2::ErrorCode, std::string_view> kComplaints = {
      {RE2::ErrorBadEscape, "没有这样的转义"},
      {RE2::ErrorBadCharClass, "没有这样的字符类"},
      {RE2::ErrorBadCharRange, "字符范围前后颠倒"},
      {RE2::ErrorMissingBracket, "缺少 ]"},
      {RE2::ErrorMissingParen, "缺少 )"},
      {RE2::ErrorUnexpectedParen, "多出 )"},
      {RE2::ErrorTrailingBackslash, "末尾多出 \\"},
      {RE2::ErrorRepeatArgument, "重复号前面没有可重复的内容"},
      {RE2::ErrorRepeatSize, "重复次数不对或过大"},
      {RE2::ErrorRepeatOp, "重复号连用"},
      {RE2::ErrorBadPerlOp, "不支持这种写法（没有环视和反向引用）"},
      {RE2::ErrorBadUTF8, "不是 UTF-8"},
      {RE2::ErrorBadNamedCapture, "命名组应写作 (?P<名称>…)"},
      {RE2::ErrorPatternTooLarge, "模式过大"}};
  const auto found = kComplaints.find(broken.error_code());
  if (found == kComplaints.end()) return broken.error();
  std::string complaint(found->second);
  if (!broken.error_arg().empty()) complaint += "：" + broken.error_arg();
  return complaint;
}

}  // namespace

struct Pattern::Engine {
  explicit Engine(std::string written) : Engine(std::move(written), nullptr) {}

  /// `known` was worked out before.
  Engine(std::string written, const KnownPattern* known) : expression(std::move(written)), compiles(known != nullptr) {
    if (known != nullptr) {
      needs = ReadNeeds(known->needs);
    } else if (expression.size() <= kLongestExpression) {
      needs = NeedsOf(expression);
    }
    const auto few = std::ranges::find_if(needs.all, [](const AnyOf& words) { return words.size() <= kMostLookedFor; });
    if (few != needs.all.end()) looked_for = *few;
  }

  /// False for a text that surely holds no match.
  bool MayMatch(const Passage& passage) {
    if (passage.words == nullptr || numbered.empty()) {
      return looked_for.empty() ||
             std::ranges::any_of(looked_for, [&](const std::string& word) { return Holds(passage.text, word); });
    }
    const auto holds_one = [&](const std::vector<Bits>& words) {
      return std::ranges::any_of(words, [&](const Bits& bits) { return (passage.words[bits.at] & bits.bits) != 0; });
    };
    return std::ranges::all_of(numbered, holds_one);
  }

  /// Whether there may be a match, as far as can be told before the expression is compiled.
  Sieve::Answer Sift(std::string_view text, std::size_t from, RE2::Anchor anchor) {
    if (ready.load(std::memory_order_acquire) != nullptr || sifted.load(std::memory_order_relaxed) >= kMostSifted)
      return Sieve::Answer::kPerhaps;
    std::call_once(sieve_made, [this] { sieve = std::make_unique<Sieve>(expression); });
    std::size_t steps = 0;
    const auto where = anchor == RE2::ANCHOR_BOTH ? Sieve::Where::kWhole : Sieve::Where::kAnywhere;
    const Sieve::Answer answer = sieve->Ask(text, from, where, steps);
    sifted.fetch_add(steps, std::memory_order_relaxed);
    return answer == Sieve::Answer::kYes && !compiles ? Sieve::Answer::kPerhaps : answer;
  }

  /// The compiled expression, or null when it does not compile.
  const RE2* Compiled() {
    if (const RE2* made = ready.load(std::memory_order_acquire)) return made;
    std::call_once(compiled, [this] { Compile(); });
    return regex.get();
  }

  void Compile() {
    if (expression.size() > kLongestExpression) {
      const std::string most = std::to_string(kLongestExpression);
      error = Error{"the expression is longer than " + most + " bytes", "模式长于 " + most + " 字节",
                    kLongestExpression, expression.size() - kLongestExpression};
      return;
    }
    auto made = std::make_unique<RE2>(Piece(expression), Options());
    if (made->ok()) {
      regex = std::move(made);
      for (const auto& [name, number] : regex->NamedCapturingGroups()) groups.emplace_back(name, number);
      ready.store(regex.get(), std::memory_order_release);
      return;
    }
    error = Error{made->error(), InChinese(*made), 0, expression.size()};
    const std::size_t at = made->error_arg().empty() ? expression.npos : PlaceOfError(expression, *made);
    if (at == expression.npos) return;
    error->at = at;
    error->length = made->error_arg().size();
  }

  bool Run(const Passage& passage, std::size_t from, RE2::Anchor anchor, Match* match) {
    // A null view would make a group that matched nothing look like one that took no part.
    const std::string_view text = passage.text.data() == nullptr ? std::string_view("") : passage.text;
    if (from > text.size() || !MayMatch({text.substr(from), passage.words})) return false;
    const Sieve::Answer answer = Sift(text, from, anchor);
    if (answer == Sieve::Answer::kNo) return false;
    if (answer == Sieve::Answer::kYes && match == nullptr) return true;
    const RE2* compiled_regex = Compiled();
    if (compiled_regex == nullptr) return false;
    if (match == nullptr) return compiled_regex->Match(Piece(text), from, text.size(), anchor, nullptr, 0);

    const auto count = static_cast<std::size_t>(compiled_regex->NumberOfCapturingGroups()) + 1;
    std::array<re2::StringPiece, 8> few;
    std::vector<re2::StringPiece> many(count > few.size() ? count : 0);
    re2::StringPiece* pieces = many.empty() ? few.data() : many.data();
    if (!compiled_regex->Match(Piece(text), from, text.size(), anchor, pieces, static_cast<int>(count))) return false;
    match->resize(count);
    for (std::size_t i = 0; i < count; ++i) (*match)[i].text = std::string_view(pieces[i].data(), pieces[i].size());
    return true;
  }

  /// Some bits of one word of a `WordSet`.
  struct Bits {
    std::size_t at = 0;
    std::uint64_t bits = 0;
  };

  const std::string expression;
  Needs needs;
  AnyOf looked_for;                         ///< the best of them for a text of which no words are known
  std::vector<std::vector<Bits>> numbered;  ///< `needs.all` by the numbers of a vocabulary; empty outside of one
  const bool compiles;                      ///< for certain
  std::once_flag sieve_made;
  std::unique_ptr<const Sieve> sieve;
  std::atomic<std::size_t> sifted = 0;  ///< steps of the sieve so far
  std::once_flag compiled;
  std::unique_ptr<RE2> regex;
  std::atomic<const RE2*> ready = nullptr;          ///< `regex`, once it may be used without asking `compiled`
  std::vector<std::pair<std::string, int>> groups;  ///< those with names
  std::optional<Error> error;
};

Pattern::Pattern(std::string expression) : engine_(std::make_shared<Engine>(std::move(expression))) {}
Pattern::Pattern(std::shared_ptr<Engine> engine) : engine_(std::move(engine)) {}
Pattern::~Pattern() = default;
Pattern::Pattern(const Pattern&) = default;
Pattern& Pattern::operator=(const Pattern&) = default;
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;

std::optional<Pattern::Error> Pattern::Check() const {
  engine_->Compiled();
  return engine_->error;
}

const std::string& Pattern::expression() const { return engine_->expression; }

bool Pattern::MatchesWhole(std::string_view text) const {
  const AnyOf& words = engine_->needs.exactly;
  return words.empty() ? engine_->Run({text}, 0, RE2::ANCHOR_BOTH, nullptr)
                       : std::ranges::find(words, text) != words.end();
}

bool Pattern::MatchesWhole(std::string_view text, Match& match) const {
  return engine_->Run({text}, 0, RE2::ANCHOR_BOTH, &match);
}

bool Pattern::Finds(const Passage& passage) const {
  const AnyOf& words = engine_->needs.exactly;
  if (words.empty()) return engine_->Run(passage, 0, RE2::UNANCHORED, nullptr);
  return (passage.words == nullptr || engine_->MayMatch(passage)) &&
         std::ranges::any_of(words, [&](const std::string& word) { return Holds(passage.text, word); });
}

bool Pattern::Find(const Passage& passage, std::size_t from, Match& match) const {
  return engine_->Run(passage, from, RE2::UNANCHORED, &match);
}

int Pattern::GroupOf(std::string_view name) const {
  engine_->Compiled();
  const auto found = std::ranges::find(engine_->groups, name, &std::pair<std::string, int>::first);
  return found == engine_->groups.end() ? 0 : found->second;
}

std::vector<std::string> Pattern::group_names() const {
  std::vector<std::string> names;
  if (const RE2* regex = engine_->Compiled()) {
    for (const auto& [number, name] : regex->CapturingGroupNames()) names.push_back(name);
  }
  return names;
}

Pattern Vocabulary::Add(std::string expression) {
  const auto found = patterns_.find(expression);
  if (found != patterns_.end()) return found->second;
  const auto known = std::ranges::lower_bound(known_, expression, {}, &KnownPattern::expression);
  const bool is_known = known != known_.end() && known->expression == expression;
  const Pattern pattern(std::make_shared<Pattern::Engine>(std::move(expression), is_known ? &*known : nullptr));
  Pattern::Engine& engine = *pattern.engine_;
  for (const AnyOf& words : engine.needs.all) {
    std::vector<Pattern::Engine::Bits> bits;
    for (const std::string& word : words) {
      const std::int32_t number = search_.Add(word);
      if (number < 0) {
        bits.clear();
        break;
      }
      const auto at = static_cast<std::size_t>(number) / 64;
      const auto same = std::ranges::find(bits, at, &Pattern::Engine::Bits::at);
      Pattern::Engine::Bits& into = same == bits.end() ? bits.emplace_back(Pattern::Engine::Bits{at, 0}) : *same;
      into.bits |= std::uint64_t{1} << number % 64;
    }
    if (!bits.empty()) engine.numbered.push_back(std::move(bits));
  }
  patterns_.emplace(engine.expression, pattern);
  return pattern;
}

std::vector<std::string_view> Vocabulary::expressions() const {
  std::vector<std::string_view> all;
  for (const auto& [expression, pattern] : patterns_) all.push_back(expression);
  return all;
}

WordSet Vocabulary::WordsIn(std::string_view text) const {
  WordSet set(set_size());
  std::vector<WordSearch::Found> found;
  search_.Find(text, found);
  for (const WordSearch::Found& each : found) Insert(each.word, set.data());
  return set;
}

}  // namespace gouji
