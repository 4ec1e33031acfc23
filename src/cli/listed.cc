#include "cli/listed.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>
#include <string>

#include "base/trouble.h"

namespace gouji::cli {
namespace {

constexpr Localized kLeftOut{
    "另有 {n} 个问题没有列出：错误 {errors} 个，警告 {warnings} 个，提示 {notes} 个（--max-findings）",
    "{n} more findings are not listed: {errors} {error}, {warnings} {warning}, {notes} {note} "
    "(--max-findings)"};

/// Findings by severity, as they are counted.
struct Counts {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t notes = 0;

  void Add(Severity severity) {
    ++(severity == Severity::kError ? errors : severity == Severity::kWarning ? warnings : notes);
  }
};

std::string InWords(const Counts& counts, Lang lang) {
  const auto plural = [](std::size_t n, std::string_view one, std::string_view many) { return n == 1 ? one : many; };
  return Fill(kLeftOut.In(lang), {{"n", std::to_string(counts.errors + counts.warnings + counts.notes)},
                                  {"errors", std::to_string(counts.errors)},
                                  {"error", plural(counts.errors, "error", "errors")},
                                  {"warnings", std::to_string(counts.warnings)},
                                  {"warning", plural(counts.warnings, "warning", "warnings")},
                                  {"notes", std::to_string(counts.notes)},
                                  {"note", plural(counts.notes, "note", "notes")}});
}

}  // namespace

std::optional<Outcome> ListAtMost(int most, Lang lang, const Outcome& outcome) {
  const std::vector<Diagnostic>& all = outcome.findings;
  const auto limit = static_cast<std::size_t>(std::max(most, 0));
  if (limit == 0 || all.size() <= limit || outcome.source == nullptr) return std::nullopt;
  std::vector<std::size_t> chosen(all.size());
  std::iota(chosen.begin(), chosen.end(), std::size_t{0});
  std::ranges::stable_sort(chosen, [&all](std::size_t a, std::size_t b) { return all[a].severity > all[b].severity; });
  std::ranges::sort(chosen.begin(), chosen.begin() + static_cast<std::ptrdiff_t>(limit));
  std::ranges::sort(chosen.begin() + static_cast<std::ptrdiff_t>(limit), chosen.end());
  Counts counts;
  for (std::size_t i = limit; i < chosen.size(); ++i) counts.Add(all[chosen[i]].severity);
  const std::size_t first = chosen[limit];
  chosen.resize(limit);

  Outcome listed = outcome;
  listed.findings.clear();
  const auto put = [&](std::size_t i) { listed.findings.push_back(all[i]); };
  const auto after = std::ranges::lower_bound(chosen, first);
  std::for_each(chosen.begin(), after, put);
  const bool of_this_file = all[first].source == outcome.source;
  listed.findings.push_back(
      MakeTrouble(Trouble::kLeftOut, *outcome.source, of_this_file ? all[first].where : Span{}, InWords(counts, lang)));
  std::for_each(after, chosen.end(), put);
  return listed;
}

}  // namespace gouji::cli
