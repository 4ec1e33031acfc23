#pragma once

#include <cstdint>
#include <string_view>

#include "report/document.h"

namespace gouji {

/// Fills a grid from left to right and from top to bottom, within the limits on rows, columns and cells. What goes
/// beyond them is not stored; who sees `full()` ends the table.
class GridWriter {
 public:
  GridWriter(Source& source, Grid& grid) : source_(source), grid_(grid) {}

  /// A cell that says the source's own bytes at `where`, without the blanks at its ends. A blank one gets an empty span
  /// at `where.begin`.
  void Cell(Span where) { Cell(source_.At(where)); }
  void Cell(Text text);
  /// Ends the row; an empty one is none.
  void EndRow();
  /// No further cell would be stored.
  bool full() const;
  bool row_empty() const { return column_ == 0; }

  /// Hands the grid over, with all that was added and the span from `begin` to `end`.
  void Finish(GridKind kind, bool padded, Span where);

 private:
  Source& source_;
  Grid& grid_;
  std::uint32_t row_ = 0;
  std::uint32_t column_ = 0;
};

/// `where` without blanks at its ends; blank throughout, an empty span at its beginning.
Span TrimSpan(const Source& source, Span where);
/// `text` without blanks at its ends, in the same way.
Text TrimText(const Text& text);

/// Nothing but blanks.
bool IsBlankLine(std::string_view line);
/// How wide a line is, roughly: two for an ideograph or full-width mark, one for everything else.
std::size_t RoughWidth(std::string_view line);
/// Begins like a numbered heading: a Chinese ordinal and a mark ("三、", "十二.").
bool BeginsWithOrdinal(std::string_view line);
/// Begins with the mark of a row: "三、", "（二）", "1.".
bool BeginsWithMark(std::string_view line);
/// Long, or a sentence with its full stop: nothing that stands in a cell.
bool LooksLikeProse(std::string_view line);
/// Says a number, a placeholder or nothing: what stands in a cell that is no label.
bool LooksLikeValue(std::string_view text);

}  // namespace gouji
