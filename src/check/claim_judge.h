#pragma once

#include <string>
#include <vector>

#include "check/claim_case.h"

namespace gouji {

/// A claim that was found in a sentence, and the case whose pattern found it.
struct FoundClaim {
  const ClaimCase& of;
  const Pattern& pattern;
  const Pattern::Match& match;
  const ProseText& text;
  Stretch sentence;   ///< in the text
  std::size_t begin;  ///< of the claim, in the sentence
  std::size_t end;
};

/// Holds the claims a rule finds in one report against the tables.
class ClaimJudge {
 public:
  ClaimJudge(const Rule& rule, const Pass& pass, Findings& findings, Decimal tolerance)
      : rule_(rule), pass_(pass), findings_(findings), tolerance_(tolerance) {}

  const Pass& pass() const { return pass_; }
  const Rule& rule() const { return rule_; }
  bool heard() const { return heard_; }  ///< whether any claim was held against something

  /// Whether the case takes the claim, right or wrong: one it does not take another case may.
  bool Judge(const FoundClaim& claim);

 private:
  void Fail(const FoundClaim& claim, const Evaluator& evaluator, const std::vector<CellRead>& reads);
  void LeftOut(const FoundClaim& claim, const Evaluator& evaluator, const CellRead& read);
  void Doubtful(const FoundClaim& claim, const Evaluator& evaluator, const Doubt& doubt);
  /// What could not be checked, each reason once.
  void NotEvaluated(const FoundClaim& claim, std::string reason, Subject subject);
  Span PlaceOf(const FoundClaim& claim) const;

  const Rule& rule_;
  const Pass& pass_;
  Findings& findings_;
  Decimal tolerance_;
  bool heard_ = false;
  std::vector<std::string> doubts_;
};

}  // namespace gouji
