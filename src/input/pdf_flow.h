#pragma once

#include <vector>

#include "input/pdf_lines.h"
#include "input/pdf_pages.h"
#include "input/transcript.h"

namespace gouji {

/// What stands on the pages as paragraphs and tables, the margins last.
Flow BuildPdfFlow(PdfText text);

/// Lines of one block of prose as paragraphs.
Flow BuildPdfParagraphs(std::vector<PdfLine> lines);

}  // namespace gouji
