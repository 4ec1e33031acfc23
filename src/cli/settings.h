#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "cli/cli.h"
#include "cli/config_files.h"
#include "cli/file_settings.h"
#include "cli/selection.h"
#include "config/issuer_paths.h"
#include "rules/pack.h"

namespace gouji::cli {

/// What the command line and the configuration files say, for each file. Configurations are found and read, and packs
/// opened, when first asked for; each once. Mistakes are collected, so that all of them can be shown in one run.
class Settings {
 public:
  explicit Settings(const CommandLine& line);
  Settings(const Settings&) = delete;
  Settings& operator=(const Settings&) = delete;

  /// The configuration files themselves: what they leave out.
  ConfigFiles& config_files() { return config_files_; }
  /// What applies to a file, or to what is in a folder. Valid as long as the settings.
  const FileSettings& For(const std::string& path);
  const FileSettings& ForFolder(const std::string& folder);

  /// Every pack opened so far, each once.
  const std::vector<std::unique_ptr<RulePack>>& packs() const { return packs_; }
  /// Lets the packs live to the end of the program, which takes back at once what they would give back piece by piece.
  void LeavePacks();
  /// Every rule that is in force for some file asked for so far, in order of id.
  std::vector<const RuleInfo*> RulesInForce() const;

  /// Prints what is wrong with configurations, packs and selections, and whether there was nothing.
  bool Report() const;

 private:
  const FileSettings& Make(const Config* config, const std::vector<bool>& overrides);
  std::vector<const RulePack*> PacksOf(const Config* config, std::vector<Given>& given);
  const RulePack* PackOf(const std::string& name);
  /// Two packs for the same files must not hold the same rule. `origin`: where the second was named.
  void CheckTwice(const RulePack& first, const RulePack& second, const std::string& origin);
  void SetSeverities(const Config& config, const std::vector<SeverityEntry>& entries, FileSettings& settings);
  void CheckRules(const Config& config, const FileSettings& settings);

  const CommandLine& line_;
  Diagnostics diagnostics_;
  ConfigFiles config_files_;
  std::vector<std::unique_ptr<RulePack>> packs_;
  std::map<std::string, const RulePack*> pack_of_;
  std::map<std::pair<const Config*, std::vector<bool>>, std::unique_ptr<FileSettings>> made_;
  std::map<const Config*, std::unique_ptr<IssuerPaths>> issuer_paths_;
  std::set<const Config*> checked_;  ///< configurations whose rules have been looked up
  Selection selection_;
  std::set<std::string> mistakes_;  ///< of packs that do not go together
  bool packs_good_ = true;
  std::vector<std::shared_ptr<const Source>> sources_;
};

}  // namespace gouji::cli
