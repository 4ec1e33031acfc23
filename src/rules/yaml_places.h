#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace gouji {

/// Where in `text` the plain scalar ends that begins at `at` and says `says`; nothing when it does not say so.
std::optional<std::size_t> PlainScalarEnd(std::string_view text, std::string_view says, std::size_t at);

}  // namespace gouji
