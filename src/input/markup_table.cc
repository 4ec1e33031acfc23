#include "input/markup_table.h"

#include <utility>

#include "input/ascii.h"
#include "input/limits.h"
#include "input/text_lines.h"

namespace gouji {

void MarkupTable::AddCell(Span where, std::uint32_t row_span, std::uint32_t column_span) {
  ClaimedCell& cell = rows_.back().emplace_back();
  cell.content = lines_.size();
  cell.row_span = row_span;
  cell.column_span = column_span;
  lines_.push_back({TrimSpan(source_, where)});
}

void MarkupTable::GoOn(Span where) {
  if (lines_.empty() || IsBlankLine(source_.Slice(where))) return;
  lines_.back().push_back(TrimSpan(source_, where));
}

void MarkupTable::EndRow() {
  if (!rows_.back().empty()) rows_.emplace_back();
}

Text MarkupTable::TextOf(const std::vector<Span>& lines) const {
  TextBuilder text(source_);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view before = text.says();
    const std::string_view words = source_.Slice(lines[i]);
    // Two numbers are two.
    const bool numbers =
        !before.empty() && !words.empty() && IsAsciiDigit(before.back()) && IsAsciiDigit(words.front());
    if (numbers) text.Add(" ", {lines[i - 1].end, lines[i].begin});
    text.Add(lines[i]);
  }
  return TrimText(text.Build(lines.front().begin));
}

void MarkupTable::Finish(Span where, Grid& grid) {
  EndRow();
  rows_.pop_back();
  const std::optional<PlacedCells> placed = PlaceCells(rows_);
  if (placed) {
    grid = MakeGrid(*placed, where, [&](const ClaimedCell& cell) { return TextOf(lines_[cell.content]); });
  } else {
    grid.rows = kMostRows;
  }
}

}  // namespace gouji
