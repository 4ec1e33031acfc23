#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/config.h"
#include "lint.h"
#include "rules/pack.h"

namespace gouji::cli {

/// A value in force, and where it was set: "reports/.gouji.yaml:3", "--fail-on", or empty for what gouji does by
/// itself.
struct Given {
  std::string value;
  std::string origin;
};

/// One rule as it is in force for some files.
struct RuleSetting {
  const RulePack* pack = nullptr;
  const Rule* rule = nullptr;
  Severity severity = Severity::kError;
  std::string origin;  ///< empty: as the pack says
};

/// All that applies to some files, and where it was set.
struct FileSettings {
  Profile profile;
  const Config* config = nullptr;  ///< null: none applies
  std::vector<Given> packs;
  std::vector<RuleSetting> rules;  ///< pack by pack, in order of id
  Given fail_on;
  std::optional<Given> baseline;  ///< the path as it is to be opened
};

}  // namespace gouji::cli
