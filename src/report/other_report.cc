#include "report/other_report.h"

#include <algorithm>
#include <set>

#include "report/title.h"

namespace gouji {

std::optional<std::size_t> OtherReport(const ReportForm& form, Document& document,
                                       const std::vector<FoundHeading>& headings) {
  std::set<int> seen;
  const auto again =
      std::ranges::find_if(headings, [&](const FoundHeading& found) { return !seen.insert(found.section).second; });
  if (again == headings.begin() || again == headings.end()) {
    return std::nullopt;
  }
  std::set<int> repeated;
  for (auto found = again; found != headings.end(); ++found) {
    if (seen.contains(found->section)) {
      repeated.insert(found->section);
    }
  }
  if (2 * repeated.size() <= form.sections.size()) {
    return std::nullopt;
  }
  return TitleBetween(form, document, (again - 1)->block + 1, again->block);
}

}  // namespace gouji
