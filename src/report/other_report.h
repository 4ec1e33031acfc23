#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "report/outline.h"
#include "report/report.h"

namespace gouji {

/// The block in which another report begins in the same document: at a title, between the sections of one and more than
/// half of them once more. `headings` are those of the whole document.
std::optional<std::size_t> OtherReport(const ReportForm& form, Document& document,
                                       const std::vector<FoundHeading>& headings);

}  // namespace gouji
