#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

#include "input/grid_writer.h"
#include "input/label_rhythm.h"
#include "input/layout.h"
#include "input/limits.h"
#include "input/piped_pads.h"
#include "input/piped_tokens.h"
#include "input/text_lines.h"

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

constexpr std::size_t kLinesLookedAt = 64;
constexpr std::size_t kMostLabels = 3;  // of a row: its group's, its own, and the rest of a value before them

/// Rows are lines where a fair part of the lines holds several cells, words in one of them: "规章 | 0 | 0 | 0 |".
bool IsRowPerLine(std::span<const PipedToken> tokens) {
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

  void Write(std::span<const PipedToken> tokens) {
    if (IsRowPerLine(tokens)) {
      ByLine(tokens);
    } else if (std::ranges::any_of(tokens, [](const PipedToken& token) { return !token.is_cell(); })) {
      ByPads(tokens);
    } else {
      WithoutPads(tokens);
    }
    writer_.EndRow();
  }

  void Finish(Span where) { writer_.Finish(GridKind::kSequence, true, where); }

 private:
  void Put(const PipedToken& token) {
    if (token.is_cell()) writer_.Cell(token.text);
  }

  void PutRow(std::span<const PipedToken> tokens) {
    for (const PipedToken& token : tokens) Put(token);
    writer_.EndRow();
  }

  void ByLine(std::span<const PipedToken> tokens) {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (i > 0 && tokens[i].line != tokens[i - 1].line) writer_.EndRow();
      Put(tokens[i]);
    }
  }

  void ByPads(std::span<const PipedToken> tokens) {
    if (const std::size_t second = SecondTable(tokens); second > 0) {
      ByPads(tokens.first(second));
      ByPads(tokens.subspan(second));
      return;
    }
    const std::uint64_t width = PadWidth(tokens);
    const bool led = LedByPipe(tokens, width);
    ForEachSegment(tokens, [&](std::span<const PipedToken> segment) {
      const bool whole = Pipes(segment) % width == 0;
      // The table's last row has lost its pads.
      if (whole || segment.back().is_cell()) {
        ByWidth(segment, width, led);
      } else {
        ByRhythm(segment);
      }
    });
  }

  void ByWidth(std::span<const PipedToken> tokens, std::uint64_t width, bool led) {
    std::uint64_t pipes = 0;
    for (const PipedToken& token : tokens) {
      if (!(led && pipes == 0)) Put(token);
      pipes += token.count;
      if (pipes < width) continue;
      writer_.EndRow();
      pipes = 0;
    }
    writer_.EndRow();
  }

  /// A pipe on a line of its own before each row.
  static bool LedByPipe(std::span<const PipedToken> tokens, std::uint64_t width) {
    std::uint64_t pipes = 0;
    for (const PipedToken& token : tokens) {
      if (pipes == 0 && token.kind != PipedToken::Kind::kLone) return false;
      pipes += token.count;
      if (pipes >= width) pipes = 0;
    }
    return true;
  }

  void WithoutPads(std::span<const PipedToken> tokens) {
    if (tokens.front().kind == PipedToken::Kind::kLone && LedRows(tokens)) return;
    std::uint64_t common = 0;
    for (std::size_t i = 1; i < tokens.size(); ++i) {
      if (tokens[i].kind == PipedToken::Kind::kWords && tokens[i - 1].kind == PipedToken::Kind::kValue)
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
  static std::uint64_t SquareWidth(std::span<const PipedToken> tokens, std::uint64_t common) {
    for (std::uint64_t width = std::min<std::uint64_t>(common, kMostColumns); width >= 2; --width) {
      if (common % width == 0 && tokens.size() % width == 0 && RowsAgainst(tokens, width) == 0) return width;
    }
    return 0;
  }

  /// Rows that each begin after a lone pipe. True when this is how the table is written: every label that follows a
  /// value has one before it.
  bool LedRows(std::span<const PipedToken> tokens) {
    std::size_t led = 0;
    for (std::size_t i = 1; i < tokens.size(); ++i) {
      if (tokens[i].kind != PipedToken::Kind::kWords) continue;
      if (tokens[i - 1].kind == PipedToken::Kind::kValue) return false;
      if (tokens[i - 1].kind == PipedToken::Kind::kLone) ++led;
    }
    if (led < 2) return false;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const bool leads = tokens[i].kind == PipedToken::Kind::kLone && i + 1 < tokens.size() &&
                         tokens[i + 1].kind == PipedToken::Kind::kWords;
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

  /// Whether a row of as many values stands right above beat `i`, or right below the beat after it.
  static bool IsAmong(std::span<const Beat> beats, std::size_t i, std::size_t values) {
    const auto has = [&](std::size_t at) { return at < beats.size() && beats[at].end - beats[at].values == values; };
    return (i > 0 && has(i - 1)) || has(i + 2);
  }

  /// Labels, then values and empty cells, over and over.
  static std::vector<Beat> Beats(std::span<const PipedToken> tokens) {
    std::vector<Beat> beats;
    for (std::size_t begin = 0; begin < tokens.size();) {
      std::size_t values = begin;
      while (values < tokens.size() && tokens[values].kind == PipedToken::Kind::kLone) ++values;
      while (values < tokens.size() && tokens[values].kind == PipedToken::Kind::kWords) ++values;
      std::size_t end = values;
      while (end < tokens.size() && tokens[end].kind != PipedToken::Kind::kWords) ++end;
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
      if (row.end - row.values + 1 == usual->first && labels >= 2 && labels <= kMostLabels) {
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

  /// The next label begins a row.
  void ByRhythm(std::span<const PipedToken> tokens) {
    grid_.guessed = true;
    std::vector<std::size_t> starts = RowStarts(Beats(tokens));
    starts.push_back(tokens.size());
    for (std::size_t i = 0; i + 1 < starts.size(); ++i) PutRow(tokens.subspan(starts[i], starts[i + 1] - starts[i]));
  }

  Grid& grid_;
  GridWriter writer_;
};

std::size_t Take(Source& source, std::span<const Span> lines, std::size_t first, Grid& grid) {
  const PipedTokens table = ReadPipedTokens(source, lines, first);
  if (table.tokens.empty()) return 0;
  RowWriter rows(source, grid);
  rows.Write(table.tokens);
  rows.Finish({lines[first].begin, lines[first + table.lines - 1].end});
  return table.lines;
}

}  // namespace

extern const Layout kPipedCellsLayout;
const Layout kPipedCellsLayout = {"piped-cells", {"每个单元格后一条竖线", "a pipe after every cell"}, {"|"}, Take};

}  // namespace gouji
