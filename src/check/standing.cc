#include "check/standing.h"

#include <algorithm>
#include <array>

#include "text/byte_set.h"

namespace gouji {

bool Standing::IsUnder(const std::vector<Pattern>& patterns) const {
  return !patterns.empty() && std::ranges::any_of(std::array{section, lead, opening, inner}, [&](const Passage& words) {
    return !words.text.empty() && AnyFinds(patterns, words);
  });
}

bool IsListItem(std::string_view clause) {
  constexpr std::string_view kDigits = "0123456789";
  if (clause.empty() || clause[0] < '0' || clause[0] > '9') {
    return false;  // as nearly all, and asked of every clause
  }
  const std::size_t numeral = clause.find_first_not_of(kDigits);
  return numeral != clause.npos && clause.find_first_of(kDigits, numeral) != clause.npos;
}

bool IsSubheading(std::string_view folded) {
  constexpr std::size_t kLongest = std::size_t{40} * 3;
  constexpr ByteSet kMarks(",;!?");
  return folded.size() <= kLongest && !kMarks.AnyIn(folded) && folded.find("。") == folded.npos;
}

}  // namespace gouji
