#pragma once

#include <vector>

#include "report/report.h"

namespace gouji {

/// A heading of a declared section, found in a document.
struct FoundHeading {
  std::size_t block = 0;  ///< index of the paragraph or grid
  int row = -1;           ///< of the grid, when the heading stands in a table row of its own
  int section = 0;        ///< index in the form
  Heading heading;
  bool listed = false;       ///< its numeral is the mark of a list
  std::optional<Text> rest;  ///< prose that follows the heading in its paragraph
};

/// The headings that open sections, in order of reading: by label first, ordinal second. A table of contents is left
/// out. A section may appear more than once.
std::vector<FoundHeading> FindHeadings(const ReportForm& form, const Document& document);

/// What is wrong with the run of headings: missing, out of order, repeated, oddly worded or numbered.
void CheckHeadings(const ReportForm& form, const std::vector<FoundHeading>& headings, Span fallback,
                   std::vector<Irregular>& irregulars);

/// Items of a section whose ordinal is of another style than those around it: （1） before （二）.
void CheckItems(const Section& section, std::vector<Irregular>& irregulars);

}  // namespace gouji
