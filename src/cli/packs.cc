#include "cli/packs.h"

#include <algorithm>
#include <iostream>

#include "base/trouble.h"
#include "check/kinds.h"
#include "output/writer.h"
#include "rules/library.h"

namespace gouji::cli {
namespace {

/// Every selector must mean some rule: a misspelt one would silently check nothing.
bool Known(const std::vector<std::string>& selectors, const std::vector<std::unique_ptr<RulePack>>& packs, Lang lang) {
  bool good = true;
  for (const std::string& selector : selectors) {
    std::vector<std::string_view> known;
    bool found = false;
    for (const auto& pack : packs) {
      for (const auto& rule : pack->rules) {
        found = found || Selects(selector, rule->info);
        known.push_back(rule->info.id);
        known.push_back(rule->info.name);
      }
    }
    if (!found) {
      const std::string near(Nearest(selector, known));
      const bool zh = lang == Lang::kZh;
      std::cerr << "gouji: " << (zh ? "没有规则 '" : "no rule '") << selector << "'";
      std::cerr << (near.empty() ? "" : zh ? "，是不是 '" + near + "'？" : ", did you mean '" + near + "'?") << "\n";
      good = false;
    }
  }
  return good;
}

}  // namespace

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
  if (!Known(line.select, packs, line.lang) || !Known(line.ignore, packs, line.lang)) {
    return {};
  }
  const auto any = [](const std::vector<std::string>& selectors, const RuleInfo& rule) {
    return std::ranges::any_of(selectors, [&](const std::string& selector) { return Selects(selector, rule); });
  };
  for (const auto& pack : packs) {
    for (const auto& rule : pack->rules) {
      if ((!line.select.empty() && !any(line.select, rule->info)) || any(line.ignore, rule->info)) {
        rule->info.severity = Severity::kOff;
      }
    }
  }
  return packs;
}

}  // namespace gouji::cli
