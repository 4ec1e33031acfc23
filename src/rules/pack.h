#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "report/report.h"
#include "rules/kind.h"
#include "rules/yaml.h"

namespace gouji {

/// One file of a pack, parsed. `source` and `root` outlive the pack.
struct PackFile {
  const Source* source = nullptr;
  const Node* root = nullptr;
  int layer = 0;  ///< counts the packs, those extended first
};

/// Forms and rules, ready to run. Const once loaded; shared between threads; outlives every pass.
struct RulePack {
  std::string_view id;
  std::string_view version;
  Localized title;
  ReportForm form;
  Names names;
  Vocabulary vocabulary;                     ///< of all its patterns
  std::vector<std::unique_ptr<Rule>> rules;  ///< in order of id
  const Rule* FindRule(std::string_view id_or_name) const;

  /// What the views above need, when the pack was read from files.
  std::vector<std::shared_ptr<const void>> keep;
};

/// Loads a pack from its files, base packs' files first. Every mistake is reported; null when there was one. `trusted`
/// files were checked when gouji was built: their patterns are compiled when first used.
std::unique_ptr<RulePack> LoadPack(std::span<const PackFile> files, std::span<const Kind> kinds, Lang lang,
                                   bool trusted, Diagnostics& diagnostics, KeyLog* keys = nullptr,
                                   PatternLog* patterns = nullptr);

}  // namespace gouji
