#include "input/piped_tokens.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>

#include "input/ascii.h"
#include "input/limits.h"
#include "input/prefixes.h"
#include "input/text_lines.h"

namespace gouji {
namespace {

constexpr std::size_t kLinesOfCell = 16;  // "三、本年度办理结果", a character a line
constexpr std::size_t kLinesLookedAt = 64;
constexpr std::size_t kHeadingWidth = 16;  // of a heading above a table, against a first line of a label
constexpr std::size_t kShortWords = 12;    // bytes: "无。" may stand in a cell, a sentence does not

bool HasPipe(std::string_view line) { return line.find('|') != std::string_view::npos; }

/// The number of pipes of a line of nothing else, or 0.
std::size_t PipesOnly(std::string_view line) {
  std::size_t pipes = 0;
  for (const char c : line) {
    if (c == '|') {
      ++pipes;
    } else if (c != ' ' && c != '\t' && c != '\r') {
      return 0;
    }
  }
  return pipes;
}

/// "words |": ends in a pipe, begins with none.
bool EndsCell(std::string_view line) {
  const std::size_t last = line.find_last_not_of(" \t\r");
  if (last == std::string_view::npos || line[last] != '|' || PipesOnly(line) > 0) return false;
  return line[line.find_first_not_of(" \t\r")] != '|';
}

/// A table starts at "words |", or at words over a lone pipe, and goes on within a few lines.
bool StartsTable(const Source& source, std::span<const Span> lines) {
  const std::string_view first = source.Slice(lines[0]);
  const std::string_view second = lines.size() > 1 ? source.Slice(lines[1]) : std::string_view{};
  const bool ends = EndsCell(first);
  // A caption stands above a pipe that leads the first row.
  const bool led = lines.size() > 2 && EndsCell(source.Slice(lines[2]));
  const bool split = PipesOnly(second) == 1 && !led && !HasPipe(first) && !IsBlankLine(first) &&
                     !LooksLikeProse(first) && !BeginsWithOrdinal(first);
  const bool lone = PipesOnly(first) == 1 && (EndsCell(second) || PipesOnly(second) > 0);
  if (!ends && !split && !lone) return false;
  std::size_t pipes = 0;
  std::size_t words = 0;
  for (const Span line : lines.first(std::min<std::size_t>(lines.size(), 8))) {
    const std::string_view text = source.Slice(line);
    pipes += static_cast<std::size_t>(std::ranges::count(text, '|'));
    if (!IsBlankLine(text) && PipesOnly(text) == 0) ++words;
  }
  return pipes >= 2 && words >= 1;
}

class Tokenizer {
 public:
  Tokenizer(Source& source, std::span<const Span> lines, std::size_t first)
      : source_(source), lines_(lines), at_(first), cell_(source) {}

  PipedTokens Read() {
    const std::size_t first = at_;
    const bool spaced = IsSpaced();
    for (; at_ < lines_.size() && read_.tokens.size() < kMostCellsInGrid; ++at_) {
      const std::string_view line = source_.Slice(lines_[at_]);
      if (IsBlankLine(line)) {
        const std::string_view next = at_ + 1 < lines_.size() ? source_.Slice(lines_[at_ + 1]) : std::string_view();
        // An empty cell may be an empty line and a pipe.
        const bool empty_cell = end_ == at_ && PipesOnly(next) > 0;
        if (empty_cell || (spaced && !IsBlankLine(next))) continue;
        break;
      }
      if (!HasPipe(line)) {
        const bool sentence = TrimSpan(source_, lines_[at_]).size() > kShortWords &&
                              source_.Slice(TrimSpan(source_, lines_[at_])).ends_with("。");
        if (cell_lines_ == kLinesOfCell || sentence || LooksLikeProse(line)) break;
        AddToCell(lines_[at_]);
      } else if (!ReadPipes(lines_[at_], line)) {
        break;
      } else {
        end_ = at_ + 1;
      }
    }
    read_.lines = std::max(end_, first) - first;
    return std::move(read_);
  }

 private:
  /// An empty line after every line, as some exports write it.
  bool IsSpaced() const {
    const std::size_t last = std::min(lines_.size(), at_ + kLinesLookedAt);
    std::size_t blank = 0;
    std::size_t filled = 0;
    for (std::size_t i = at_; i < last; ++i) ++(IsBlankLine(source_.Slice(lines_[i])) ? blank : filled);
    return filled > 2 && blank + 2 >= filled;
  }

  /// "4、政府信息…": an ordinal of headings as converters write it; items of a list in the table begin with 1, and
  /// follow one another.
  bool IsNumberedHeading(std::string_view line) const {
    if (line.empty() || line[0] < '2' || line[0] > '9') return false;
    std::string_view words = line.substr(1);
    if (!TakeOneOf(words, {"、", ".", "．"}) || words.empty() || IsAsciiDigit(words.front())) return false;
    if (RoughWidth(line) <= kHeadingWidth) return false;
    const auto last = std::find_if(read_.tokens.rbegin(), read_.tokens.rend(),
                                   [](const PipedToken& token) { return BeginsWithMark(token.text.says); });
    return last == read_.tokens.rend() || last->text.says.front() != static_cast<char>(line[0] - 1);
  }

  void AddToCell(Span where) {
    const Span words = TrimSpan(source_, where);
    if (words.empty()) return;
    if (cell_lines_++ == 0) cell_at_ = at_;
    // A heading may stand below a remark on the table before it.
    if (cell_lines_ == 1 ||
        (!BeginsWithOrdinal(source_.Slice(cell_first_)) && BeginsWithOrdinal(source_.Slice(words)) &&
         RoughWidth(source_.Slice(words)) > kHeadingWidth && !HasPipe(source_.Slice(lines_[at_])))) {
      cell_first_ = words;
    }
    cell_.Add(words);
  }

  /// A heading may stand right above a table, and be taken for the first line of its first cell. Pads tell: the last
  /// row of a table has lost them, so a table whose last row is short has ended.
  bool IsHeadingAbove() const {
    const bool split = cell_at_ < at_;
    if (!split || read_.tokens.empty()) return false;
    const std::string_view line = source_.Slice(cell_first_);
    if (!BeginsWithOrdinal(line) && !IsNumberedHeading(line)) return false;
    // Where values have their pipe on the next line, labels have it on their own, or all of them on the next.
    if (cell_lines_ == 1) return !labels_split_ && RoughWidth(line) > kHeadingWidth;
    if (width_ > 0 && pipes_ % width_ != 0) return true;
    return RoughWidth(line) > kHeadingWidth;
  }

  bool EndCell() {
    if (IsHeadingAbove()) {
      at_ = cell_at_;
      return false;
    }
    PipedToken token;
    token.text = cell_.Build(0);
    token.kind = LooksLikeValue(token.text.says) ? PipedToken::Kind::kValue : PipedToken::Kind::kWords;
    labels_split_ = labels_split_ || (token.kind == PipedToken::Kind::kWords && cell_lines_ == 1 && cell_at_ < at_);
    cell_lines_ = 0;
    Push(token);
    return true;
  }

  void Push(PipedToken token) {
    token.line = static_cast<std::uint32_t>(at_);
    pipes_ += token.count;
    if (token.kind == PipedToken::Kind::kPads) width_ = std::gcd(width_, pipes_);
    read_.tokens.push_back(token);
  }

  /// A line of words and pipes. False when it belongs to the table no more.
  bool ReadPipes(Span line, std::string_view text) {
    std::size_t begin = 0;
    const bool pipes_only = PipesOnly(text) > 0;
    // "| words |" is a row of another layout.
    if (!pipes_only && cell_lines_ == 0 && text[text.find_first_not_of(" \t\r")] == '|') return false;
    while (begin < text.size()) {
      const std::size_t pipe = text.find('|', begin);
      const Span field = SpanOf(line, begin, std::min(pipe, text.size()));
      const bool blank = IsBlankLine(source_.Slice(field));
      if (pipe == std::string_view::npos) {
        // The last cell of a row on a line, whose pipe was left out.
        if (!blank) AddToCell(field);
        return blank || EndCell();
      }
      if (!blank) AddToCell(field);
      if (cell_lines_ > 0) {
        if (!EndCell()) return false;
        begin = pipe + 1;
        continue;
      }
      // Pipes side by side up to the end of the line are pads; others end empty cells.
      std::size_t run = pipe;
      while (run < text.size() && text[run] == '|') ++run;
      const bool at_end = IsBlankLine(text.substr(run));
      PipedToken token;
      token.text = source_.At({field.begin, field.begin});
      // Behind the blanks of both its sides, the first of them ends an empty cell: "行政强制 |  |  |||".
      const bool blank_cell = field.size() > 1 && begin > 0;
      const bool joins = field.empty() && begin > 0 && text[begin - 1] == '|';
      if ((run - pipe > 1 || joins) && at_end && !blank_cell) {
        token.kind = PipedToken::Kind::kPads;
        token.count = static_cast<std::uint32_t>(run - pipe);
        begin = run;
      } else {
        if (pipes_only) token.text = source_.At(SpanOf(line, pipe, pipe));
        begin = pipe + 1;
      }
      Push(token);
    }
    return true;
  }

  static Span SpanOf(Span line, std::size_t begin, std::size_t end) {
    return {line.begin + static_cast<std::uint32_t>(begin), line.begin + static_cast<std::uint32_t>(end)};
  }

  Source& source_;
  std::span<const Span> lines_;
  std::size_t at_;
  std::size_t end_ = 0;  ///< after the last line that ended a cell
  TextBuilder cell_;
  std::size_t cell_lines_ = 0;
  std::size_t cell_at_ = 0;
  Span cell_first_;
  bool labels_split_ = false;
  std::uint64_t pipes_ = 0;
  std::uint64_t width_ = 0;
  PipedTokens read_;
};

}  // namespace

PipedTokens ReadPipedTokens(Source& source, std::span<const Span> lines, std::size_t first) {
  if (!StartsTable(source, lines.subspan(first))) return {};
  return Tokenizer(source, lines, first).Read();
}

}  // namespace gouji
