#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "base/kept.h"
#include "cli/cli.h"
#include "cli/config_files.h"
#include "lint.h"

namespace gouji::cli {

/// The files of a run, and what they view.
struct Inputs {
  std::vector<Input> files;
  std::deque<std::string> texts;  ///< lists of paths, and what came from standard input
  Kept paths;
};

/// The files a command line means: patterns ("reports/*.html") as a shell would take them, folders walked in a fixed
/// order; hidden entries, what no reader takes and what the configuration leaves out left out. A file that is named is
/// left out only by `exclude`, which is said on standard error. What is named but not there is an input all the same:
/// it will be reported as unreadable. Prints a mistake itself and gives nothing.
std::optional<Inputs> GatherInputs(const CommandLine& line, ConfigFiles& config_files);

}  // namespace gouji::cli
