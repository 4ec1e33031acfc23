#include "output/html_document.h"

#include <algorithm>

#include <fmt/format.h>

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

HtmlDocument::HtmlDocument(const Outcome& outcome, HtmlWords words, std::uint64_t number)
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

}  // namespace gouji
