#include "cli/selection.h"

#include <algorithm>
#include <iostream>

#include "base/trouble.h"
#include "cli/packs.h"

namespace gouji::cli {

bool Selection::Selectors::Mean(const RuleInfo& rule) {
  bool any = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (Selects(words[i], rule)) {
      any = known[i] = true;
    }
  }
  return any;
}

Selection::Selection(const CommandLine& line) : lang_(line.lang), select_(line.select), ignore_(line.ignore) {}

void Selection::Apply(FileSettings& settings) {
  const auto is_named = [&](const RuleInfo& rule) {
    return std::ranges::any_of(select_.words,
                               [&](const std::string& word) { return word == rule.id || word == rule.name; });
  };
  for (RuleSetting& each : settings.rules) {
    const RuleInfo& rule = each.rule->info;
    const bool selected = select_.Mean(rule);
    const bool ignored = ignore_.Mean(rule);
    if (each.severity == Severity::kOff && is_named(rule)) {
      useless_.insert(Fill(lang_ == Lang::kZh ? "{id} 已被关闭（{origin}），--select 不会打开它"
                                              : "{id} is off ({origin}); --select does not switch it on",
                           {{"id", rule.id}, {"origin", each.origin.empty() ? each.pack->id : each.origin}}));
    }
    if (ignored || (!select_.words.empty() && !selected)) {
      each.severity = Severity::kOff;
      each.origin = ignored ? "--ignore" : "--select";
    }
  }
}

bool Selection::ReportUnknown(const std::vector<std::unique_ptr<RulePack>>& packs) const {
  std::vector<std::string_view> names;
  for (const auto& pack : packs) {
    for (const auto& rule : pack->rules) {
      names.push_back(rule->info.id);
      names.push_back(rule->info.name);
    }
  }
  bool good = true;
  for (const Selectors* selectors : {&select_, &ignore_}) {
    for (std::size_t i = 0; i < selectors->words.size(); ++i) {
      if (!selectors->known[i]) {
        std::cerr << "gouji: " << NoSuchRule(selectors->words[i], names, lang_) << "\n";
        good = false;
      }
    }
  }
  return good;
}

void Selection::ReportUseless() const {
  for (const std::string& each : useless_) {
    std::cerr << "gouji: " << each << "\n";
  }
}

}  // namespace gouji::cli
