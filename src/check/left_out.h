#pragma once

#include "report/report.h"
#include "rules/value.h"

namespace gouji {

/// Whether a cell of this report says nothing though it is the sum of cells that do: its number was left out, and is
/// not 0.
bool IsLeftOut(const Report& report, const CellRead& read);

}  // namespace gouji
