#include "cli/settings.h"

#include <algorithm>
#include <iostream>
#include <iterator>

#include "base/trouble.h"
#include "check/kinds.h"
#include "cli/packs.h"
#include "rules/library.h"

namespace gouji::cli {
namespace {

namespace fs = std::filesystem;

bool IsShipped(std::string_view name) {
  const std::vector<std::string_view> shipped = ShippedPacks();
  return std::ranges::find(shipped, name) != shipped.end();
}

/// Whether there is something at `path` that could be a pack: a YAML file, or a folder with one.
bool MayBePack(const fs::path& path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    return fs::is_regular_file(path, error);
  }
  const fs::directory_iterator files(path, error);
  return !error && std::any_of(begin(files), end(files), [](const fs::directory_entry& entry) {
    return entry.path().extension() == ".yaml" || entry.path().extension() == ".yml";
  });
}

/// How closely a selector means a rule: by its whole id or name, or by so many letters of the id; 0: not at all.
std::size_t Closeness(const std::string& selector, const RuleInfo& rule) {
  constexpr std::size_t kWhole = 1000;
  return !Selects(selector, rule) ? 0 : selector == rule.id || selector == rule.name ? kWhole : selector.size();
}

std::vector<std::string_view> NamesOf(const FileSettings& settings) {
  std::vector<std::string_view> names;
  for (const RuleSetting& each : settings.rules) {
    names.push_back(each.rule->info.id);
    names.push_back(each.rule->info.name);
  }
  return names;
}

}  // namespace

Settings::Settings(const CommandLine& line) : line_(line), config_files_(line, diagnostics_), selection_(line) {}

const FileSettings& Settings::For(const std::string& path) {
  const Config* config = config_files_.Of(fs::path(path).parent_path().string());
  std::vector<bool> overrides;
  if (config != nullptr) {
    const auto below = config_files_.Below(path);
    for (const Override& each : config->overrides) {
      overrides.push_back(below && std::ranges::any_of(each.files, [&](const Glob& g) { return g.Matches(*below); }));
    }
  }
  return Make(config, overrides);
}

const FileSettings& Settings::ForFolder(const std::string& folder) { return Make(config_files_.Of(folder), {}); }

const FileSettings& Settings::Make(const Config* config, const std::vector<bool>& overrides) {
  std::unique_ptr<FileSettings>& made = made_[{config, overrides}];
  if (made != nullptr) {
    return *made;
  }
  made = std::make_unique<FileSettings>();
  made->config = config;
  made->profile.packs = PacksOf(config, made->packs);
  for (const RulePack* pack : made->profile.packs) {
    for (const std::unique_ptr<Rule>& rule : pack->rules) {
      made->rules.push_back({pack, rule.get(), rule->info.severity, {}});
    }
  }
  made->fail_on = {"error", {}};
  if (config != nullptr) {
    if (packs_good_ && checked_.insert(config).second) {
      CheckRules(*config, *made);
    }
    SetSeverities(*config, config->severities, *made);
    for (std::size_t i = 0; i < overrides.size(); ++i) {
      if (overrides[i]) {
        SetSeverities(*config, config->overrides[i].severities, *made);
      }
    }
    if (config->fail_on) {
      made->fail_on = {config->fail_on->value, ConfigFiles::OriginOf(*config, config->fail_on->where)};
    }
    if (config->baseline) {
      made->baseline = {config_files_.Shown(config->folder / config->baseline->value),
                        ConfigFiles::OriginOf(*config, config->baseline->where)};
    }
    if (config->issuer && line_.previous.empty()) {
      auto& paths = issuer_paths_[config];
      if (paths == nullptr) {
        paths = std::make_unique<IssuerPaths>(config->issuer->value, config->base, config_files_.Shown(config->base));
      }
      made->profile.previous = [this, config](std::string_view path, int year) -> std::string_view {
        const auto below = config_files_.KnownBelow(path);
        return below ? issuer_paths_.at(config)->Find(*below, year) : std::string_view();
      };
    }
  }
  if (!line_.baseline.empty()) {
    made->baseline = {line_.baseline, "--baseline"};
  }
  if (!line_.fail_on.empty()) {
    made->fail_on = {line_.fail_on, "--fail-on"};
  }
  selection_.Apply(*made);
  for (const RuleSetting& each : made->rules) {
    if (!each.origin.empty()) {
      made->profile.severities.emplace(&each.rule->info, each.severity);
    }
  }
  return *made;
}

std::vector<const RulePack*> Settings::PacksOf(const Config* config, std::vector<Given>& given) {
  if (!line_.rules.empty()) {
    for (const std::string& name : line_.rules) {
      given.push_back({name, "--rules"});
    }
  } else if (config != nullptr && config->extends) {
    for (const auto& [name, where] : *config->extends) {
      const fs::path path = config->folder / name;
      if (IsShipped(name) || MayBePack(path)) {
        given.push_back({IsShipped(name) ? name : config_files_.Shown(path), ConfigFiles::OriginOf(*config, where)});
        continue;
      }
      packs_good_ = false;
      const std::string near(Nearest(name, ShippedPacks()));
      const bool zh = line_.lang == Lang::kZh;
      diagnostics_.Add(MakeTrouble(Trouble::kConfig, *config->source, where,
                                   (zh ? "找不到规则包“" + name + "”" : "no rule pack '" + name + "'") +
                                       (!near.empty() ? DidYouMean(near, line_.lang)
                                        : zh ? "：没有这个名字的规则包，也没有这样的文件夹或 YAML 文件"
                                             : ": no pack of that name, no folder or YAML file there")));
    }
  } else {
    for (const std::string_view name : ShippedPacks()) {
      given.push_back({std::string(name), {}});
    }
  }
  std::vector<const RulePack*> packs;
  for (const Given& each : given) {
    const RulePack* pack = PackOf(each.value);
    if (pack == nullptr || std::ranges::find(packs, pack) != packs.end()) {
      continue;
    }
    for (const RulePack* other : packs) {
      CheckTwice(*other, *pack, each.origin);
    }
    packs.push_back(pack);
  }
  return packs;
}

void Settings::CheckTwice(const RulePack& first, const RulePack& second, const std::string& origin) {
  const auto shared =
      std::ranges::find_if(second.rules, [&](const auto& rule) { return first.FindRule(rule->info.id); });
  if (shared == second.rules.end()) {
    return;
  }
  packs_good_ = false;
  // What one of them tells would be told twice, and nobody could tell which of the two a selection or a baseline means.
  mistakes_.insert(
      Fill(line_.lang == Lang::kZh
               ? "{origin}：规则包“{first}”和“{second}”都有规则 {id}；扩展（extends）另一个规则包的，"
                 "已包含它的全部规则，只写前者即可"
               : "{origin}: packs '{first}' and '{second}' both hold rule {id}; a pack that extends another "
                 "holds all its rules, so name only the one that extends",
           {{"origin", origin}, {"first", first.id}, {"second", second.id}, {"id", (*shared)->info.id}}));
}

const RulePack* Settings::PackOf(const std::string& name) {
  std::error_code error;
  const std::string key = IsShipped(name) ? name : fs::weakly_canonical(name, error).string();
  const auto known = pack_of_.find(key);
  if (known != pack_of_.end()) {
    return known->second;
  }
  auto pack = OpenPack(name, Kinds(), line_.lang, diagnostics_, sources_);
  packs_good_ = packs_good_ && pack != nullptr;
  pack_of_[key] = pack.get();
  if (pack != nullptr) {
    packs_.push_back(std::move(pack));
  }
  return pack_of_[key];
}

void Settings::SetSeverities(const Config& config, const std::vector<SeverityEntry>& entries, FileSettings& settings) {
  for (RuleSetting& each : settings.rules) {
    const SeverityEntry* closest = nullptr;
    std::size_t closeness = 0;
    for (const SeverityEntry& entry : entries) {
      if (const std::size_t close = Closeness(entry.selector, each.rule->info); close > closeness) {
        closest = &entry;
        closeness = close;
      }
    }
    if (closest != nullptr) {
      each.severity = closest->severity;
      each.origin = ConfigFiles::OriginOf(config, closest->selector_at);
    }
  }
}

void Settings::CheckRules(const Config& config, const FileSettings& settings) {
  const bool zh = line_.lang == Lang::kZh;
  const auto wrong = [&](Span where, std::string message) {
    diagnostics_.Add(MakeTrouble(Trouble::kConfigRule, *config.source, where, std::move(message)));
  };
  const auto check = [&](const std::vector<SeverityEntry>& entries) {
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const std::string& selector = entries[i].selector;
      const RuleInfo* whole = nullptr;
      bool found = false;
      for (const RuleSetting& each : settings.rules) {
        found = found || Selects(selector, each.rule->info);
        whole = selector == each.rule->info.id || selector == each.rule->info.name ? &each.rule->info : whole;
      }
      if (!found && selector.starts_with("GJ")) {
        wrong(entries[i].selector_at, zh ? "“" + selector + "”是 gouji 自己的提示，不是规则，不能改级别"
                                         : "'" + selector + "' is said by gouji itself and is no rule to be changed");
      } else if (!found) {
        wrong(entries[i].selector_at, NoSuchRule(selector, NamesOf(settings), line_.lang));
      }
      // An id and a name may mean one rule; then it is set twice, and nobody can tell which was meant.
      for (std::size_t k = 0; whole != nullptr && k < i; ++k) {
        if (entries[k].selector == whole->id || entries[k].selector == whole->name) {
          wrong(entries[i].selector_at,
                zh ? "“" + selector + "”就是“" + entries[k].selector + "”，级别设了两次"
                   : "'" + selector + "' is '" + entries[k].selector + "': its severity is set twice");
        }
      }
    }
  };
  check(config.severities);
  for (const Override& each : config.overrides) {
    check(each.severities);
  }
}

std::vector<const RuleInfo*> Settings::RulesInForce() const {
  std::set<const RuleInfo*> in_force;
  for (const auto& [key, made] : made_) {
    for (const RuleSetting& each : made->rules) {
      if (each.severity != Severity::kOff) {
        in_force.insert(&each.rule->info);
      }
    }
  }
  std::vector<const RuleInfo*> rules(in_force.begin(), in_force.end());
  std::ranges::sort(rules, {}, [](const RuleInfo* rule) { return std::tie(rule->id, rule->name); });
  return rules;
}

bool Settings::Report() const {
  ReportMistakes(diagnostics_.all(), line_);
  bool good = !diagnostics_.has_errors() && mistakes_.empty();
  for (const std::string& mistake : mistakes_) {
    std::cerr << "gouji: " << mistake << "\n";
  }
  // Where packs could not be read, nobody knows what rules there would be.
  if (packs_good_) {
    good = selection_.ReportUnknown(packs_) && good;
  }
  selection_.ReportUseless();
  return good;
}

void Settings::LeavePacks() {
  static auto* const left = new std::vector<std::unique_ptr<RulePack>>();  // never taken apart either
  std::ranges::move(packs_, std::back_inserter(*left));
  packs_.clear();
}

}  // namespace gouji::cli
