#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "report/form.h"
#include "report/scraps.h"

namespace gouji {

/// Scraps told apart by a form: every one a part of a label, a value, or a word above the first row that no label has.
struct Tiling {
  /// The parts of one label, in order.
  struct Found {
    const Label* label = nullptr;
    std::vector<Span> parts;
  };
  struct Block {
    Found title;
    std::vector<Found> unders;   ///< one for each column; of columns under one label the first has its parts
    std::vector<Found> columns;  ///< one for each column
  };
  struct Row {
    Found group;  ///< of the rows under one label the first has its parts
    Found label;
    std::vector<std::size_t> values;  ///< scraps, one for each column
  };
  std::vector<Block> blocks;
  std::vector<Row> rows;
  std::vector<std::size_t> others;  ///< scraps above rows that are part of no label
  std::size_t begin = 0, end = 0;   ///< the scraps it takes
};

/// Tells how scraps make up a table, where labels wrapped in their columns and only the order of reading is left: the
/// lines of a label with those of its neighbours and with numbers between them. Every label of the form must come out
/// whole, in the form's order, and every row with a value for each column; then hardly anything else can have been
/// meant. Nothing where that is not so, or where telling takes too long.
std::optional<Tiling> TileLabels(const TableForm& form, std::span<const Scrap> scraps);

}  // namespace gouji
