#pragma once

#include <string_view>
#include <vector>

#include "rules/options.h"
#include "text/pattern.h"

namespace gouji {

/// What a pattern is held against.
enum class PatternFor {
  kLabels,  ///< titles, headings, labels, names: blanks and case do not matter
  kProse,   ///< prose: punctuation has one form, blanks stand between letters only
};

/// Reads a pattern, or a list of them, and adds them. `re:` in front is allowed and means nothing here. Where the
/// context asks for it each is compiled; a bad one is reported at its offending part, as is one that lacks the named
/// `group`, and left out. A null node adds nothing.
void ReadPatterns(const NodeContext& context, const Node* node, PatternFor what, std::vector<Pattern>& patterns,
                  std::string_view group = {});

}  // namespace gouji
