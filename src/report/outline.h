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

/// Whether a text is the heading of a section by itself, as the form has it or nearly so.
bool HeadsSection(const ReportForm& form, const Text& text);

/// The block of a document's first heading, where the first blocks show which it is, whatever follows them: it is that
/// of the form's first section, word for word and numbered, and no table of contents.
std::optional<std::size_t> FirstHeading(const ReportForm& form, const std::vector<Block>& blocks);

/// Whether the headings numbered with `digits` carry numerals that only a converter put there. One that cuts an
/// automatic numbering at every paragraph writes as many lists of one item: each heading is "1.", or "2." right below
/// one. The numbers of the document are lost then, and these say nothing of it.
bool LostNumbers(const std::vector<FoundHeading>& headings, Numeral::Digits digits);

}  // namespace gouji
