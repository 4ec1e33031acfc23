#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "report/document.h"

namespace gouji {

struct FlowTable;

/// A paragraph of a document that has no lines of its own, or a table of it.
struct FlowItem {
  std::string text;
  Paragraph::Role role = Paragraph::Role::kBody;
  std::unique_ptr<FlowTable> table;  ///< when set, the item is the table
  bool picture = false;              ///< a picture stands in it
};

/// What such a document holds, in the order of reading.
using Flow = std::vector<FlowItem>;

struct FlowCell {
  std::uint32_t column = 0;
  std::uint32_t column_span = 1;
  std::uint32_t row_span = 1;
  Flow content;
};

/// Rows of cells that know their columns. A merged cell is in its first row only.
struct FlowTable {
  std::vector<std::vector<FlowCell>> rows;
  bool wrapped = false;  ///< as `Grid::wrapped`
};

/// Writes a flow down as text for people, one line a paragraph and one a table row (cells between " | "), and gives the
/// document whose texts stand in it. Tables that only frame what they hold are read as what they hold. Nothing when a
/// table is over the limits of `PlaceCells`.
std::optional<Document> Transcribe(std::string name, const Flow& flow);

/// What a cell says as one label or number: its paragraphs joined without a blank, but for two numbers.
std::string LabelOf(const Flow& content);

}  // namespace gouji
