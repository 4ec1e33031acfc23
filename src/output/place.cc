#include "output/place.h"

namespace gouji {

Extent ExtentOf(const Source* source, Span where) {
  if (source == nullptr) return {};
  return {source->PlaceOf(where.begin), source->PlaceOf(where.end)};
}

std::string_view PathOf(const Source* source, const Outcome& outcome) {
  if (source == nullptr || source == outcome.source) return outcome.path;
  return source->name();
}

const Source* SourceOf(const Diagnostic& finding, const Outcome& outcome) {
  return finding.source != nullptr ? finding.source : outcome.source;
}

std::string_view LabelOf(const Diagnostic& finding) {
  if (finding.subject.empty()) return {};
  for (const Evidence& cell : finding.evidence) {
    if (cell.subject == finding.subject && (cell.source == nullptr || cell.source == finding.source)) return cell.label;
  }
  return {};
}

}  // namespace gouji
