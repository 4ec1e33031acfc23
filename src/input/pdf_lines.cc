#include "input/pdf_lines.h"

#include <algorithm>
#include <utility>

#include "input/ascii.h"

namespace gouji {

std::vector<PdfLine> PdfLinesOf(std::vector<PdfWords> words) {
  std::ranges::stable_sort(words, {}, [](const PdfWords& word) { return word.middle(); });
  std::vector<PdfLine> lines;
  for (PdfWords& word : words) {
    const bool same = !lines.empty() && word.middle() < lines.back().bottom - lines.back().height() * 0.25 &&
                      word.middle() - lines.back().middle() < std::min(word.height(), lines.back().height()) * 0.35;
    if (!same) lines.push_back({{}, word.top, word.bottom});
    lines.back().pieces.push_back(std::move(word));
  }
  for (PdfLine& line : lines) {
    std::ranges::stable_sort(line.pieces, {}, &PdfWords::left);
    std::vector<PdfWords> joined;
    for (PdfWords& word : line.pieces) {
      const double gap = joined.empty() ? 0 : word.left - joined.back().right;
      // Two numbers side by side are two, however close, and words of ideographs are only told apart by a gap. Between
      // an ideograph and a number there always is one.
      const bool after_digit = !joined.empty() && IsAsciiDigit(joined.back().text.back());
      const bool digit = IsAsciiDigit(word.text[0]);
      const double touching = after_digit && digit ? 0.05 : after_digit || digit ? 0.2 : 0.08;
      if (joined.empty() || gap > word.height() * touching) {
        joined.push_back(std::move(word));
        continue;
      }
      PdfWords& before = joined.back();
      before.number_at = digit && gap > word.height() * 0.05 ? before.text.size() : 0;
      before.number_left = word.left;
      before.number_gap = gap;
      AppendWord(before.text, word.text, gap, word.height());
      before.right = std::max(before.right, word.right);
      before.top = std::min(before.top, word.top);
      before.bottom = std::max(before.bottom, word.bottom);
    }
    line.pieces = std::move(joined);
  }
  return lines;
}

std::size_t Characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

void AppendWord(std::string& text, std::string_view word, double gap, double height) {
  if (!text.empty() && !word.empty()) {
    const bool letters = static_cast<unsigned char>(text.back()) < 0x80 && static_cast<unsigned char>(word[0]) < 0x80;
    if (letters ? gap > height * 0.1 : gap > height * 0.6) text += ' ';
  }
  text += word;
}

std::string TextOf(const PdfLine& line) {
  std::string text;
  double right = 0;
  for (const PdfWords& piece : line.pieces) {
    AppendWord(text, piece.text, piece.left - right, piece.height());
    right = piece.right;
  }
  return text;
}

bool IsPdfValue(std::string_view text) {
  if (text == "-" || text == "—" || text == "/" || text == "--" || text == "——") return true;
  if (text.starts_with("-") || text.starts_with("+")) text.remove_prefix(1);
  const std::size_t digits = text.find_first_not_of("0123456789.,");
  if (text.empty() || text[0] < '0' || text[0] > '9') return false;
  if (digits == text.npos) return text.back() != '.';
  // "22（其中修订16件）" and "5件" are values, "1.属于国家秘密" is not, nor is "5．要", cut by a page's end.
  const std::string_view rest = text.substr(digits);
  if (rest.starts_with("．") || rest.starts_with("、")) return false;
  return text[digits - 1] != '.' && (rest.starts_with("（") || rest.starts_with("(") || Characters(rest) <= 2);
}

bool HasValue(const PdfLine& line) {
  return std::ranges::any_of(line.pieces, [](const PdfWords& piece) { return IsPdfValue(piece.text); });
}

}  // namespace gouji
