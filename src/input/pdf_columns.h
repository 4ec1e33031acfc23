#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "input/pdf_lines.h"

namespace gouji {

/// Where the columns of a table stand that no lines are drawn around: labels in one to three of them, the columns of
/// values on their right. Columns are counted from the left, the label columns first.
class PdfColumns {
 public:
  PdfColumns() = default;
  /// `rows` are the indexes of the lines with values; there is one at least.
  PdfColumns(std::span<const PdfLine> lines, std::span<const std::size_t> rows);

  std::uint32_t labels() const { return static_cast<std::uint32_t>(labels_.size()); }
  std::uint32_t count() const { return labels() + static_cast<std::uint32_t>(values_.size()); }

  /// The label column a piece begins in, or nothing when it stands among the values.
  std::optional<std::uint32_t> LabelColumnOf(const PdfWords& piece) const;
  /// Whether a piece stands in the last label column or reaches into it.
  bool ReachesLastLabel(const PdfWords& piece) const;
  /// The value column nearest to a piece.
  std::uint32_t ValueColumnOf(const PdfWords& piece) const;
  /// How many value columns a piece stands over.
  long Covered(const PdfWords& piece) const;

 private:
  struct Column {
    double left = 0, right = 0;
  };

  void FindValues(std::span<const PdfLine> lines, std::span<const std::size_t> rows);
  void FindLabels(std::span<const PdfLine> lines);
  void Widen(const PdfWords& piece);

  std::vector<Column> labels_;
  std::vector<Column> values_;
};

}  // namespace gouji
