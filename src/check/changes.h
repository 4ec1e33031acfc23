#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "check/shares.h"

namespace gouji {

/// A percentage of change: "236件，较2021年的198件增加38件，增长19.2%". Of what it is now, what it was before, and by
/// how much it changed, two are told or all three.
struct Change {
  enum class Way { kUp, kDown, kUnsaid };
  const Amount* percent = nullptr;
  const Amount* now = nullptr;
  const Amount* before = nullptr;
  const Amount* by = nullptr;
  Way way = Way::kUnsaid;
  PrintedPercentage printed;
};

/// The change a pattern has found, by its groups `percent`, `now`, `before`, `by`, `up` and `down`; nothing when they
/// are no counts of one unit.
std::optional<Change> ChangeOf(const Pattern& pattern, const Pattern::Match& match, std::string_view sentence,
                               const std::vector<Amount>& amounts);

/// What a change started from and does not follow from; nothing when it follows, or when one cannot tell. Where the
/// percentage follows and the difference that is told does not, the start too. `nows`: every
/// count that may be meant by what it is now.
std::optional<Decimal> ContradictedStart(const Change& change, const std::vector<const Amount*>& nows);

/// Whether another value for one of the numbers that are told, in the order now, before, by, settles a change.
std::function<bool(std::size_t operand, const Decimal& value)> SettlesChange(const Change& change);

}  // namespace gouji
