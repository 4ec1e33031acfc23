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

void PrintMistakes(const std::vector<Diagnostic>& mistakes, Lang lang, std::ostream& out) {
  const auto gcc = std::ranges::find(Formats(), "gcc", &Format::name);
  const auto writer = gcc->make(out);
  RunInfo run;
  run.lang = lang;
  writer->Begin(run);
  std::vector<Diagnostic> sorted = mistakes;
  Sort(sorted);
  for (const Diagnostic& mistake : sorted) {
    Outcome outcome;
    outcome.path = mistake.source->name();
    outcome.source = mistake.source;
    outcome.findings = {mistake};
    writer->Add(outcome);
  }
  writer->End({});
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
    PrintMistakes(diagnostics.all(), line.lang, std::cerr);
    return {};
  }
  return packs;
}

}  // namespace gouji::cli
