#include "text/width.h"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <cstddef>
#include <limits>

#include "text/utf8.h"

namespace gouji {
namespace {

constexpr int kTabStop = 8;
constexpr std::string_view kEllipsis = "…";

bool IsIdeograph(char32_t c) {
  return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFD);
}

// What a terminal for Chinese shows “ ” … ① with: two cells, one among Latin letters.
enum class Context { kLatin, kChinese };

Context ContextOf(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (IsIdeograph(NextCodePoint(text, at))) return Context::kChinese;
  }
  return Context::kLatin;
}

// Must not reach a terminal as it is: it would move the cursor, turn the line round, or say something nobody sees.
bool IsHidden(char32_t c) {
  if (c >= 0x20 && c < 0x7F) return false;
  const auto point = static_cast<UChar32>(c);
  constexpr std::uint32_t kHidden = U_GC_CC_MASK | U_GC_CF_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK;
  if ((U_GET_GC_MASK(point) & kHidden) != 0 || U_IS_UNICODE_NONCHAR(point)) return true;
  // A variation selector says how the character before it looks; other characters that are ignored by default say
  // nothing.
  if (u_hasBinaryProperty(point, UCHAR_VARIATION_SELECTOR) != 0) return false;
  return u_hasBinaryProperty(point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
}

bool IsMark(char32_t c) {
  if (c < 0x300) return false;
  if ((c >= 0x1160 && c <= 0x11FF) || (c >= 0xD7B0 && c <= 0xD7FB))
    return true;  // the later parts of a Hangul syllable
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_MN_MASK | U_GC_ME_MASK)) != 0;
}

int WidthOf(char32_t c, Context context) {
  if (c >= 0x20 && c < 0x7F) return 1;
  if (c >= 0x4E00 && c <= 0x9FFF) return 2;
  if (IsMark(c)) return 0;
  switch (u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_EAST_ASIAN_WIDTH)) {
    case U_EA_FULLWIDTH:
    case U_EA_WIDE:
      return 2;
    case U_EA_AMBIGUOUS:
      return context == Context::kChinese ? 2 : 1;
    default:
      return 1;
  }
}

// One character as it is shown, and where it stands.
struct Shown {
  std::size_t begin = 0;
  std::size_t end = 0;
  int column = 0;
  int cells = 0;
  char32_t c = 0;
  enum class As { kItself, kBlanks, kName, kByte } as = As::kItself;

  std::string Name() const {
    return as == As::kByte ? fmt::format("<0x{:02X}>", static_cast<std::uint32_t>(c))
                           : fmt::format("<U+{:04X}>", static_cast<std::uint32_t>(c));
  }
};

// The character at `at`, shown from `column` on. Everything that measures or prints goes through here, so that a mark
// stands under what it marks.
Shown ShowAt(std::string_view text, std::size_t at, int column, Context context) {
  Shown shown;
  shown.begin = at;
  shown.end = at;
  shown.column = column;
  shown.c = NextCodePoint(text, shown.end);
  if (shown.c == '\t') {
    shown.as = Shown::As::kBlanks;
    shown.cells = kTabStop - column % kTabStop;
  } else if (shown.c == 0xFFFD && shown.end - at == 1) {
    shown.as = Shown::As::kByte;
    shown.c = static_cast<unsigned char>(text[at]);
    shown.cells = static_cast<int>(std::string_view("<0xFF>").size());
  } else if (IsHidden(shown.c)) {
    shown.as = Shown::As::kName;
    constexpr int kFrame = 4;  // <U+>
    shown.cells = kFrame + (shown.c > 0xFFFFF ? 6 : shown.c > 0xFFFF ? 5 : 4);
  } else {
    shown.cells = WidthOf(shown.c, context);
  }
  return shown;
}

// The cells of `text`, or some number above `limit` once there are more.
int CellsUpTo(std::string_view text, Context context, int limit) {
  int column = 0;
  for (std::size_t at = 0; at < text.size() && column <= limit;) {
    const Shown shown = ShowAt(text, at, column, context);
    column += shown.cells;
    at = shown.end;
  }
  return column;
}

std::size_t BeginOfCharacter(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && at - begin < 3 && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) --begin;
  std::size_t end = begin;
  NextCodePoint(text, end);
  return end > at ? begin : at;
}

// Where the character that `at` is inside of begins, with the marks on it; `at` itself at the end of the text.
std::size_t BeginOfCluster(std::string_view text, std::size_t at) {
  if (at >= text.size()) return text.size();
  for (std::size_t begin = BeginOfCharacter(text, at);; begin = BeginOfCharacter(text, begin - 1)) {
    if (begin == 0 || ShowAt(text, begin, 0, Context::kChinese).cells > 0) return begin;
  }
}

// Past the character at `at`, which begins there, and the marks on it.
std::size_t EndOfCluster(std::string_view text, std::size_t at) {
  if (at >= text.size()) return text.size();
  std::size_t end = ShowAt(text, at, 0, Context::kChinese).end;
  while (end < text.size()) {
    const Shown next = ShowAt(text, end, 0, Context::kChinese);
    if (next.cells > 0) break;
    end = next.end;
  }
  return end;
}

// As many cells as these bytes can take, wherever they come to stand.
int MostCells(std::string_view text, std::size_t begin, std::size_t end) {
  int cells = 0;
  for (std::size_t at = begin; at < end;) {
    const Shown shown = ShowAt(text, at, 0, Context::kChinese);
    cells += shown.cells;
    at = shown.end;
  }
  return cells;
}

}  // namespace

int Cells(std::string_view text) { return CellsUpTo(text, ContextOf(text), std::numeric_limits<int>::max()); }

std::string Printable(std::string_view line) {
  const Context context = ContextOf(line);
  std::string printed;
  printed.reserve(line.size());
  int column = 0;
  for (std::size_t at = 0; at < line.size();) {
    const Shown shown = ShowAt(line, at, column, context);
    switch (shown.as) {
      case Shown::As::kItself:
        printed.append(line.substr(shown.begin, shown.end - shown.begin));
        break;
      case Shown::As::kBlanks:
        printed.append(static_cast<std::size_t>(shown.cells), ' ');
        break;
      case Shown::As::kName:
      case Shown::As::kByte:
        printed += shown.Name();
        break;
    }
    column += shown.cells;
    at = shown.end;
  }
  return printed;
}

std::string Marks(std::string_view line, std::size_t begin, std::size_t end) {
  const Context context = ContextOf(line);
  begin = BeginOfCluster(line, std::min(begin, line.size()));
  end = std::clamp(end, begin, line.size());
  int column = 0;
  std::size_t at = 0;
  while (at < begin) {
    const Shown shown = ShowAt(line, at, column, context);
    column += shown.cells;
    at = shown.end;
  }
  int marked = 0;
  while (at < end) {
    const Shown shown = ShowAt(line, at, column + marked, context);
    marked += shown.cells;
    at = shown.end;
  }
  std::string marks(static_cast<std::size_t>(column), ' ');
  marks.push_back('^');
  marks.append(static_cast<std::size_t>(std::max(marked - 1, 0)), '~');
  return marks;
}

std::string Excerpt(std::string_view text, std::size_t& begin, std::size_t& end, int cells) {
  begin = std::min(begin, text.size());
  end = std::clamp(end, begin, text.size());
  // A line of a megabyte is measured no further than it can be shown.
  if (CellsUpTo(text, Context::kLatin, cells) <= cells && Cells(text) <= cells) return std::string(text);

  constexpr int kEllipsisCells = 2;
  std::size_t from = BeginOfCluster(text, begin);
  std::size_t to = from;
  int used = 0;
  const auto fits = [&](std::size_t new_from, std::size_t new_to, int new_used) {
    const int ellipses = (new_from > 0 ? kEllipsisCells : 0) + (new_to < text.size() ? kEllipsisCells : 0);
    return new_used + ellipses <= cells;
  };
  const auto grow_right = [&] {
    if (to >= text.size()) return false;
    const std::size_t next = EndOfCluster(text, to);
    const int grown = used + MostCells(text, to, next);
    if (!fits(from, next, grown)) return false;
    to = next;
    used = grown;
    return true;
  };
  const auto grow_left = [&] {
    if (from == 0) return false;
    const std::size_t next = BeginOfCluster(text, from - 1);
    const int grown = used + MostCells(text, next, from);
    if (!fits(next, to, grown)) return false;
    from = next;
    used = grown;
    return true;
  };
  // The span first, from its beginning; then what stands around it, both sides alike while both have something to give.
  while (to < end && grow_right()) {
  }
  if (to >= end) {
    bool left = true;
    bool right = true;
    while (left || right) {
      if (left) left = grow_left();
      if (right) right = grow_right();
    }
  }
  if (to == from) {  // not one character has room
    begin = end = 0;
    return cells > 0 ? std::string(kEllipsis) : std::string();
  }
  const std::size_t before = from > 0 ? kEllipsis.size() : 0;
  std::string excerpt;
  if (before > 0) excerpt += kEllipsis;
  excerpt += text.substr(from, to - from);
  if (to < text.size()) excerpt += kEllipsis;
  begin = std::clamp(begin, from, to) - from + before;
  end = std::clamp(end, from, to) - from + before;
  return excerpt;
}

}  // namespace gouji
