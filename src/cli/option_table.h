#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.h"

namespace gouji::cli {

/// What an option's value, or a command's argument, may be: what a shell offers for it.
enum class Takes { kNothing, kWord, kFile, kPack, kRule, kChoice };

/// One option, as --help, the manual and the completions say it.
struct OptionEntry {
  std::string name;   ///< "--format"
  std::string brief;  ///< "-j", or empty
  std::string value;  ///< "FORMAT"; empty for a flag
  std::string description;
  Takes takes = Takes::kNothing;
  std::vector<std::string> choices;
};

struct CommandEntry {
  std::string name;
  std::string description;
  std::string arguments;  ///< "[PATH...]"
  std::string argument_description;
  Takes takes = Takes::kNothing;  ///< what the arguments are
  std::vector<std::string> choices;
  std::vector<OptionEntry> options;
  std::string examples;  ///< lines
};

/// The commands and options of the program, in the order of --help. Drawn from what the command line is read with, so
/// that no second list has to be kept in step.
struct OptionTable {
  std::string description;
  std::string exit_codes;
  std::vector<CommandEntry> commands;
};

OptionTable DescribeOptions(Lang lang);

/// A completion script for "bash", "zsh" or "fish"; empty for any other.
std::string CompletionFor(std::string_view shell, const OptionTable& table);

/// The manual page gouji(1), for mandoc and groff.
std::string ManualPage(const OptionTable& table, std::string_view version, Lang lang);

}  // namespace gouji::cli
