#pragma once

#include <memory>
#include <vector>

#include "input/pdf_ruled.h"
#include "input/transcript.h"

namespace gouji {

/// Whether a table at the top of a page is the rest of one at the bottom of the page before: the same edges, and no
/// column that the other contradicts.
bool GoesOn(const PdfRuledTable& above, const PdfRuledTable& below);

/// The table of which `parts` stand on pages that follow one another. A header printed again on a later page is left
/// out, and a row that a page end cut in two is one.
std::unique_ptr<FlowTable> BuildRuledTable(std::vector<PdfRuledTable> parts);

}  // namespace gouji
