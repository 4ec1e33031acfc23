#include <algorithm>
#include <iostream>

#include "base/trouble.h"
#include "check/kinds.h"
#include "cli/cli.h"
#include "cli/packs.h"
#include "cli/settings.h"
#include "text/fold.h"
#include "text/width.h"

namespace gouji::cli {
namespace {

void Part(std::string_view heading, std::string_view text) {
  if (text.empty()) {
    return;
  }
  std::cout << "\n" << heading << "\n";
  std::size_t at = 0;
  while (at <= text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view row = text.substr(at, end - at);
    // Where gouji runs as a step of GitHub's, a line that begins so would be a command.
    const bool commands = Trim(row).starts_with("::");
    std::cout << "  " << (commands ? "| " : "") << row << "\n";
    at = end + 1;
  }
}

/// What the rule asks, in the words of its pack: its formula, or what its kind is for.
std::string HowOf(const Rule& rule, Lang lang) {
  std::string how;
  const auto add = [&how](std::string_view key, std::string_view text) {
    std::string flat(text);
    std::ranges::replace(flat, '\n', ' ');
    how += (how.empty() ? "" : "\n") + std::string(key) + ": " + std::string(Trim(flat));
  };
  for (const std::string_view key : {"for", "when", "let", "assert", "require", "cells", "tolerance", "missing"}) {
    const Node* node = rule.node->Find(key);
    if (node != nullptr && node->is_scalar()) {
      add(key, node->scalar());
    }
    for (std::size_t i = 0; node != nullptr && node->is_list() && i < node->items().size(); ++i) {
      add(key, node->items()[i].scalar());
    }
    for (std::size_t i = 0; node != nullptr && node->is_map() && i + 1 < node->items().size(); i += 2) {
      add(node->items()[i].scalar(), node->items()[i + 1].scalar());
    }
  }
  for (const Kind& kind : Kinds()) {
    const Node* node = rule.node->Find(kind.key);
    if (node != nullptr && !node->is_scalar()) {
      add(kind.key, kind.summary.In(lang));
    }
  }
  return how;
}

/// `setting`: what configuration makes of its severity, or null.
void Print(const RuleInfo& info, const Rule* rule, const RuleSetting* setting, Lang lang) {
  const bool zh = lang == Lang::kZh;
  std::cout << info.id << "  " << info.name << "  " << Name(setting == nullptr ? info.severity : setting->severity);
  if (setting != nullptr) {
    std::cout << " (" << setting->origin << ")";
  }
  std::cout << "\n" << Printable(Trim(info.title.In(lang))) << "\n";
  Part(zh ? "为什么" : "Why", info.why.In(lang));
  if (rule != nullptr) {
    Part(zh ? "怎么查" : "How it is checked", HowOf(*rule, lang));
  }
  Part(zh ? "依据" : "Source", info.source.In(lang));
  Part(zh ? "怎么改" : "What to do", info.help.In(lang));
  Part(zh ? "错例" : "Wrong", info.wrong.In(lang));
  Part(zh ? "正例" : "Right", info.right.In(lang));
}

}  // namespace

int Explain(const CommandLine& line) {
  Settings settings(line);
  const FileSettings& here = settings.ForFolder(".");
  if (!settings.Report()) {
    return kUsage;
  }
  std::vector<const RuleInfo*> known = AllTroubles();
  for (const RuleSetting& each : here.rules) {
    known.push_back(&each.rule->info);
  }
  int exit_code = kClean;
  bool first = true;
  for (const std::string& wanted : line.paths) {
    const RuleInfo* found = nullptr;
    std::vector<std::string_view> names;
    for (const RuleInfo* info : known) {
      found = info->id == wanted || info->name == wanted ? info : found;
      names.push_back(info->id);
      names.push_back(info->name);
    }
    if (found == nullptr) {
      std::cerr << "gouji: " << NoSuchRule(wanted, names, line.lang) << "\n";
      exit_code = kUsage;
      continue;
    }
    std::cout << (first ? "" : "\n");
    const auto setting = std::ranges::find_if(
        here.rules, [&](const RuleSetting& each) { return &each.rule->info == found && !each.origin.empty(); });
    const auto rule =
        std::ranges::find_if(here.rules, [&](const RuleSetting& each) { return &each.rule->info == found; });
    Print(*found, rule == here.rules.end() ? nullptr : rule->rule, setting == here.rules.end() ? nullptr : &*setting,
          line.lang);
    first = false;
  }
  return exit_code;
}

}  // namespace gouji::cli
