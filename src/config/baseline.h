#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostic.h"

namespace gouji {

/// What makes a finding the same one in the next run: the rule, the place by its names, and what was read there. Never
/// a line, a message or a language.
struct KnownFinding {
  std::string rule;
  Subject subject;
  std::vector<std::pair<std::string, std::string>> values;  ///< the two sides of an identity among them
  std::string text;  ///< the words it stands at, where neither place nor values tell it from another

  static KnownFinding Of(const Diagnostic& diagnostic);
  /// The values, or the words, in one line for people.
  std::string Values() const;
  friend auto operator<=>(const KnownFinding&, const KnownFinding&) = default;
};

/// Findings of one document, each with how often it is there.
using KnownFindings = std::map<KnownFinding, std::uint64_t>;

/// Findings that are known, by document: its path from the baseline's folder, with '/'.
struct Baseline {
  std::map<std::string, KnownFindings> documents;
};

/// Reads a baseline file. Every mistake goes to `diagnostics` (GJ203) at its place; nothing when there is any.
std::optional<Baseline> ReadBaseline(const Source& source, Lang lang, Diagnostics& diagnostics);

/// The file: JSON, sorted, one finding a line, so that its differences can be read.
std::string WriteBaseline(const Baseline& baseline);

/// Takes the findings that are known out of `findings`, as many of each as the baseline holds, the first ones; what the
/// baseline holds and nobody found any more stays in `known`.
std::vector<Diagnostic> TakeKnown(KnownFindings& known, std::vector<Diagnostic>& findings);

}  // namespace gouji
