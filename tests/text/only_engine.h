#pragma once

#include <string>

#include "text/pattern.h"

namespace gouji {

/// The same expression in a form that is the engine's alone: no word is certain in it, and no sieve reads it. The
/// second branch never matches.
inline Pattern OnlyEngine(const std::string& expression) {
  return Pattern("(?:" + expression + ")|\\Q\\E[^\\x00-\\x{10FFFF}]");
}

}  // namespace gouji
