#include "input/places.h"

#include <algorithm>

#include "text/utf8.h"

namespace gouji {
namespace {

std::uint32_t PlacesTaken(char32_t c, Counting counting) {
  if (c < 0x20 || (c >= 0x200B && c <= 0x200F) || c == 0xFEFF) return 0;
  if (c < 0x1100 || counting == Counting::kEach) return 1;
  const bool line = c >= 0x2500 && c < 0x2580;  // of a drawn table: one, whatever else is wide
  if (c >= 0x2E80) return 2;
  return counting == Counting::kAmbiguousWide && c >= 0x2010 && !line ? 2 : 1;
}

}  // namespace

Places::Places(std::string_view line, Counting counting) {
  std::uint32_t place = 0;
  std::size_t at = 0;
  marks_.reserve(line.size() + 1);
  while (at < line.size()) {
    marks_.push_back({static_cast<std::uint32_t>(at), place});
    place += PlacesTaken(NextCodePoint(line, at), counting);
  }
  marks_.push_back({static_cast<std::uint32_t>(line.size()), place});
}

std::uint32_t Places::PlaceOf(std::size_t byte) const {
  return std::ranges::lower_bound(marks_, byte, {}, [](const Mark& mark) { return std::size_t{mark.byte}; })->place;
}

PlaceByCounting PlaceByCounting::operator+(const PlaceByCounting& more) const {
  PlaceByCounting sum;
  for (std::size_t i = 0; i < places.size(); ++i) sum.places[i] = places[i] + more.places[i];
  return sum;
}

PlaceByCounting PlaceByCounting::operator+(std::uint32_t more) const {
  PlaceByCounting sum = *this;
  for (std::uint32_t& place : sum.places) place += more;
  return sum;
}

const PlaceByCounting& PlaceCounter::PlaceOf(std::size_t byte) {
  while (at_ < byte && at_ < line_.size()) {
    const char32_t c = NextCodePoint(line_, at_);
    for (const Counting counting : kCountings) {
      place_.places[static_cast<std::size_t>(counting)] += PlacesTaken(c, counting);
    }
  }
  return place_;
}

}  // namespace gouji
