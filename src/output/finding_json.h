#pragma once

#include <string>

#include "output/writer.h"

namespace gouji {

/// The objects of gouji-output.schema.json, as text on one line.
std::string ToolJson(const RunInfo& run);
std::string SummaryJson(const Summary& summary);
std::string FindingJson(const Diagnostic& finding, const Outcome& outcome);
std::string UncheckedJson(const Unchecked& unchecked, const Outcome& outcome);
/// A file that could not be read, with the one reason why.
std::string UnreadableJson(const Diagnostic& reason, const Outcome& outcome);

}  // namespace gouji
