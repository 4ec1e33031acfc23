#pragma once

#include <cstdint>
#include <map>
#include <ostream>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "output/spool.h"

namespace gouji {

/// Puts what parts of a run wrote as `jsonl` together to what one run over all files would have written, byte for byte:
/// findings as they are, then one last line. The parts come one after another, in the order of their files; each ends
/// with its own last line.
class JsonLinesMerger {
 public:
  enum class Mistake {
    kNone,
    kNoLine,      ///< the line is none of `jsonl`
    kOtherTool,   ///< another version or other packs than the parts before
    kUnfinished,  ///< a part lacks its last line
    kNothing,     ///< there is no part in a file
  };

  explicit JsonLinesMerger(std::ostream& out) : out_(out) {}

  /// Takes a line, without its end.
  Mistake Take(std::string_view line);
  /// A file with parts is at its end: what was taken last of it must have been a part's last line.
  Mistake EndFile();
  /// Writes the last line of all. There was a file, and no mistake in any.
  void Finish();

  /// Whether any part has findings of this severity or above.
  bool HasFindings(Severity severity) const;
  std::uint64_t not_evaluated() const { return Count("not_evaluated"); }
  std::uint64_t unreadable() const { return Count("unreadable"); }

 private:
  std::uint64_t Count(const std::string& name) const;
  Mistake TakeLast(std::string_view line);

  std::ostream& out_;
  bool open_ = false;   ///< findings were taken whose part has not ended
  bool ended_ = false;  ///< a part of the file has
  std::string tool_;
  std::string summary_;  ///< as the last part wrote it: it gives the order of the counts
  std::map<std::string, std::uint64_t> counts_;
  Spool unchecked_;
  Spool unreadable_;
};

}  // namespace gouji
