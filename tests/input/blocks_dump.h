#pragma once

#include <string>

#include "report/document.h"

namespace gouji {

/// Blocks as lines a test can compare: "P text", "H text", "M text" for paragraphs by role; a grid as "T rows x
/// columns" and one line a row, its cells as "column:text" with "+c" and "+r" where one reaches over more columns and
/// rows.
inline std::string DumpBlocks(const Document& document) {
  std::string dump;
  for (const Block& block : document.blocks) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
      constexpr const char* kRoles[] = {"P ", "H ", "M "};
      dump += kRoles[static_cast<int>(paragraph->role)];
      dump += paragraph->text.says;
      dump += '\n';
      continue;
    }
    const Grid& grid = std::get<Grid>(block);
    dump += "T " + std::to_string(grid.rows) + "x" + std::to_string(grid.columns) + "\n";
    for (std::uint32_t row = 0; row < grid.rows; ++row) {
      std::string line;
      for (const Cell& cell : grid.Row(row)) {
        line += line.empty() ? " " : " | ";
        line += std::to_string(cell.column);
        if (cell.column_span > 1) line += "+" + std::to_string(cell.column_span) + "c";
        if (cell.row_span > 1) line += "+" + std::to_string(cell.row_span) + "r";
        line += ":";
        line += cell.text.says;
      }
      dump += line + "\n";
    }
  }
  return dump;
}

/// The words of the source where a text stands: what a user would see marked.
inline std::string Marked(const Document& document, const Text& text) {
  return std::string(document.source->Slice(text.where));
}

}  // namespace gouji
