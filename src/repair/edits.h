#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace gouji {

/// Whether an edit leaves every number as it is: what it puts there holds no digit that was not there, in whatever
/// width, and no other order of them. Taking digits out with a residue around them is no change of a number.
bool KeepsNumbers(std::string_view before, std::string_view after);

/// The findings whose repairs can be made together: in order of place, none that touches one before it. Repairs that
/// would put a number there, or reach past the text, are left out. Indexes into `findings`.
std::vector<std::size_t> ChooseRepairs(std::span<const Diagnostic> findings, std::string_view text);

/// The text after the repairs of the findings chosen.
std::string MakeRepairs(std::string_view text, std::span<const Diagnostic> findings,
                        const std::vector<std::size_t>& chosen);

}  // namespace gouji
