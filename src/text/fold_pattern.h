#pragma once

#include <string>
#include <string_view>

namespace gouji {

/// An expression for text that was folded, made from one written for the text as it stands: what folding does to the
/// letters of a text is done to those of the expression. So `re:Total (pupils|学生)：.*` finds "total pupils: 12" where
/// folding left "totalpupils:12". What the expression means (escapes, classes, groups, repeats) stays.
std::string PatternForLabels(std::string_view expression);  ///< for `Fold`: blanks and case do not matter
std::string PatternForProse(std::string_view expression);   ///< for `FoldProse`: punctuation in one form each

}  // namespace gouji
