#include "input/pdf_lines.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "input/ascii.h"
#include "text/fold.h"

namespace gouji {
namespace {

struct PdfPage {
  double width = 0, height = 0;
  std::vector<PdfWords> words;
};

std::vector<std::string_view> SplitTabs(std::string_view line) {
  std::vector<std::string_view> fields;
  for (;;) {
    const std::size_t tab = fields.size() == 11 ? line.npos : line.find('\t');
    fields.push_back(line.substr(0, tab));
    if (tab == line.npos) return fields;
    line.remove_prefix(tab + 1);
  }
}

double Coordinate(std::string_view field) {
  double value = 0;
  std::from_chars(field.data(), field.data() + field.size(), value);
  return std::isfinite(value) && std::abs(value) < 1e6 ? value : 0;
}

std::vector<PdfPage> ParseWords(std::string_view tsv) {
  std::vector<PdfPage> pages;
  while (!tsv.empty()) {
    const std::size_t end = std::min(tsv.find('\n'), tsv.size());
    const std::vector<std::string_view> fields = SplitTabs(tsv.substr(0, end));
    tsv.remove_prefix(std::min(end + 1, tsv.size()));
    if (fields.size() < 12) continue;
    if (fields[0] == "1") pages.push_back({Coordinate(fields[8]), Coordinate(fields[9]), {}});
    if (fields[0] != "5" || pages.empty()) continue;
    PdfWords word;
    word.left = Coordinate(fields[6]);
    word.top = Coordinate(fields[7]);
    word.right = word.left + Coordinate(fields[8]);
    word.bottom = word.top + Coordinate(fields[9]);
    word.text = Trim(fields[11]);
    if (!word.text.empty() && word.height() > 0) pages.back().words.push_back(std::move(word));
  }
  return pages;
}

/// The boxes of words are as high as their font says, which for some (Type 3) is twice what is seen. How wide
/// ideographs are never lies: words with boxes of one height are given the height of the letters in them.
void TrimBoxes(std::vector<PdfPage>& pages) {
  constexpr double kLineOfEm = 1.3;
  std::map<long, std::vector<double>> ems;  // by height of the box, in tenths of a point
  const auto height_class = [](const PdfWords& word) { return std::lround(word.height() * 10); };
  for (const PdfPage& page : pages) {
    for (const PdfWords& word : page.words) {
      const std::size_t characters = Characters(word.text);
      const bool ideographs = word.text.size() == characters * 3;
      if (ideographs) ems[height_class(word)].push_back(word.width() / static_cast<double>(characters));
    }
  }
  for (auto& [height, of_class] : ems) std::ranges::nth_element(of_class, of_class.begin() + of_class.size() / 2);
  for (PdfPage& page : pages) {
    for (PdfWords& word : page.words) {
      const auto of_class = ems.find(height_class(word));
      if (of_class == ems.end()) continue;
      const double height = of_class->second[of_class->second.size() / 2] * kLineOfEm;
      const double middle = word.middle();
      if (height <= 0) continue;
      word.top = middle - height / 2;
      word.bottom = middle + height / 2;
    }
  }
}

/// PdfWords at one height become a line, and words of a line that almost touch become one piece.
std::vector<PdfLine> LinesOf(std::vector<PdfWords> words) {
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

/// A text with its numbers taken out: what is left is the same on every page of a header or footer.
std::string WithoutDigits(std::string_view text) {
  std::string kept;
  for (const char c : text) {
    if ((c < '0' || c > '9') && c != ' ') kept += c;
  }
  return kept;
}

/// "3", "— 3 —", "第 3 页 共 5 页", "3/5": a number or two, and nothing else.
bool IsPageMark(const PdfLine& line, const PdfPage& page) {
  const std::string text = TextOf(line);
  int numbers = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    const bool before = i > 0 && text[i - 1] >= '0' && text[i - 1] <= '9';
    if (digit && !before) ++numbers;
  }
  if (numbers < 1 || numbers > 2 || line.right() - line.left() > page.width * 0.3) return false;
  std::string rest = WithoutDigits(text);
  for (const std::string_view part : {"—", "–", "－", "-", "第", "页", "共", "/", "／", "·", "，", ","}) {
    for (std::size_t at = rest.find(part); at != rest.npos; at = rest.find(part)) rest.erase(at, part.size());
  }
  return rest.empty();
}

PdfText JoinPages(std::vector<PdfPage> pages) {
  TrimBoxes(pages);
  constexpr double kEdge = 0.09;  // of the height of a page
  std::vector<std::vector<PdfLine>> by_page;
  std::map<std::string, std::set<std::size_t>> repeated;
  const auto at_edge = [&](const PdfLine& line, const PdfPage& page) {
    return line.middle() < page.height * kEdge || line.middle() > page.height * (1 - kEdge);
  };
  for (std::size_t i = 0; i < pages.size(); ++i) {
    by_page.push_back(LinesOf(std::move(pages[i].words)));
    for (const PdfLine& line : by_page.back()) {
      if (at_edge(line, pages[i])) repeated[WithoutDigits(TextOf(line))].insert(i);
    }
  }
  PdfText text;
  std::set<std::string> seen;
  double offset = 0;
  for (std::size_t i = 0; i < by_page.size(); ++i) {
    bool first = true;
    for (PdfLine& line : by_page[i]) {
      const std::string words = TextOf(line);
      const bool outermost = &line == &by_page[i].front() || &line == &by_page[i].back();
      const std::string letters = WithoutDigits(words);
      const bool running = pages.size() > 1 && !letters.empty() && repeated[letters].size() * 2 > pages.size();
      if (at_edge(line, pages[i]) && ((outermost && IsPageMark(line, pages[i])) || running)) {
        if (seen.insert(WithoutDigits(words)).second) text.margins.push_back(words);
        continue;
      }
      // The next page goes on right below the last line of this one.
      if (first) offset = text.lines.empty() ? 0 : text.lines.back().bottom + line.height() * 0.5 - line.top;
      first = false;
      line.top += offset;
      line.bottom += offset;
      for (PdfWords& piece : line.pieces) {
        piece.top += offset;
        piece.bottom += offset;
      }
      text.lines.push_back(std::move(line));
    }
  }
  return text;
}

}  // namespace

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

PdfText ReadPdfLines(std::string_view tsv) { return JoinPages(ParseWords(tsv)); }

}  // namespace gouji
