#pragma once

#include <string>
#include <string_view>

#include "cli/option_table.h"

namespace gouji::cli {

/// What `gouji --help` prints: the commands, and what exit codes mean.
std::string HelpFor(const OptionTable& table, Lang lang);
/// What `gouji COMMAND --help` prints: its options and examples.
std::string HelpFor(const OptionTable& table, std::string_view command, Lang lang);

}  // namespace gouji::cli
