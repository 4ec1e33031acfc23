#pragma once

#include <map>
#include <utility>
#include <vector>

#include "report/report.h"

namespace gouji {

/// How many labels of a variant stand among the rows of a table: by table and variant.
using VariantScores = std::map<std::pair<int, int>, int>;

/// The variant of the form that was in force for a year; -1 where there was none.
int VariantOf(const ReportForm& form, int year);

/// The variant that the rows speak for, all tables together, is noted as the report's; of several the one that is due.
/// Gives that of each table, which may be another's.
std::vector<int> ChooseVariants(const ReportForm& form, VariantScores& scores, Report& report);

/// Notes the first cell that only the variant a table has knows, where another is due. `rows` and `chosen` are by
/// table.
void CheckVariant(const ReportForm& form, const std::vector<std::vector<GridRow>>& rows, const std::vector<int>& chosen,
                  Report& report);

}  // namespace gouji
