#pragma once

#include "rules/kind.h"

namespace gouji {

/// Drops the findings that only repeat another: one worked out from a number that the tables contradict, when the
/// table's value settles it ("共收到 39 件，其中 …" where the parts add up to the table's 38), or when it is slight.
/// One cause, one finding. To be called last: the diagnostics move.
void DropEchoes(Findings& findings);

}  // namespace gouji
