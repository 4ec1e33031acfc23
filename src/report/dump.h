#pragma once

#include <string>

#include "report/report.h"

namespace gouji {

/// What was understood of a report, for people: title, issuer, year, sections, and the tables with their bound cells.
std::string DumpText(const Report& report, Lang lang);
/// The same as one JSON object.
std::string DumpJson(const Report& report);
/// The bound cells alone, a line each: table, row, column, value, line, column of the place.
std::string DumpCsv(const Report& report);

}  // namespace gouji
