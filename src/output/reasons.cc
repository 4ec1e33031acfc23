#include "output/reasons.h"

#include <algorithm>
#include <unordered_map>

namespace gouji {

std::vector<Reason> ReasonsOf(const Outcome& outcome) {
  std::vector<Reason> reasons;
  // Most reasons name the cell: there may be as many as there are places.
  std::unordered_map<std::string_view, std::size_t> index_of;
  for (const Unchecked& unchecked : outcome.unchecked) {
    const auto [known, is_new] = index_of.emplace(unchecked.reason, reasons.size());
    if (is_new) reasons.push_back({unchecked.reason, 0, {}});
    Reason& reason = reasons[known->second];
    ++reason.places;
    if (unchecked.rule == nullptr) continue;
    if (std::ranges::find(reason.rules, unchecked.rule->id) == reason.rules.end()) {
      reason.rules.push_back(unchecked.rule->id);
    }
  }
  return reasons;
}

}  // namespace gouji
