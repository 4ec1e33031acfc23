#include "check/year_comparison.h"

#include <algorithm>

namespace gouji {
namespace {

/// The sentence right before another, when it names no year: then it tells of the report's own.
std::string_view YearlessBefore(std::string_view folded, Stretch sentence, const std::vector<YearToken>& years) {
  constexpr std::size_t kStop = std::string_view("。").size();
  if (sentence.begin < kStop) {
    return {};
  }
  const std::size_t stop = sentence.begin - kStop;
  const Stretch before = SentenceWindow(folded, stop, stop);
  const bool has_year = std::ranges::any_of(
      years, [&](const YearToken& each) { return each.begin >= before.begin && each.begin < before.end; });
  return has_year ? std::string_view() : folded.substr(before.begin, before.end - before.begin);
}

}  // namespace

bool YearComparison::Is(std::string_view shown, std::string_view folded, Stretch sentence,
                        const std::vector<YearToken>& years, int own) const {
  for (const Pattern& pattern : patterns) {
    Pattern::Match match;
    if (!pattern.MatchesWhole(shown, match)) {
      continue;
    }
    const std::string_view fact = match[static_cast<std::size_t>(pattern.GroupOf("fact"))].text;
    const bool told = std::ranges::any_of(years, [&](const YearToken& each) {
      const Stretch before = SentenceWindow(folded, each.begin, each.end);
      return each.year == own && before.end <= sentence.begin &&
             folded.substr(before.begin, before.end - before.begin).find(fact) != std::string_view::npos;
    });
    // "收到申请3件。2020年收到6件。": of what it does not say itself, for the sentence before does.
    const int object = pattern.GroupOf("object");
    const bool bare = object > 0 && match[static_cast<std::size_t>(object)].text.empty();
    if (told || (bare && YearlessBefore(folded, sentence, years).find(fact) != std::string_view::npos)) {
      return true;
    }
  }
  return false;
}

}  // namespace gouji
