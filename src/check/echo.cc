#include "check/echo.h"

#include <algorithm>

namespace gouji {
namespace {

/// Whether one of the contradictions, put right, settles the finding too.
bool FollowsFrom(const Derivation& derivation, const std::vector<Contradiction>& contradictions, bool even_slight) {
  for (std::size_t i = 0; i < derivation.operands.size(); ++i) {
    for (const Contradiction& contradiction : contradictions) {
      if (contradiction.where != derivation.operands[i]) {
        continue;
      }
      const auto settles = [&](const Decimal& value) { return derivation.settles(i, value); };
      // What should stand there may not be known: then what is told of that very number is told already.
      const bool told = contradiction.accepted.empty() ? settles(Decimal()) : even_slight && derivation.slight;
      if (told || std::ranges::any_of(contradiction.accepted, settles)) {
        return true;
      }
    }
  }
  return false;
}

/// A finding that others may follow from follows from the tables only: of two lists neither is the other's echo.
bool IsEcho(const Derivation& derivation, const Findings& findings) {
  if (FollowsFrom(derivation, findings.contradictions, true)) {
    return true;
  }
  return derivation.repairs.empty() && std::ranges::any_of(findings.derivations, [&](const Derivation& other) {
           return FollowsFrom(derivation, other.repairs, false);
         });
}

}  // namespace

void DropEchoes(Findings& findings) {
  if (findings.derivations.empty()) {
    return;
  }
  std::vector<bool> echo(findings.diagnostics.size());
  for (const Derivation& derivation : findings.derivations) {
    echo[derivation.diagnostic] = IsEcho(derivation, findings);
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
