#pragma once

#include <vector>

#include "draw_bindings.h"
#include "output/writer.h"
#include "report/report.h"

namespace gouji {

/// A table whose rows are only in order, as text has them: every value stands under its column of the form, headings
/// over the columns they are named for.
DrawnTable DrawArranged(const std::vector<const Grid*>& grids, const Bindings& bindings);

}  // namespace gouji
