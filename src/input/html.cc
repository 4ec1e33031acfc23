#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "input/ascii.h"
#include "input/characters.h"
#include "input/html_blocks.h"
#include "input/html_elsewhere.h"
#include "input/html_kinds.h"
#include "input/html_nesting.h"
#include "input/html_page.h"
#include "input/reader.h"
#include "input/refusal.h"
#include "input/text_lines.h"
#include "text/fold.h"

namespace gouji {
namespace {

std::string WithoutBlanks(std::string_view text) {
  std::string kept;
  for (std::size_t i = 0; i < text.size();) {
    const Character c = FirstOf(text.substr(i));
    if (!IsBlank(c.code)) kept += text.substr(i, c.bytes);
    i += c.bytes;
  }
  return kept;
}

/// The page's own title of the article, where it stands before the part that was chosen and is not repeated in it: the
/// heading that the head of the page names too, else the nearest h1, else the nearest line the head names, else what
/// stands in the place named for the title.
std::optional<std::size_t> TitleOutside(const std::vector<HtmlBlock>& blocks, const HtmlPage& page) {
  constexpr std::size_t kShortest = std::size_t{8} * 3;
  constexpr int kNearStart = 4;
  std::optional<std::size_t> named_heading, heading, named, titled;
  std::size_t first_inside = 0;
  while (first_inside < blocks.size() && !blocks[first_inside].inside) ++first_inside;
  for (std::size_t i = 0; i < first_inside; ++i) {
    const auto* paragraph = std::get_if<Paragraph>(&blocks[i].block);
    if (paragraph == nullptr || paragraph->role == Paragraph::Role::kMargin) continue;
    const std::string text = WithoutBlanks(paragraph->text.says);
    const bool is_named = text.size() >= kShortest && page.names().find(text) != std::string::npos;
    if (is_named && blocks[i].level > 0) named_heading = i;
    if (is_named) named = i;
    if (blocks[i].level == 1) heading = i;
    if (blocks[i].titled && text.size() >= kShortest) titled = i;
  }
  const std::optional<std::size_t> title = named_heading ? named_heading : heading ? heading : named ? named : titled;
  if (!title) return std::nullopt;
  const std::string text = WithoutBlanks(std::get<Paragraph>(blocks[*title].block).text.says);
  int seen = 0;
  for (std::size_t i = first_inside; i < blocks.size() && blocks[i].inside && seen < kNearStart; ++i, ++seen) {
    const auto* paragraph = std::get_if<Paragraph>(&blocks[i].block);
    if (paragraph == nullptr) break;
    if (blocks[i].level == 1 || WithoutBlanks(paragraph->text.says) == text) return std::nullopt;
  }
  return title;
}

/// What stands above the part that was chosen, links to other pages aside.
std::vector<Text> TextsAbove(const std::vector<HtmlBlock>& blocks) {
  std::vector<Text> above;
  for (const HtmlBlock& placed : blocks) {
    if (placed.inside) break;
    const auto* paragraph = std::get_if<Paragraph>(&placed.block);
    if (paragraph == nullptr || paragraph->role == Paragraph::Role::kMargin) continue;
    if (placed.level > 0 || !placed.linked) above.push_back(paragraph->text);
  }
  return above;
}

/// Behind the last table what is nothing but a link leads to another article, or to the same one as a file: it is of
/// the page, whatever stands around it.
void MarkLinks(std::vector<HtmlBlock>& blocks) {
  const auto is_table = [](const HtmlBlock& placed) { return std::holds_alternative<Grid>(placed.block); };
  const auto last = std::find_if(blocks.rbegin(), blocks.rend(), is_table);
  if (last == blocks.rend()) return;
  for (auto placed = last.base(); placed != blocks.end(); ++placed) {
    auto& paragraph = std::get<Paragraph>(placed->block);
    const bool link = placed->linked && placed->level == 0 && !BeginsWithOrdinal(paragraph.text.says);
    if (link) paragraph.role = Paragraph::Role::kMargin;
  }
}

/// Where pictures stand among what is shown below an element, the margins aside.
void FindPictures(const HtmlPage& page, const HtmlNode& node, std::vector<std::uint32_t>& pictures) {
  for (const HtmlNode* child : node.children) {
    if (child->is_text() || page.Of(child).invisible || page.IsMargin(child)) continue;
    if (IsPicture(*child)) pictures.push_back(child->where.begin);
    FindPictures(page, *child, pictures);
  }
}

/// The charset a page declares: in a meta element, or in an XML declaration.
std::string DeclaredCharset(std::string_view bytes) {
  const std::string start = LowerAscii(bytes.substr(0, 4096));
  for (const std::string_view key : {"charset", "encoding"}) {
    for (std::size_t at = start.find(key); at != start.npos; at = start.find(key, at + 1)) {
      std::size_t begin = at + key.size();
      while (begin < start.size() && IsHtmlSpace(start[begin])) ++begin;
      if (begin >= start.size() || start[begin] != '=') continue;
      begin = start.find_first_not_of(" \t\r\n\"'", begin + 1);
      if (begin == start.npos) break;
      const std::size_t end = start.find_first_of(" \t\r\n\"';>/?", begin);
      if (end == start.npos || end == begin) continue;
      return start.substr(begin, end - begin);
    }
  }
  return {};
}

/// Whether a text that begins with a tag is HTML in all of it, not Markdown with tags at its top: elements are closed,
/// no line is marked as a heading or a row in the way of Markdown, and no paragraph between empty lines is without
/// tags. Rules of a style sheet are, but not in ideographs.
bool IsMarkedThroughout(std::string_view start) {
  constexpr int kFew = 4;
  for (const std::string_view mark : {"\n# ", "\n## ", "\n|", "\r# ", "\r## ", "\r|"}) {
    if (start.find(mark) != start.npos) return false;
  }
  int closed = 0;
  for (std::size_t at = start.find("</"); at != start.npos; at = start.find("</", at + 2)) ++closed;
  if (closed < kFew) return false;
  bool blank = false;  // above the line
  bool bare = false;   // every line of the paragraph so far
  while (!start.empty()) {
    const std::size_t end = std::min(start.find('\n'), start.size());
    const std::string_view line = Trim(start.substr(0, end));
    start.remove_prefix(std::min(end + 1, start.size()));
    if (line.empty()) {
      if (bare) return false;
      blank = true;
      continue;
    }
    const bool ascii = std::ranges::all_of(line, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    bare = (bare || blank) && !ascii && line.find('<') == line.npos;
    blank = false;
  }
  return true;
}

namespace {

/// The beginning of a file in lower case, zeros left out: UTF-16 is ASCII between zeros here.
std::string LowerBeginning(std::string_view bytes, std::size_t looked_at) {
  std::string start;
  for (const char c : bytes.substr(0, looked_at)) {
    if (c != '\0') start += LowerAscii(c);
  }
  return start;
}

/// Without what may stand before a page's first tag.
std::string_view FromFirstTag(std::string_view rest) {
  for (const std::string_view mark : {"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"}) {
    if (rest.starts_with(mark)) rest.remove_prefix(mark.size());
  }
  while (!rest.empty()) {
    if (IsHtmlSpace(rest[0])) {
      rest.remove_prefix(1);
    } else if (rest.starts_with("<!--") && rest.find("-->") != rest.npos) {
      rest.remove_prefix(rest.find("-->") + 3);
    } else if (rest.starts_with("<?xml") && rest.find("?>") != rest.npos) {
      rest.remove_prefix(rest.find("?>") + 2);
    } else {
      break;
    }
  }
  return rest;
}

bool IsPage(std::string_view rest) { return rest.starts_with("<!doctype html") || rest.starts_with("<html"); }

}  // namespace

int RecogniseHtml(std::string_view bytes) {
  // A page begins with "<", behind blanks, zeros or a byte order mark.
  const bool may_open = bytes.empty() || bytes[0] == '<' || bytes[0] == '\0' || IsHtmlSpace(bytes[0]) ||
                        static_cast<unsigned char>(bytes[0]) >= 0xEF;
  if (!may_open) return 0;
  constexpr std::size_t kSeen = 256;  // of most pages that is enough
  if (IsPage(FromFirstTag(LowerBeginning(bytes, kSeen)))) return 2;
  constexpr std::size_t kLookedAt = std::size_t{16} << 10;
  const std::string start = LowerBeginning(bytes, kLookedAt);
  const std::string_view rest = FromFirstTag(start);
  if (IsPage(rest)) return 2;
  if (!rest.starts_with("<")) return 0;
  static constexpr std::array<std::string_view, 20> kTags = {
      "<head", "<body", "<meta", "<table", "<div",     "<p>",   "<p ",    "<p\n",    "<h1",     "<h2",
      "<h3",   "<span", "<ol>",  "<ol ",   "<section", "<main", "<style", "<center", "<strong", "<article"};
  if (std::ranges::none_of(kTags, [&](std::string_view tag) { return rest.starts_with(tag); })) return 0;
  return IsMarkedThroughout(rest) ? 2 : 1;
}

std::optional<Document> ReadHtml(std::string name, std::string bytes, Lang lang, Diagnostics& diagnostics) {
  const std::string charset = DeclaredCharset(bytes);
  std::unique_ptr<Source> source = DecodeSource(std::move(name), std::move(bytes), charset, lang, diagnostics);
  if (source == nullptr) return std::nullopt;
  if (const std::optional<Localized> limit = HtmlOverLimit(source->text())) {
    return Refuse(diagnostics, Trouble::kOverLimit, lang, limit->zh, limit->en);
  }
  Document document;
  document.source = std::move(source);
  const HtmlPage page(*document.source, {0, static_cast<std::uint32_t>(document.source->text().size())});
  const HtmlNode* report = page.FindReport();
  std::optional<std::vector<HtmlBlock>> blocks = WriteHtmlBlocks(*document.source, page, report);
  const auto is_inside = [](const HtmlBlock& placed) { return placed.inside; };
  if (blocks && std::ranges::none_of(*blocks, is_inside)) {
    // The part chosen turned out to be no place of its own, such as one cell of a table.
    blocks = WriteHtmlBlocks(*document.source, page, page.body());
  }
  if (!blocks) {
    return RefuseLargeTable(diagnostics, lang);
  }
  const std::optional<std::size_t> title = TitleOutside(*blocks, page);
  document.above = TextsAbove(*blocks);
  MarkLinks(*blocks);
  for (std::size_t i = 0; i < blocks->size(); ++i) {
    if ((*blocks)[i].inside || title == i) document.blocks.push_back(std::move((*blocks)[i].block));
  }
  if (IsTextInScript(page, document.blocks)) {
    return Refuse(
        diagnostics, Trouble::kUnsupportedFormat, lang,
        "这个网页的正文由脚本显示，没有读到；请在浏览器中打开后把正文存成 .docx，或另存为显示后的网页",
        "a script shows the text of this page, which was not read: open it in a browser and save what it shows "
        "as .docx or as a page");
  }
  if (const auto files = TextElsewhere(page, document.blocks)) {
    const auto named = [&](std::string_view open, std::string_view between, std::string_view close) {
      std::string names;
      for (const std::string& file : *files) {
        if (!file.empty()) names.append(names.empty() ? "" : between).append(file);
      }
      return names.empty() ? names : std::string(open) + names + std::string(close);
    };
    const std::string zh = named("（", "、", "）");
    const std::string en = named(" (", ", ", ")");
    return Refuse(
        diagnostics, Trouble::kUnsupportedFormat, lang,
        "这个网页没有正文，正文在它链接或嵌入的文件里" + zh + "；请检查那个文件",
        "this page has no text of its own, only a link to a file or a frame that shows one" + en + ": check that file");
  }
  FindPictures(page, *report, document.pictures);
  return document;
}

}  // namespace

extern const Reader kHtmlReader;
const Reader kHtmlReader = {"html", "html htm xhtml", {"网页（HTML）", "web pages (HTML)"}, RecogniseHtml, ReadHtml};

}  // namespace gouji
