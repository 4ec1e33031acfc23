#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/diagnostic.h"
#include "cli/cli.h"

namespace gouji::cli {

/// What an option's value, or a command's argument, may be: what a shell offers for it.
enum class Takes { kNothing, kWord, kFile, kPack, kRule, kChoice };

/// Where the value of an option goes; a flag's is a bool.
using Target = std::variant<bool CommandLine::*, int CommandLine::*, double CommandLine::*, std::string CommandLine::*,
                            std::vector<std::string> CommandLine::*>;

/// One option, as it is read, and as --help, the manual and the completions say it.
struct OptionEntry {
  std::string name;   ///< "--format"
  std::string brief;  ///< "-j", or empty
  std::string value;  ///< "FORMAT"; empty for a flag
  std::string description;
  Takes takes = Takes::kNothing;
  std::vector<std::string> choices;
  Target target;
  double least = 0;  ///< of a number
  double most = 0;
  bool comma_separated = false;
  std::string excludes;  ///< an option of the command before it that cannot be given too
};

struct CommandEntry {
  std::string name;
  std::string description;
  std::string arguments;  ///< "[PATH...]"
  std::string argument_description;
  Takes takes = Takes::kNothing;  ///< what the arguments are
  std::vector<std::string> choices;
  bool required = false;  ///< whether there must be an argument
  bool one = false;       ///< whether there may be only one
  std::vector<OptionEntry> options;
  std::string examples;  ///< lines
};

/// The commands and options of the program, in the order of --help. The command line is read with it, so that no second
/// list has to be kept in step.
struct OptionTable {
  std::string description;
  std::string exit_codes;
  std::vector<CommandEntry> commands;
};

OptionTable DescribeOptions(Lang lang);

/// The formats findings can be written in.
std::vector<std::string> FormatNames();

/// A completion script for "bash", "zsh" or "fish"; empty for any other.
std::string CompletionFor(std::string_view shell, const OptionTable& table);

/// The manual page gouji(1), for mandoc and groff.
std::string ManualPage(const OptionTable& table, std::string_view version, Lang lang);

}  // namespace gouji::cli
