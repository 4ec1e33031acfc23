#include "text/sieve.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

#include "text/automaton.h"
#include "text/utf8.h"

namespace gouji {
namespace {

constexpr std::size_t kMostSteps = 8192;
constexpr std::size_t kMostEdges = 8 * kMostSteps;
constexpr std::uint64_t kAllBits = ~std::uint64_t{0};

std::uint64_t BitOf(char32_t letter) { return std::uint64_t{1} << (letter % 64); }

}  // namespace

/// Turns the tree of an expression into steps, from its end to its beginning: a part knows what follows it.
class Sieve::Builder {
 public:
  explicit Builder(const Expression& expression) : read_(expression) {}

  Tables Build() {
    built_.steps.reserve(read_.nodes.size() + 8);
    built_.edges.reserve(read_.nodes.size() + 8);
    built_.ranges = read_.ranges;
    Tables tables;
    tables.start = Part(read_.root, Add({Step::Kind::kMatch, 0, 0, 0}));
    if (is_too_large_) return {};
    tables.may_say_no = true;
    tables.may_say_yes = read_.exact;
    visited_.resize(built_.steps.size());
    tables.begins = BeginsOf(tables.start);
    tables.steps = built_.steps;
    tables.edges = built_.edges;
    tables.ranges = built_.ranges;
    tables.forks = built_.forks;
    return tables;
  }

  std::unique_ptr<const Built> Take() { return std::make_unique<const Built>(std::move(built_)); }

 private:
  using Kind = Expression::Kind;
  using Index = Expression::Index;

  State Add(const Step& step) {
    is_too_large_ = is_too_large_ || built_.steps.size() >= kMostSteps || built_.edges.size() >= kMostEdges;
    if (is_too_large_) return 0;
    built_.steps.push_back(step);
    return static_cast<State>(built_.steps.size() - 1);
  }

  State Part(Index index, State then) {
    const Expression::Node& node = read_.nodes[index];
    switch (node.kind) {
      case Kind::kEmpty:
      case Kind::kPlace:
        return then;
      case Kind::kBegin:
        return Add({Step::Kind::kBegin, then, 0, 0});
      case Kind::kEnd:
        return Add({Step::Kind::kEnd, then, 0, 0});
      case Kind::kLetter:
        built_.edges.push_back({node.letter, then});
        return Add({Step::Kind::kLetters, 0, static_cast<std::uint32_t>(built_.edges.size() - 1), 1});
      case Kind::kClass:
        return Add({node.negated ? Step::Kind::kOther : Step::Kind::kClass, then, node.first, node.ranges});
      case Kind::kSequence:
        return Sequence(node.first, then);
      case Kind::kChoice:
        return Choice(node.first, then);
      case Kind::kRepeat:
        return Repeat(node, then);
    }
    return then;
  }

  State Sequence(Index first, State then) {
    const std::size_t begin = parts_.size();
    for (Index index = first; index != Expression::kNone; index = read_.nodes[index].next) parts_.push_back(index);
    while (parts_.size() > begin) {
      const Index last = parts_.back();
      parts_.pop_back();
      then = Part(last, then);
    }
    return then;
  }

  State Choice(Index first, State then) {
    const std::size_t begin = branches_.size();
    for (Index index = first; index != Expression::kNone; index = read_.nodes[index].next) {
      const State branch = Part(index, then);
      branches_.push_back(branch);
    }
    const State choice = Fork(begin);
    branches_.resize(begin);
    return choice;
  }

  State Either(State a, State b) {
    const std::size_t begin = branches_.size();
    branches_.insert(branches_.end(), {a, b});
    const State choice = Fork(begin);
    branches_.resize(begin);
    return choice;
  }

  /// The branches from `begin` on as one step. Those that begin with a letter are looked up together.
  State Fork(std::size_t begin) {
    std::vector<Edge>& edges = built_.edges;
    std::vector<State>& forks = built_.forks;
    const auto first_edge = static_cast<std::uint32_t>(edges.size());
    const auto first_fork = static_cast<std::uint32_t>(forks.size());
    for (std::size_t i = begin; i < branches_.size(); ++i) {
      const Step step = built_.steps[branches_[i]];
      if (step.kind != Step::Kind::kLetters) {
        forks.push_back(branches_[i]);
        continue;
      }
      for (std::uint32_t k = 0; k < step.count; ++k) {
        const Edge edge = edges[step.first + k];
        edges.push_back(edge);
      }
    }
    const auto count = static_cast<std::uint32_t>(edges.size() - first_edge);
    if (count > 0) {
      std::ranges::sort(edges.begin() + first_edge, edges.end(), {},
                        [](const Edge& e) { return std::pair(e.letter, e.to); });
      const State letters = Add({Step::Kind::kLetters, 0, first_edge, count});
      if (forks.size() == first_fork) return letters;
      forks.push_back(letters);
    }
    return Add({Step::Kind::kFork, 0, first_fork, static_cast<std::uint32_t>(forks.size() - first_fork)});
  }

  State Repeat(const Expression::Node& node, State then) {
    std::uint32_t once = node.least;
    if (node.most == Expression::kEndless) {
      // A fork that leads back to itself; what it may lead to is known only when the part is there.
      const auto fork = static_cast<std::uint32_t>(built_.forks.size());
      built_.forks.insert(built_.forks.end(), {then, then});
      const State loop = Add({Step::Kind::kFork, 0, fork, 2});
      const State part = Part(node.first, loop);
      built_.forks[fork] = part;
      then = once == 0 ? loop : part;
      once -= once == 0 ? 0 : 1;
    } else {
      const State end = then;
      for (std::uint32_t i = node.least; i < node.most && !is_too_large_; ++i)
        then = Either(Part(node.first, then), end);
    }
    for (std::uint32_t i = 0; i < once && !is_too_large_; ++i) then = Part(node.first, then);
    return then;
  }

  std::uint64_t BeginsOf(State state) {
    if (visited_[state]) return 0;
    visited_[state] = true;
    const Step& step = built_.steps[state];
    std::uint64_t begins = 0;
    switch (step.kind) {
      case Step::Kind::kLetters:
        for (const Edge& edge : Some(std::span<const Edge>(built_.edges), step)) begins |= BitOf(edge.letter);
        return begins;
      case Step::Kind::kClass:
        for (const Range& range : Some(std::span<const Range>(built_.ranges), step)) {
          if (range.last - range.first >= 64) return kAllBits;
          for (char32_t c = range.first; c <= range.last; ++c) begins |= BitOf(c);
        }
        return begins;
      case Step::Kind::kFork:
        for (const State fork : Some(std::span<const State>(built_.forks), step)) begins |= BeginsOf(fork);
        return begins;
      default:
        return kAllBits;
    }
  }

  Built built_;
  const Expression& read_;
  std::vector<Index> parts_;     ///< of the sequences that are open
  std::vector<State> branches_;  ///< of the choices that are open
  std::vector<bool> visited_;
  bool is_too_large_ = false;
};

/// One reading of a text: all states the expression can be in, from character to character, each with the earliest
/// place at which a match that is in it began.
class Sieve::Walk {
 public:
  Walk(const Sieve& sieve, std::string_view text, Where where)
      : sieve_(sieve), text_(text), where_(where), seen_(Seen(sieve.tables_.steps.size())) {}

  /// Reads on to the leftmost match, or to any.
  Answer Run(std::size_t from, bool to_leftmost, std::size_t& steps) {
    std::vector<Stand>& now = Lists()[0];
    std::vector<Stand>& next = Lists()[1];
    now.clear();
    NewPlace();
    for (std::size_t at = from;;) {
      steps += 1 + now.size();
      const std::size_t place = at;
      const bool is_end = at == text_.size();
      const char32_t letter = is_end ? 0 : NextCodePoint(text_, at);
      // Where the text is no UTF-8 the engine reads bytes.
      if (letter == 0xFFFD && at == place + 1) return begin_ = from, Answer::kPerhaps;
      const bool may_begin = where_ == Where::kAnywhere ? begin_ == kNone : place == from;
      if (may_begin && (is_end || (sieve_.tables_.begins & BitOf(letter)) != 0))
        Enter(sieve_.tables_.start, place, place, now);
      if (begin_ != kNone && (!to_leftmost || now.empty())) break;
      if (is_end || (now.empty() && where_ == Where::kWhole)) break;
      NewPlace();
      next.clear();
      for (const Stand& stand : now) {
        if (stand.begin < begin_) Follow(sieve_.tables_.steps[stand.state], letter, stand.begin, at, next);
      }
      now.swap(next);
    }
    return begin_ == kNone ? Answer::kNo : sieve_.tables_.may_say_yes ? Answer::kYes : Answer::kPerhaps;
  }

  std::size_t begin() const { return begin_; }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  struct Stand {
    State state = 0;
    std::size_t begin = 0;
  };

  /// States are entered once at each place: `seen_` holds the place where each was entered last. Those of earlier
  /// matches are entered first.
  static std::vector<std::uint64_t>& Seen(std::size_t size) {
    thread_local std::vector<std::uint64_t> seen;
    if (seen.size() < size) seen.resize(size);
    return seen;
  }
  static std::array<std::vector<Stand>, 2>& Lists() {
    thread_local std::array<std::vector<Stand>, 2> lists;
    return lists;
  }
  void NewPlace() {
    thread_local std::uint64_t last = 0;
    place_ = ++last;
  }

  /// A state, and all it leads to before the next character; `at` is the byte reached.
  void Enter(State state, std::size_t begin, std::size_t at, std::vector<Stand>& stands) {
    if (std::exchange(seen_[state], place_) == place_) return;
    const Step& step = sieve_.tables_.steps[state];
    switch (step.kind) {
      case Step::Kind::kFork:
        for (const State fork : Some(sieve_.tables_.forks, step)) Enter(fork, begin, at, stands);
        break;
      case Step::Kind::kBegin:
        if (at == 0) Enter(step.to, begin, at, stands);
        break;
      case Step::Kind::kEnd:
        if (at == text_.size()) Enter(step.to, begin, at, stands);
        break;
      case Step::Kind::kMatch:
        if (where_ == Where::kAnywhere || at == text_.size()) begin_ = std::min(begin_, begin);
        break;
      default:
        stands.push_back({state, begin});
    }
  }

  void Follow(const Step& step, char32_t letter, std::size_t begin, std::size_t at, std::vector<Stand>& stands) {
    if (step.kind == Step::Kind::kLetters) {
      const auto edges = Some(sieve_.tables_.edges, step);
      auto edge = edges.size() == 1 ? edges.begin() : std::ranges::lower_bound(edges, letter, {}, &Edge::letter);
      for (; edge != edges.end() && edge->letter == letter; ++edge) Enter(edge->to, begin, at, stands);
      return;
    }
    const bool in = std::ranges::any_of(Some(sieve_.tables_.ranges, step), [&](const Range& range) {
      return range.first <= letter && letter <= range.last;
    });
    if (in == (step.kind == Step::Kind::kClass)) Enter(step.to, begin, at, stands);
  }

  const Sieve& sieve_;
  std::string_view text_;
  Where where_;
  std::vector<std::uint64_t>& seen_;
  std::uint64_t place_ = 0;
  std::size_t begin_ = kNone;  ///< of the leftmost match so far
};

Sieve::Sieve(const Tables& tables) : tables_(tables) {}

Sieve::Sieve(const std::optional<Expression>& read) {
  if (!read) return;
  Builder builder(*read);
  tables_ = builder.Build();
  built_ = builder.Take();
}

Sieve::~Sieve() { delete remembered_.load(std::memory_order_relaxed); }

const Automaton& Sieve::Remembered() const {
  const Automaton* ready = remembered_.load(std::memory_order_acquire);
  if (ready != nullptr) return *ready;
  auto made = std::make_unique<const Automaton>(tables_);
  // Another thread may have been here first.
  return remembered_.compare_exchange_strong(ready, made.get(), std::memory_order_acq_rel) ? *made.release() : *ready;
}

std::optional<Sieve::Answer> Sieve::Recall(std::string_view text, std::size_t from, Where where,
                                           std::size_t& safe) const {
  safe = from;
  if (!tables_.may_say_no) return Answer::kPerhaps;
  const std::optional<bool> matches = Remembered().Matches(text, from, where, safe);
  if (!matches) return std::nullopt;
  return !*matches ? Answer::kNo : tables_.may_say_yes ? Answer::kYes : Answer::kPerhaps;
}

std::optional<std::size_t> Sieve::RecallBegin(std::string_view text, std::size_t from) const {
  return tables_.may_say_no ? Remembered().BeginOf(text, from) : std::nullopt;
}

Sieve::Answer Sieve::Ask(std::string_view text, std::size_t from, Where where, std::size_t& steps) const {
  return tables_.may_say_no ? Walk(*this, text, where).Run(from, false, steps) : Answer::kPerhaps;
}

Sieve::Answer Sieve::Ask(std::string_view text, std::size_t from, Where where, std::size_t& steps,
                         std::size_t& begin) const {
  begin = from;
  if (!tables_.may_say_no) return Answer::kPerhaps;
  Walk walk(*this, text, where);
  const Answer answer = walk.Run(from, true, steps);
  begin = answer == Answer::kNo ? from : walk.begin();
  return answer;
}

}  // namespace gouji
