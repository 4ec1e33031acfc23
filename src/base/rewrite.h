#pragma once

#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace gouji {

/// The edits after which a text says `replacement`: one where the text stands in one stretch of its source, else one
/// for each stretch it stands in, so that the markup between them stays. Nothing where a stretch cannot be cut as
/// needed, and where the text already says so. Of a text in several stretches only what differs is touched.
std::vector<Edit> Rewrite(const Text& text, std::string_view replacement);

}  // namespace gouji
