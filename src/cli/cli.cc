#include "cli/cli.h"

#include <array>
#include <utility>

namespace gouji::cli {

int Run(int argc, char** argv) {
  int exit_code = kClean;
  const auto line = ReadCommandLine(argc, argv, exit_code);
  if (!line) {
    return exit_code;
  }
  static constexpr std::array<std::pair<std::string_view, int (*)(const CommandLine&)>, 5> kCommands = {
      {{"check", Check}, {"rules", Rules}, {"explain", Explain}, {"dump", Dump}, {"test", Test}}};
  for (const auto& [name, command] : kCommands) {
    if (line->command == name) {
      return command(*line);
    }
  }
  return kUsage;
}

}  // namespace gouji::cli
