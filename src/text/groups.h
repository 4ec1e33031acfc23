#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "text/expression.h"

namespace gouji {

/// Where a match ends and its groups stand, found without the engine: by trying one way after another, the first that
/// leads to the end being the one the engine prefers. For the few matches of one report this is much faster than to
/// have the engine made.
///
/// `read` is exact, `begin` where the match begins; `whole`: it ends where the text does. `groups` has room for the
/// whole match and for each group; one that took no part has no data. False when nothing was found, and also when it is
/// not simple enough: then the engine is to be asked.
bool FindGroups(const Expression& read, std::string_view text, std::size_t begin, bool whole,
                std::span<std::string_view> groups);

}  // namespace gouji
