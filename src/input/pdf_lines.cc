#include "input/pdf_lines.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "input/ascii.h"

namespace gouji {

namespace {

/// "2.": the mark of what stands behind it, in a font that is narrower than it.
bool IsMark(std::string_view text) {
  return text.size() >= 2 && text.ends_with('.') && std::ranges::all_of(text.substr(0, text.size() - 1), IsAsciiDigit);
}

/// Whether no piece of one line stands above one of the other.
bool AreBeside(const PdfLine& a, const PdfLine& b) {
  return std::ranges::none_of(a.pieces, [&](const PdfWords& piece) {
    return std::ranges::any_of(
        b.pieces, [&](const PdfWords& other) { return piece.left < other.right && other.left < piece.right; });
  });
}

}  // namespace

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
      const bool after_mark = !joined.empty() && IsMark(joined.back().text);
      const double touching = after_digit && digit ? 0.05 : after_mark ? 0.35 : after_digit || digit ? 0.2 : 0.08;
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

std::vector<PdfLine> JoinHalfLines(std::vector<PdfLine> lines) {
  constexpr double kHalf = 0.7;
  std::vector<PdfLine> joined;
  for (PdfLine& line : lines) {
    const bool half = !joined.empty() && HasValue(line) && HasValue(joined.back()) &&
                      line.middle() - joined.back().middle() < line.height() * kHalf && AreBeside(joined.back(), line);
    if (!half) {
      joined.push_back(std::move(line));
      continue;
    }
    std::vector<PdfWords>& pieces = joined.back().pieces;
    std::ranges::move(line.pieces, std::back_inserter(pieces));
    std::ranges::stable_sort(pieces, {}, &PdfWords::left);
  }
  return joined;
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
