#include <algorithm>
#include <charconv>
#include <string_view>
#include <vector>

#include "input/layout.h"
#include "input/markup_lines.h"
#include "input/markup_table.h"
#include "input/text_lines.h"
#include "text/fold.h"

// Tables of AsciiDoc: cells one behind the other, each after a bar, between two lines that say "|===". How many make a
// row is said above the table, or shown by its first line. Before a bar may stand how many columns and rows its cell
// takes.
//
//     [cols=",,,",options="header"]
//     |===
//     4+|第二十条第（一）项
//     |规章 |0 |0
//     |28
//     |===

namespace gouji {
namespace {

constexpr std::string_view kFence = "|===";

/// How many places a cell takes.
struct CellFormat {
  std::uint32_t columns = 1;
  std::uint32_t rows = 1;
};

/// "2+", ".3+^.^", "a": what stands right before a bar, unless it is a word of the cell before.
bool ReadFormat(std::string_view word, CellFormat& format) {
  const auto number = [&](std::uint32_t& value) {
    const auto read = std::from_chars(word.data(), word.data() + word.size(), value);
    const bool any = read.ptr != word.data();
    word.remove_prefix(static_cast<std::size_t>(read.ptr - word.data()));
    return any;
  };
  bool any = number(format.columns);
  if (word.starts_with('.') && word.size() > 1 && word[1] >= '0' && word[1] <= '9') {
    word.remove_prefix(1);
    any = number(format.rows);
  }
  if (any && !word.starts_with('+')) return false;
  if (any) word.remove_prefix(1);
  word.remove_prefix(std::min(word.find_first_not_of("<^>."), word.size()));
  return word.empty() || (word.size() == 1 && std::string_view("adehlmsv").find(word[0]) != std::string_view::npos);
}

/// What "cols" says of how many there are, or 0: ",,,", "1,2,1", "3*".
std::size_t ColumnsSaid(std::string_view attributes) {
  constexpr std::string_view kColumns = "cols=\"";
  const std::size_t at = attributes.find(kColumns);
  if (at == attributes.npos) return 0;
  std::string_view said = attributes.substr(at + kColumns.size());
  said = said.substr(0, std::min(said.find('"'), said.size()));
  std::size_t columns = 0;
  while (true) {
    const std::string_view one = Trim(said.substr(0, std::min(said.find(','), said.size())));
    std::size_t times = 1;
    if (one.find('*') != one.npos) std::from_chars(one.data(), one.data() + one.size(), times);
    columns += times;
    if (said.find(',') == said.npos) return std::min<std::size_t>(columns, kMaxTableColumns);
    said.remove_prefix(said.find(',') + 1);
  }
}

class BarredReader {
 public:
  BarredReader(Source& source, std::size_t columns) : source_(source), table_(source), columns_(columns) {}

  /// One line between the fences.
  void Read(Span line) {
    const std::string_view text = source_.Slice(line);
    std::uint32_t begin = line.begin;
    started_ = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\\') {
        ++i;
      } else if (text[i] == '|') {
        begin = Open(begin, line.begin + static_cast<std::uint32_t>(i));
      }
    }
    Put({begin, line.end});
    // Nothing says how many columns there are but the cells of the first line.
    if (columns_ == 0 && width_ > 0) columns_ = width_;
    if (columns_ != 0 && width_ >= columns_) EndRow();
  }

  void Finish(Span where, Grid& grid) { table_.Finish(where, grid); }

 private:
  /// A cell begins at a bar; gives where its words do. What stands before belongs to the cell before, or says how this
  /// one is set.
  std::uint32_t Open(std::uint32_t begin, std::uint32_t bar) {
    const std::string_view before = source_.Slice({begin, bar});
    const std::size_t blank = before.find_last_of(" \t");
    const std::size_t word = blank == before.npos ? 0 : blank + 1;
    CellFormat format;
    // Right behind the bar of another cell it is a word of that.
    const bool apart = blank != before.npos || !started_;
    const bool formatted = apart && ReadFormat(before.substr(word), format);
    Put({begin, formatted ? begin + static_cast<std::uint32_t>(word) : bar});
    if (columns_ != 0 && width_ >= columns_) EndRow();
    format_ = formatted ? format : CellFormat{};
    format_.columns = std::clamp<std::uint32_t>(format_.columns, 1, kMaxTableColumns);
    format_.rows = std::clamp<std::uint32_t>(format_.rows, 1, kMaxTableRows);
    opened_ = true;
    started_ = true;
    return bar + 1;
  }

  void Put(Span where) {
    if (!opened_) {
      table_.GoOn(where);
      return;
    }
    opened_ = false;
    table_.AddCell(where, format_.rows, format_.columns);
    width_ += format_.columns;
    if (format_.rows > 1) reaching_.push_back(format_);
  }

  void EndRow() {
    table_.EndRow();
    width_ = 0;
    for (CellFormat& cell : reaching_) {
      if (--cell.rows > 0) width_ += cell.columns;
    }
    std::erase_if(reaching_, [](const CellFormat& cell) { return cell.rows == 0; });
    // A row that cells above fill has none of its own; nor have those they are said to fill below it.
    if (columns_ != 0 && width_ >= columns_) {
      width_ = 0;
      reaching_.clear();
    }
  }

  Source& source_;
  MarkupTable table_;
  std::size_t columns_;
  std::size_t width_ = 0;             ///< of the row so far, with what cells above cover of it
  std::vector<CellFormat> reaching_;  ///< cells that reach below this row, and how many rows they take from it on
  CellFormat format_;
  bool opened_ = false;   ///< a bar stands before the words to come
  bool started_ = false;  ///< a bar stands before them on the same line
};

std::size_t Take(Source& source, std::span<const Span> lines, std::size_t first, Grid& grid) {
  const auto words = [&](std::size_t line) { return source.Slice(TrimSpan(source, lines[line])); };
  const bool attributes = words(first).starts_with('[') && IsDirective(words(first));
  const std::size_t fence = first + (attributes ? 1 : 0);
  if (fence + 1 >= lines.size() || !words(fence).starts_with(kFence)) return 0;
  BarredReader reader(source, attributes ? ColumnsSaid(words(first)) : 0);
  std::size_t at = fence + 1;
  // A table that nobody closed ends with its section.
  while (at < lines.size() && !words(at).starts_with(kFence) && !ReadHeading(words(at))) reader.Read(lines[at++]);
  if (at < lines.size() && words(at).starts_with(kFence)) ++at;
  reader.Finish({lines[first].begin, lines[at - 1].end}, grid);
  return at - first;
}

}  // namespace

extern const Layout kBarredLayout;
const Layout kBarredLayout = {
    "barred", {"两行 |=== 之间的表格（AsciiDoc）", "tables between two lines of |===, as in AsciiDoc"}, {"|==="}, Take};

}  // namespace gouji
