#pragma once

#include <memory>
#include <ostream>
#include <string_view>
#include <vector>

#include "cli/cli.h"
#include "rules/pack.h"

namespace gouji::cli {

/// The packs that --rules names, or the shipped ones. Mistakes are printed; empty then.
std::vector<std::unique_ptr<RulePack>> OpenPacks(const CommandLine& line);

/// Prints mistakes in packs or configuration like findings, in one of the formats of findings.
void PrintMistakes(const std::vector<Diagnostic>& mistakes, Lang lang, std::ostream& out,
                   std::string_view format = "text");

/// The same in the format that was asked for: to standard error for people, to standard output for programs.
void ReportMistakes(const std::vector<Diagnostic>& mistakes, const CommandLine& line);

/// Whether a selector (id, name or prefix of an id) means the rule.
bool Selects(const std::string& selector, const RuleInfo& rule);

/// That nothing has this id or name, and which of `names` may be meant.
std::string NoSuchRule(const std::string& selector, const std::vector<std::string_view>& names, Lang lang);

}  // namespace gouji::cli
