#pragma once

#include <memory>
#include <vector>

#include "check/around.h"

namespace gouji {

/// One way a claim is put: what finds it, what must stand around it, and what it is held against.
struct ClaimCase {
  std::vector<Pattern> about;  ///< of the case alone, beside the rule's
  std::vector<Pattern> under;
  std::vector<Pattern> find;
  Around around;
  Later<ExprPtr> when;  ///< may not be given
  Later<ExprPtr> claim;
  Message message;
  bool has_message = false;

  /// Reads the patterns, and makes their groups known to the rule's expressions. False when there are none.
  bool ReadPatterns(RuleReader& reader, Options& options, const Words& words);
  /// Reads what may name the groups of any case, and ends the reading. False when there is nothing to assert.
  bool ReadExpressions(RuleReader& reader, Options& options, const std::shared_ptr<const Words>& words);
};

/// What a claim is worked out from beside the tables: the other numbers the pattern has found, such as the count that a
/// percentage is of. Where one of them is wrong, the claim is no mistake of its own. Nothing when there are none.
/// `begin`: where the sentence begins in the text; `claimed`: where the claim begins in the sentence.
std::optional<Derivation> DerivationOf(const ClaimCase& each, const Pattern& pattern, const Pattern::Match& match,
                                       const ProseText& text, std::size_t begin, std::size_t claimed,
                                       const Evaluator& evaluator);

}  // namespace gouji
