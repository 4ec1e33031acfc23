#pragma once

#include <vector>

#include "input/pdf_lines.h"
#include "input/transcript.h"

namespace gouji {

/// Lines of all pages to paragraphs and tables.
Flow BuildPdfFlow(std::vector<PdfLine> lines);

}  // namespace gouji
