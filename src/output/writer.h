#pragma once

#include <cstdint>
#include <memory>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace gouji {

/// A table of the report as it is drawn for people: where each cell stands and what it says.
struct DrawnCell {
  Span where;
  std::string text;
  int row = 0, column = 0, row_span = 1, column_span = 1;
  Subject subject;  ///< set for bound value cells
};
struct DrawnTable {
  std::string title;
  std::vector<DrawnCell> cells;
  int rows = 0, columns = 0;
};

/// What became of one file. Everything a writer may say about it.
struct Outcome {
  std::string path;
  const Source* source = nullptr;
  std::string title;  ///< the report's title, if it has one
  std::string issuer;
  int year = 0;                      ///< 0: not known
  bool readable = true;              ///< false: `findings` holds the one reason (GJ0xx)
  bool transcript = false;           ///< lines are those of a transcript, not of the file
  std::uint64_t bytes = 0;           ///< of the file
  std::string_view format;           ///< the name of its reader; empty where it is not readable
  std::vector<Diagnostic> findings;  ///< sorted
  std::vector<Unchecked> unchecked;  ///< sorted
  bool has_baseline = false;         ///< `findings` are new; what follows was in the baseline
  std::vector<Diagnostic> known;     ///< of the baseline, still there and not reported; sorted
  std::vector<Diagnostic> resolved;  ///< in the baseline, but gone now; they stand nowhere
  std::uint64_t hidden = 0;          ///< how many are known
  Tally tally;
  bool without_previous = false;                  ///< rules wanted the report of the year before, and there is none
  std::vector<DrawnTable> tables;                 ///< only where `Format::wants_tables`
  std::vector<std::shared_ptr<const void>> keep;  ///< whatever the views above need
};

struct Summary {
  std::uint64_t documents = 0;
  std::uint64_t unreadable = 0;
  std::uint64_t errors = 0, warnings = 0, notes = 0;
  std::uint64_t rules = 0;  ///< that were in force
  Tally tally;
  std::uint64_t without_previous = 0;  ///< documents that rules wanted the report of the year before for
  int exit_code = 0;
};

struct RunInfo {
  Lang lang = Lang::kZh;
  bool color = false;
  int width = 0;  ///< of the terminal in cells; 0: not a terminal
  std::string_view version;
  std::string pack_id;                 ///< "gk-annual-report"
  std::vector<const RuleInfo*> rules;  ///< in force, in order of id
  std::string working_directory;       ///< absolute
};

/// One output format, streaming: memory does not grow with the number of files.
class Writer {
 public:
  virtual ~Writer() = default;
  virtual void Begin(const RunInfo& run) = 0;
  virtual void Add(const Outcome& outcome) = 0;
  virtual void End(const Summary& summary) = 0;
};

/// A format is one .cc with one constant, and one line in the list in writer.cc.
struct Format {
  std::string_view name;
  Localized summary;
  std::unique_ptr<Writer> (*make)(std::ostream& out);
  bool wants_tables = false;
};

std::span<const Format> Formats();

}  // namespace gouji
