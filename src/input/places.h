#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <string_view>
#include <vector>

namespace gouji {

/// How a program that lined columns up counted the places of a character on a line.
enum class Counting : std::uint8_t {
  kWide,           ///< two for ideographs and full-width marks, one for “ ” — … ①
  kAmbiguousWide,  ///< two for those as well
  kEach,           ///< one for every character
};
inline constexpr Counting kCountings[] = {Counting::kWide, Counting::kAmbiguousWide, Counting::kEach};

/// Where the characters of a line stand, in places from its beginning.
class Places {
 public:
  struct Mark {
    std::uint32_t byte = 0;
    std::uint32_t place = 0;
  };

  Places(std::string_view line, Counting counting);

  /// One for each character, in order, and one for the end of the line.
  std::span<const Mark> marks() const { return marks_; }
  /// The place of the character that begins at `byte`, or of the next one.
  std::uint32_t PlaceOf(std::size_t byte) const;

 private:
  std::vector<Mark> marks_;
};

/// A place by each way of counting.
struct PlaceByCounting {
  std::array<std::uint32_t, std::size(kCountings)> places{};

  std::uint32_t By(Counting counting) const { return places[static_cast<std::size_t>(counting)]; }
  PlaceByCounting operator+(const PlaceByCounting& more) const;
  PlaceByCounting operator+(std::uint32_t more) const;
};

/// Tells where characters of a line stand, from left to right.
class PlaceCounter {
 public:
  explicit PlaceCounter(std::string_view line) : line_(line) {}

  /// As `Places` tells; `byte` is not before the one asked for last.
  const PlaceByCounting& PlaceOf(std::size_t byte);

 private:
  std::string_view line_;
  std::size_t at_ = 0;
  PlaceByCounting place_;
};

}  // namespace gouji
