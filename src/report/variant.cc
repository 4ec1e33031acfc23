#include "report/variant.h"

#include <algorithm>
#include <string>

namespace gouji {

int VariantOf(const ReportForm& form, int year) {
  for (std::size_t v = 0; v < form.variants.size(); ++v) {
    if (year >= form.variants[v].first_year && year <= form.variants[v].last_year) {
      return static_cast<int>(v);
    }
  }
  return -1;
}

std::vector<int> ChooseVariants(const ReportForm& form, VariantScores& scores, Report& report) {
  const int variants = static_cast<int>(form.variants.size());
  const auto supported = [&](int v) { return form.variants[static_cast<std::size_t>(v)].supported; };
  std::vector<int> total(form.variants.size(), 0);
  for (const auto& [key, score] : scores) {
    total[static_cast<std::size_t>(key.second)] += score;
  }
  int overall = -1;
  for (int v = 0; v < variants; ++v) {
    const auto score = [&](int variant) { return total[static_cast<std::size_t>(variant)]; };
    const bool better = overall < 0 || score(v) > score(overall) || (score(v) == score(overall) && v == report.due);
    overall = supported(v) && better ? v : overall;
  }
  report.variant = overall;
  std::vector<int> chosen;
  chosen.reserve(form.tables.size());
  for (int t = 0; t < static_cast<int>(form.tables.size()); ++t) {
    int best = overall;
    for (int v = 0; v < variants; ++v) {
      const bool there = !form.tables[static_cast<std::size_t>(t)][static_cast<std::size_t>(v)].id.empty();
      if (there && supported(v) && scores[{t, v}] > scores[{t, best}]) {
        best = v;
      }
    }
    chosen.push_back(std::max(best, 0));
  }
  return chosen;
}

void CheckVariant(const ReportForm& form, const std::vector<std::vector<GridRow>>& rows, const std::vector<int>& chosen,
                  Report& report) {
  // A year that was only inferred is no ground for an error.
  if (report.year_from == Report::YearFrom::kProse || report.year_from == Report::YearFrom::kStated || report.due < 0 ||
      !form.variants[static_cast<std::size_t>(report.due)].supported) {
    return;
  }
  for (std::size_t t = 0; t < form.tables.size(); ++t) {
    if (chosen[t] == report.due) {
      continue;
    }
    const TableForm& own = form.tables[t][static_cast<std::size_t>(chosen[t])];
    const TableForm& due = form.tables[t][static_cast<std::size_t>(report.due)];
    for (const GridRow& at : rows[t]) {
      for (const Cell& cell : at.grid->Row(at.row)) {
        const std::string key = ReadWords(cell.text.says).key;
        if (key.empty() || !own.roles.contains(key) || due.roles.contains(key)) {
          continue;
        }
        Irregular& irregular = report.irregulars.emplace_back();
        irregular.what = Irregularity::kVariantMismatch;
        irregular.where = cell.text.where;
        irregular.subject.section = own.section;
        irregular.subject.table = own.id;
        irregular.found = std::string(form.variants[static_cast<std::size_t>(chosen[t])].id);
        irregular.expected = std::string(form.variants[static_cast<std::size_t>(report.due)].id);
        return;
      }
    }
  }
}

}  // namespace gouji
