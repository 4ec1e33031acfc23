#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gouji {

/// Words of a page, or a run of them on one line with no gap a reader would see.
struct PdfWords {
  double left = 0, right = 0, top = 0, bottom = 0;
  std::string text;
  /// A number that was joined last, where the two touch: in a narrow table it may be a cell of its own.
  std::size_t number_at = 0;
  double number_left = 0, number_gap = 0;

  double height() const { return bottom - top; }
  double middle() const { return (top + bottom) / 2; }
  double center() const { return (left + right) / 2; }
  double width() const { return right - left; }
};

/// What stands at one height of a page, from left to right.
struct PdfLine {
  std::vector<PdfWords> pieces;
  double top = 0, bottom = 0;

  double height() const { return bottom - top; }
  double middle() const { return (top + bottom) / 2; }
  double left() const { return pieces.front().left; }
  double right() const { return pieces.back().right; }
};

/// Words at one height become a line, and words of a line that almost touch become one piece.
std::vector<PdfLine> PdfLinesOf(std::vector<PdfWords> words);

/// Lines with numbers that are half a line apart, beside each other, as one: a cell with an empty line above its number
/// has it lower than the cells beside it. Rows of numbers are a whole line apart.
std::vector<PdfLine> JoinHalfLines(std::vector<PdfLine> lines);

/// How many characters a text has.
std::size_t Characters(std::string_view text);

/// Blanks between words are a matter of type setting; between two words of letters they are part of the text.
void AppendWord(std::string& text, std::string_view word, double gap, double height);

/// Whether a piece is what stands in a value cell: it begins with a number or is a placeholder.
bool IsPdfValue(std::string_view text);

/// Whether a value stands in a line.
bool HasValue(const PdfLine& line);

/// What stands in a line, as one text.
std::string TextOf(const PdfLine& line);

}  // namespace gouji
