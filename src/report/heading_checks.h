#pragma once

#include <vector>

#include "report/outline.h"

namespace gouji {

/// What is wrong with the run of headings: missing, out of order, repeated, oddly worded or numbered. Of one that is
/// missing while its words stand in the document, in a cell or between other words, the lesser form.
void CheckHeadings(const ReportForm& form, const Document& document, const std::vector<FoundHeading>& headings,
                   Span fallback, std::vector<Irregular>& irregulars);

/// Items of a section whose ordinal is of another style than those around it: （1） before （二）.
void CheckItems(const Section& section, std::vector<Irregular>& irregulars);

}  // namespace gouji
