#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "input/xml.h"

namespace gouji {

/// Whether an element only wraps what is read: a content control, an insertion, a hyperlink.
bool IsDocxWrapper(std::string_view name);

/// Rows of a table, through whatever wraps them; deleted ones left out.
std::vector<XmlNode> DocxRows(XmlNode table);

/// A cell and the columns it covers, [begin, end).
struct DocxCell {
  XmlNode node;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool merges = false;     ///< is of a cell that reaches over rows
  bool continues = false;  ///< and not its first
};

/// Cells of each of the rows of a table. Columns that are one to the eye are one.
std::vector<std::vector<DocxCell>> DocxCells(XmlNode table, const std::vector<XmlNode>& rows);

}  // namespace gouji
