#pragma once

#include <memory>
#include <vector>

#include "rules/kind.h"

namespace gouji {

/// Looks for what happened to a row with a value too few or too many: a cell left out, a number split over two, a cell
/// too many. When with exactly one row in its place every identity of the table holds, the finding says so in a note.
void FindLostCells(const std::vector<std::unique_ptr<Rule>>& rules, const Pass& pass, Findings& findings);

}  // namespace gouji
