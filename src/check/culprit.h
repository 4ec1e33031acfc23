#pragma once

#include "rules/kind.h"

namespace gouji {

/// When exactly one cell of a table, set to another value, repairs every broken identity of it and breaks none that
/// holds, each of those findings says so.
void FindCulprits(const Pass& pass, Findings& findings);

}  // namespace gouji
