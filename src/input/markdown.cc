#include <algorithm>
#include <cstdint>
#include <iterator>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "input/ascii.h"
#include "input/html_blocks.h"
#include "input/layout.h"
#include "input/markdown_marks.h"
#include "input/markup_lines.h"
#include "input/reader.h"
#include "input/refusal.h"
#include "input/text_lines.h"
#include "text/byte_set.h"
#include "text/fold.h"

// Markdown as converters and OCR write it, which is plain text with marks: lines are read as in any text, and the marks
// are taken off what was read. A soft line break is no paragraph to CommonMark, but one to every converter met, so
// paragraphs follow the rules of plain text. Other light markup (wikis, AsciiDoc, Org) is read in the same way: it
// differs in how it marks headings and tables, and hardly in what else it does.

namespace gouji {
namespace {

constexpr std::size_t kBytesLookedAt = std::size_t{64} << 10;

/// A tag, or the attributes of a span ("[words]{lang=…}"), begin on the line and do not end on it: converters break
/// lines inside both.
bool EndsInTag(std::string_view line) {
  const std::size_t attributes = line.rfind("]{");
  if (attributes != std::string_view::npos && line.find('}', attributes) == std::string_view::npos) return true;
  const std::size_t open = line.rfind('<');
  if (open == std::string_view::npos || open + 1 >= line.size() || line.find('>', open) != std::string_view::npos) {
    return false;
  }
  return IsAsciiLetter(line[open + 1]);
}

/// Lines of a paragraph are one where a tag reaches over a line end: then its lines say nothing of where it ends.
void JoinOverTags(const Source& source, std::vector<Span>& lines) {
  // "= 某局<br />", "2023年年度报告 =": of a wiki's headings the first may have lines of its own.
  constexpr std::string_view kWikiTitle = "= ";
  constexpr std::string_view kLineEnd = "<br />";
  for (std::size_t first = 0; first < lines.size();) {
    std::size_t end = first;
    bool over = false;
    for (; end < lines.size() && !IsBlankLine(source.Slice(lines[end])); ++end) {
      const std::string_view words = source.Slice(TrimSpan(source, lines[end]));
      if (words.starts_with('|') || words.starts_with('+') || words.starts_with('#') || words.starts_with("<t")) break;
      const bool wiki_title = words.starts_with(kWikiTitle);
      if (wiki_title && end > first) break;
      over = over || EndsInTag(words) || (wiki_title && words.ends_with(kLineEnd));
    }
    if (over) {
      lines[first].end = lines[end - 1].end;
      for (std::size_t i = first + 1; i < end; ++i) lines[i] = {lines[first].end, lines[first].end};
    }
    first = std::max(end, first + 1);
  }
}

/// Takes the marks of a quotation, which stand before the rows of tables as well, off the front of a line.
void TakeQuoteMarks(const Source& source, Span& line) {
  const std::string_view text = source.Slice(line);
  std::size_t at = std::min(text.find_first_not_of(' '), text.size());
  if (!text.substr(at).starts_with('>')) return;
  while (at < text.size() && text[at] == '>') at += text.substr(at + 1).starts_with(' ') ? 2 : 1;
  line.begin += static_cast<std::uint32_t>(at);
}

/// The lines of a file, without fences, comments and marks of quotations.
std::vector<Span> LinesThatShow(const Source& source) {
  std::vector<Span> lines = LinesOf(source);
  for (Span& line : lines) TakeQuoteMarks(source, line);
  bool comment = false;
  for (Span& line : lines) {
    const std::string_view words = source.Slice(TrimSpan(source, line));
    if (comment) {
      comment = words.find("-->") == std::string_view::npos;
    } else if (words.starts_with("<!--")) {
      comment = words.find("-->") == std::string_view::npos;
      if (!comment && !words.ends_with("-->")) continue;
    } else if (!IsFence(words)) {
      continue;
    }
    line.end = line.begin;
  }
  JoinOverTags(source, lines);
  return lines;
}

/// The same without rules and directives, which say nothing but may draw a table or tell how wide it is.
std::vector<Span> LinesThatSay(const Source& source, std::vector<Span> lines) {
  for (Span& line : lines) {
    const std::string_view words = source.Slice(TrimSpan(source, line));
    if (IsRule(words) || IsDirective(words)) line.end = line.begin;
  }
  return lines;
}

/// The text behind the marks that head an item of a list: "- ".
Text WithoutListMarks(const Text& text) {
  const std::string_view says = text.says;
  // "** words": an item of an item, and a heading in Org.
  const std::size_t stars = std::min(says.find_first_not_of('*'), says.size());
  const std::size_t marks = says.starts_with('-') || says.starts_with('+') ? 1 : stars;
  const bool item = marks > 0 && marks + 1 < says.size() && says[marks] == ' ';
  return item ? TrimText(text.Part(marks + 1, says.size())) : text;
}

/// "1. words" is an item of a list, whatever numeral the list had where it comes from.
bool IsNumberedItem(std::string_view text) {
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const std::string_view rest = text.substr(digits);
  return digits > 0 && (rest.starts_with(". ") || rest.starts_with(") "));
}

/// How long the mark is of an item that numbers itself: ". words" in AsciiDoc, "#2 words" in Textile, of which the
/// first is like a heading.
std::size_t MarkOfItem(std::string_view text) {
  if (text.starts_with(". ")) return 2;
  const std::size_t end = text.starts_with('#') ? text.find_first_not_of("0123456789", 1) : text.npos;
  return end != text.npos && end > 1 && text[end] == ' ' ? end + 1 : 0;
}

/// Where HTML tables stand, each from its first tag to its last: converters write tables with merged cells so.
std::vector<Span> HtmlTables(std::string_view text) {
  constexpr std::string_view kOpen = "<table";
  constexpr std::string_view kClose = "</table>";
  std::vector<Span> tables;
  std::size_t at = text.find(kOpen);
  while (at != text.npos) {
    int depth = 0;
    std::size_t end = at;
    do {
      const std::size_t close = text.find(kClose, end);
      if (close == text.npos) return tables;
      for (std::size_t open = text.find(kOpen, end); open < close; open = text.find(kOpen, open + 1)) ++depth;
      --depth;
      end = close + kClose.size();
    } while (depth > 0);
    tables.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
    at = text.find(kOpen, end);
  }
  return tables;
}

/// The lines, or what is left of them, that stand within `where`.
std::vector<Span> LinesWithin(std::span<const Span> lines, Span where) {
  std::vector<Span> within;
  for (const Span line : lines) {
    if (line.end < where.begin || line.begin > where.end) continue;
    const std::uint32_t begin = std::max(line.begin, where.begin);
    within.push_back({begin, std::max(begin, std::min(line.end, where.end))});
  }
  return within;
}

void UnmarkParagraph(Source& source, Paragraph& paragraph) {
  if (paragraph.role == Paragraph::Role::kMargin) return;
  if (const std::optional<HeadingWords> heading = ReadHeading(paragraph.text.says)) {
    paragraph.role = Paragraph::Role::kHeading;
    std::string_view says = paragraph.text.says.substr(0, heading->end);
    // "# Title {#id .class}"
    if (says.ends_with('}') && says.rfind(" {") != std::string_view::npos) says = says.substr(0, says.rfind(" {"));
    // "# Title [Title]", as MultiMarkdown names a heading to link to
    if (says.ends_with(']') && says.rfind(" [") != std::string_view::npos) {
      const std::size_t name = says.rfind(" [");
      const std::string_view named = Trim(says.substr(heading->begin, name - heading->begin));
      if (Fold(named) == Fold(says.substr(name + 2, says.size() - name - 3))) says = says.substr(0, name);
    }
    paragraph.text = TrimText(paragraph.text.Part(heading->begin, std::max(heading->begin, says.size())));
  } else {
    paragraph.text = WithoutListMarks(paragraph.text);
    const std::size_t numbered = MarkOfItem(paragraph.text.says);
    paragraph.listed = numbered > 0 || IsNumberedItem(paragraph.text.says);
    if (numbered > 0) paragraph.text = TrimText(paragraph.text.Part(numbered, paragraph.text.says.size()));
  }
  paragraph.text = WithoutMarks(source, paragraph.text);
}

/// Reads lines as text, and takes the marks off what was read. False where a table is over the limits.
bool ReadMarked(Source& source, std::span<const Span> lines, std::vector<Block>& blocks) {
  std::size_t first = blocks.size();
  const bool whole = ReadLines(source, lines, LinesThatSay(source, {lines.begin(), lines.end()}), blocks);
  for (; first < blocks.size(); ++first) {
    if (auto* paragraph = std::get_if<Paragraph>(&blocks[first])) {
      UnmarkParagraph(source, *paragraph);
      continue;
    }
    for (Cell& cell : std::get<Grid>(blocks[first]).cells) cell.text = WithoutMarks(source, cell.text);
  }
  return whole;
}

/// What html2text leaves of a table it does not turn into Markdown has marks escaped in its cells all the same.
void Unescape(Source& source, std::vector<Block>& blocks) {
  for (Block& block : blocks) {
    auto* grid = std::get_if<Grid>(&block);
    if (grid == nullptr) continue;
    for (Cell& cell : grid->cells) {
      if (cell.text.says.find('\\') != std::string_view::npos) cell.text = WithoutMarks(source, cell.text);
    }
  }
}

/// "title: …"
bool IsKey(std::string_view line) {
  const std::size_t colon = line.find(':');
  return colon != line.npos && colon > 0 && IsAsciiLetter(line[0]) &&
         (colon + 1 == line.size() || line[colon + 1] == ' ');
}

/// What stands between dashes at the top of a file is about it, as Pandoc and the makers of sites write it: the title
/// there is the document's, all else is none of its words. Gives the lines behind it.
///
///     ---
///     title: "云溪县交通运输局2023年政府信息公开工作年度报告"
///     date: 2024-01-20
///     ---
std::span<const Span> TakeFrontMatter(Source& source, std::span<const Span> lines, std::vector<Block>& blocks) {
  constexpr std::size_t kMostLines = 64;
  constexpr std::string_view kTitle = "title:";
  const auto words = [&](std::size_t line) { return source.Slice(TrimSpan(source, lines[line])); };
  if (lines.size() < 3 || words(0) != "---" || !IsKey(words(1))) return lines;
  std::size_t end = 1;
  while (end < std::min(lines.size(), kMostLines) && words(end) != "---" && words(end) != "...") ++end;
  if (end == std::min(lines.size(), kMostLines)) return lines;
  for (std::size_t i = 1; i < end; ++i) {
    Span where = TrimSpan(source, lines[i]);
    Paragraph paragraph{{}, Paragraph::Role::kMargin};
    if (words(i).starts_with(kTitle)) {
      paragraph.role = Paragraph::Role::kHeading;
      where = TrimSpan(source, {where.begin + static_cast<std::uint32_t>(kTitle.size()), where.end});
      const std::string_view value = source.Slice(where);
      const bool quoted = value.size() > 2 && (value[0] == '"' || value[0] == '\'') && value.back() == value[0];
      if (quoted) where = {where.begin + 1, where.end - 1};
    }
    paragraph.text = source.At(where);
    blocks.emplace_back(paragraph);
  }
  return lines.subspan(end + 1);
}

/// What is ASCII in the beginning of UTF-16 text, and an "x" for every other unit; other bytes as they are.
std::string Beginning(std::string_view bytes) {
  const bool little = bytes.starts_with("\xFF\xFE");
  if (!little && !bytes.starts_with("\xFE\xFF")) return std::string(bytes.substr(0, kBytesLookedAt));
  bytes = bytes.substr(2, 2 * kBytesLookedAt);
  std::string beginning;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const char low = bytes[little ? i : i + 1];
    const char high = bytes[little ? i + 1 : i];
    beginning.push_back(high == 0 && static_cast<unsigned char>(low) < 0x80 ? low : 'x');
  }
  return beginning;
}

constexpr ByteSet kLineEnds("\r\n");

int Recognise(std::string_view bytes) {
  const std::string beginning = Beginning(bytes);
  if (beginning.find('\0') != std::string::npos) return 1;
  std::string_view rest = beginning;
  const bool returns = beginning.find('\r') != std::string::npos;
  int signs = 0;
  while (!rest.empty()) {
    const std::size_t end = std::min(returns ? kLineEnds.FirstIn(rest) : rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const std::string_view words = Trim(line);
    const bool marked = ReadHeading(words) || IsBold(words) || IsDirective(words);
    if (IsSurelyMarked(words) || (marked && ++signs == 2)) return 2;
  }
  return 1;
}

std::optional<Document> Read(std::string name, std::string bytes, Lang lang, Diagnostics& diagnostics) {
  std::unique_ptr<Source> source = DecodeSource(std::move(name), std::move(bytes), {}, lang, diagnostics);
  if (!source) return std::nullopt;
  Document document;
  document.source = std::move(source);
  const std::vector<Span> shown = LinesThatShow(*document.source);
  const std::span<const Span> lines = TakeFrontMatter(*document.source, shown, document.blocks);
  const auto end = static_cast<std::uint32_t>(document.source->text().size());
  std::uint32_t at = 0;
  bool whole = true;
  for (const Span table : HtmlTables(document.source->text())) {
    std::vector<Block> blocks;
    if (!ReadHtmlStretch(*document.source, table, blocks)) continue;
    Unescape(*document.source, blocks);
    whole = ReadMarked(*document.source, LinesWithin(lines, {at, table.begin}), document.blocks) && whole;
    std::ranges::move(blocks, std::back_inserter(document.blocks));
    at = table.end;
  }
  const std::vector<Span> rest = LinesWithin(lines, {at, end});
  if (!ReadMarked(*document.source, rest, document.blocks) || !whole) {
    return RefuseLargeTextTable(diagnostics, lang);
  }
  constexpr std::string_view kPicture = "![";
  const std::string_view text = document.source->text();
  for (std::size_t mark = text.find(kPicture); mark != text.npos; mark = text.find(kPicture, mark + 1)) {
    document.pictures.push_back(static_cast<std::uint32_t>(mark));
  }
  // What was nothing but marks is no paragraph.
  std::erase_if(document.blocks, [](const Block& block) {
    const auto* paragraph = std::get_if<Paragraph>(&block);
    return paragraph != nullptr && paragraph->text.empty();
  });
  return document;
}

}  // namespace

extern const Reader kMarkdownReader;
const Reader kMarkdownReader = {"markdown", "md markdown", {"Markdown 文本", "Markdown text"}, Recognise, Read};

}  // namespace gouji
