#pragma once

#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "cli/cli.h"
#include "output/file_stream.h"
#include "output/writer.h"

namespace gouji::cli {

/// Where the findings of a run go: standard output, and the files that --output names.
class Outputs {
 public:
  /// Nothing, with a word on standard error, when a file cannot be written. With --diff, standard output is for that.
  static std::unique_ptr<Outputs> Open(const CommandLine& line);
  ~Outputs();

  /// Whether some format draws the report's tables.
  bool wants_tables() const;
  /// The stream of standard output, for what is no findings.
  std::ostream& standard_output() { return standard_output_; }
  /// `run` lacks what depends on where a format goes.
  void Begin(const RunInfo& run);
  /// False when nobody is left to read what follows.
  bool Add(const Outcome& outcome);
  /// Puts the files in their places, and says what could not be written. The exit code of the run.
  int End(const Summary& summary);

 private:
  struct File;
  explicit Outputs(const CommandLine& line);

  const CommandLine& line_;
  FileStream standard_output_;
  bool by_line_;  ///< somebody watches
  std::unique_ptr<Writer> standard_;
  std::vector<std::unique_ptr<File>> files_;
};

}  // namespace gouji::cli
