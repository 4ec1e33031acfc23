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

#include "text/expression.h"
#include "text/groups.h"
#include "text/needs.h"
#include "text/sieve.h"

namespace gouji {
namespace {

constexpr std::size_t kLongestExpression = 4096;
constexpr std::int64_t kMemory = 16 << 20;
constexpr std::size_t kMostSifted = 1 << 16;  ///< steps of a sieve, about what it takes to compile a pattern
constexpr std::size_t kFewSifted = 1 << 11;   ///< about what it takes to have the sieve remember

re2::StringPiece Piece(std::string_view text) { return re2::StringPiece(text.data(), text.size()); }

RE2::Options Options() {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMemory);
  return options;
}

/// Whether one of some words is in a set.
bool HasOne(const std::uint64_t* words, WordBits some) {
  return std::ranges::any_of(some, [words](const BitsOfSet& each) { return (words[each.at] & each.bits) != 0; });
}

bool Holds(std::string_view text, std::string_view word) {
  // string::find looks for the first byte, which ideographs share by the thousand.
  return memmem(text.data(), text.size(), word.data(), word.size()) != nullptr;
}

/// Where in the expression the part stands that RE2 complains of. It names the part but not the place; the parser goes
/// from left to right, so it is the first such part up to which the expression is wrong in the same way.
std::size_t PlaceOfError(std::string_view expression, const RE2& broken) {
  const std::string& part = broken.error_arg();
  const std::size_t first = expression.find(part);
  for (std::size_t at = first; at != expression.npos; at = expression.find(part, at + 1)) {
    const RE2 until(Piece(expression.substr(0, at + part.size())), Options());
    if (until.error_code() == broken.error_code() && until.error_arg() == part) return at;
  }
  return first;
}

/// An expression that compiles and can be read, with its groups' names taken out: for the first name it meets the
/// engine makes a class of all the letters a name may have, which takes longer than most expressions.
std::string WithoutNames(std::string_view expression) {
  std::string nameless;
  std::size_t class_begin = expression.npos;
  for (std::size_t at = 0; at < expression.size(); ++at) {
    const std::string_view rest = expression.substr(at);
    const bool in_class = class_begin != expression.npos;
    if (rest[0] == '\\') {
      nameless += rest[0];
      ++at;
    } else if (!in_class && rest[0] == '[') {
      class_begin = at + (rest.starts_with("[^") ? 2 : 1);
    } else if (in_class && rest.starts_with("[:") && rest.find(":]") != rest.npos) {
      const std::size_t end = rest.find(":]") + 1;
      nameless += rest.substr(0, end);
      at += end;
    } else if (in_class && rest[0] == ']' && at != class_begin) {
      class_begin = expression.npos;
    } else if (!in_class && rest.starts_with("(?P<")) {
      nameless += '(';
      at += rest.find('>');
      continue;
    }
    nameless += expression[at];
  }
  return nameless;
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
  explicit Engine(std::string written)
      : own(std::make_unique<Own>(Own{std::move(written), {}})), expression(own->expression) {
    if (expression.size() <= kLongestExpression) own->needs = WriteNeeds(NeedsOf(expression));
    const WrittenNeeds needs = ReadNeeds(own->needs);
    exactly = needs.exactly;
    looked_for = needs.few;
  }

  Engine(const KnownPattern& known, const Sieve::Tables& sieve)
      : expression(known.expression),
        exactly(known.exactly),
        looked_for(known.few),
        compiles(true),
        made_sieve(std::make_unique<Sieve>(sieve)),
        sieve_ready(made_sieve.get()) {}

  /// False for a text that surely holds no match.
  bool MayMatch(const Passage& passage) {
    if (passage.words == nullptr || numbered.empty()) {
      return looked_for.empty() ||
             AnyWordOf(looked_for, [&](std::string_view word) { return Holds(passage.text, word); });
    }
    return std::ranges::all_of(numbered, [&](const WordBits& some) { return HasOne(passage.words, some); });
  }

  const Sieve& TheSieve() {
    if (const Sieve* made = sieve_ready.load(std::memory_order_acquire)) return *made;
    const std::lock_guard<std::mutex> lock(making);
    if (made_sieve == nullptr) made_sieve = std::make_unique<Sieve>(Read());
    sieve_ready.store(made_sieve.get(), std::memory_order_release);
    return *made_sieve;
  }

  /// What can be told without the engine: whether there may be a match, and where the leftmost begins, or begins at the
  /// earliest. Nothing once so many steps were taken for it that the engine is better: a report or two are read before
  /// it is made.
  std::optional<Sieve::Answer> Sift(std::string_view text, RE2::Anchor anchor, bool is_begin_wanted,
                                    std::size_t& begin) {
    const Sieve& sieve = TheSieve();
    const auto where = anchor == RE2::ANCHOR_BOTH ? Sieve::Where::kWhole : Sieve::Where::kAnywhere;
    const std::size_t before = sifted.load(std::memory_order_relaxed);
    auto answer = before < kFewSifted ? std::nullopt : sieve.Recall(text, begin, where, begin);
    bool told = answer.has_value();
    if (told && answer != Sieve::Answer::kNo && is_begin_wanted && where == Sieve::Where::kAnywhere) {
      const std::optional<std::size_t> found = sieve.RecallBegin(text, begin);
      begin = found.value_or(begin);
      told = found.has_value();
    }
    if (!told) {
      if (before >= kMostSifted) return std::nullopt;
      std::size_t steps = 0;
      answer = is_begin_wanted ? sieve.Ask(text, begin, where, steps, begin) : sieve.Ask(text, begin, where, steps);
      sifted.fetch_add(steps, std::memory_order_relaxed);
    }
    return answer == Sieve::Answer::kYes && !compiles ? Sieve::Answer::kPerhaps : answer;
  }

  /// The expression as a tree, where it can be read. `making` is held.
  const std::optional<Expression>& Read() {
    if (!was_read.load(std::memory_order_relaxed)) {
      Made().read = ReadExpression(expression);
      if (Made().read) Made().begins = BeginsOf(*Made().read);
      was_read.store(true, std::memory_order_release);
    }
    return Made().read;
  }

  /// The groups that have names, in order.
  const std::vector<std::pair<std::string, int>>& Groups() {
    if (named.load(std::memory_order_acquire)) return late->groups;
    const std::lock_guard<std::mutex> lock(making);
    if (compiles && Read()) {
      if (late->groups.empty()) late->groups.assign(late->read->names.begin(), late->read->names.end());
    } else {
      Compile();
    }
    named.store(true, std::memory_order_release);
    return late->groups;
  }

  /// The compiled expression, or null when it does not compile.
  const RE2* Compiled() {
    if (const RE2* made = ready.load(std::memory_order_acquire)) return made;
    const std::lock_guard<std::mutex> lock(making);
    Compile();
    return late->regex.get();
  }

  /// Unless it was compiled before. `making` is held.
  void Compile() {
    auto& [regex, groups, error] = static_cast<Compilation&>(Made());
    if (regex != nullptr || error != nullptr) return;
    if (expression.size() > kLongestExpression) {
      const std::string most = std::to_string(kLongestExpression);
      error.reset(new Error{"the expression is longer than " + most + " bytes", "模式长于 " + most + " 字节",
                            kLongestExpression, expression.size() - kLongestExpression});
      return;
    }
    const std::string nameless = compiles && Read() ? WithoutNames(expression) : std::string(expression);
    auto made = std::make_unique<RE2>(Piece(nameless), Options());
    if (made->ok()) {
      regex = std::move(made);
      for (const auto& [number, name] : regex->CapturingGroupNames()) groups.emplace_back(name, number);
      ready.store(regex.get(), std::memory_order_release);
      return;
    }
    error.reset(new Error{made->error(), InChinese(*made), 0, expression.size()});
    const std::size_t at = made->error_arg().empty() ? expression.npos : PlaceOfError(expression, *made);
    if (at == expression.npos) return;
    error->at = at;
    error->length = made->error_arg().size();
  }

  bool Run(const Passage& passage, std::size_t from, RE2::Anchor anchor, Match* match) {
    // A null view would make a group that matched nothing look like one that took no part.
    const std::string_view text = passage.text.data() == nullptr ? std::string_view("") : passage.text;
    if (from > text.size()) return false;
    // Who knows the words has looked at them.
    if ((passage.words == nullptr || numbered.empty()) && !MayMatch({text.substr(from), passage.words})) return false;
    std::size_t begin = from;
    const std::optional<Sieve::Answer> answer = Sift(text, anchor, match != nullptr, begin);
    if (answer == Sieve::Answer::kNo) return false;
    if (answer == Sieve::Answer::kYes) {
      if (match == nullptr || TakeGroups(text, begin, anchor, *match)) return true;
    }
    const RE2* compiled_regex = Compiled();
    if (compiled_regex == nullptr) return false;
    if (match == nullptr) return compiled_regex->Match(Piece(text), from, text.size(), anchor, nullptr, 0);

    const auto count = static_cast<std::size_t>(compiled_regex->NumberOfCapturingGroups()) + 1;
    std::array<re2::StringPiece, 8> few;
    std::vector<re2::StringPiece> many(count > few.size() ? count : 0);
    re2::StringPiece* pieces = many.empty() ? few.data() : many.data();
    const auto matches = [&](RE2::Anchor how) {
      return compiled_regex->Match(Piece(text), begin, text.size(), how, pieces, static_cast<int>(count));
    };
    // Where it is known to begin, the engine need not find out: for that it reads forward and back, with automata that
    // are made while it reads.
    const bool begins_there = answer && anchor == RE2::UNANCHORED && matches(RE2::ANCHOR_START);
    if (!begins_there && !matches(anchor)) return false;
    match->resize(count);
    for (std::size_t i = 0; i < count; ++i) (*match)[i].text = std::string_view(pieces[i].data(), pieces[i].size());
    return true;
  }

  /// Finds out, and notes the answer where the passage keeps them.
  bool Finds(const Passage& passage, std::ptrdiff_t place) {
    const bool kept = passage.answers != nullptr && place >= 0;
    const bool found = FindsAnew(passage, kept);
    if (kept) passage.answers->Note(static_cast<std::size_t>(place), found);
    return found;
  }

  /// `own_words`: the words of the passage are those of this very text.
  bool FindsAnew(const Passage& passage, bool own_words) {
    if (passage.words != nullptr && !MayMatch(passage)) return false;
    if (exactly.empty()) return Run(passage, 0, RE2::UNANCHORED, nullptr);
    // Of words that are in the text nothing else need be known.
    return (own_words && !numbered.empty()) ||
           AnyWordOf(exactly, [&](std::string_view word) { return Holds(passage.text, word); });
  }

  bool Find(const Passage& passage, std::size_t from, Match& match, std::ptrdiff_t place) {
    const bool found = (passage.words == nullptr || MayMatch(passage)) && Run(passage, from, RE2::UNANCHORED, &match);
    const bool kept = passage.answers != nullptr && place >= 0;
    if (kept && !found && from == 0) passage.answers->Note(static_cast<std::size_t>(place), false);
    return found;
  }

  /// Finds the groups of a match that begins at `begin`, as the sieve has told, without the engine if possible.
  bool TakeGroups(std::string_view text, std::size_t begin, RE2::Anchor anchor, Match& match) {
    if (!was_read.load(std::memory_order_acquire)) {
      const std::lock_guard<std::mutex> lock(making);
      Read();
    }
    const std::optional<Expression>& read = late->read;
    std::array<std::string_view, 16> few;
    std::vector<std::string_view> many(read->groups < few.size() ? 0 : read->groups + 1);
    const std::span<std::string_view> found = many.empty() ? std::span(few).first(read->groups + 1) : std::span(many);
    if (!FindGroups(*read, late->begins, text, begin, anchor == RE2::ANCHOR_BOTH, found)) return false;
    match.resize(found.size());
    for (std::size_t i = 0; i < found.size(); ++i) match[i].text = found[i];
    return true;
  }

  /// What was made of an expression that was not known when gouji was built.
  struct Own {
    std::string expression;
    std::string needs;
  };
  struct Compilation {
    std::unique_ptr<RE2> regex;
    std::vector<std::pair<std::string, int>> groups;  ///< those with names, in order
    std::unique_ptr<Error> error;
  };
  /// What most patterns of a run never need: they are many, and to have them small is to start sooner.
  struct Late : Compilation {
    std::optional<Expression> read;
    std::vector<LetterBits> begins;  ///< of what was read
  };
  /// `making` is held.
  Late& Made() {
    if (late == nullptr) late = std::make_unique<Late>();
    return *late;
  }

  const std::unique_ptr<Own> own;
  const std::string_view expression;
  std::string_view exactly;        ///< the only words that match, as a list
  std::string_view looked_for;     ///< the best of the needs for a text of which no words are known, as a list
  std::vector<WordBits> numbered;  ///< the needs by a vocabulary's numbers; empty outside of one
  const bool compiles = false;     ///< for certain
  std::atomic<bool> was_read = false;
  std::atomic<bool> named = false;  ///< the groups are known
  /// Held while something is made. A once_flag would wake those who wait for it, at the cost of a call of the system,
  /// were there any or not; there are a hundred in the run over one report.
  std::mutex making;
  std::unique_ptr<Late> late;
  std::unique_ptr<const Sieve> made_sieve;
  std::atomic<const Sieve*> sieve_ready = nullptr;  ///< `made_sieve`, once it may be used without asking `making`
  std::atomic<std::size_t> sifted = 0;              ///< steps of the sieve so far
  std::atomic<const RE2*> ready = nullptr;          ///< the compiled one, once it may be used without asking `making`
};

Pattern::Pattern(std::string expression) : engine_(std::make_shared<Engine>(std::move(expression))) {}
Pattern::Pattern(const KnownPattern& known, const Sieve::Tables& sieve)
    : engine_(std::make_shared<Engine>(known, sieve)) {}
Pattern::~Pattern() = default;
Pattern::Pattern(const Pattern&) = default;
Pattern& Pattern::operator=(const Pattern&) = default;
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;

std::optional<Pattern::Error> Pattern::Check() const {
  if (engine_->Compiled() != nullptr) return std::nullopt;
  return *engine_->late->error;
}

std::string_view Pattern::expression() const { return engine_->expression; }

bool Pattern::MatchesWhole(std::string_view text) const {
  return engine_->exactly.empty() ? engine_->Run({text}, 0, RE2::ANCHOR_BOTH, nullptr)
                                  : AnyWordOf(engine_->exactly, [&](std::string_view word) { return word == text; });
}

bool Pattern::MatchesWhole(std::string_view text, Match& match) const {
  return engine_->Run({text}, 0, RE2::ANCHOR_BOTH, &match);
}

bool Pattern::FindsAnew(const Passage& passage) const { return engine_->Finds(passage, place_); }

bool Pattern::WordsAllow(const Passage& passage) const {
  const bool may_match = passage.words == nullptr || engine_->MayMatch(passage);
  if (!may_match && passage.answers != nullptr && place_ >= 0) {
    passage.answers->Note(static_cast<std::size_t>(place_), false);
  }
  return may_match;
}

bool Pattern::FindAnew(const Passage& passage, std::size_t from, Match& match) const {
  return engine_->Find(passage, from, match, place_);
}

std::vector<std::string_view> Pattern::needs() const {
  return engine_->own == nullptr ? std::vector<std::string_view>() : ReadNeeds(engine_->own->needs).all;
}

void Pattern::Number(std::size_t place, std::vector<WordBits> numbered) {
  place_ = static_cast<std::ptrdiff_t>(place);
  engine_->numbered = std::move(numbered);
  // Lists of few words are looked at first: fewer texts have one of them.
  std::ranges::sort(engine_->numbered, {}, &WordBits::size);
}

void FirstLook::Add(const Pattern& pattern) {
  const std::vector<WordBits>& lists = pattern.engine_->numbered;
  knows_all_ = knows_all_ && !lists.empty();
  for (const BitsOfSet& added : lists.empty() ? WordBits() : lists.front()) {
    const auto same = std::ranges::find(bits_, added.at, &BitsOfSet::at);
    (same == bits_.end() ? bits_.emplace_back(BitsOfSet{added.at, 0}) : *same).bits |= added.bits;
  }
}

bool FirstLook::MayFind(const Passage& passage) const {
  return passage.words == nullptr || !knows_all_ || HasOne(passage.words, bits_);
}

int Pattern::GroupOf(std::string_view name) const {
  const auto& groups = engine_->Groups();
  const auto found = std::ranges::find(groups, name, &std::pair<std::string, int>::first);
  return found == groups.end() ? 0 : found->second;
}

std::vector<std::string> Pattern::group_names() const {
  std::vector<std::string> names;
  for (const auto& [name, number] : engine_->Groups()) names.push_back(name);
  return names;
}

}  // namespace gouji
