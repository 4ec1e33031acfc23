#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/form.h"

namespace gouji::binding {

/// Digits, and no more of them than a number has.
bool IsPlainNumber(std::string_view text);

/// What binding looks at in rows of cells, as bytes: the keys of words, and where the cells stand among each other, but
/// not which numbers stand in them. Tables that look alike are bound alike, unless numbers are compared.
std::string LookOf(const TableForm& form, const std::vector<GridRow>& rows);

/// What is needed to bind a table again that looks like `bound`, which was bound from these rows. Unknown where
/// something was noted about it, or where a place in it is none of a cell.
BoundBefore Remember(const BoundTable& bound, const std::vector<GridRow>& rows);

/// Binds rows that look like those that were bound before.
BoundTable BindAgain(const TableForm& form, const BoundBefore& before, const std::vector<GridRow>& rows);

}  // namespace gouji::binding
