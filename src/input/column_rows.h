#pragma once

#include <cstddef>
#include <vector>

#include "base/source.h"
#include "input/column_fields.h"
#include "input/grid_writer.h"

namespace gouji {

/// So many labels with a mark ("1.", "（二）", "三、") make a table one of marked rows.
inline constexpr std::size_t kMarkedLabels = 3;

/// Writes the rows of a table whose lines have their columns set apart by blanks, told by their fields: labels that
/// wrap are put together, and blank cells are told by where the numbers of other rows stand.
void WriteColumnRows(Source& source, const std::vector<std::vector<CountedField>>& lines, GridWriter& writer);

}  // namespace gouji
