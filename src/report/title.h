#pragma once

#include "report/report.h"

namespace gouji {

/// Finds title, issuer and year among the paragraphs before `first_heading` (a block index), and in prose where the
/// title does not say. Fills title, title_year, issuer, issuer_class, year, year_from and preface.
void FindTitle(const ReportForm& form, Document& document, std::size_t first_heading, Report& report);

/// The year most of the prose speaks of as its own, where the title has none.
void InferYear(const ReportForm& form, Report& report);

}  // namespace gouji
