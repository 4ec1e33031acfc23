#pragma once

#include <memory>
#include <ostream>
#include <vector>

#include "cli/cli.h"
#include "lint.h"

namespace gouji::cli {

struct RepairRun {
  bool all_written = true;  ///< no file refused to be written
  bool all_ended = true;    ///< as `LintAll` says
};

/// Shows (--diff, on `out`) or makes (--fix) the safe repairs of all inputs. A repair is kept only if the file can be
/// written back in its own encoding, and every value cell that was understood before says the same number after.
/// Repairs that get in each other's way are made one after the other, until there are none left. Tells on standard
/// error what was done, and what gouji leaves to people.
RepairRun Repair(const CommandLine& line, const std::vector<Input>& inputs,
                 const std::vector<std::unique_ptr<RulePack>>& packs, LintOptions options, const Effort& effort,
                 std::ostream& out);

}  // namespace gouji::cli
