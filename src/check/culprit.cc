#include "check/culprit.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/trouble.h"
#include "check/misplaced.h"

namespace gouji {
namespace {

/// `longer` without one of its digits is `shorter`.
bool LacksOneDigit(std::string_view shorter, std::string_view longer) {
  if (longer.size() != shorter.size() + 1) {
    return false;
  }
  const auto [in_longer, in_shorter] = std::ranges::mismatch(longer, shorter);
  return std::equal(in_longer + 1, longer.end(), in_shorter, shorter.end());
}

bool AreTransposed(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) {
    return false;
  }
  const auto [in_a, in_b] = std::ranges::mismatch(a, b);
  return a.end() - in_a > 1 && in_a[0] == in_b[1] && in_a[1] == in_b[0] && std::equal(in_a + 2, a.end(), in_b + 2);
}

/// How one number may have become the other under somebody's hand; empty when nothing speaks for it.
std::string_view SlipOf(std::string_view value, std::string_view repair, Lang lang) {
  static constexpr Localized kTransposed{"{value} 与 {repair} 只是相邻两位颠倒",
                                         "{value} is {repair} with two digits exchanged"};
  static constexpr Localized kDropped{"{value} 比 {repair} 少一位，像是漏了一位",
                                      "{value} is {repair} with a digit left out"};
  static constexpr Localized kDoubled{"{value} 比 {repair} 多一位，像是多打了一位",
                                      "{value} is {repair} with a digit too many"};
  if (AreTransposed(value, repair)) {
    return kTransposed.In(lang);
  }
  if (value != "0" && LacksOneDigit(value, repair)) {
    return kDropped.In(lang);
  }
  return repair != "0" && LacksOneDigit(repair, value) ? kDoubled.In(lang) : std::string_view();
}

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

/// How many cells, each alone, explain all that is broken; when it is one, the findings say so.
std::size_t Explain(const Pass& pass, const std::vector<const Identity*>& broken,
                    const std::vector<const Identity*>& whole, Findings& findings) {
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
    return suspects.size();
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
  const CellValue& value = suspect.read.cell->value;
  const std::string now = value.kind == CellValue::Kind::kNumber ? value.number.ToString() : std::string();
  const std::string_view slip = now.empty() ? std::string_view() : SlipOf(now, culprit.repair, pass.lang());
  for (const Identity* identity : broken) {
    Diagnostic& diagnostic = findings.diagnostics[static_cast<std::size_t>(identity->diagnostic)];
    diagnostic.culprit = culprit;
    if (!slip.empty()) {
      diagnostic.notes.push_back(Fill(slip, {{"value", now}, {"repair", culprit.repair}}));
    }
  }
  return 1;
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
    if (Explain(pass, broken, whole, findings) == 0) {
      broken.insert(broken.end(), whole.begin(), whole.end());
      FindMisplaced(pass, std::move(broken), findings);
    }
  }
}

}  // namespace gouji
