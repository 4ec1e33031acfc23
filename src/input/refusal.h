#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "base/trouble.h"

namespace gouji {

/// Records why a file cannot be read, in `lang`, and is the answer of a reader that gives up: `return Refuse(...)`.
/// The reader has no source that would outlive it, so the diagnostic has none; `ReadDocument` puts in the one it makes.
std::nullopt_t Refuse(Diagnostics& diagnostics, Trouble trouble, Lang lang, std::string_view zh, std::string_view en);

/// The refusal of a file of plain text one of whose tables is over the limits of input/limits.h.
std::nullopt_t RefuseLargeTextTable(Diagnostics& diagnostics, Lang lang);

/// The same where the format says what is a table: the limits are those of `PlaceCells`.
std::nullopt_t RefuseLargeTable(Diagnostics& diagnostics, Lang lang);

}  // namespace gouji
