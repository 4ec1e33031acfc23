#pragma once

#include <cstddef>
#include <cstdint>

namespace gouji {

/// What one document may cost. A report has some hundred lines and four hundred cells; what is larger by orders of
/// magnitude is no report, and is refused or cut off rather than read slowly.
inline constexpr std::size_t kMostFileBytes = std::size_t{64} << 20;
inline constexpr std::size_t kMostLines = 1'000'000;
inline constexpr std::uint32_t kMostColumns = 4096;
inline constexpr std::uint32_t kMostRows = 65'000;
inline constexpr std::size_t kMostCellsInGrid = 500'000;
inline constexpr std::size_t kMostCells = 2'000'000;

}  // namespace gouji
