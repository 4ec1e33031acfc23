#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/source.h"

namespace gouji {

/// What pipes make of the lines of a table that has one after every cell: a cell, or pipes that stand for none.
struct PipedToken {
  enum class Kind : std::uint8_t { kWords, kValue, kLone, kPads };
  Kind kind = Kind::kLone;
  std::uint32_t count = 1;  ///< pipes
  std::uint32_t line = 0;   ///< where it ends
  Text text;

  bool is_cell() const { return kind != Kind::kPads; }
};

/// The cells and pads of a table in their order, and how many lines they took.
struct PipedTokens {
  std::vector<PipedToken> tokens;
  std::size_t lines = 0;
};

/// Reads the lines of the table that starts at `lines[first]`, whatever its rows may be; nothing where none starts.
PipedTokens ReadPipedTokens(Source& source, std::span<const Span> lines, std::size_t first);

}  // namespace gouji
