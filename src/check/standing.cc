#include "check/standing.h"

#include <algorithm>
#include <array>

namespace gouji {

bool Standing::IsUnder(const std::vector<Pattern>& patterns) const {
  return !patterns.empty() &&
         std::ranges::any_of(std::array{section, lead, opening, inner},
                             [&](std::string_view words) { return !words.empty() && AnyFinds(patterns, words); });
}

std::string_view FirstClause(std::string_view text) {
  const std::size_t end = text.find_first_of(",:;");
  return text.substr(0, end);
}

bool IsListItem(std::string_view clause) {
  constexpr std::string_view kDigits = "0123456789";
  const std::size_t numeral = clause.find_first_not_of(kDigits);
  return numeral != clause.npos && numeral > 0 && clause.find_first_of(kDigits, numeral) != clause.npos;
}

bool IsSubheading(std::string_view folded) {
  constexpr std::size_t kLongest = std::size_t{40} * 3;
  return folded.size() <= kLongest && folded.find_first_of(",;!?") == folded.npos && folded.find("。") == folded.npos;
}

}  // namespace gouji
