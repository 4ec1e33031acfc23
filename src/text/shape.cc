#include "text/shape.h"

#include <algorithm>
#include <bit>
#include <cstddef>

#include "text/utf8.h"

namespace gouji {

Shape ShapeOf(std::string_view text) {
  Shape shape;
  for (std::size_t at = 0; at < text.size(); ++shape.length) {
    shape.letters |= std::uint64_t{1} << NextCodePoint(text, at) % 64;
  }
  return shape;
}

int LeastDistance(const Shape& a, const Shape& b) {
  const auto longer = static_cast<int>(std::max(a.length, b.length) - std::min(a.length, b.length));
  // An edit takes one letter out of a text and puts one in at the most: two bits.
  const int differing = std::popcount(a.letters ^ b.letters);
  return std::max(longer, (differing + 1) / 2);
}

}  // namespace gouji
