#include "check/standing.h"

#include <algorithm>
#include <array>

#include "text/byte_set.h"

namespace gouji {
namespace {

constexpr ByteSet kDigits("0123456789");
constexpr ByteSet kMarks(",;!?");

}  // namespace

bool Standing::IsUnder(const std::vector<Pattern>& patterns) const {
  return !patterns.empty() && std::ranges::any_of(std::array{section, lead, opening, inner}, [&](const Passage& words) {
    return !words.text.empty() && AnyFinds(patterns, words);
  });
}

bool IsListItem(std::string_view clause) {
  std::size_t numeral = 0;
  while (numeral < clause.size() && kDigits.Has(clause[numeral])) {
    ++numeral;
  }
  return numeral > 0 && kDigits.AnyIn(clause.substr(numeral));
}

bool IsSubheading(std::string_view folded) {
  constexpr std::size_t kLongest = std::size_t{40} * 3;
  return folded.size() <= kLongest && !kMarks.AnyIn(folded) && folded.find("。") == folded.npos;
}

}  // namespace gouji
