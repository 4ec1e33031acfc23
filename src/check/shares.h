#pragma once

#include <optional>
#include <vector>

#include "check/amounts.h"

namespace gouji {

/// A percentage as it is printed.
struct PrintedPercentage {
  Decimal value;
  Decimal last;  ///< one in its last place

  /// To the last printed digit: rounded, cut off, or rounded the other way so that several shares make a hundred. What
  /// is exact with as many places needs none of it.
  bool Agrees(const Decimal& part, const Decimal& whole) const {
    const auto printed = value.Times(whole);
    const auto exact = part.Times(100);
    const auto off = printed && exact ? printed->Minus(*exact) : std::nullopt;
    const auto allowed = last.Times(whole);
    return !off || !allowed || off->is_zero() || off->Abs() < *allowed;
  }
};

/// As a percentage of a sentence is written: "19.2" to a tenth, "20" to a whole.
PrintedPercentage PrintedOf(std::string_view sentence, const Amount& percent);

/// A percentage and what it is of.
struct Share {
  enum class Whole {
    kStated,  ///< named right beside the percentage
    kListed,  ///< told before, with a word for what follows
    kUnsaid,
  };
  const Amount* percent = nullptr;
  const Amount* part = nullptr;
  const Amount* whole = nullptr;
  Whole told = Whole::kUnsaid;
  PrintedPercentage printed;

  bool Follows(const Decimal& from) const {
    return from.is_zero() || part->value > from || printed.Agrees(part->value, from);
  }
};

/// What one of the shares of a statement is of and does not follow from; nothing when it follows, or when one cannot
/// tell. `wholes`: every count it may be of, told in this statement or the one before, in order.
/// `far`: those told before that, which it is of only where several other shares are.
std::optional<Decimal> ContradictedWhole(const std::vector<Share>& shares, std::size_t which,
                                         const std::vector<const Amount*>& wholes,
                                         const std::vector<const Amount*>& far);

}  // namespace gouji
