#pragma once

#include "packtest/staged.h"
#include "rules/pack.h"

namespace gouji {

/// Reads what a test says of one report: `report`, or `title`, `preface`, `text`, `table` and `tables`, and `year`.
Draft ReadDraft(const RulePack& pack, const Rule& rule, Options& options);

}  // namespace gouji
