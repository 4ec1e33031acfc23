#include "report/inferred.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/fold.h"
#include "text/number.h"
#include "text/offset.h"

namespace gouji {
namespace {

/// The first match of any pattern in prose whose group of that name took part.
std::string CaptureIn(const std::vector<Pattern>& patterns, const std::vector<Text>& prose, std::string_view name) {
  for (const Text& text : prose) {
    const Folded folded = FoldProse(text.says);
    for (const Pattern& pattern : patterns) {
      Pattern::Match match;
      if (!pattern.Find(folded.text, 0, match)) {
        continue;
      }
      if (const int group = pattern.GroupOf(name); group > 0 && match[group].matched()) {
        return std::string(match[group].text);
      }
    }
  }
  return {};
}

/// How often the prose names a year as its own, and whether it says so in so many words.
struct YearVotes {
  int count = 0;
  bool stated = false;
};

/// The years that patterns find in folded prose, by where they stand in it.
std::map<std::size_t, int> YearsIn(const std::vector<Pattern>& patterns, std::string_view prose) {
  std::map<std::size_t, int> years;
  for (const Pattern& pattern : patterns) {
    Pattern::Match match;
    const int group = pattern.GroupOf("year");
    for (std::size_t at = 0; group > 0 && pattern.Find(prose, at, match);) {
      if (const auto year = ReadYear(match[group].text)) {
        years.emplace(OffsetIn(prose, match[group].text), year->year);
      }
      const std::size_t end = OffsetIn(prose, match[0].text) + match[0].text.size();
      at = std::max(end, at + 1);
    }
  }
  return years;
}

}  // namespace

void InferYearAndIssuer(const ReportForm& form, Report& report) {
  if (report.year != 0 && !report.issuer.empty()) {
    return;
  }
  std::vector<Text> prose = report.preface;
  for (const Section& section : report.sections) {
    const auto& wanted = form.year_sections;
    if (wanted.empty() || std::ranges::find(wanted, section.form->id) != wanted.end()) {
      prose.insert(prose.end(), section.prose.begin(), section.prose.end());
    }
  }
  if (report.issuer.empty()) {
    report.issuer = CaptureIn(form.issuers, prose, "issuer");
  }
  if (report.year != 0) {
    return;
  }
  std::map<int, YearVotes> votes;
  int all = 0;
  for (const Text& text : prose) {
    const Folded folded = FoldProse(text.says);
    std::map<std::size_t, int> told = YearsIn(form.stated_years, folded.text);
    for (const auto& [at, year] : told) {
      votes[year].stated = true;
    }
    told.merge(YearsIn(form.years, folded.text));
    // Both ends of one period are one statement, if they agree.
    constexpr std::size_t kOnePeriod = 32;
    std::pair<std::size_t, int> before = {0, 0};
    for (const auto& [at, year] : told) {
      if (year != before.second || at - before.first > kOnePeriod) {
        ++votes[year].count;
        ++all;
      }
      before = {at, year};
    }
  }
  const auto most =
      std::ranges::max_element(votes, [](const auto& a, const auto& b) { return a.second.count < b.second.count; });
  if (most != votes.end()) {
    const bool stated = most->second.stated && 2 * most->second.count > all;
    report.year = most->first;
    report.year_from = stated ? Report::YearFrom::kStated : Report::YearFrom::kProse;
  }
}

}  // namespace gouji
