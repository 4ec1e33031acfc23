#pragma once

#include "report/report.h"

namespace gouji {

/// Puts the cells of broken grids together again: the last of a row and the first of those below it, where what they
/// say is one label of the form's. A grid in which some are left over is one whose labels came in pieces.
void RejoinCells(const ReportForm& form, Document& document);

}  // namespace gouji
