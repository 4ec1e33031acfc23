#include "input/pdf_pages.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "input/ascii.h"
#include "input/pdf_ruled_flow.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace gouji {
namespace {

struct PdfPage {
  double width = 0, height = 0;
  std::vector<PdfWords> words;
  std::vector<PdfRule> rules;
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
    if (fields[0] == "1") pages.push_back({Coordinate(fields[8]), Coordinate(fields[9]), {}, {}});
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

/// Nothing but characters that are as wide as their font is high. Quotes and dashes may be of a font for letters.
bool IsIdeographs(std::string_view text) {
  constexpr char32_t kFirst = 0x2E80;
  for (std::size_t at = 0; at < text.size();) {
    if (NextCodePoint(text, at) < kFirst) return false;
  }
  return true;
}

/// The boxes of words are as high as their font says, which for some (Type 3) is twice what is seen. How wide
/// ideographs are never lies: words with boxes of one height are given the height of the letters in them.
void TrimBoxes(std::vector<PdfPage>& pages) {
  constexpr double kLineOfEm = 1.3;
  std::map<long, std::vector<double>> ems;  // by height of the box, in tenths of a point
  const auto height_class = [](const PdfWords& word) { return std::lround(word.height() * 10); };
  for (const PdfPage& page : pages) {
    for (const PdfWords& word : page.words) {
      const auto characters = Characters(word.text);
      if (characters == 0 || !IsIdeographs(word.text)) continue;
      ems[height_class(word)].push_back(word.width() / static_cast<double>(characters));
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

/// A text with its numbers taken out: what is left is the same on every page of a header or footer.
std::string WithoutDigits(std::string_view text) {
  std::string kept;
  for (const char c : text) {
    if (!IsAsciiDigit(c) && c != ' ') kept += c;
  }
  return kept;
}

/// "3", "— 3 —", "第 3 页 共 5 页", "3/5": a number or two, and nothing else.
bool IsPageMark(const PdfLine& line, const PdfPage& page) {
  const std::string text = TextOf(line);
  int numbers = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool digit = IsAsciiDigit(text[i]);
    const bool before = i > 0 && IsAsciiDigit(text[i - 1]);
    if (digit && !before) ++numbers;
  }
  if (numbers < 1 || numbers > 2 || line.right() - line.left() > page.width * 0.3) return false;
  std::string rest = WithoutDigits(text);
  for (const std::string_view part : {"—", "–", "－", "-", "第", "页", "共", "/", "／", "·", "，", ","}) {
    for (std::size_t at = rest.find(part); at != rest.npos; at = rest.find(part)) rest.erase(at, part.size());
  }
  return rest.empty();
}

/// Puts what stands on the pages into the order of reading.
class Joiner {
 public:
  explicit Joiner(std::vector<PdfPage> pages) : pages_(std::move(pages)) { text_.stretches.emplace_back(); }

  PdfText Join() {
    TrimBoxes(pages_);
    for (PdfPage& page : pages_) {
      overhanging_ += WordsOverEdge(page);
      tables_.push_back(FindRuledTables(page.rules, page.words));
      for (const PdfRuledTable& table : tables_.back()) {
        overhanging_ += WordsOverEdge(table);
        text_.cut_off |= table.left() < -kOver || table.right() > page.width + kOver;
      }
      lines_.push_back(JoinHalfLines(PdfLinesOf(std::move(page.words))));
    }
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      for (const PdfLine& line : lines_[i]) {
        if (IsAtEdge(line, pages_[i])) repeated_[WithoutDigits(TextOf(line))].insert(i);
      }
    }
    for (std::size_t i = 0; i < lines_.size(); ++i) AddPage(i);
    constexpr std::size_t kSeveral = 3;
    text_.cut_off |= overhanging_ >= kSeveral;
    return std::move(text_);
  }

 private:
  static constexpr double kOver = 3;  // points

  /// Words of which the page ends in the middle. Letters of a watermark are set at every place, each by itself.
  static std::size_t WordsOverEdge(const PdfPage& page) {
    return static_cast<std::size_t>(std::ranges::count_if(page.words, [&](const PdfWords& word) {
      return word.width() > word.height() && (word.left < -1 || word.right > page.width + 1);
    }));
  }

  /// Words that begin left of their table: a printer's margin hides what is there of both.
  static std::size_t WordsOverEdge(const PdfRuledTable& table) {
    std::size_t over = 0;
    for (const PdfRuledCell& cell : table.cells) {
      over += static_cast<std::size_t>(std::ranges::count_if(cell.words, [&](const PdfWords& word) {
        return cell.column == 0 && word.left < table.left() - word.height() / 4;
      }));
    }
    return over;
  }

  static bool IsAtEdge(const PdfLine& line, const PdfPage& page) {
    constexpr double kEdge = 0.09;  // of the height of a page
    return line.middle() < page.height * kEdge || line.middle() > page.height * (1 - kEdge);
  }

  void AddPage(std::size_t i) {
    offset_.reset();
    auto table = tables_[i].begin();
    bool opens = true;  // nothing but margins yet
    const auto add_tables = [&](double above) {
      for (; table != tables_[i].end() && table->top() < above; ++table) {
        AddTable(std::move(*table), opens);
        opens = false;
      }
    };
    for (PdfLine& line : lines_[i]) {
      const std::string words = TextOf(line);
      const bool outermost = &line == &lines_[i].front() || &line == &lines_[i].back();
      const std::string letters = WithoutDigits(words);
      const bool running = pages_.size() > 1 && !letters.empty() && repeated_[letters].size() * 2 > pages_.size();
      if (IsAtEdge(line, pages_[i]) && ((outermost && IsPageMark(line, pages_[i])) || running)) {
        if (seen_.insert(letters).second) text_.margins.push_back(words);
        continue;
      }
      add_tables(line.middle());
      AddLine(std::move(line));
      opens = false;
    }
    add_tables(pages_[i].height + 1e6);
  }

  void AddTable(PdfRuledTable table, bool opens) {
    // One that ended the page before may go on.
    if (opens && text_.stretches.back().lines.empty() && text_.stretches.size() > 1) {
      std::vector<PdfRuledTable>& before = text_.stretches[text_.stretches.size() - 2].table;
      if (!before.empty() && GoesOn(before.back(), table)) {
        before.push_back(std::move(table));
        return;
      }
    }
    text_.stretches.back().table.push_back(std::move(table));
    text_.stretches.emplace_back();
  }

  void AddLine(PdfLine line) {
    std::vector<PdfLine>& lines = text_.stretches.back().lines;
    // The next page goes on right below the last line of this one.
    if (!offset_) offset_ = lines.empty() ? 0 : lines.back().bottom + line.height() * 0.5 - line.top;
    line.top += *offset_;
    line.bottom += *offset_;
    for (PdfWords& piece : line.pieces) {
      piece.top += *offset_;
      piece.bottom += *offset_;
    }
    lines.push_back(std::move(line));
  }

  std::vector<PdfPage> pages_;
  std::vector<std::vector<PdfRuledTable>> tables_;
  std::vector<std::vector<PdfLine>> lines_;
  std::map<std::string, std::set<std::size_t>> repeated_;  ///< lines at the edges, and the pages they are on
  std::set<std::string> seen_;
  std::optional<double> offset_;
  std::size_t overhanging_ = 0;  ///< words
  PdfText text_;
};

}  // namespace

PdfText ReadPdfPages(std::string_view tsv, std::vector<std::vector<PdfRule>> rules) {
  std::vector<PdfPage> pages = ParseWords(tsv);
  for (std::size_t i = 0; i < pages.size() && i < rules.size(); ++i) pages[i].rules = std::move(rules[i]);
  return Joiner(std::move(pages)).Join();
}

}  // namespace gouji
