#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "cli/cli.h"
#include "cli/file_settings.h"
#include "rules/pack.h"

namespace gouji::cli {

/// What `--select` and `--ignore` make of the rules, and what in them means no rule.
class Selection {
 public:
  /// `line` outlives it.
  explicit Selection(const CommandLine& line);

  /// Switches off what is ignored, or not selected. To be called once for all settings of a run, in any order.
  void Apply(FileSettings& settings);

  /// Prints every selector that has meant no rule so far; true: there was none. `packs`: where to look for what was
  /// meant.
  bool ReportUnknown(const std::vector<std::unique_ptr<RulePack>>& packs) const;
  /// Prints what was selected by name but is off.
  void ReportUseless() const;

 private:
  /// Selectors of one option, and whether each has meant a rule yet.
  struct Selectors {
    explicit Selectors(const std::vector<std::string>& given) : words(given), known(given.size(), false) {}
    /// Whether any means the rule, by whatever way.
    bool Mean(const RuleInfo& rule);

    const std::vector<std::string>& words;
    std::vector<bool> known;
  };

  Lang lang_;
  Selectors select_;
  Selectors ignore_;
  std::set<std::string> useless_;
};

}  // namespace gouji::cli
