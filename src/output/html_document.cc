#include "output/html_document.h"

#include <algorithm>

#include <fmt/format.h>

#include "output/place.h"

namespace gouji {
namespace {

std::vector<std::vector<std::size_t>> ByRule(const Outcome& outcome) {
  std::vector<std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < outcome.findings.size(); ++i) {
    const auto same = [&](const std::vector<std::size_t>& group) {
      return outcome.findings[group.front()].rule == outcome.findings[i].rule;
    };
    auto group = std::ranges::find_if(groups, same);
    if (group == groups.end()) group = groups.insert(groups.end(), std::vector<std::size_t>{});
    group->push_back(i);
  }
  const auto worst = [&](const std::vector<std::size_t>& group) {
    Severity severity = Severity::kOff;
    for (const std::size_t i : group) severity = std::max(severity, outcome.findings[i].severity);
    return severity;
  };
  std::ranges::stable_sort(groups, std::ranges::greater{}, worst);
  return groups;
}

}  // namespace

HtmlDocument::HtmlDocument(const Outcome& outcome, HtmlPhrases words, std::uint64_t number)
    : outcome_(outcome), words_(words), number_(number), cells_(outcome), groups_(ByRule(outcome)) {
  numbers_.assign(outcome.findings.size(), 0);
  std::size_t next = 0;
  for (const std::vector<std::size_t>& group : groups_) {
    for (const std::size_t i : group) numbers_[i] = ++next;
  }
}

std::string HtmlDocument::Id() const { return fmt::format("d{}", number_); }

std::string HtmlDocument::FindingId(std::size_t index) const { return fmt::format("d{}f{}", number_, numbers_[index]); }

std::string HtmlDocument::CellId(std::size_t cell) const { return fmt::format("d{}c{}", number_, cell); }

std::string HtmlDocument::MarkId(std::size_t index) const { return fmt::format("d{}m{}", number_, numbers_[index]); }

bool HtmlDocument::StandsInCell(std::size_t index) const {
  const Diagnostic& finding = outcome_.findings[index];
  return cells_.Find(SourceOf(finding, outcome_), finding.where, finding.subject).has_value();
}

std::string HtmlDocument::Focus() const {
  std::string rules;
  for (std::size_t i = 0; i < outcome_.findings.size(); ++i) {
    if (!StandsInCell(i)) continue;
    rules += fmt::format("#{0}:has(#{1}:target,#{2}:target) .f{3},", Id(), FindingId(i), MarkId(i), numbers_[i]);
  }
  if (!rules.empty()) {
    rules.pop_back();
    rules += "{box-shadow:inset 0 0 0 2px var(--focus)}\n";
  }
  return rules;
}

}  // namespace gouji
