#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

#include "output/writer.h"

namespace gouji {

/// What paths of files start from, where they are not absolute.
inline constexpr std::string_view kSarifRoot = "SRCROOT";

/// Where the descriptors of a run stand, by id: those that results refer to, and those of notifications.
struct SarifIndexes {
  std::unordered_map<std::string_view, std::size_t> rules;
  std::unordered_map<std::string_view, std::size_t> notifications;
};

/// What a baseline makes of a finding; without one, nothing.
enum class SarifState { kNone, kNew, kUnchanged };

/// What SARIF says of one file: the file as an artifact, its findings as results, and the rest as notifications; each
/// is a JSON object on one line. Views all that it is made of.
class SarifFile {
 public:
  /// `index`: of the file among the artifacts.
  SarifFile(const Outcome& outcome, std::size_t index, const RunInfo& run, const SarifIndexes& indexes)
      : outcome_(outcome), index_(index), run_(run), indexes_(indexes) {}

  std::string Artifact() const;
  /// A finding whose rule is among the results' descriptors. All of a file in order, for those alike are counted.
  std::string Result(const Diagnostic& finding, SarifState state);
  /// The file could not be read, or there is trouble that no rule of the run stands for.
  std::string Notification(const Diagnostic& trouble) const;
  std::string Notification(const Unchecked& unchecked) const;

 private:
  const Outcome& outcome_;
  std::size_t index_;
  const RunInfo& run_;
  const SarifIndexes& indexes_;
  std::map<std::string, int> occurrences_;  ///< of findings that are alike, by their fingerprint
};

}  // namespace gouji
