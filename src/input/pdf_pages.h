#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "input/pdf_lines.h"
#include "input/pdf_ruled.h"
#include "input/pdf_rules.h"

namespace gouji {

/// Lines of text, and the ruled table that follows them: its parts on pages that follow one another, if any.
struct PdfStretch {
  std::vector<PdfLine> lines;
  std::vector<PdfRuledTable> table;
};

/// What stands on all pages in the order of reading, the page marks and running heads apart.
struct PdfText {
  std::vector<PdfStretch> stretches;
  std::vector<std::string> margins;
  bool cut_off = false;  ///< what is printed runs over the edges of its pages, and part of it is lost
};

/// Joins the pages of a PDF: its words as `pdftotext -tsv` prints them, and by page the lines drawn there, if known.
PdfText ReadPdfPages(std::string_view tsv, std::vector<std::vector<PdfRule>> rules);

}  // namespace gouji
