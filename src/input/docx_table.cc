#include "input/docx_table.h"

#include <algorithm>
#include <array>
#include <optional>

namespace gouji {
namespace {

void CollectRows(XmlNode node, std::vector<XmlNode>& rows) {
  for (const XmlNode child : node.children()) {
    const std::string_view name = NameOf(child);
    if (name == "tr") {
      if (!Path(child, "trPr", "del")) rows.push_back(child);
    } else if (IsDocxWrapper(name)) {
      CollectRows(child, rows);
    }
  }
}

void CollectCells(XmlNode node, std::vector<XmlNode>& cells) {
  for (const XmlNode child : node.children()) {
    const std::string_view name = NameOf(child);
    if (name == "tc") {
      if (!Path(child, "tcPr", "cellDel")) cells.push_back(child);
    } else if (IsDocxWrapper(name)) {
      CollectCells(child, cells);
    }
  }
}

std::uint32_t Span(XmlNode property) {
  return static_cast<std::uint32_t>(std::clamp(Number(Value(property)).value_or(1), 1, 4096));
}
std::uint32_t Gap(XmlNode property) {
  return static_cast<std::uint32_t>(std::clamp(Number(Value(property)).value_or(0), 0, 4096));
}

/// Columns of the grid that are one to the eye. A table drawn by hand has lines that miss each other by a hair, and
/// each of them is a column of the file. Gives for each column the first it is one with; empty when nothing can be
/// told.
std::vector<std::uint32_t> SnappedColumns(XmlNode table, const std::vector<XmlNode>& rows) {
  constexpr int kHair = 100;  // twentieths of a point: less than two millimetres
  std::vector<std::uint32_t> snapped;
  std::uint32_t column = 0, visible = 0;
  for (const XmlNode grid_column : Child(table, "tblGrid").children()) {
    if (NameOf(grid_column) != "gridCol") continue;
    snapped.push_back(visible);
    const std::optional<int> width = Number(Value(grid_column, "w"));
    if (!width) return {};
    ++column;
    if (*width > kHair) visible = column;
  }
  snapped.push_back(visible);
  // A cell no wider than a hair is a cell all the same.
  for (const XmlNode row : rows) {
    std::uint32_t at = Gap(Path(row, "trPr", "gridBefore"));
    std::vector<XmlNode> cells;
    CollectCells(row, cells);
    for (const XmlNode cell : cells) {
      const std::uint32_t next = at + Span(Path(cell, "tcPr", "gridSpan"));
      if (next >= snapped.size() || snapped[at] == snapped[next]) return {};
      at = next;
    }
  }
  return snapped;
}

}  // namespace

bool IsDocxWrapper(std::string_view name) {
  static constexpr std::array<std::string_view, 12> kWrappers = {"sdt",      "sdtContent", "ins",       "moveTo",
                                                                 "smartTag", "customXml",  "hyperlink", "fldSimple",
                                                                 "dir",      "bdo",        "rubyBase",  "ruby"};
  return std::ranges::find(kWrappers, name) != kWrappers.end();
}

std::vector<XmlNode> DocxRows(XmlNode table) {
  std::vector<XmlNode> rows;
  CollectRows(table, rows);
  return rows;
}

std::vector<std::vector<DocxCell>> DocxCells(XmlNode table, const std::vector<XmlNode>& rows) {
  const std::vector<std::uint32_t> snapped = SnappedColumns(table, rows);
  const auto column_of = [&](std::uint32_t column) { return column < snapped.size() ? snapped[column] : column; };
  std::vector<std::vector<DocxCell>> placed;
  for (const XmlNode row : rows) {
    std::vector<DocxCell>& placed_row = placed.emplace_back();
    std::uint32_t column = Gap(Path(row, "trPr", "gridBefore"));
    std::vector<XmlNode> cells;
    CollectCells(row, cells);
    for (const XmlNode node : cells) {
      const XmlNode properties = Child(node, "tcPr");
      const XmlNode merge = Child(properties, "vMerge");
      DocxCell cell;
      cell.node = node;
      cell.begin = column_of(column);
      column += Span(Child(properties, "gridSpan"));
      cell.end = std::max(column_of(column), cell.begin + 1);
      // The way of old versions: cells of their own that go on from the one before.
      const XmlNode along = Child(properties, "hMerge");
      if (along && Value(along) != "restart" && !placed_row.empty()) {
        placed_row.back().end = cell.end;
        continue;
      }
      cell.merges = static_cast<bool>(merge);
      cell.continues = merge && Value(merge) != "restart";
      placed_row.push_back(cell);
    }
  }
  return placed;
}

}  // namespace gouji
