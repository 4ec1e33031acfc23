#pragma once

#include <string>
#include <vector>

namespace gouji {

/// A straight line on a page, level or upright, in points from the page's upper left corner.
struct PdfRule {
  double left = 0, top = 0, right = 0, bottom = 0;

  bool level() const { return right - left >= bottom - top; }
};

/// The lines drawn on each page of a PDF, as `pdftocairo -svg` prints it. Thin filled areas are lines too; white ones
/// are not there. No page at all where the text is no such drawing.
std::vector<std::vector<PdfRule>> ParsePdfRules(const std::string& svg);

}  // namespace gouji
