#include "input/markdown_marks.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>

#include "input/ascii.h"
#include "input/text_lines.h"
#include "text/utf8.h"

namespace gouji {
namespace {

constexpr std::size_t kLongestLink = 1000;
constexpr std::size_t kLongestTag = 200;
constexpr std::size_t kLongestEntity = 10;  // written by its number

bool IsAsciiPunctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

struct Entity {
  std::string_view name;
  std::string_view says;
};
constexpr Entity kEntities[] = {
    {"&nbsp;", " "},
    {"&amp;", "&"},
    {"&lt;", "<"},
    {"&gt;", ">"},
    {"&quot;", "\""},
    {"&emsp;", " "},
    {"&ensp;", " "},
    // of AsciiDoc
    {"{plus}", "+"},
    {"{vbar}", "|"},
    {"{asterisk}", "*"},
    {"{startsb}", "["},
    {"{endsb}", "]"},
    {"{nbsp}", " "},
};

class MarksTaker {
 public:
  MarksTaker(Source& source, const Text& text)
      : builder_(source), text_(text), says_(text.says), stars_(std::ranges::count(says_, '*')) {}

  Text Take() {
    for (std::size_t at = 0; at < says_.size();) at = Step(at);
    Keep(says_.size());
    return TrimText(builder_.Build(text_.where.begin));
  }

 private:
  /// Handles what stands at `at`; gives where to go on.
  std::size_t Step(std::size_t at) {
    switch (says_[at]) {
      case '\\':
        if (at + 1 < says_.size() && IsAsciiPunctuation(says_[at + 1])) {
          Drop(at, at + 1);
          return at + 2;
        }
        // In reStructuredText it parts a mark from the word behind.
        return at + 1 < says_.size() && says_[at + 1] == ' ' ? Drop(at, at + 1) : at + 1;
      case '*':
        return Stars(at);
      case '\'':
        return Quotes(at);
      case '`':
        return Backtick(at);
      case '<':
        return Tag(at);
      case '&':
      case '{':
        return EntityAt(at);
      case '!':
        return Image(at);
      case '[':
        return OpensLink(at) ? Drop(at, at + 1) : at + 1;
      case ']':
        return CloseLink(at);
      case '\n':
      case '\r':
        return LineEnd(at);
      default:
        return at + 1;
    }
  }

  /// Emphasis, unless it is a lone star between blanks.
  std::size_t Stars(std::size_t at) {
    std::size_t end = at;
    while (end < says_.size() && says_[end] == '*') ++end;
    const bool open_left = at == 0 || says_[at - 1] == ' ';
    const bool open_right = end == says_.size() || says_[end] == ' ';
    if (end - at == 1 && ((open_left && open_right) || stars_ % 2 != 0)) return end;
    return Drop(at, end);
  }

  /// Emphasis in wikis: two or more. One is one.
  std::size_t Quotes(std::size_t at) {
    const std::size_t end = std::min(says_.find_first_not_of('\'', at), says_.size());
    return end - at > 1 ? Drop(at, end) : end;
  }

  /// Around code; and around a link in reStructuredText: "`words <address>`__" are the words.
  std::size_t Backtick(std::size_t at) {
    const std::size_t begin = at + 1;
    const std::string_view inside = says_.substr(begin, says_.substr(begin, kLongestLink).find('`'));
    const std::size_t end = begin + inside.size() + 1;
    const std::size_t address = inside.rfind('<');
    if (end >= says_.size() || says_[end] != '_' || !inside.ends_with('>') || address == std::string_view::npos) {
      return Drop(at, begin);
    }
    Drop(at, begin);
    const std::size_t words = inside.substr(0, address).find_last_not_of(' ') + 1;
    return Drop(begin + words, std::min(says_.find_first_not_of('_', end), says_.size()));
  }

  std::size_t Tag(std::size_t at) {
    const std::size_t end = says_.substr(at, kLongestTag).find('>');
    if (end == std::string_view::npos || at + 1 >= says_.size()) return at + 1;
    const char next = says_[at + 1];
    if (!IsAsciiLetter(next) && next != '/' && next != '!') return at + 1;
    const std::string_view inside = says_.substr(at + 1, end - 1);
    if (inside.find("://") != std::string_view::npos || inside.find('@') != std::string_view::npos) return at + 1;
    // "5<br>0" is two numbers.
    const std::size_t behind = at + end + 1;
    const bool numbers = at > 0 && behind < says_.size() && IsAsciiDigit(says_[at - 1]) && IsAsciiDigit(says_[behind]);
    if (!numbers || !LowerAscii(inside).starts_with("br")) return Drop(at, behind);
    Keep(at);
    builder_.Add(" ", text_.SpanOf(at, behind));
    return kept_ = behind;
  }

  std::size_t EntityAt(std::size_t at) {
    for (const Entity& entity : kEntities) {
      if (!says_.substr(at).starts_with(entity.name)) continue;
      Keep(at);
      kept_ = at + entity.name.size();
      builder_.Add(entity.says, text_.SpanOf(at, kept_));
      return kept_;
    }
    return NumberedEntity(at);
  }

  /// "&#45;", "&#x2013;"
  std::size_t NumberedEntity(std::size_t at) {
    const bool hex = says_.substr(at, 3) == "&#x";
    const std::size_t digits = at + (hex ? 3 : 2);
    const std::size_t length = says_.substr(at, kLongestEntity).find(';');
    const std::size_t end = at + length;
    if (says_.substr(at, 2) != "&#" || length == std::string_view::npos || end <= digits) return at + 1;
    std::uint32_t code = 0;
    const char* last = says_.data() + end;
    const auto read = std::from_chars(says_.data() + digits, last, code, hex ? 16 : 10);
    const bool exists = code > 0 && code < 0x110000 && (code < 0xD800 || code > 0xDFFF);
    if (read.ec != std::errc() || read.ptr != last || !exists) return at + 1;
    std::string says;
    AppendUtf8(code, says);
    Keep(at);
    kept_ = end + 1;
    builder_.Add(says, text_.SpanOf(at, kept_));
    return kept_;
  }

  /// Where the address or the attributes behind a closing bracket end: "](address)", "]{.class}"; nothing else does. An
  /// address may hold brackets of its own.
  std::size_t EndOfTarget(std::size_t close) const {
    if (close + 1 >= says_.size()) return close;
    const char open = says_[close + 1];
    if (open != '(' && open != '{') return close;
    const char shut = open == '(' ? ')' : '}';
    int depth = 0;
    const std::size_t last = std::min(says_.size(), close + kLongestLink);
    for (std::size_t i = close + 1; i < last; ++i) {
      if (says_[i] == '\\') {
        ++i;
      } else if (says_[i] == open) {
        ++depth;
      } else if (says_[i] == shut && --depth == 0) {
        return i + 1;
      }
    }
    return close;
  }

  /// The bracket that closes the one at `open`, or `open` where none does.
  std::size_t Closing(std::size_t open) const {
    int depth = 0;
    const std::size_t last = std::min(says_.size(), open + kLongestLink);
    for (std::size_t i = open; i < last; ++i) {
      if (says_[i] == '[') ++depth;
      if (says_[i] == ']' && --depth == 0) return i;
    }
    return open;
  }

  /// "[words](address)" and "[words]{.class}" are the words, "〔2021〕" as typed with brackets is itself.
  bool OpensLink(std::size_t at) {
    const std::size_t close = Closing(at);
    if (close == at || EndOfTarget(close) == close) return false;
    ++open_;
    return true;
  }

  std::size_t CloseLink(std::size_t at) {
    const std::size_t end = EndOfTarget(at);
    if (open_ == 0 || end == at) return at + 1;
    --open_;
    return Drop(at, end);
  }

  /// An image is nothing.
  std::size_t Image(std::size_t at) {
    if (at + 1 >= says_.size() || says_[at + 1] != '[') return at + 1;
    const std::size_t close = Closing(at + 1);
    const bool image = close + 1 < says_.size() && says_[close + 1] == '(' && EndOfTarget(close) > close;
    return image ? Drop(at, EndOfTarget(close)) : at + 1;
  }

  /// Inside a paragraph: nothing between ideographs, a blank between words.
  std::size_t LineEnd(std::size_t at) {
    std::size_t end = at;
    while (end < says_.size() && (says_[end] == '\n' || says_[end] == '\r' || says_[end] == ' ')) ++end;
    const auto is_ascii = [&](std::size_t i) { return static_cast<unsigned char>(says_[i]) < 0x80; };
    const bool words = at > 0 && end < says_.size() && is_ascii(at - 1) && is_ascii(end) && says_[at - 1] != '>';
    Keep(at);
    if (words) builder_.Add(" ", text_.SpanOf(at, end));
    return kept_ = end;
  }

  std::size_t Drop(std::size_t begin, std::size_t end) {
    Keep(begin);
    return kept_ = end;
  }

  /// Adds what was not dropped up to `end`.
  void Keep(std::size_t end) {
    if (end > kept_) builder_.Add(text_.Part(kept_, end));
    kept_ = std::max(kept_, end);
  }

  TextBuilder builder_;
  const Text& text_;
  std::string_view says_;
  std::ptrdiff_t stars_;  ///< in all of it
  std::size_t kept_ = 0;  ///< up to here everything is added or dropped
  int open_ = 0;          ///< brackets of links that are still to be closed
};

}  // namespace

Text WithoutMarks(Source& source, const Text& text) {
  if (text.says.find_first_of("\\*'<&{![`\n\r") == std::string_view::npos) return text;
  return MarksTaker(source, text).Take();
}

}  // namespace gouji
