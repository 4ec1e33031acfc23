#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostic.h"

namespace gouji::cli {

/// Exit codes of the tool; the highest that applies.
enum ExitCode { kClean = 0, kFindings = 1, kUsage = 2, kUnread = 3 };

/// What a shell says of a program that SIGPIPE ended: for where that signal is ignored and standard output is closed.
inline constexpr int kClosedPipe = 141;

/// What the command line says, after CLI11 has read it. Commands read what they know.
struct CommandLine {
  std::string command;
  std::vector<std::string> paths;
  std::vector<std::string> rules;  ///< --rules
  std::string format = "text";
  bool format_given = false;
  std::vector<std::string> output;                           ///< --output FORMAT=FILE, as they are written
  std::vector<std::pair<std::string, std::string>> outputs;  ///< their formats and files
  std::string fail_on;                                       ///< empty: as configured, else error
  bool strict = false;
  std::vector<std::string> select;
  std::vector<std::string> ignore;
  std::string lang_name;  ///< --lang
  Lang lang = Lang::kZh;  ///< what it says, else the environment
  std::vector<std::string> previous;
  int year = 0;
  int jobs = 0;
  double timeout = 60;      ///< seconds for one file; 0: none
  int max_findings = 1000;  ///< listed of one file; 0: all
  std::string files_from;
  std::string stdin_filename;
  std::string color = "auto";
  std::string config;  ///< --config
  bool no_config = false;
  bool print_config = false;
  bool pre_commit = false;     ///< init --pre-commit
  bool github = false;         ///< init --github
  std::string baseline;        ///< --baseline
  std::string write_baseline;  ///< --write-baseline
  bool diff = false;
  bool fix = false;
  bool transcript = false;  ///< dump --text
  bool update = false;      ///< test --update
};

/// Reads the command line. Prints help, version or a mistake itself; then gives the exit code in `exit_code` and
/// nothing.
std::optional<CommandLine> ReadCommandLine(int argc, char** argv, int& exit_code);

int Check(const CommandLine& line);
int PrintConfig(const CommandLine& line);
int Rules(const CommandLine& line);
int Explain(const CommandLine& line);
int Dump(const CommandLine& line);
int Test(const CommandLine& line);
int Merge(const CommandLine& line);
int Init(const CommandLine& line);
int Completion(const CommandLine& line);
int Manual(const CommandLine& line);

/// The command that the command line names.
int Run(int argc, char** argv);

}  // namespace gouji::cli
