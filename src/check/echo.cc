#include "check/echo.h"

#include <algorithm>

namespace gouji {
namespace {

bool IsEcho(const Derivation& derivation, const std::vector<Contradiction>& contradictions) {
  for (std::size_t i = 0; i < derivation.operands.size(); ++i) {
    for (const Contradiction& contradiction : contradictions) {
      if (contradiction.where != derivation.operands[i]) {
        continue;
      }
      const auto settles = [&](const Decimal& value) { return derivation.settles(i, value); };
      if (derivation.slight || std::ranges::any_of(contradiction.accepted, settles)) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace

void DropEchoes(Findings& findings) {
  if (findings.contradictions.empty() || findings.derivations.empty()) {
    return;
  }
  std::vector<bool> echo(findings.diagnostics.size());
  for (const Derivation& derivation : findings.derivations) {
    echo[derivation.diagnostic] = IsEcho(derivation, findings.contradictions);
  }
  std::vector<Diagnostic> kept;
  for (std::size_t i = 0; i < findings.diagnostics.size(); ++i) {
    if (echo[i]) {
      --findings.tally.fail;
    } else {
      kept.push_back(std::move(findings.diagnostics[i]));
    }
  }
  findings.diagnostics = std::move(kept);
}

}  // namespace gouji
