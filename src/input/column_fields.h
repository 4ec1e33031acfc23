#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/source.h"
#include "input/places.h"

namespace gouji {

/// What stands between the gaps of a line whose columns blanks set apart.
struct ColumnField {
  Span where;
  std::uint32_t begin = 0;  ///< places from the left edge
  std::uint32_t end = 0;
  bool number = false;
};

/// The fields of lines whose characters were counted in one way.
class ColumnFieldReader {
 public:
  ColumnFieldReader(const Source& source, Counting counting) : source_(source), counting_(counting) {}

  /// Stretches between two blanks or more; the numbers among the last of them are values.
  std::vector<ColumnField> Read(Span line) const;

  /// The part of a field before a blank in it, and the part behind. `blank` counts bytes of the field.
  std::pair<ColumnField, ColumnField> Part(const ColumnField& field, std::size_t blank) const;

 private:
  void PartNarrow(std::vector<ColumnField>& fields) const;

  const Source& source_;
  Counting counting_;
};

}  // namespace gouji
