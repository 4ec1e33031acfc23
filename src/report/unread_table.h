#pragma once

#include <string_view>
#include <vector>

#include "report/form.h"
#include "report/report.h"

namespace gouji {

/// Whether a section in which no table was bound seems to hold one all the same: rows of numbers whose labels are not
/// to be made out, or lines of nothing but labels of its forms and numbers, set apart in a way that no layout knows.
/// Then it cannot be told whether the table is there. `forms`: what the table may be, one for each variant.
bool HasUnreadTable(const Section& section, const std::vector<TableForm>& forms, const Source& source);

/// The word that a converter left in place of a table, which the format it writes has no way to show; empty where there
/// is none.
std::string_view PlaceholderIn(const Section& section);

}  // namespace gouji
