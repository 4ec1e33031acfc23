#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

#include "output/writer.h"

namespace gouji {

/// Which findings of a document a cell takes part in, and how.
struct CellRole {
  Severity worst = Severity::kOff;     ///< of the findings that stand at it
  std::vector<std::size_t> stands_at;  ///< findings, as indexes
  std::vector<std::size_t> operand_of;
  const Culprit* culprit = nullptr;

  bool any() const { return !stands_at.empty() || !operand_of.empty() || culprit != nullptr; }
};

/// The tables of one document and what its findings say about their cells. Cells are numbered through all tables.
/// Views the outcome.
class DrawnCells {
 public:
  explicit DrawnCells(const Outcome& outcome);

  /// The number of the cell that stands for a subject or, where it is not bound, a place; nothing when none is drawn.
  std::optional<std::size_t> Find(const Source* source, Span where, const Subject& subject) const;
  const CellRole& role(std::size_t number) const { return roles_[number]; }
  /// The number of the first cell of a table.
  std::size_t first(std::size_t table) const { return first_[table]; }
  /// Whether any finding has to do with a cell of the table.
  bool Touched(std::size_t table) const;
  bool AnyCulprit(std::size_t table) const;

 private:
  void Mark(std::size_t index);

  const Outcome& outcome_;
  std::vector<std::size_t> first_;
  std::vector<CellRole> roles_;
  std::map<Subject, std::size_t> by_subject_;
  std::map<Span, std::size_t> by_place_;
};

}  // namespace gouji
