#pragma once

#include <vector>

#include "rules/kind.h"

namespace gouji {

/// What an assertion came to, and the cells that were read for it.
struct AssertOutcome {
  Value verdict;
  bool compares = false;  ///< two sides
  Value left;
  Value right;
  std::vector<CellRead> left_reads;
  std::vector<CellRead> right_reads;
  std::vector<CellRead> reads;  ///< of what is no equation of numbers
  bool linear = true;           ///< both sides are sums of cells

  bool numbers() const { return left.kind == Value::Kind::kNumber && right.kind == Value::Kind::kNumber; }
};

/// Shows of an assertion that fails the cells that were read for it, and its sides where they are numbers.
void ShowOutcome(const Pass& pass, const Evaluator& evaluator, const AssertOutcome& outcome, Diagnostic& diagnostic);

/// Shows section `index` of the report of the year before, where it is there, for what is held against its text.
void ShowSectionBefore(const Pass& pass, int index, Diagnostic& diagnostic);

}  // namespace gouji
