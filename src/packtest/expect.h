#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "packtest/selector.h"

namespace gouji {

struct ExpectedFinding {
  const Node* node = nullptr;
  std::optional<Selector> at;
  std::string_view text;
  std::vector<std::pair<const Node*, const Node*>> values;
  std::optional<Severity> severity;
  std::optional<Localized> message;
};

struct Expected {
  enum class Verdict { kPass, kNotApplicable, kListed };
  Verdict verdict = Verdict::kPass;
  std::vector<ExpectedFinding> findings;
  std::vector<std::pair<const Node*, Selector>> doubts;
};

/// Reads a test's `expect:`. Mistakes are reported.
Expected ReadExpected(const NodeContext& context, const RulePack& pack, Options& test);

}  // namespace gouji
