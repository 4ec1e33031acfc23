#pragma once

#include <string_view>
#include <vector>

#include "check/year_tokens.h"
#include "text/pattern.h"

namespace gouji {

/// Sentences that tell of another year what was told of the report's own, for comparison:
/// "2021年收到申请3件，均已办结。2020年收到6件。"
struct YearComparison {
  /// What such a sentence is as a whole, the year in question marked. The group `fact` is what it tells, the group
  /// `object` what of, if it says so.
  std::vector<Pattern> patterns;

  /// Whether the sentence `shown` is one. `folded`: its paragraph, `sentence`: where it stands there, `years`: those
  /// of the paragraph, `own`: the report's.
  bool Is(std::string_view shown, std::string_view folded, Stretch sentence, const std::vector<YearToken>& years,
          int own) const;
};

}  // namespace gouji
