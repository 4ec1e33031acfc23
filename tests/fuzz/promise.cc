#include <cstdio>
#include <cstdlib>
#include <variant>

#include "target.h"
#include "text/utf8.h"

namespace gouji {
namespace {

/// Positions looked up in a grid; a large one is looked at here and there.
constexpr std::uint32_t kLookups = 2000;

bool IsUtf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    if (NextCodePoint(text, at) == 0xFFFD && at == begin + 1) return false;
  }
  return true;
}

void PromiseWhole(const Source& source, const Text& text) {
  PromiseInside(source, text.where);
  Promise(IsUtf8(text.says), "what a text says is UTF-8");
  const Span all = text.SpanOf(0, text.says.size());
  PromiseInside(source, all);
  for (const Piece& piece : text.pieces) PromiseInside(source, piece.where);
  if (text.pieces.empty()) Promise(source.Slice(text.where) == text.says, "a verbatim text says what stands there");
  if (text.says.size() > 2) {
    const Text part = text.Part(1, text.says.size() - 1);
    PromiseInside(source, part.where);
    PromiseInside(source, part.SpanOf(0, part.says.size()));
  }
}

}  // namespace

void Promise(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s\n", what);
  std::abort();
}

void PromiseInside(const Source& source, Span where) {
  Promise(where.begin <= where.end && where.end <= source.text().size(), "a span lies inside its source");
}

void PromiseInside(const Source& source, const Diagnostics& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics.all()) PromiseInside(source, diagnostic.where);
}

void PromiseWhole(const Source& source, const Grid& grid) {
  PromiseInside(source, grid.where);
  std::uint32_t row = 0;
  std::uint32_t column = 0;
  for (const Cell& cell : grid.cells) {
    PromiseWhole(source, cell.text);
    Promise(cell.row_span > 0 && cell.column_span > 0, "a cell covers something");
    Promise(cell.row + cell.row_span <= grid.rows && cell.column + cell.column_span <= grid.columns,
            "a cell lies inside its grid");
    Promise(cell.row > row || (cell.row == row && cell.column >= column), "cells go by row, then by column");
    row = cell.row;
    column = cell.column + 1;
  }
  const std::uint32_t every = grid.rows * grid.columns / kLookups + 1;
  for (std::uint32_t at = 0; at < grid.rows * grid.columns; at += every) {
    const std::uint32_t y = at / grid.columns;
    const std::uint32_t x = at % grid.columns;
    const Cell* cell = grid.At(y, x);
    Promise(cell == nullptr || (cell->row <= y && y < cell->row + cell->row_span && cell->column <= x &&
                                x < cell->column + cell->column_span),
            "the cell at a position covers it");
  }
}

void PromiseWhole(const Document& document) {
  Promise(document.source != nullptr, "a document has its source");
  Promise(IsUtf8(document.source->text()), "a source is UTF-8");
  for (const Block& block : document.blocks) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
      PromiseWhole(*document.source, paragraph->text);
    } else {
      PromiseWhole(*document.source, std::get<Grid>(block));
    }
  }
}

void PromiseHarmless(std::string_view text) {
  Promise(IsUtf8(text), "what is printed is UTF-8");
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = NextCodePoint(text, at);
    const bool control = (c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0);
    const bool turns = c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
                       (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029;
    Promise(!control && !turns, "nothing printed is obeyed by a terminal");
  }
}

}  // namespace gouji
