#include "input/pdf_flow.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "input/pdf_ruled_flow.h"
#include "input/pdf_table.h"
#include "input/text_lines.h"

namespace gouji {
namespace {

/// "二、" and its words behind a tab, as Word numbers a heading: two pieces, and no cells.
bool IsNumberedHeading(const PdfLine& line) {
  constexpr std::size_t kShortest = 8;  // characters; a row's label may stand beside the "三、" of its group
  if (line.pieces.size() != 2) return false;
  const PdfWords& mark = line.pieces[0];
  const PdfWords& words = line.pieces[1];
  return mark.text.ends_with("、") && BeginsWithProperOrdinal(mark.text) && Characters(mark.text) <= 3 &&
         words.left - mark.right < words.height() * 2.5 && Characters(words.text) >= kShortest &&
         !BeginsWithMark(words.text) && words.text.find("，") == std::string::npos;
}

/// Several things side by side with a gap between that no sentence has.
bool IsTabular(const PdfLine& line) {
  if (IsNumberedHeading(line)) return false;
  for (std::size_t i = 1; i < line.pieces.size(); ++i) {
    const PdfWords& piece = line.pieces[i];
    const double gap = piece.left - line.pieces[i - 1].right;
    if (gap > piece.height() * 0.75) return true;
  }
  // Narrow columns: a row of numbers is no sentence however close they stand, nor is a label with one number after it.
  if (line.pieces.size() == 2 && IsPdfValue(line.pieces[1].text) && !IsPdfValue(line.pieces[0].text)) {
    if (line.pieces[0].text.find("，") == std::string::npos) return true;
  }
  return std::ranges::count_if(line.pieces, [](const PdfWords& piece) { return IsPdfValue(piece.text); }) >= 3;
}

/// A table with more lines is read as several: to build one takes time that grows with its square.
constexpr std::size_t kMostTableLines = 1000;

/// How far lines reach to the left and to the right.
class Margins {
 public:
  explicit Margins(const std::vector<PdfLine>& lines) { Add(lines); }
  explicit Margins(const std::vector<PdfStretch>& stretches) {
    for (const PdfStretch& stretch : stretches) Add(stretch.lines);
  }

  double left() const { return lefts_.empty() ? 0 : lefts_[lefts_.size() / 20]; }
  double right() const { return rights_.empty() ? 0 : rights_[rights_.size() - 1 - rights_.size() / 20]; }

 private:
  void Add(const std::vector<PdfLine>& lines) {
    for (const PdfLine& line : lines) {
      lefts_.push_back(line.left());
      rights_.push_back(line.right());
    }
    std::ranges::sort(lefts_);
    std::ranges::sort(rights_);
  }

  std::vector<double> lefts_, rights_;
};

class FlowBuilder {
 public:
  FlowBuilder(std::vector<PdfLine> lines, const Margins& margins, bool opens_document)
      : lines_(std::move(lines)), left_(margins.left()), right_(margins.right()), opens_document_(opens_document) {
    PartNumbers();
  }

  Flow Build() {
    for (std::size_t i = 0; i < lines_.size();) {
      const std::size_t end = EndOfTable(i);
      if (end == i) {
        i = AddParagraph(i);
        continue;
      }
      AddTables(i, end);
      i = end;
    }
    return std::move(flow_);
  }

 private:
  double width() const { return std::max(right_ - left_, 1.0); }

  /// Takes a number off the label it touches where it ends its line and stands right below or above other numbers.
  void PartNumbers() {
    constexpr std::size_t kNear = 12;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      for (std::size_t k = 0; k < lines_[i].pieces.size(); ++k) {
        const PdfWords piece = lines_[i].pieces[k];
        if (piece.number_at == 0 || !IsPdfValue(std::string_view(piece.text).substr(piece.number_at))) continue;
        const bool rest =
            std::ranges::all_of(lines_[i].pieces.begin() + static_cast<std::ptrdiff_t>(k) + 1, lines_[i].pieces.end(),
                                [](const PdfWords& p) { return IsPdfValue(p.text); });
        bool aligned = false;
        for (std::size_t j = i < kNear ? 0 : i - kNear; rest && j < std::min(i + kNear, lines_.size()); ++j) {
          aligned |= j != i && std::ranges::any_of(lines_[j].pieces, [&](const PdfWords& other) {
                       const double center = (piece.number_left + piece.right) / 2;
                       const bool left = std::abs(other.left - piece.number_left) < 1.5;
                       return other.left > lines_[j].left() && (left || std::abs(other.center() - center) < 1.5);
                     });
        }
        if (!aligned) continue;
        PdfWords number = piece;
        number.text = piece.text.substr(piece.number_at);
        number.left = piece.number_left;
        number.number_at = 0;
        PdfWords& label = lines_[i].pieces[k];
        label.text.resize(piece.number_at);
        label.right = piece.number_left - piece.number_gap;
        label.number_at = 0;
        lines_[i].pieces.insert(lines_[i].pieces.begin() + static_cast<std::ptrdiff_t>(k) + 1, std::move(number));
      }
    }
  }

  /// A line that can only be of the report around a table.
  bool IsProse(const PdfLine& line) const {
    if (IsTabular(line)) return false;
    const std::string text = TextOf(line);
    const bool full = line.right() - line.left() > width() * 0.7;
    const bool sentence = text.find("。") != text.npos || text.find("，") != text.npos;
    if (full && sentence) return true;
    constexpr std::size_t kShortestHeading = 10;
    return BeginsWithProperOrdinal(text) && Characters(text) >= kShortestHeading;
  }

  /// The line after a table that begins at `first`; `first` when none does.
  std::size_t EndOfTable(std::size_t first) const {
    if (IsProse(lines_[first])) return first;
    std::size_t end = first, tabular = 0;
    bool values = false;
    // Above its first row a table may have a line of one cell, and a label that began higher than its row.
    constexpr std::size_t kFarthest = 4;
    std::size_t last = first;
    const std::size_t farthest = std::min(lines_.size(), first + kMostTableLines);
    for (std::size_t i = first; i < farthest && !IsProse(lines_[i]); ++i) {
      const bool row = IsTabular(lines_[i]);
      if (!row) {
        if (i - last > kFarthest || (tabular == 0 && i - first > 2)) break;
        continue;
      }
      last = i;
      ++tabular;
      values |= HasValue(lines_[i]);
      end = i + 1;
    }
    if (tabular < 2 || !values) return first;
    // The rest of the last label.
    while (end < farthest && !IsProse(lines_[end]) && !IsTabular(lines_[end]) &&
           lines_[end].middle() - lines_[end - 1].middle() < lines_[end].height() * 1.25 &&
           lines_[end].right() - lines_[end].left() < width() * 0.3 && !BeginsWithProperOrdinal(TextOf(lines_[end]))) {
      ++end;
    }
    return end;
  }

  /// One stretch of table lines may hold several tables under one another, each below a line of one cell and a heading
  /// row with as many cells as the row of numbers that follows it.
  void AddTables(std::size_t first, std::size_t end) {
    std::size_t begin = first;
    for (std::size_t i = first + 1; i + 2 < end; ++i) {
      if (StartsTable(i)) {
        AddTable(begin, i);
        begin = i;
      }
    }
    AddTable(begin, end);
  }

  bool StartsTable(std::size_t i) const {
    const PdfLine& title = lines_[i];
    const PdfLine& heading = lines_[i + 1];
    const PdfLine& row = lines_[i + 2];
    return title.pieces.size() == 1 && !HasValue(title) && heading.pieces.size() >= 2 && !HasValue(heading) &&
           HasValue(row) && row.pieces.size() == heading.pieces.size();
  }

  void AddTable(std::size_t first, std::size_t end) {
    // The line of one cell above a table is a row from edge to edge.
    std::string title;
    if (first + 2 < end && StartsTable(first)) title = TextOf(lines_[first++]);
    FlowItem item;
    item.table = BuildPdfTable(std::span(lines_).subspan(first, end - first));
    if (!title.empty()) {
      std::uint32_t columns = 1;
      for (const auto& row : item.table->rows) {
        for (const FlowCell& cell : row) columns = std::max(columns, cell.column + cell.column_span);
      }
      FlowCell cell;
      cell.column_span = columns;
      FlowItem words;
      words.text = title;
      cell.content.push_back(std::move(words));
      std::vector<FlowCell> row;
      row.push_back(std::move(cell));
      item.table->rows.insert(item.table->rows.begin(), std::move(row));
    }
    flow_.push_back(std::move(item));
  }

  /// As far from the left edge as from the right one: a title, above whatever begins at the edge.
  bool IsCentred(const PdfLine& line) const {
    const double before = line.left() - left_;
    return before > line.height() * 0.5 && std::abs(before - (right_ - line.right())) < line.height();
  }

  /// Set at the right edge, as a signature is: what stands below is no more of it.
  bool IsSetRight(const PdfLine& line) const {
    return line.left() - left_ > width() * 0.5 && line.right() > right_ - line.height() * 1.7;
  }

  /// Joins the lines of one paragraph: those that reach the right edge go on in the next.
  std::size_t AddParagraph(std::size_t first) {
    FlowItem item;
    item.text = TextOf(lines_[first]);
    std::size_t i = first + 1;
    for (; i < lines_.size(); ++i) {
      const PdfLine& above = lines_[i - 1];
      const PdfLine& line = lines_[i];
      const bool full = above.right() > right_ - above.height() * 1.7;
      const bool same_size = std::abs(above.height() - line.height()) < above.height() * 0.15;
      const bool indented = line.left() > left_ + line.height() && above.left() < line.left();
      const bool large = above.height() > lines_.front().height() * 0.95 && first == 0 && opens_document_;
      if (!full || !same_size || (first == 0 && opens_document_ && IsCentred(above) && !IsCentred(line)) ||
          (indented && !large) || IsSetRight(above) || EndOfTable(i) != i)
        break;
      if (BeginsWithProperOrdinal(TextOf(line))) break;
      AppendWord(item.text, TextOf(line), 0, line.height());
    }
    flow_.push_back(std::move(item));
    return i;
  }

  std::vector<PdfLine> lines_;
  double left_ = 0, right_ = 0;
  bool opens_document_ = false;
  Flow flow_;
};

}  // namespace

Flow BuildPdfFlow(PdfText text) {
  const Margins margins(text.stretches);
  Flow flow;
  for (PdfStretch& stretch : text.stretches) {
    const bool opens = &stretch == &text.stretches.front();
    std::ranges::move(FlowBuilder(std::move(stretch.lines), margins, opens).Build(), std::back_inserter(flow));
    if (stretch.table.empty()) continue;
    FlowItem item;
    item.table = BuildRuledTable(std::move(stretch.table));
    flow.push_back(std::move(item));
  }
  for (std::string& margin : text.margins) {
    FlowItem item;
    item.text = std::move(margin);
    item.role = Paragraph::Role::kMargin;
    flow.push_back(std::move(item));
  }
  return flow;
}

Flow BuildPdfParagraphs(std::vector<PdfLine> lines) {
  const Margins margins(lines);
  return FlowBuilder(std::move(lines), margins, false).Build();
}

}  // namespace gouji
