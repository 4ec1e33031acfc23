#pragma once

#include <vector>

#include "report/outline.h"
#include "report/report.h"

namespace gouji {

/// Tables of which something was left open, though every word and number of them is there: labels wrapped in narrow
/// columns, and what wrote the text printed the lines of neighbours by turns. Where the words of such a section make up
/// the whole table and nothing else (`TileLabels`), the table takes their place among the document's blocks. True when
/// the document has other blocks now. For documents whose source is what a person reads, line by line.
bool ReassembleTables(const ReportForm& form, const std::vector<FoundHeading>& headings, const Report& report,
                      Document& document);

}  // namespace gouji
