#include "check/culprit.h"

#include <algorithm>
#include <map>
#include <set>

namespace gouji {
namespace {

/// How often, and with which sign, an identity reads a cell.
int Weight(const Identity& identity, const BoundCell* cell) {
  int weight = 0;
  for (const CellRead& read : identity.reads) {
    weight += read.cell == cell ? read.sign : 0;
  }
  return weight;
}

/// The value that makes the identity hold, with the cell alone changed.
std::optional<Decimal> Repair(const Identity& identity, const CellRead& read) {
  const int weight = Weight(identity, read.cell);
  if (weight != 1 && weight != -1) {
    return std::nullopt;
  }
  const Decimal now = read.cell->value.kind == CellValue::Kind::kNumber ? read.cell->value.number : Decimal(0);
  return weight == 1 ? now.Minus(identity.residual) : now.Plus(identity.residual);
}

void Explain(const Pass& pass, const std::vector<const Identity*>& broken, const std::vector<const Identity*>& whole,
             Findings& findings) {
  struct Suspect {
    CellRead read;
    Decimal repair;
  };
  std::vector<Suspect> suspects;
  for (const CellRead& read : broken.front()->reads) {
    const auto repair = Repair(*broken.front(), read);
    const bool seen = std::ranges::any_of(suspects, [&](const Suspect& each) { return each.read.cell == read.cell; });
    if (!repair || seen || repair->is_negative() || !repair->is_whole()) {
      continue;
    }
    const bool repairs_all =
        std::ranges::all_of(broken, [&](const Identity* identity) { return Repair(*identity, read) == repair; });
    const bool breaks_none =
        std::ranges::all_of(whole, [&](const Identity* identity) { return Weight(*identity, read.cell) == 0; });
    if (repairs_all && breaks_none) {
      suspects.push_back({read, *repair});
    }
  }
  if (suspects.size() != 1) {
    return;
  }
  Scope scope;
  const Evaluator evaluator(scope, pass.now(), pass.previous(), Missing::kZero);
  const Suspect& suspect = suspects.front();
  Culprit culprit;
  culprit.source = &pass.source();
  culprit.where = suspect.read.cell->where;
  culprit.subject = evaluator.SubjectOf(suspect.read);
  culprit.label = evaluator.LabelOf(suspect.read);
  culprit.value = std::string(suspect.read.cell->text);
  culprit.repair = suspect.repair.ToString();
  for (const Identity* identity : broken) {
    findings.diagnostics[static_cast<std::size_t>(identity->diagnostic)].culprit = culprit;
  }
}

}  // namespace

void FindCulprits(const Pass& pass, Findings& findings) {
  std::set<int> tables;
  for (const Identity& identity : findings.identities) {
    if (identity.diagnostic >= 0) {
      tables.insert(identity.table);
    }
  }
  if (tables.empty()) {
    return;
  }
  for (const Held& held : findings.held) {
    held.rule->check->Recall(held, pass, findings);
  }
  for (const int table : tables) {
    std::vector<const Identity*> broken;
    std::vector<const Identity*> whole;
    for (const Identity& identity : findings.identities) {
      if (identity.table == table) {
        (identity.diagnostic >= 0 ? broken : whole).push_back(&identity);
      }
    }
    Explain(pass, broken, whole, findings);
  }
}

}  // namespace gouji
