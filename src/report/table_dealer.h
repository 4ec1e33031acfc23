#pragma once

#include <vector>

#include "report/report.h"

namespace gouji {

/// Rows of one grid that belong to one table.
struct DealtRows {
  int table = -1;  ///< symbol; -1: no table's
  std::vector<GridRow> rows;
};

/// Deals the rows of one place (a section, or what stands before the first) out to the tables that may stand there.
/// What tells tables apart is, in this order: the caption above a grid, the labels of the form that the grid shows, and
/// the order of the pack. A grid is cut where the labels of another table begin. `taken` says which tables have rows
/// already.
std::vector<DealtRows> DealRows(const ReportForm& form, const Document& document, const std::vector<int>& tables,
                                const std::vector<GridRow>& rows, std::vector<bool>& taken);

}  // namespace gouji
