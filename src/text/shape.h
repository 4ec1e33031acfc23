#pragma once

#include <cstdint>
#include <string_view>

namespace gouji {

/// What tells of two texts that they are far apart without comparing them letter by letter.
struct Shape {
  std::uint64_t letters = 0;  ///< a bit for each code point modulo 64
  std::uint32_t length = 0;   ///< in code points
};

Shape ShapeOf(std::string_view text);

/// Texts of these shapes are at least so many edits (insert, delete, replace, swap of neighbours) apart.
int LeastDistance(const Shape& a, const Shape& b);

}  // namespace gouji
