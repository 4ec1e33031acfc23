#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "text/expression.h"

namespace gouji {

/// Characters by their last six bits.
using LetterBits = std::uint64_t;

/// By node of an expression: what it may begin with; all where it may match nothing.
std::vector<LetterBits> BeginsOf(const Expression& read);

/// Where a match ends and its groups stand, found without the engine: by trying one way after another, the first that
/// leads to the end being the one the engine prefers. For the few matches of one report this is much faster than to
/// have the engine made.
///
/// `read` is exact, `begins` what was told of it, `begin` where the match begins; `whole`: it ends where the text does.
/// `groups` has room for the whole match and for each group; one that took no part has no data. False when nothing was
/// found, and also when it is not simple enough: then the engine is to be asked.
bool FindGroups(const Expression& read, std::span<const LetterBits> begins, std::string_view text, std::size_t begin,
                bool whole, std::span<std::string_view> groups);

}  // namespace gouji
