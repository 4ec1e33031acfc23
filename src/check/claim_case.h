#pragma once

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
  bool ReadExpressions(RuleReader& reader, Options& options);
};

}  // namespace gouji
