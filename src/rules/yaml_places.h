#pragma once

#include <cstddef>
#include <string_view>

#include "base/source.h"

namespace gouji {

// Where things of YAML end in `text`, found from what the library says of them: its events tell no ends.

/// Past the plain scalar that begins at `at` and says `says`; the end of the line where it does not say so.
std::size_t PlainScalarEnd(std::string_view text, std::size_t at, std::string_view says);

/// The lines of a block scalar whose header stands at `at`: from the first byte past the indentation to the last line's
/// end. The header itself where no line holds anything.
Span BlockScalarSpan(std::string_view text, std::size_t at, std::string_view says);

/// Past the bracket that closes a collection whose last item ended at `at`.
std::size_t FlowCollectionEnd(std::string_view text, std::size_t at);

}  // namespace gouji
