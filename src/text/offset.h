#pragma once

#include <cstddef>
#include <string_view>

namespace gouji {

/// The byte a view begins at in the text it views.
inline std::size_t OffsetIn(std::string_view text, std::string_view part) {
  return static_cast<std::size_t>(part.data() - text.data());
}

}  // namespace gouji
