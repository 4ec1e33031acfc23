#include "input/paragraphs.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>

#include "input/ascii.h"
#include "input/characters.h"
#include "input/markup_lines.h"
#include "input/prefixes.h"
#include "input/text_lines.h"
#include "text/fold.h"
#include "text/offset.h"
#include "text/utf8.h"

namespace gouji {
namespace {

// Widths are those of RoughWidth: an ideograph is two wide.
constexpr std::size_t kWidestWrapped = 160;  // a visual line of more than eighty ideographs is none
constexpr std::size_t kNarrowestWrapped = 40;
constexpr std::size_t kRagged = 8;        // by how much full lines of one text differ
constexpr std::size_t kFewestLines = 5;   // to learn from
constexpr std::size_t kFewestBroken = 4;  // of them, in the middle of a sentence
constexpr std::size_t kLongClause = 44;   // words without a mark that are no title any more
constexpr std::size_t kLongSentence = 30;
constexpr std::size_t kWidestLabel = 60;  // without an ordinal
constexpr std::size_t kWidestGap = 3;     // empty lines at a page break
constexpr char32_t kFirstIdeograph = 0x4E00;
constexpr char32_t kLastIdeograph = 0x9FFF;

bool StartsWithAny(std::string_view text, std::initializer_list<std::string_view> prefixes) {
  return std::ranges::any_of(prefixes, [&](std::string_view prefix) { return text.starts_with(prefix); });
}

bool EndsWithAny(std::string_view text, std::initializer_list<std::string_view> suffixes) {
  return std::ranges::any_of(suffixes, [&](std::string_view suffix) { return text.ends_with(suffix); });
}

/// What ends a sentence or an item of a list; closing marks after it do not matter.
bool EndsSentence(std::string_view text) {
  while (EndsWithAny(text, {"”", "’", "\"", "'", "）", ")", "》", "」"})) {
    std::size_t last = text.size() - 1;
    while (last > 0 && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
    text.remove_suffix(text.size() - last);
  }
  // An ASCII "!" is left by a word processor: "错误!未找到引用源。"
  return EndsWithAny(text, {"。", "！", "？", "；", "：", "…", "．", ".", "?", ";", ":"});
}

bool EndsOpen(std::string_view text) { return EndsWithAny(text, {"，", "、", ",", "（", "(", "《", "“"}); }

bool HasMark(std::string_view text) {
  return text.find("，") != std::string_view::npos || text.find("。") != std::string_view::npos ||
         text.find(',') != std::string_view::npos || text.find("；") != std::string_view::npos;
}

/// Begins a heading, an item, or anything else that a sentence does not run on into.
bool StartsItem(std::string_view text) {
  if (BeginsWithOrdinal(text) || StartsWithAny(text, {"#", "|", "- ", "* ", "+ ", ">", "①", "②", "③", "④", "⑤"}) ||
      ReadHeading(text))
    return true;
  std::string_view rest = text;
  if (TakeOneOf(rest, {"（", "("})) {
    rest = Trim(rest);
    bool any = TakeDigits(rest) > 0;
    while (TakeOrdinalDigit(rest)) any = true;
    rest = Trim(rest);
    return any && TakeOneOf(rest, {"）", ")"});
  }
  rest = text;
  if (TakeDigits(rest) == 0) return false;
  if (TakeOneOf(rest, {"、", "．"})) return true;
  return TakeOneOf(rest, {"."}) && (rest.empty() || !IsAsciiDigit(rest[0]));
}

/// The first item of a list that numbers itself, in reStructuredText.
constexpr std::string_view kNextItem = "#. ";

/// "2.  主动公开", "#. 总体情况": items as Pandoc writes them in plain text and reStructuredText, where the numbers are
/// those of a list.
bool IsListItem(std::string_view text) {
  if (text.starts_with(kNextItem)) return true;
  return TakeDigits(text) > 0 && text.starts_with(".  ");
}

/// "2021年1月20日", "2021 年…": as often as not a date line or a new paragraph.
bool StartsWithYear(std::string_view text) {
  if (TakeDigits(text) != 4) return false;
  while (TakeOneOf(text, {" "})) continue;
  return TakeOneOf(text, {"年"});
}

std::size_t IndentOf(std::string_view line) {
  const std::string_view words = Trim(line);
  return RoughWidth(line.substr(0, OffsetIn(line, words)));
}

/// What stands together at the beginning of a line: a number or foreign word, else one character.
std::size_t WidthOfFirstUnit(std::string_view words) {
  std::size_t ascii = 0;
  while (ascii < words.size() && words[ascii] > ' ' && words[ascii] <= '~') ++ascii;
  return std::max<std::size_t>(ascii, 2);
}

/// "公开日期 2024-01-26": what a page says of itself. A sentence may end its line so, but hardly ever does.
bool EndsInDate(std::string_view words) {
  constexpr std::string_view kForm = "0000-00-00";
  if (words.size() < kForm.size()) return false;
  words.remove_prefix(words.size() - kForm.size());
  return std::ranges::equal(words, kForm, [](char c, char form) { return form == '-' ? c == '-' : IsAsciiDigit(c); });
}

/// "+-----+-----+", "├─────┼", "│ 自然人 │": the lines of a drawn table are as wide as the table, not as the text.
bool IsDrawn(std::string_view words) {
  if (words.starts_with("+-") || words.starts_with("+=")) return true;
  const char32_t first = FirstOf(words).code;
  return first >= U'\u2500' && first <= U'\u257F';
}

/// Columns apart, as in a table.
bool HasGaps(std::string_view words) { return words.find("  ") != std::string_view::npos; }

/// How much wider a line is than its characters: word processors set a quarter of an ideograph between one and a number
/// or foreign word.
std::size_t WidthOfSpacing(std::string_view words) {
  std::size_t places = 0;
  bool before_letter = false;
  bool before_ideograph = false;
  for (std::size_t at = 0; at < words.size();) {
    const char32_t c = NextCodePoint(words, at);
    const bool letter = c < 0x80 && (IsAsciiDigit(static_cast<char>(c)) || IsAsciiLetter(static_cast<char>(c)));
    const bool ideograph = c >= kFirstIdeograph && c <= kLastIdeograph;
    places += (letter && before_ideograph) || (ideograph && before_letter) ? 1 : 0;
    before_letter = letter;
    before_ideograph = ideograph;
  }
  return places / 2;
}

/// "，办结44件": no line begins so. Programs that tell lines by the gaps between characters part one where two marks
/// stand closer than they are wide, "…3件）|，办结…".
bool BeginsInLine(std::string_view words) {
  const char32_t first = FirstOf(words).code;
  return IsWide(first) && IsClosingMark(first);
}

/// How many lines there are of each width.
class Widths {
 public:
  void Add(std::size_t width) {
    ++total_;
    if (width <= kWidestWrapped) {
      ++of_width_[width];
    } else {
      ++wider_;
    }
  }

  std::size_t total() const { return total_; }

  std::size_t WiderThan(std::size_t width) const {
    std::size_t wider = wider_;
    for (std::size_t each = width + 1; each <= kWidestWrapped; ++each) wider += of_width_[each];
    return wider;
  }

  struct Range {
    std::size_t widest = 0;
    std::size_t count = 0;
  };
  /// Full lines of a wrapped text differ by a few places: the fullest such range of widths.
  Range Fullest() const {
    Range fullest;
    std::size_t in_range = 0;
    for (std::size_t width = 0; width <= kWidestWrapped; ++width) {
      in_range += of_width_[width];
      if (width >= kRagged) in_range -= of_width_[width - kRagged];
      if (in_range < fullest.count || in_range == 0) continue;
      if (in_range == fullest.count && of_width_[width] == 0) continue;
      fullest = {width, in_range};
    }
    return fullest;
  }

 private:
  std::array<std::uint32_t, kWidestWrapped + 1> of_width_{};
  std::size_t total_ = 0;
  std::size_t wider_ = 0;
};

}  // namespace

struct ParagraphReader::Line {
  Span where;  ///< the words
  std::string_view words;
  std::size_t indent = 0;
  std::size_t width = 0;     ///< with its indent
  std::size_t gap = 0;       ///< empty lines before it
  bool page_before = false;  ///< a page mark or a form feed before it
};

struct ParagraphReader::Open {
  std::vector<Line> lines;
  bool has_mark = false;
  std::vector<Span> held;  ///< page marks, to stand after it

  const Line& last() const { return lines.back(); }
};

ParagraphReader::ParagraphReader(Source& source, std::span<const Span> lines)
    : source_(source), lines_(lines), page_marks_(source, lines) {
  LearnWidth();
}

void ParagraphReader::LearnWidth() {
  Widths all;
  Widths broken_off;  // in the middle of a sentence
  std::size_t blank = 0;
  std::size_t filled = 0;
  for (const Span line : lines_) {
    const std::string_view text = source_.Slice(line);
    if (IsBlankLine(text)) {
      ++blank;
      continue;
    }
    ++filled;
    // No byte is wider than one place.
    if (text.size() < kLongSentence) continue;
    const std::string_view words = Trim(text);
    const bool marked = text.find('|') != text.npos || text.find('\t') != text.npos;
    if (marked || HasGaps(words) || EndsInNumbers(words) || IsDrawn(words)) continue;
    // Blanks that fill a line up are no part of it.
    const std::size_t width =
        RoughWidth(text.substr(0, static_cast<std::size_t>(words.data() - text.data()) + words.size()));
    if (width < kNarrowestWrapped) continue;  // labels of tables outnumber the lines of a short report
    all.Add(width);
    const bool sentence = HasMark(words) || (width >= kWidestLabel && !StartsItem(words));
    if (width <= kWidestWrapped && sentence && !EndsSentence(words)) broken_off.Add(width);
  }
  spaced_ = blank * 10 >= filled * 9;
  if (all.total() < kFewestLines || all.WiderThan(kWidestWrapped) * 10 > all.total()) return;

  const Widths::Range full = all.Fullest();
  wrapped_ = full.count * 3 >= all.total() && all.WiderThan(full.widest + kRagged - 1) * 10 <= all.total();
  width_ = full.widest;
  if (!wrapped_) {
    // The labels of a table may be more than the lines of a short report.
    const Widths::Range open = broken_off.Fullest();
    wrapped_ = open.count >= kFewestBroken && all.WiderThan(open.widest + kRagged - 1) == 0;
    width_ = open.widest;
  }
  if (!wrapped_) return;

  margin_ = width_;
  for (const Span line : lines_) {
    const std::string_view text = source_.Slice(line);
    if (text.size() + kRagged <= width_ || IsBlankLine(text) || RoughWidth(text) + kRagged <= width_) continue;
    margin_ = std::min(margin_, IndentOf(text));
  }
}

ParagraphReader::Line ParagraphReader::Measure(std::size_t index) const {
  Line line;
  line.where = TrimSpan(source_, lines_[index]);
  line.words = source_.Slice(line.where);
  line.indent = RoughWidth(source_.Slice({lines_[index].begin, line.where.begin}));
  line.width = line.indent + RoughWidth(line.words);
  line.page_before = source_.Slice(lines_[index]).starts_with('\f');
  return line;
}

void ParagraphReader::Read(std::size_t first, std::size_t last, std::vector<Block>& blocks) {
  Open open;
  std::size_t gap = 0;
  bool page = false;
  for (std::size_t i = first; i < last; ++i) {
    const std::string_view text = source_.Slice(lines_[i]);
    if (IsBlankLine(text)) {
      ++gap;
      page = page || text.starts_with('\f');
      continue;
    }
    if (page_marks_.IsMark(i)) {
      open.held.push_back(TrimSpan(source_, lines_[i]));
      page = true;
      continue;
    }
    Line line = Measure(i);
    line.gap = gap;
    line.page_before = line.page_before || page;
    gap = 0;
    page = false;
    if (!open.lines.empty() && line.gap == 0 && BeginsInLine(line.words)) line.width += open.last().width;
    if (open.lines.empty() || !GoesOn(open, line)) Close(open, blocks);
    heading_seen_ = heading_seen_ || BeginsWithOrdinal(line.words) || line.words.starts_with("##");
    open.has_mark = open.has_mark || HasMark(line.words);
    open.lines.push_back(line);
  }
  Close(open, blocks);
}

bool ParagraphReader::GoesOn(const Open& open, const Line& next) const {
  const Line& last = open.last();
  if (next.indent > margin_ + 1 || StartsItem(next.words)) return false;
  if (EndsSentence(last.words) && !RunsIntoList(open, next)) return false;
  if (last.words.starts_with('#') || ReadHeading(last.words)) return false;
  // A note in brackets below a heading.
  const bool heading = open.lines.size() == 1 && !HasMark(last.words) && BeginsWithOrdinal(last.words);
  if (heading && ((next.words.starts_with("（") && next.words.ends_with("）")) ||
                  (next.words.starts_with('(') && next.words.ends_with(')')))) {
    return false;
  }
  if (HasOnlyNumbers(next.words) || EndsInDate(last.words)) return false;
  // A number that a line end might have cut is two numbers.
  if (IsAsciiDigit(last.words.back()) && IsAsciiDigit(next.words.front())) return false;
  if (HasGaps(last.words) || HasGaps(next.words) || EndsInNumbers(last.words)) return false;
  if (next.gap == 0 && BeginsInLine(next.words)) return true;
  return wrapped_ ? GoesOnWrapped(open, next) : GoesOnOverGap(open, next);
}

/// "　　…发布信息230条，其中：/ 会议公开80条、…": where paragraphs begin indented, what does not goes on with its
/// sentence.
bool ParagraphReader::RunsIntoList(const Open& open, const Line& next) const {
  return wrapped_ && EndsWithAny(open.last().words, {"：", ":"}) && open.lines.front().indent > margin_ + 1 &&
         HasMark(next.words);
}

/// The line was full, so the next one had to be begun.
bool ParagraphReader::GoesOnWrapped(const Open& open, const Line& next) const {
  const Line& last = open.last();
  const bool full =
      last.width + WidthOfSpacing(last.words) + kRagged >= width_ || last.width + WidthOfFirstUnit(next.words) > width_;
  if (!full) return false;
  if (next.gap == 0 || next.page_before || spaced_) return true;
  return next.gap <= kWidestGap && (EndsOpen(last.words) || (open.has_mark && HasMark(next.words)));
}

/// A paragraph is a line, so only a page can have broken it: the first part stops in the middle of a sentence and the
/// second goes on in it.
bool ParagraphReader::GoesOnOverGap(const Open& open, const Line& next) const {
  const Line& last = open.last();
  if (!next.page_before && (next.gap == 0 || next.gap > kWidestGap)) return false;
  if (!HasMark(next.words) || !EndsSentence(next.words)) return false;
  if (EndsOpen(last.words)) return true;
  if (StartsWithYear(next.words)) return false;
  // "（三）坚持动态更新，信息管理持续加强": a heading may have a comma in it.
  const std::string_view first = open.lines.front().words;
  const bool clause = open.lines.size() == 1 && first.find("。") == first.npos && last.width < kWidestLabel;
  if (clause && StartsItem(first)) return false;
  if (open.has_mark) return last.width >= kLongSentence;
  return heading_seen_ && last.width >= kLongClause && !StartsItem(open.lines.front().words);
}

void ParagraphReader::Close(Open& open, std::vector<Block>& blocks) {
  if (!open.lines.empty()) {
    TextBuilder text(source_);
    char before = '\0';
    std::uint32_t end = 0;
    for (const Line& line : open.lines) {
      if (IsAsciiLetter(before) && IsAsciiLetter(line.words.front())) text.Add(" ", Span{end, line.where.begin});
      text.Add(line.where);
      before = line.words.back();
      end = line.where.end;
    }
    Paragraph paragraph{text.Build(open.lines.front().where.begin), Paragraph::Role::kBody};
    const std::string_view words = open.lines.front().words;
    paragraph.listed = IsListItem(words) || (lists_ && StartsItem(words));
    lists_ = lists_ || words.starts_with(kNextItem);
    blocks.emplace_back(paragraph);
  }
  for (const Span mark : open.held) blocks.emplace_back(Paragraph{source_.At(mark), Paragraph::Role::kMargin});
  open = Open{};
}

}  // namespace gouji
