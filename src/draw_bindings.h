#pragma once

#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "output/writer.h"
#include "report/report.h"

namespace gouji {

/// Columns of a form, or of a drawn table.
struct Columns {
  int begin = 0;
  int end = 0;  ///< after the last
};

/// What binding says about the cells of one table, by where they stand. Views the table.
class Bindings {
 public:
  explicit Bindings(const BoundTable& table);

  struct Value {
    const BoundRow* row = nullptr;
    int block = 0;
    int column = 0;
  };

  /// The value that stands there; null where none does.
  const Value* value(Span where) const;
  /// The row whose label stands there; null where none does.
  const BoundRow* row(Span label) const;

  Subject SubjectOf(const Value& value) const;
  /// The columns of its block that a heading stands over: its own, or those it is a spanning heading of.
  std::optional<Columns> Under(const Cell& cell) const;
  /// As many columns as the widest block has.
  int width() const;
  /// The last column of a block that has fewer than the table is wide goes on to the table's end.
  Columns Widened(int block, int begin, int end) const;
  /// The group a row belongs to; empty where it is in none.
  std::string_view GroupOf(const BoundRow* row) const;

 private:
  const BoundTable& table_;
  std::map<Span, Value> values_;
  std::map<Span, const BoundRow*> labels_;
  std::map<Span, std::pair<int, int>> headings_;  ///< block and column
};

/// A cell as it stands in its grid.
DrawnCell Drawn(const Cell& cell, const Bindings& bindings);

}  // namespace gouji
