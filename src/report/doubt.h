#pragma once

#include "report/report.h"

namespace gouji {

// What is not where a form has it, and may be there all the same.

/// Whether a picture stands in a section: from its heading to the next.
bool HasPicture(const Section& section, const Report& report);

/// Marks as unsure what is said to be missing from a table whose section holds it in another way: its label, or the end
/// of it, stands in a cell with another or in lines that no layout knows; or the table has as good as all its rows, in
/// pieces whose labels cannot be made out.
void DoubtMissing(const Section& section, BoundTable& table);

}  // namespace gouji
