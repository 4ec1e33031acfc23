#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "text/expression.h"

namespace gouji {

class Automaton;

/// Tells, without the engine, whether an expression may match in a text. It is made in a twenty-fifth of the time the
/// engine takes to compile the expression, and most patterns that are asked about a report, because its words are
/// there, match nowhere in it. What it has read is remembered (text/automaton.h), so that it gets faster. It knows no
/// groups: what it refuses is refused, the rest is the engine's.
class Sieve {
 public:
  enum class Answer { kNo, kPerhaps, kYes };
  enum class Where { kAnywhere, kWhole };

  using State = std::uint32_t;
  struct Step {
    enum class Kind : std::uint8_t {
      kLetters,  ///< one of `edges`
      kClass,    ///< one character of `ranges`, then `to`
      kOther,    ///< one character that is not in them, then `to`
      kFork,     ///< all of `forks`, for nothing
      kBegin,    ///< `to`, where the text begins
      kEnd,      ///< `to`, where it ends
      kMatch,
    };
    Kind kind = Kind::kMatch;
    State to = 0;
    std::uint32_t first = 0, count = 0;  ///< of edges, ranges or forks
  };
  struct Edge {
    char32_t letter = 0;
    State to = 0;
  };
  using Range = Expression::Range;
  /// What it is made of.
  struct Tables {
    bool may_say_no = false;
    bool may_say_yes = false;
    State start = 0;
    /// A match begins with a character of which the last six bits are among these; all where it may begin with none.
    std::uint64_t begins = 0;
    std::span<const Step> steps;
    std::span<const Edge> edges;
    std::span<const Range> ranges;
    std::span<const State> forks;

    bool MayBeginWith(char32_t letter) const { return (begins >> letter % 64 & 1U) != 0; }
  };

  /// One that was made when gouji was built.
  explicit Sieve(const Tables& tables);
  /// An expression that is not understood, or is too large, may match anything.
  explicit Sieve(std::string_view expression) : Sieve(ReadExpression(expression)) {}
  explicit Sieve(const std::optional<Expression>& read);
  ~Sieve();
  Sieve(const Sieve&) = delete;
  Sieve& operator=(const Sieve&) = delete;

  const Tables& tables() const { return tables_; }

  /// Whether there is a match that begins at or after byte `from` of the text, or is the whole of it. `kYes` holds for
  /// an expression that compiles. `steps` grows by what it took.
  Answer Ask(std::string_view text, std::size_t from, Where where, std::size_t& steps) const;
  /// The same, and where the leftmost match begins; of `kPerhaps`, where it begins at the earliest.
  Answer Ask(std::string_view text, std::size_t from, Where where, std::size_t& steps, std::size_t& begin) const;
  /// The same with what was remembered of other texts, for a fraction of the steps. No match begins before `safe`.
  /// Nothing where it cannot be told so.
  std::optional<Answer> Recall(std::string_view text, std::size_t from, Where where, std::size_t& safe) const;
  /// Where the leftmost match in a text begins that has one at or after `from`.
  std::optional<std::size_t> RecallBegin(std::string_view text, std::size_t from) const;

 private:
  class Builder;
  class Walk;

  /// What the views view, unless they view tables of the program.
  struct Built {
    std::vector<Step> steps;
    std::vector<Edge> edges;
    std::vector<Range> ranges;
    std::vector<State> forks;
  };
  template <typename Each>
  static std::span<const Each> Some(std::span<const Each> all, const Step& step) {
    return all.subspan(step.first, step.count);
  }

  const Automaton& Remembered() const;

  std::unique_ptr<const Built> built_;
  Tables tables_;
  mutable std::atomic<const Automaton*> remembered_ = nullptr;  ///< owned; made when first asked
};

}  // namespace gouji
