#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
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
  Span rest = {};  ///< the line on which a number goes on: "6（其中修订1" and "件）"
};

/// A field as every way of counting places it.
struct CountedField {
  Span where;
  PlaceByCounting begin;
  PlaceByCounting end;
  bool number = false;

  ColumnField As(Counting counting) const { return {where, begin.By(counting), end.By(counting), number, {}}; }
};

/// The part of a field before a blank in it, which takes `places`, and the part behind. `blank` counts bytes of the
/// field.
template <typename Field, typename Places>
std::pair<Field, Field> PartAt(const Field& field, std::size_t blank, const Places& places) {
  Field first = field;
  first.where.end = field.where.begin + static_cast<std::uint32_t>(blank);
  first.end = field.begin + places;
  Field last = field;
  last.where.begin = first.where.end + 1;
  last.begin = first.end + 1;
  return {first, last};
}

/// The fields of some lines, each read once: when it is first asked for.
class FieldsOfLines {
 public:
  FieldsOfLines(const Source& source, std::span<const Span> lines) : source_(source), lines_(lines) {}

  /// Stretches between two blanks or more; the numbers among the last of them are values.
  const std::vector<CountedField>& Of(std::size_t line);

 private:
  std::vector<CountedField> Read(Span line) const;
  void PartNarrow(std::vector<CountedField>& fields, std::vector<bool>& are_values) const;

  const Source& source_;
  std::span<const Span> lines_;
  std::deque<std::optional<std::vector<CountedField>>> read_;  ///< what `Of` gave stays where it is
};

}  // namespace gouji
