#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "input/piped_tokens.h"

namespace gouji {

// What the pads of a table tell of the width of its rows. A row is filled up with pipes on a line of their own, so that
// all rows count the same number of pipes, W (layout_piped_cells.cc shows one).

/// Calls `visit` with each segment: what ends with pads, and what is left behind the last of them.
template <typename Visit>
void ForEachSegment(std::span<const PipedToken> tokens, Visit visit) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].is_cell()) continue;
    visit(tokens.subspan(begin, i + 1 - begin));
    begin = i + 1;
  }
  if (begin < tokens.size()) visit(tokens.subspan(begin));
}

/// How many pipes tokens count.
std::uint64_t Pipes(std::span<const PipedToken> tokens);

/// The widest W that all pads agree on; where some are wrong, the one that most of them agree on. A table whose first
/// rows need no pads allows multiples of W as well: then the one whose rows begin best.
std::uint64_t PadWidth(std::span<const PipedToken> tokens);

/// How many faults there are in rows of that width: they begin with a value, or have a label after a value.
std::size_t RowsAgainst(std::span<const PipedToken> tokens, std::uint64_t width);

/// Where a table of another width follows right behind the first, which nothing parts from it: the heading between
/// them was lost. An index of `tokens`; 0 where all rows may be of one width.
std::size_t SecondTable(std::span<const PipedToken> tokens);

}  // namespace gouji
