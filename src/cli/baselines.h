#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "cli/cli.h"
#include "cli/settings.h"
#include "config/baseline.h"
#include "output/writer.h"

namespace gouji::cli {

/// The baselines of a run: those that are read (--baseline, or as configured), and the one that is written
/// (--write-baseline). When one is written, none is read: all that is found now is known from now on.
class Baselines {
 public:
  explicit Baselines(const CommandLine& line) : line_(line) {}

  /// Reads every baseline that applies to some file. False, with the mistakes on standard error, when one cannot be
  /// used.
  bool Open(const std::vector<const FileSettings*>& applies);
  /// Whether there is anything to do for documents with these settings.
  bool Concern(const FileSettings& of_file) const {
    return !line_.write_baseline.empty() || of_file.baseline.has_value();
  }
  /// Sets what is known of a document's findings apart from what is new, and names what is gone.
  void Apply(const FileSettings& of_file, Outcome& outcome);
  /// Writes what was found. False, with a word on standard error, when it cannot be written.
  bool Write() const;

 private:
  struct Opened {
    std::string folder;
    Baseline baseline;
  };

  bool Read(const Given& given);
  void Hide(KnownFindings known, const FileSettings& of_file, Outcome& outcome) const;

  const CommandLine& line_;
  std::map<std::string, Opened> opened_;  ///< by path
  Baseline written_;
  std::set<std::string> checked_;  ///< documents of this run, in the terms of the one that is written
};

}  // namespace gouji::cli
