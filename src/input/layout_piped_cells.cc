#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

#include "input/grid_writer.h"
#include "input/layout.h"
#include "input/limits.h"

// What trafilatura makes of a table: a pipe after every cell, and after a row that is shorter than the widest one as
// many pipes as it lacks, on a line of their own. The pads of the last row are lost. A pipe alone is an empty cell or a
// pad of one.
//
//     行政许可 |          规章 |
//     1104                1 |
//     |                   1 |
//     ||                  |
//
// So every row, pads included, counts the same number of pipes W, and W follows from where the pads stand. Other
// versions write a row on a line ("规章 | 0 | 0 | 0 |"), a pipe on a line before each row, or no pads at all; without
// pads, rows begin where a label follows a value.

namespace gouji {
namespace {

constexpr std::size_t kLinesOfCell = 16;  // "三、本年度办理结果", a character a line
constexpr std::size_t kLinesLookedAt = 64;
constexpr std::size_t kCandidates = 64;
constexpr std::size_t kHeadingWidth = 16;  // of a heading above a table, against a first line of a label
constexpr std::size_t kShortWords = 12;    // bytes: "无。" may stand in a cell, a sentence does not
constexpr std::size_t kLabelRun = 4;       // words in a row that are a heading row and a label, not a group and a label

struct Token {
  enum class Kind : std::uint8_t { kWords, kValue, kLone, kPads };
  Kind kind = Kind::kLone;
  std::uint32_t count = 1;  ///< pipes
  std::uint32_t line = 0;   ///< where it ends
  Text text;

  bool is_cell() const { return kind != Kind::kPads; }
};

struct Table {
  std::vector<Token> tokens;
  std::size_t lines = 0;
};

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

  Table Read() {
    const std::size_t first = at_;
    const bool spaced = IsSpaced();
    for (; at_ < lines_.size() && table_.tokens.size() < kMostCellsInGrid; ++at_) {
      const std::string_view line = source_.Slice(lines_[at_]);
      if (IsBlankLine(line)) {
        if (spaced && at_ + 1 < lines_.size() && !IsBlankLine(source_.Slice(lines_[at_ + 1]))) continue;
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
    table_.lines = std::max(end_, first) - first;
    return std::move(table_);
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

  /// "4、政府信息…": an ordinal of headings as converters write it; items of a list in the table begin with 1.
  bool IsNumberedHeading(std::string_view line) const {
    if (line.size() < 2 || line[0] < '2' || line[0] > '9' || !line.substr(1).starts_with("、")) return false;
    const std::string before{static_cast<char>(line[0] - 1)};
    return RoughWidth(line) > kHeadingWidth && std::ranges::none_of(table_.tokens, [&](const Token& token) {
             return token.text.says.starts_with(before + "、");
           });
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
    if (!split || table_.tokens.empty()) return false;
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
    Token token;
    token.text = cell_.Build(0);
    token.kind = LooksLikeValue(token.text.says) ? Token::Kind::kValue : Token::Kind::kWords;
    labels_split_ = labels_split_ || (token.kind == Token::Kind::kWords && cell_lines_ == 1 && cell_at_ < at_);
    cell_lines_ = 0;
    Push(token);
    return true;
  }

  void Push(Token token) {
    token.line = static_cast<std::uint32_t>(at_);
    pipes_ += token.count;
    if (token.kind == Token::Kind::kPads) width_ = std::gcd(width_, pipes_);
    table_.tokens.push_back(token);
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
      Token token;
      token.text = source_.At({field.begin, field.begin});
      // Behind the blanks of both its sides, the first of them ends an empty cell: "行政强制 |  |  |||".
      const bool blank_cell = field.size() > 1 && begin > 0;
      const bool joins = field.empty() && begin > 0 && text[begin - 1] == '|';
      if ((run - pipe > 1 || joins) && at_end && !blank_cell) {
        token.kind = Token::Kind::kPads;
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
  Table table_;
};

/// Rows are lines where a fair part of the lines holds several cells, words in one of them: "规章 | 0 | 0 | 0 |".
bool IsRowPerLine(std::span<const Token> tokens) {
  std::size_t lines = 0;
  std::size_t several = 0;
  for (std::size_t i = 0; i < tokens.size() && lines < kLinesLookedAt;) {
    std::size_t next = i;
    std::size_t filled = 0;
    std::size_t cells = 0;
    for (; next < tokens.size() && tokens[next].line == tokens[i].line; ++next) {
      if (!tokens[next].text.empty()) ++filled;
      if (tokens[next].is_cell()) ++cells;
    }
    if (filled > 0) ++lines;
    if (filled > 1 || (filled > 0 && cells > 2)) ++several;
    i = next;
  }
  return several * 4 >= lines && several > 0;
}

class RowWriter {
 public:
  RowWriter(Source& source, Grid& grid) : grid_(grid), writer_(source, grid) {}

  void Write(std::span<const Token> tokens) {
    if (IsRowPerLine(tokens)) {
      ByLine(tokens);
    } else if (std::ranges::any_of(tokens, [](const Token& token) { return !token.is_cell(); })) {
      ByPads(tokens);
    } else {
      WithoutPads(tokens);
    }
    writer_.EndRow();
  }

  void Finish(Span where) { writer_.Finish(GridKind::kSequence, true, where); }

 private:
  void Put(const Token& token) {
    if (token.is_cell()) writer_.Cell(token.text);
  }

  void PutRow(std::span<const Token> tokens) {
    for (const Token& token : tokens) Put(token);
    writer_.EndRow();
  }

  void ByLine(std::span<const Token> tokens) {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (i > 0 && tokens[i].line != tokens[i - 1].line) writer_.EndRow();
      Put(tokens[i]);
    }
  }

  /// Segments end with pads, and with the table.
  template <typename Visit>
  static void ForEachSegment(std::span<const Token> tokens, Visit visit) {
    std::size_t begin = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (tokens[i].is_cell()) continue;
      visit(tokens.subspan(begin, i + 1 - begin));
      begin = i + 1;
    }
    if (begin < tokens.size()) visit(tokens.subspan(begin));
  }

  static std::uint64_t Pipes(std::span<const Token> tokens) {
    std::uint64_t pipes = 0;
    for (const Token& token : tokens) pipes += token.count;
    return pipes;
  }

  void ByPads(std::span<const Token> tokens) {
    const std::uint64_t width = WidthOf(tokens);
    const bool led = LedByPipe(tokens, width);
    ForEachSegment(tokens, [&](std::span<const Token> segment) {
      const bool whole = Pipes(segment) % width == 0;
      // The table's last row has lost its pads.
      if (whole || segment.back().is_cell()) {
        ByWidth(segment, width, led);
      } else {
        ByRhythm(segment);
      }
    });
  }

  void ByWidth(std::span<const Token> tokens, std::uint64_t width, bool led) {
    std::uint64_t pipes = 0;
    for (const Token& token : tokens) {
      if (!(led && pipes == 0)) Put(token);
      pipes += token.count;
      if (pipes < width) continue;
      writer_.EndRow();
      pipes = 0;
    }
    writer_.EndRow();
  }

  /// The widest W that all pads agree on; where some are wrong, the one that most of them agree on. A table whose first
  /// rows need no pads allows multiples of W as well: then the one whose rows begin best.
  static std::uint64_t WidthOf(std::span<const Token> tokens) {
    std::uint64_t common = 0;
    std::uint64_t longest_pad = 0;
    std::vector<std::uint64_t> sums;
    ForEachSegment(tokens, [&](std::span<const Token> segment) {
      if (segment.back().is_cell()) return;
      sums.push_back(Pipes(segment));
      common = std::gcd(common, sums.back());
      longest_pad = std::max<std::uint64_t>(longest_pad, segment.back().count);
    });
    std::vector<std::uint64_t> candidates;
    const auto add_divisors = [&](std::uint64_t sum) {
      for (std::uint64_t rows = 1; rows <= sum && candidates.size() < kCandidates; ++rows) {
        if (sum / rows <= 1) break;
        if (sum % rows == 0 && sum / rows <= kMostColumns) candidates.push_back(sum / rows);
      }
    };
    if (common > longest_pad) {
      add_divisors(common);
      std::erase_if(candidates, [&](std::uint64_t width) { return width <= longest_pad; });
    } else {
      for (const std::uint64_t sum : sums) {
        if (candidates.size() == kCandidates) break;
        if (sum <= kMostColumns) candidates.push_back(sum);
      }
    }
    std::ranges::sort(candidates, std::greater<>());
    candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
    std::uint64_t best = std::clamp<std::uint64_t>(common, 1, kMostColumns);
    std::optional<std::pair<std::size_t, std::size_t>> fewest;
    for (const std::uint64_t width : candidates) {
      const auto faults = std::pair(SegmentsAgainst(sums, width), RowsAgainst(tokens, width));
      if (fewest && *fewest <= faults) continue;
      fewest = faults;
      best = width;
    }
    return best;
  }

  static std::size_t SegmentsAgainst(std::span<const std::uint64_t> sums, std::uint64_t width) {
    return static_cast<std::size_t>(std::ranges::count_if(sums, [&](std::uint64_t sum) { return sum % width != 0; }));
  }

  /// Rows of that width that begin with a value, or have a label after a value.
  static std::size_t RowsAgainst(std::span<const Token> tokens, std::uint64_t width) {
    std::size_t faults = 0;
    std::uint64_t pipes = 0;
    bool value = false;
    for (const Token& token : tokens) {
      if (pipes == 0 && token.kind == Token::Kind::kValue) ++faults;
      if (value && token.kind == Token::Kind::kWords) ++faults;
      value = token.kind == Token::Kind::kValue || (value && token.kind == Token::Kind::kLone);
      pipes += token.count;
      if (pipes < width) continue;
      pipes = 0;
      value = false;
    }
    return faults;
  }

  /// A pipe on a line of its own before each row.
  static bool LedByPipe(std::span<const Token> tokens, std::uint64_t width) {
    std::uint64_t pipes = 0;
    for (const Token& token : tokens) {
      if (pipes == 0 && token.kind != Token::Kind::kLone) return false;
      pipes += token.count;
      if (pipes >= width) pipes = 0;
    }
    return true;
  }

  void WithoutPads(std::span<const Token> tokens) {
    if (tokens.front().kind == Token::Kind::kLone && LedRows(tokens)) return;
    std::uint64_t common = 0;
    for (std::size_t i = 1; i < tokens.size(); ++i) {
      if (tokens[i].kind == Token::Kind::kWords && tokens[i - 1].kind == Token::Kind::kValue)
        common = std::gcd(common, i);
    }
    const std::uint64_t width = SquareWidth(tokens, common);
    if (width > 0) {
      ByWidth(tokens, width, false);
    } else {
      ByRhythm(tokens);
    }
  }

  /// The width of a table whose rows are all full: the widest that divides the whole and lets every row begin with a
  /// label.
  static std::uint64_t SquareWidth(std::span<const Token> tokens, std::uint64_t common) {
    for (std::uint64_t width = std::min<std::uint64_t>(common, kMostColumns); width >= 2; --width) {
      if (common % width == 0 && tokens.size() % width == 0 && RowsAgainst(tokens, width) == 0) return width;
    }
    return 0;
  }

  /// Rows that each begin after a lone pipe. True when this is how the table is written: every label that follows a
  /// value has one before it.
  bool LedRows(std::span<const Token> tokens) {
    std::size_t led = 0;
    for (std::size_t i = 1; i < tokens.size(); ++i) {
      if (tokens[i].kind != Token::Kind::kWords) continue;
      if (tokens[i - 1].kind == Token::Kind::kValue) return false;
      if (tokens[i - 1].kind == Token::Kind::kLone) ++led;
    }
    if (led < 2) return false;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const bool leads =
          tokens[i].kind == Token::Kind::kLone && i + 1 < tokens.size() && tokens[i + 1].kind == Token::Kind::kWords;
      if (leads) {
        writer_.EndRow();
      } else {
        Put(tokens[i]);
      }
    }
    writer_.EndRow();
    return true;
  }

  /// "（三）不予公开", "4. 保护第三方合法权益": a label for certain.
  static bool BeginsWithNumber(std::string_view text) {
    const bool bracket = text.starts_with('(') || text.starts_with("（");
    return bracket || BeginsWithOrdinal(text) || (!text.empty() && text[0] >= '0' && text[0] <= '9');
  }

  struct Beat {
    std::size_t begin = 0, values = 0, end = 0;  ///< labels, values, and what follows
  };

  /// Whether a row of as many values stands right above beat `i`, or right below the beat after it.
  static bool IsAmong(std::span<const Beat> beats, std::size_t i, std::size_t values) {
    const auto has = [&](std::size_t at) { return at < beats.size() && beats[at].end - beats[at].values == values; };
    return (i > 0 && has(i - 1)) || has(i + 2);
  }

  /// Labels, then values and empty cells, over and over.
  static std::vector<Beat> Beats(std::span<const Token> tokens) {
    std::vector<Beat> beats;
    for (std::size_t begin = 0; begin < tokens.size();) {
      std::size_t values = begin;
      while (values < tokens.size() && tokens[values].kind == Token::Kind::kLone) ++values;
      while (values < tokens.size() && tokens[values].kind == Token::Kind::kWords) ++values;
      std::size_t end = values;
      while (end < tokens.size() && tokens[end].kind != Token::Kind::kWords) ++end;
      beats.push_back({begin, values, end});
      begin = end;
    }
    // A row that is one short of most, before one with two labels or three: the first of them was its last value.
    std::map<std::size_t, std::size_t> lengths;
    for (const Beat& beat : beats) ++lengths[beat.end - beat.values];
    const auto usual = std::ranges::max_element(lengths, {}, [](const auto& each) { return each.second; });
    const bool regular = usual->second * 2 > beats.size();
    for (std::size_t i = 0; regular && i + 1 < beats.size(); ++i) {
      Beat& row = beats[i];
      Beat& next = beats[i + 1];
      const std::size_t labels = next.values - next.begin;  // a longer run is a heading row
      if (BeginsWithNumber(tokens[row.end].text.says)) continue;
      if (row.end - row.values + 1 == usual->first && labels >= 2 && labels < kLabelRun) {
        ++row.end;
        ++next.begin;
      } else if (labels == 1 && next.end - row.values == usual->first && IsAmong(beats, i, usual->first)) {
        // The words stand among the values: "0 | 统计中 | 0".
        row.end = next.end;
        beats.erase(beats.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      }
    }
    return beats;
  }

  /// The next label begins a row. A long run of labels is a heading row (or two) and the label of the first row of
  /// values.
  void ByRhythm(std::span<const Token> tokens) {
    grid_.guessed = true;
    for (const auto& [begin, values, end] : Beats(tokens)) {
      const std::size_t labels = values - begin;
      if (labels >= kLabelRun && end > values) {
        // A table of one row of values, as wide as its headings, has no labels at all.
        const bool unlabelled = begin == 0 && end == tokens.size() && (end - values) * 2 >= labels;
        const std::size_t row = unlabelled ? values : values - 1;
        PutRow(tokens.subspan(begin, row - begin));
        PutRow(tokens.subspan(row, end - row));
      } else {
        PutRow(tokens.subspan(begin, end - begin));
      }
    }
  }

  Grid& grid_;
  GridWriter writer_;
};

std::size_t Take(Source& source, std::span<const Span> lines, std::size_t first, Grid& grid) {
  if (!StartsTable(source, lines.subspan(first))) return 0;
  const Table table = Tokenizer(source, lines, first).Read();
  if (table.tokens.empty()) return 0;
  RowWriter rows(source, grid);
  rows.Write(table.tokens);
  rows.Finish({lines[first].begin, lines[first + table.lines - 1].end});
  return table.lines;
}

}  // namespace

extern const Layout kPipedCellsLayout;
const Layout kPipedCellsLayout = {"piped-cells", {"每个单元格后一条竖线", "a pipe after every cell"}, Take};

}  // namespace gouji
