#pragma once

#include <string_view>
#include <vector>

#include "report/report.h"

namespace gouji {

/// The tables a section should have, by symbol. Those that may stand anywhere are in none.
std::vector<int> TablesOf(const ReportForm& form, std::string_view section);

/// Deals the rows of a report's grids out to the tables of its form, chooses the variant each is of, binds them, and
/// notes the first cell that only a variant has that is not due.
void SortTables(const ReportForm& form, Report& report);

}  // namespace gouji
