#include <algorithm>
#include <charconv>
#include <string_view>

#include "input/layout.h"
#include "input/markup_lines.h"
#include "input/markup_table.h"
#include "input/text_lines.h"

// Tables of MediaWiki: a cell begins with a bar at the front of a line, or with two anywhere, and what stands before
// another bar says how the cell is set.
//
//     {| class="wikitable"
//     ! colspan="2" | 信息内容 !! 数量
//     |-
//     | 规章
//     | 0 || 28
//     |}

namespace gouji {
namespace {

/// What a number in the attributes of a cell says: colspan="3".
std::uint32_t NumberOf(std::string_view attributes, std::string_view name) {
  const std::size_t at = attributes.find(name);
  if (at == attributes.npos) return 1;
  std::string_view value = attributes.substr(at + name.size());
  value.remove_prefix(std::min(value.find_first_not_of("= \"'"), value.size()));
  std::uint32_t number = 1;
  std::from_chars(value.data(), value.data() + value.size(), number);
  return number;
}

class WikiReader {
 public:
  explicit WikiReader(Source& source) : source_(source), table_(source) {}

  /// One line between the first and the last.
  void Read(Span line) {
    const Span where = TrimSpan(source_, line);
    const std::string_view words = source_.Slice(where);
    if (words.starts_with("|-")) {
      table_.EndRow();
      open_ = false;
    } else if (words.starts_with("|+")) {
      open_ = false;  // the caption, and what it goes on in
    } else if (words.starts_with('|') || words.starts_with('!')) {
      ReadCells({where.begin + 1, where.end}, words[0] == '!');
      open_ = true;
    } else if (open_) {
      table_.GoOn(where);
    }
  }

  void Finish(Span where, Grid& grid) { table_.Finish(where, grid); }

 private:
  void ReadCells(Span where, bool heading) {
    std::string_view rest = source_.Slice(where);
    while (true) {
      const std::size_t end = std::min({rest.find("||"), heading ? rest.find("!!") : rest.npos, rest.size()});
      ReadCell({where.begin, where.begin + static_cast<std::uint32_t>(end)});
      if (end == rest.size()) return;
      where.begin += static_cast<std::uint32_t>(end) + 2;
      rest = source_.Slice(where);
    }
  }

  void ReadCell(Span where) {
    const std::string_view cell = source_.Slice(where);
    const std::size_t bar = cell.find('|');
    const std::string_view attributes = cell.substr(0, std::min(bar, cell.size()));
    const bool has = bar != cell.npos && attributes.find('=') != attributes.npos && attributes.find("[[") == cell.npos;
    if (has) where.begin += static_cast<std::uint32_t>(bar) + 1;
    table_.AddCell(where, has ? NumberOf(attributes, "rowspan") : 1, has ? NumberOf(attributes, "colspan") : 1);
  }

  Source& source_;
  MarkupTable table_;
  bool open_ = false;  ///< a cell goes on on the next line
};

std::size_t Take(Source& source, std::span<const Span> lines, std::size_t first, Grid& grid) {
  const auto words = [&](std::size_t line) { return source.Slice(TrimSpan(source, lines[line])); };
  if (!words(first).starts_with("{|") || first + 1 == lines.size()) return 0;
  if (!words(first + 1).starts_with('|') && !words(first + 1).starts_with('!')) return 0;
  WikiReader reader(source);
  std::size_t at = first + 1;
  // A table that nobody closed ends with its section.
  while (at < lines.size() && !words(at).starts_with("|}") && !ReadHeading(words(at))) reader.Read(lines[at++]);
  if (at < lines.size() && words(at).starts_with("|}")) ++at;
  reader.Finish({lines[first].begin, lines[at - 1].end}, grid);
  return at - first;
}

}  // namespace

extern const Layout kWikiLayout;
const Layout kWikiLayout = {
    "wiki", {"维基的表格（{| 与 |} 之间）", "tables of a wiki, between {| and |}"}, {"{|"}, Take};

}  // namespace gouji
