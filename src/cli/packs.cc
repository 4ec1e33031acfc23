#include "cli/packs.h"

#include <algorithm>
#include <iostream>

#include "base/trouble.h"
#include "check/kinds.h"
#include "output/writer.h"
#include "rules/library.h"

namespace gouji::cli {

bool Selects(const std::string& selector, const RuleInfo& rule) {
  return !selector.empty() && (rule.id.starts_with(selector) || rule.name == selector);
}

std::string NoSuchRule(const std::string& selector, const std::vector<std::string_view>& names, Lang lang) {
  return Fill(lang == Lang::kZh ? "没有规则“{selector}”" : "no rule '{selector}'", {{"selector", selector}}) +
         DidYouMean(Nearest(selector, names), lang);
}

void PrintMistakes(const std::vector<Diagnostic>& mistakes, Lang lang, std::ostream& out, std::string_view format) {
  if (mistakes.empty()) {
    return;
  }
  auto chosen = std::ranges::find(Formats(), format, &Format::name);
  chosen = chosen == Formats().end() ? std::ranges::find(Formats(), "text", &Format::name) : chosen;
  const auto writer = chosen->make(out);
  RunInfo run;
  run.lang = lang;
  writer->Begin(run);
  std::vector<Diagnostic> sorted = mistakes;
  Sort(sorted);
  Summary summary;
  summary.exit_code = kUsage;
  for (std::size_t i = 0; i < sorted.size();) {
    Outcome outcome;
    outcome.path = sorted[i].source->name();
    outcome.source = sorted[i].source;
    for (; i < sorted.size() && sorted[i].source == outcome.source; ++i) {
      ++summary.errors;
      outcome.findings.push_back(sorted[i]);
    }
    writer->Add(outcome);
  }
  // People need no count of documents that nobody looked at.
  if (format != "text") {
    writer->End(summary);
  }
}

void ReportMistakes(const std::vector<Diagnostic>& mistakes, const CommandLine& line) {
  const bool for_people = line.command != "check" || line.format == "text" || line.format == "gcc";
  PrintMistakes(mistakes, line.lang, for_people ? std::cerr : std::cout,
                line.command == "check" ? std::string_view(line.format) : "text");
}

std::vector<std::unique_ptr<RulePack>> OpenPacks(const CommandLine& line) {
  std::vector<std::unique_ptr<RulePack>> packs;
  std::vector<std::shared_ptr<const Source>> sources;
  Diagnostics diagnostics;
  std::vector<std::string> names = line.rules;
  if (names.empty()) {
    for (const std::string_view name : ShippedPacks()) {
      names.emplace_back(name);
    }
  }
  for (const std::string& name : names) {
    if (auto pack = OpenPack(name, Kinds(), line.lang, diagnostics, sources)) {
      packs.push_back(std::move(pack));
    }
  }
  if (diagnostics.has_errors()) {
    ReportMistakes(diagnostics.all(), line);
    return {};
  }
  return packs;
}

}  // namespace gouji::cli
