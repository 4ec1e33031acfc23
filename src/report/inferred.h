#pragma once

#include "report/report.h"

namespace gouji {

/// What the title does not say: the issuer that the prose names, and the year most of it speaks of as its own. Fills
/// issuer, year and year_from.
void InferYearAndIssuer(const ReportForm& form, Report& report);

}  // namespace gouji
