#pragma once

#include "rules/kind.h"

namespace gouji {

/// Looks for figures that stand in the wrong cells of a table whose identities are broken, where no single cell
/// explains them: two that changed places, one split over two cells, a row moved by a cell. When exactly one such move
/// makes every identity hold, the findings say so in a note.
void FindMisplaced(const Pass& pass, std::vector<const Identity*> identities, Findings& findings);

}  // namespace gouji
