#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "input/pdf_lines.h"
#include "input/pdf_rules.h"

namespace gouji {

/// A cell of a ruled table: the boxes of the grid it covers, and the words in it.
struct PdfRuledCell {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
  std::uint32_t row_span = 1;
  std::uint32_t column_span = 1;
  double left = 0, top = 0, right = 0, bottom = 0;
  std::vector<PdfWords> words;
};

/// A table as its lines are drawn on one page.
struct PdfRuledTable {
  std::vector<double> columns;      ///< where the upright lines stand; one more than there are columns
  std::vector<double> rows;         ///< the same of level lines
  std::vector<PdfRuledCell> cells;  ///< by row, then column

  double left() const { return columns.front(); }
  double right() const { return columns.back(); }
  double top() const { return rows.front(); }
  double bottom() const { return rows.back(); }
};

/// The tables that lines draw on a page, from top to bottom. Their words are taken out of `words`; a word over two
/// cells is parted where the line between them stands. Frames around the page or a part of it are no tables.
std::vector<PdfRuledTable> FindRuledTables(std::span<const PdfRule> rules, std::vector<PdfWords>& words);

}  // namespace gouji
