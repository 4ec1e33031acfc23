#pragma once

#include <optional>
#include <vector>

#include "check/amounts.h"

namespace gouji {

/// What some of the amounts of a statement, by their index, add up to; nothing when that is too large.
std::optional<Decimal> Sum(const std::vector<Amount>& amounts, const std::vector<std::size_t>& parts);

/// How far a sum of rounded numbers may be from a rounded whole: half of one in the last place of each.
Decimal Rounding(const std::vector<Amount>& amounts, const Amount& whole, const std::vector<std::size_t>& parts);

/// Whether two or more of the parts add up to the whole.
bool SomePartsAddUp(const std::vector<Amount>& amounts, const std::vector<std::size_t>& parts, const Decimal& whole);

/// How many of the first parts it takes to add up to the whole; 0 where they do not.
std::size_t FirstPartsThatAddUp(const std::vector<Amount>& amounts, const std::vector<std::size_t>& parts,
                                const Decimal& whole);

}  // namespace gouji
