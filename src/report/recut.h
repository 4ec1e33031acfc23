#pragma once

#include "report/report.h"

namespace gouji {

/// Cuts the rows of grids whose reader had to guess where they end, once more: where a label of the form's begins, or
/// a heading. What is no label of the form's stays where the reader put it.
void CutRows(const ReportForm& form, Document& document);

}  // namespace gouji
