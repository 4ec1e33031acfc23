#pragma once

#include <string>
#include <string_view>

#include "base/diagnostic.h"

namespace gouji {

/// "error", "warning", "note" or "none": a severity as SARIF calls it.
std::string_view SarifLevel(Severity severity);

/// What a rule that could not be told is reported as. It is no trouble with a file, so it has no number of its own.
const RuleInfo& NotEvaluatedInfo();
/// What says that results were left out, where readers of SARIF take no more.
const RuleInfo& LeftOutInfo();

/// A rule as a `reportingDescriptor`, in JSON. Code scanning demands name, both descriptions and help of every one.
std::string SarifDescriptor(const RuleInfo& rule, Lang lang);

}  // namespace gouji
