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

}  // namespace gouji
