#include "check/assert_evidence.h"

#include <set>
#include <string>
#include <utility>

namespace gouji {
namespace {

/// A sum needs all its operands; of cells that a claim only looks at, a table may have a hundred and more.
void KeepFirst(Diagnostic& diagnostic, Lang lang) {
  constexpr std::size_t kMost = 12;
  constexpr std::size_t kKept = 5;
  const std::size_t all = diagnostic.evidence.size();
  if (all <= kMost) {
    return;
  }
  diagnostic.evidence.resize(kKept);
  const std::string more = std::to_string(all - kKept);
  diagnostic.notes.push_back(lang == Lang::kZh ? "相关的格另有 " + more + " 个" : "and " + more + " more cells");
}

void AddEvidence(const Pass& pass, const Evaluator& evaluator, const CellRead& read, Evidence::Side side, bool several,
                 Diagnostic& diagnostic) {
  Evidence& evidence = diagnostic.evidence.emplace_back(EvidenceOf(pass, evaluator, read));
  const Localized title = evaluator.report(read).tables[static_cast<std::size_t>(read.table)].form->title;
  if (several && !title.empty()) {
    evidence.label = std::string(title.In(pass.lang())) + " · " + evidence.label;
  }
  evidence.negative = read.sign < 0;
  evidence.side = side;
}

/// Whether cells of more than one table went into it: then a label alone does not tell which is meant.
bool SeveralTables(const std::vector<CellRead>& a, const std::vector<CellRead>& b, const std::vector<CellRead>& c) {
  std::set<int> tables;
  for (const auto* reads : {&a, &b, &c}) {
    for (const CellRead& read : *reads) {
      tables.insert(read.table);
    }
  }
  return tables.size() > 1;
}

}  // namespace

void ShowOutcome(const Pass& pass, const Evaluator& evaluator, const AssertOutcome& outcome, Diagnostic& diagnostic) {
  const bool several = SeveralTables(outcome.left_reads, outcome.right_reads, outcome.reads);
  std::set<std::pair<bool, Span>> shown;  // of the year before, or of this one
  const auto add = [&](const std::vector<CellRead>& from, Evidence::Side side) {
    for (const CellRead& read : from) {
      if (read.cell->absence != Absence::kPresent) {
        continue;
      }
      const Span where = read.cell->where;
      const bool is_new = where.empty() || shown.emplace(read.previous, where).second;
      // A sum needs each of its operands, however often it is added.
      if (is_new || side != Evidence::Side::kContext) {
        AddEvidence(pass, evaluator, read, side, several, diagnostic);
      }
    }
  };
  // Only what is added up can be shown as a sum.
  const bool sums = outcome.compares && outcome.linear && outcome.numbers();
  add(outcome.left_reads, sums ? Evidence::Side::kLeft : Evidence::Side::kContext);
  add(outcome.right_reads, sums ? Evidence::Side::kRight : Evidence::Side::kContext);
  if (!outcome.compares) {
    add(outcome.reads, Evidence::Side::kContext);
  }
  if (!sums) {
    KeepFirst(diagnostic, pass.lang());
  }
  if (outcome.numbers()) {
    diagnostic.left = outcome.left.ToString();
    diagnostic.right = outcome.right.ToString();
    if (const auto difference = outcome.left.number.Minus(outcome.right.number)) {
      diagnostic.difference = difference->ToString();
    }
  }
}

void ShowSectionBefore(const Pass& pass, int index, Diagnostic& diagnostic) {
  if (index < 0 || pass.previous() == nullptr) {
    return;
  }
  const Section& section = pass.previous()->sections[static_cast<std::size_t>(index)];
  if (section.present) {
    Evidence& evidence = diagnostic.evidence.emplace_back();
    evidence.source = pass.previous()->document->source.get();
    evidence.where = section.heading.text.where;
    evidence.label = section.heading.text.says;
    evidence.value = std::to_string(pass.previous()->year);
    evidence.subject.section = section.form->id;
  }
}

}  // namespace gouji
