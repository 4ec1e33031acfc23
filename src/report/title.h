#pragma once

#include <cstddef>
#include <optional>

#include "report/report.h"

namespace gouji {

/// Finds title, issuer and year among the paragraphs before `first_heading` (a block index). Fills title, title_year,
/// issuer, year, year_from and preface.
void FindTitle(const ReportForm& form, Document& document, std::size_t first_heading, Report& report);

/// The block between two others in which a title begins that says issuer and year; nothing where there is none.
std::optional<std::size_t> TitleBetween(const ReportForm& form, Document& document, std::size_t first,
                                        std::size_t last);

}  // namespace gouji
