#include <algorithm>
#include <utility>

#include "input/grid_writer.h"
#include "input/label_rhythm.h"
#include "input/layout.h"
#include "input/limits.h"
#include "input/text_lines.h"
#include "text/fold.h"
#include "text/number.h"
#include "text/utf8.h"

// Tables of which only the order of the words is left: a cell a paragraph, or a row a line with a blank between its
// cells, broken where the page was full. A row is words, then numbers; blank cells have left no trace.
//
//     （一）予以公开             （一）予以公开 24 8 0 5 3 2 42
//     24                      6.申请人逾期未按收费通知要求缴纳费用、行政机关不再处
//     8                       理其申请 0 0 0 0 0 0 0
//
// Prose looks much the same, so this is asked only where a table is due and none was found.

namespace gouji {
namespace {

constexpr std::size_t kFewestNumbers = 3;
constexpr std::size_t kWidestTail = 80;   // of words after the last number that may be the label of a row of blanks
constexpr std::size_t kNumbersOfRow = 2;  // on one line, so that they are a row of their own

/// A word or number between blanks.
struct Token {
  Text text;
  bool number = false;
};

/// What goes on with more words and numbers is read as another table, so that none is left out.
constexpr std::size_t kMostItems = std::min<std::size_t>(kMostRows, kMostCellsInGrid) / 2;

/// Whether a bracket right behind a number, at `at`, closes: "3（其中修订 1 件）".
bool OpensRemark(std::string_view text, std::size_t number, std::size_t at) {
  const bool digits = text[number] >= '0' && text[number] <= '9';
  return digits && (text.find("）", at) != text.npos || text.find(')', at) != text.npos);
}

/// What is between blanks; a number and the remark behind it are one.
std::vector<Text> SplitAtBlanks(const Text& text) {
  std::vector<Text> parts;
  std::size_t begin = 0;
  bool open = false;
  bool remark = false;
  for (std::size_t at = 0; at < text.says.size();) {
    const std::size_t start = at;
    const char32_t c = NextCodePoint(text.says, at);
    if (open && (c == U'（' || c == U'(')) remark = OpensRemark(text.says, begin, at);
    if (c == U'）' || c == U')') remark = false;
    const bool blank = IsBlank(c) && !remark;
    if (!blank && !open) begin = start;
    if (blank && open) parts.push_back(text.Part(begin, start));
    open = !blank;
  }
  if (open) parts.push_back(text.Part(begin, text.says.size()));
  return parts;
}

bool IsNumber(std::string_view token) {
  if (token.ends_with('.') || token.ends_with("、")) return false;
  const CellValue::Kind kind = ReadCell(token).kind;
  return kind == CellValue::Kind::kNumber || kind == CellValue::Kind::kPlaceholder;
}

/// The words of a paragraph, and the numbers at its end.
std::vector<Token> TokensOf(const Text& paragraph) {
  std::vector<Token> tokens;
  for (const Text& part : SplitAtBlanks(paragraph)) tokens.push_back({part, false});
  for (std::size_t i = tokens.size(); i > 0 && IsNumber(tokens[i - 1].text.says); --i) tokens[i - 1].number = true;
  return tokens;
}

/// Whether the paragraph at `at` is a row's label with an explanation of it, the row's numbers right below:
/// 规章：指省、自治区、直辖市和设区的市的人民政府制定的规章。
bool IsExplainedLabel(const std::vector<Block>& blocks, std::size_t at, std::string_view text) {
  constexpr std::size_t kLongestLabel = std::size_t{3} * 12;
  const std::size_t colon = std::min(text.find("："), text.find(':'));
  if (colon == 0 || colon > kLongestLabel) return false;
  std::size_t numbers = 0;
  for (std::size_t i = at + 1; i < blocks.size() && numbers < kNumbersOfRow; ++i) {
    const auto* paragraph = std::get_if<Paragraph>(&blocks[i]);
    if (paragraph == nullptr || !IsNumber(Trim(paragraph->text.says))) break;
    ++numbers;
  }
  return numbers == kNumbersOfRow;
}

bool IsSentence(std::string_view text) { return LooksLikeProse(text) || text.find("。") != std::string_view::npos; }

/// Paragraphs between sentences, read as a table.
class BareTable {
 public:
  explicit BareTable(Source& source) : source_(source), paged_(source.text().find('\f') != std::string_view::npos) {}

  void Add(const Text& paragraph, std::size_t block) {
    const std::vector<Token> tokens = TokensOf(paragraph);
    const auto numbers = static_cast<std::size_t>(std::ranges::count(tokens, true, &Token::number));
    // Numbers on a line below a label with its numbers stood lower than these, in whichever columns.
    const bool row_of_numbers = numbers == tokens.size() && (numbers >= kNumbersOfRow || is_row_);
    const bool ends_row = row_of_numbers || (numbers == tokens.size() && IsSetApart(paragraph));
    if (ends_row && !items_.empty() && items_.back().number) items_.back().ends_row = true;
    is_row_ = numbers >= kNumbersOfRow && numbers < tokens.size();
    for (const Token& token : tokens) {
      // Some converters write the words of a merged cell once for every column it covers.
      const bool again =
          !token.number && !items_.empty() && !items_.back().number && items_.back().text.says == token.text.says;
      if (again) {
        items_.back().block = block;
      } else {
        items_.push_back({token.text, token.number, false, block});
      }
    }
    numbers_ += numbers;
  }

  /// Another paragraph would not fit into the table.
  bool full() const { return items_.size() > kMostItems; }
  bool empty() const { return items_.empty(); }

  /// The table, and the first block after it; nothing where there is none.
  std::size_t Take(Grid& grid) {
    if (numbers_ < kFewestNumbers) return 0;
    CutTail();
    JoinWords();
    GridWriter writer(source_, grid);
    Write(writer);
    const std::uint32_t begin = items_.front().text.where.begin;
    const std::uint32_t end = std::max(begin, items_.back().text.where.end);
    writer.Finish(GridKind::kBare, false, {begin, end});
    grid.guessed = true;
    return items_.back().block + 1;
  }

 private:
  struct Item {
    Text text;
    bool number = false;
    bool ends_row = false;
    std::size_t block = 0;
  };

  /// What prints a page as paragraphs puts them in an order of its own: numbers of one row that are several of them
  /// need not come in the order of their columns.
  bool IsSetApart(const Text& paragraph) const {
    if (!paged_ || items_.empty() || items_.back().text.where.end > paragraph.where.begin) return false;
    const std::string_view gap = source_.Slice({items_.back().text.where.end, paragraph.where.begin});
    return std::ranges::count(gap, '\n') > 1;
  }

  /// Words after the last number are no part of the table, but for the label of a row whose cells were all blank.
  void CutTail() {
    std::size_t end = items_.size();
    while (end > 0 && !items_[end - 1].number) --end;
    const bool label = end < items_.size() && BeginsWithMark(items_[end].text.says) &&
                       RoughWidth(items_[end].text.says) <= kWidestTail;
    if (label) {
      const std::size_t block = items_[end].block;
      while (end < items_.size() && items_[end].block == block) ++end;
    }
    items_.resize(end);
  }

  /// Where rows are marked, words without a mark go on with the label before them.
  void JoinWords() {
    std::vector<Item> joined;
    for (std::size_t i = 0; i < items_.size();) {
      if (items_[i].number || !BeginsWithMark(items_[i].text.says)) {
        joined.push_back(items_[i++]);
        continue;
      }
      Item item = items_[i];
      TextBuilder words(source_);
      words.Add(item.text);
      std::size_t next = i + 1;
      for (; next < items_.size() && !items_[next].number && !BeginsWithMark(items_[next].text.says); ++next) {
        words.Add(items_[next].text);
        item.block = items_[next].block;
      }
      if (next > i + 1) item.text = words.Build(item.text.where.begin);
      joined.push_back(item);
      i = next;
    }
    items_ = std::move(joined);
  }

  void PutRow(GridWriter& writer, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      writer.Cell(items_[i].text);
      if (items_[i].ends_row || writer.full()) writer.EndRow();
    }
    writer.EndRow();
  }

  void Write(GridWriter& writer) {
    std::vector<Beat> beats;
    for (std::size_t begin = 0; begin < items_.size(); begin = beats.back().end) {
      std::size_t values = begin;
      while (values < items_.size() && !items_[values].number) ++values;
      std::size_t end = values;
      while (end < items_.size() && items_[end].number) ++end;
      beats.push_back({begin, values, end});
    }
    std::vector<std::size_t> starts = RowStarts(beats);
    starts.push_back(items_.size());
    for (std::size_t i = 0; i + 1 < starts.size(); ++i) PutRow(writer, starts[i], starts[i + 1]);
  }

  Source& source_;
  bool paged_ = false;
  std::vector<Item> items_;
  std::size_t numbers_ = 0;
  bool is_row_ = false;  ///< the last paragraph is a label and several numbers
};

}  // namespace

void FindBareTables(Source& source, std::vector<Block>& blocks) {
  std::vector<Block> found;
  std::size_t at = 0;
  while (at < blocks.size()) {
    BareTable table(source);
    std::size_t end = at;
    for (; end < blocks.size(); ++end) {
      const auto* paragraph = std::get_if<Paragraph>(&blocks[end]);
      if (paragraph == nullptr) break;
      if (paragraph->role == Paragraph::Role::kMargin) continue;
      if (IsSentence(paragraph->text.says) && !IsExplainedLabel(blocks, end, paragraph->text.says)) break;
      table.Add(paragraph->text, end);
      if (table.full()) break;
    }
    Grid grid;
    const std::size_t taken = table.empty() ? 0 : table.Take(grid);
    if (taken > 0) {
      found.emplace_back(std::move(grid));
      for (; at < taken; ++at) {
        // Page marks inside the table stand after it.
        const auto* paragraph = std::get_if<Paragraph>(&blocks[at]);
        if (paragraph != nullptr && paragraph->role == Paragraph::Role::kMargin) found.push_back(std::move(blocks[at]));
      }
    }
    // What is left of the stretch, and what ended it.
    for (; at < blocks.size() && at <= end; ++at) found.push_back(std::move(blocks[at]));
  }
  blocks = std::move(found);
}

}  // namespace gouji
