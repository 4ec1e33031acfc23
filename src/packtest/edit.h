#pragma once

#include "packtest/staged.h"
#include "rules/pack.h"

namespace gouji {

/// Makes the changes of a test's `edit:` in the draft whose staged form is `base`. Mistakes are reported.
void ApplyEdit(const NodeContext& context, const RulePack& pack, const Staged& base, const Node& node, Draft& draft);

}  // namespace gouji
