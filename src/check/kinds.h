#pragma once

#include <span>

#include "rules/kind.h"

namespace gouji {

/// The kinds of rules there are, in the order the documentation names them.
std::span<const Kind> Kinds();

}  // namespace gouji
