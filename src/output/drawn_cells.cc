#include "output/drawn_cells.h"

#include <algorithm>

#include "output/place.h"

namespace gouji {

DrawnCells::DrawnCells(const Outcome& outcome) : outcome_(outcome) {
  for (const DrawnTable& table : outcome.tables) {
    first_.push_back(roles_.size());
    for (const DrawnCell& cell : table.cells) {
      if (!cell.subject.empty()) by_subject_.emplace(cell.subject, roles_.size());
      by_place_.emplace(cell.where, roles_.size());
      roles_.emplace_back();
    }
  }
  for (std::size_t i = 0; i < outcome.findings.size(); ++i) Mark(i);
}

std::optional<std::size_t> DrawnCells::Find(const Source* source, Span where, const Subject& subject) const {
  const bool elsewhere = source != nullptr && source != outcome_.source;
  if (elsewhere) return std::nullopt;
  if (const auto bound = by_subject_.find(subject); !subject.empty() && bound != by_subject_.end())
    return bound->second;
  // The last cell that begins at or before the place, if the place lies within it.
  auto after = by_place_.upper_bound(Span{where.begin, ~std::uint32_t{0}});
  if (after == by_place_.begin()) return std::nullopt;
  const auto& [span, number] = *--after;
  if (where.begin > span.end || where.end > span.end) return std::nullopt;
  return number;
}

bool DrawnCells::Touched(std::size_t table) const {
  const std::size_t count = outcome_.tables[table].cells.size();
  const auto begin = roles_.begin() + static_cast<std::ptrdiff_t>(first_[table]);
  return std::any_of(begin, begin + static_cast<std::ptrdiff_t>(count),
                     [](const CellRole& role) { return role.any(); });
}

bool DrawnCells::AnyCulprit(std::size_t table) const {
  const std::size_t count = outcome_.tables[table].cells.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (roles_[first_[table] + i].culprit != nullptr) return true;
  }
  return false;
}

void DrawnCells::Mark(std::size_t index) {
  const Diagnostic& finding = outcome_.findings[index];
  const Source* own = SourceOf(finding, outcome_);
  if (const auto at = Find(own, finding.where, finding.subject)) {
    roles_[*at].stands_at.push_back(index);
    roles_[*at].worst = std::max(roles_[*at].worst, finding.severity);
  }
  for (const Evidence& cell : finding.evidence) {
    const auto at = Find(cell.source, cell.where, cell.subject);
    if (at && (roles_[*at].stands_at.empty() || roles_[*at].stands_at.back() != index)) {
      roles_[*at].operand_of.push_back(index);
    }
  }
  if (!finding.culprit) return;
  const Culprit& culprit = *finding.culprit;
  if (const auto at = Find(culprit.source, culprit.where, culprit.subject)) roles_[*at].culprit = &culprit;
}

}  // namespace gouji
