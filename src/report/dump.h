#pragma once

#include <string>
#include <string_view>

#include "report/report.h"

namespace gouji {

/// What was understood of a report, for people: title, issuer, year, sections, and the tables with their bound cells.
std::string DumpText(const Report& report, Lang lang);

/// The id of a variant of the report's form, by its index; empty below 0.
std::string_view VariantId(const Report& report, int variant);

/// Why a cell cannot be had, in English: "no row"; "present" of one that can.
std::string_view Name(Absence absence);

}  // namespace gouji
