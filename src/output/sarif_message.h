#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/diagnostic.h"

namespace gouji {

/// Code scanning takes 1,000 locations a result: so many operands are places of their own.
inline constexpr std::size_t kSarifOperands = 990;

/// Square brackets are links in SARIF's plain text, and a backslash takes that meaning away.
std::string SarifEscaped(std::string_view text);
/// What a cell says; a blank one is called so.
std::string SarifValue(std::string_view value, Lang lang);

/// The message, then a paragraph each for the two sides, other places and the culprit, so that a viewer that knows
/// links gets them all, and one that does not still reads well. Operand i is linked as place i + 1, the culprit as
/// `culprit_id`.
std::string SarifMessage(const Diagnostic& finding, std::size_t culprit_id, Lang lang);

}  // namespace gouji
