#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "rules/pack.h"

namespace gouji {

/// What the tests of one rule reached.
struct RuleCoverage {
  const Rule* rule = nullptr;
  int tests = 0;
  bool fired = false;
  bool passed = false;
  bool doubted = false;

  bool untested() const { return tests == 0; }
  /// Tested, yet some verdict was never reached. A rule that always has an answer need not show that it has none.
  bool incomplete() const { return tests > 0 && (!fired || !passed || (!doubted && rule->check->MayDoubt(*rule))); }
};

/// What one test saw: an `expect:` that it would meet.
struct SeenTest {
  const Source* source = nullptr;
  Span where;  ///< of the test in the pack's file
  std::string name;
  std::string expect;  ///< YAML
};

struct PackTests {
  std::vector<Diagnostic> mistakes;  ///< in the tests themselves (GJ101); such tests do not run
  std::vector<Diagnostic> failures;  ///< expectations that were not met, at their place in the pack
  std::vector<RuleCoverage> coverage;
  std::vector<SeenTest> seen;
  int tests = 0;
  int failed = 0;

  bool good() const;
};

/// Runs the `tests:` inside the rules that `wanted` takes. A test's base report is a part of the form: sections,
/// tables, rows and columns it lacks are no part of the form for that test, so what an edit drops is the only thing
/// that is really absent. The form is otherwise the pack's, and the report is read, bound and checked like any other.
PackTests RunPackTests(const RulePack& pack, Lang lang, const std::function<bool(const Rule&)>& wanted,
                       KeyLog* keys = nullptr);

}  // namespace gouji
