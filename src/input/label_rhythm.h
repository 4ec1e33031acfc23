#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace gouji {

/// Labels and the values that follow them, as they alternate where only the order of a table's cells is left. Indexes
/// of cells.
struct Beat {
  std::size_t begin = 0;   ///< of the labels
  std::size_t values = 0;  ///< the first value
  std::size_t end = 0;     ///< the first label of the next beat
};

/// The first cell of each row, in order. Labels and their values are a row; a long run of labels is a heading row (or
/// two) and the label of the first row of values.
std::vector<std::size_t> RowStarts(std::span<const Beat> beats);

}  // namespace gouji
