#pragma once

#include <optional>
#include <vector>

#include "cli/cli.h"
#include "lint.h"

namespace gouji::cli {

/// The files a command line means: folders walked in a fixed order, hidden entries and what no reader takes left out.
/// What is named but not there is an input all the same: it will be reported as unreadable. Prints a mistake itself and
/// gives nothing.
std::optional<std::vector<Input>> GatherInputs(const CommandLine& line);

}  // namespace gouji::cli
