#pragma once

#include <doctest/doctest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <string>

#include "tree.h"

namespace gouji {

/// What a command of the shell came to.
struct ShellRun {
  int exit_code = -1;  ///< -1 where a signal ended it
  std::string output;  ///< what it wrote to its standard output
};

/// Runs a command of the shell to its end.
inline ShellRun RunShell(const std::string& command) {
  FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  ShellRun run;
  std::array<char, 4096> buffer{};
  for (std::size_t got = 0; (got = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    run.output.append(buffer.data(), got);
  }
  const int status = pclose(pipe);
  run.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return run;
}

/// Runs `gouji ARGUMENTS`, words of the shell, in a folder; its errors are part of the output.
inline ShellRun RunGouji(const std::filesystem::path& folder, const std::string& arguments) {
  return RunShell("cd '" + folder.string() + "' && '" + kBinary + "' " + arguments + " 2>&1");
}

}  // namespace gouji
