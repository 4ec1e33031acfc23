#include "rules/yaml_places.h"

#include <algorithm>
#include <array>
#include <vector>

#include "rules/yaml.h"
#include "rules/yaml_text.h"

namespace gouji {
namespace {

/// Follows a scalar's text through the source again, so that each of its bytes is known by place. What does not agree
/// byte for byte with what the scalar says is no trace at all: a place is exact or it is not given.
class Trace {
 public:
  Trace(std::string_view text, std::string_view says) : text_(text), says_(says) { places_.reserve(says.size()); }

  bool Plain(std::size_t at) {
    at_ = at;
    while (places_.size() < says_.size()) {
      if (IsBlank(At(text_, at_)) || IsBreak(At(text_, at_))) {
        if (!Blanks('\0')) return false;
      } else if (!Verbatim()) {
        return false;
      }
    }
    return true;
  }

  bool Quoted(std::size_t at) {
    const char quote = text_[at];
    at_ = at + 1;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == quote && !(quote == '\'' && At(text_, at_ + 1) == '\'')) {
        ++at_;
        return places_.size() == says_.size();
      }
      if (c == quote) {
        if (!Says("'", 2)) return false;
      } else if (quote == '"' && c == '\\') {
        if (!Escape()) return false;
      } else if (IsBlank(c) || IsBreak(c)) {
        if (!Blanks(quote)) return false;
      } else if (!Verbatim()) {
        return false;
      }
    }
    return false;
  }

  /// `at` is the first byte of the first line that holds something, past the indentation.
  bool Literal(std::size_t at) {
    const std::size_t indentation = at - LineStart(text_, at);
    at_ = at;
    while (places_.size() < says_.size() && says_[places_.size()] == '\n') {
      if (!Says("\n", 0)) return false;
    }
    while (places_.size() < says_.size()) {
      if (!IsBreak(At(text_, at_)) && at_ < text_.size()) {
        if (!Verbatim()) return false;
        continue;
      }
      if (!Says("\n", SkipBreak(text_, at_) - at_)) return false;
      for (std::size_t i = 0; i < indentation && At(text_, at_) == ' '; ++i) ++at_;
    }
    return true;
  }

  /// A folded block: a line end is a blank, further ones and those of indented lines are themselves. `at` as for
  /// `Literal`.
  bool Folded(std::size_t at) {
    const std::size_t indentation = at - LineStart(text_, at);
    at_ = at;
    while (places_.size() < says_.size()) {
      if (!IsBreak(At(text_, at_)) && at_ < text_.size()) {
        if (!Verbatim()) return false;
        continue;
      }
      std::size_t next = at_;
      while (IsBreak(At(text_, next))) {
        next = SkipBreak(text_, next);
        for (std::size_t i = 0; i < indentation && At(text_, next) == ' '; ++i) ++next;
      }
      const std::string_view rest = says_.substr(places_.size());
      const std::size_t breaks = std::min(rest.find_first_not_of('\n'), rest.size());
      if (!Says(breaks == 0 ? std::string(" ") : std::string(breaks, '\n'), next - at_)) return false;
    }
    return true;
  }

  /// Where the text ended that was followed.
  std::size_t end() const { return at_; }
  /// For each byte of the scalar, the span of the character, escape or line end it stands for.
  const std::vector<Span>& places() const { return places_; }

 private:
  /// The next bytes of the scalar are `what`, and stand in the next `length` bytes of the source.
  bool Says(std::string_view what, std::size_t length) {
    if (says_.substr(places_.size(), what.size()) != what) return false;
    const Span where{static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(at_ + length)};
    places_.insert(places_.end(), what.size(), where);
    at_ += length;
    return true;
  }

  bool Verbatim() { return at_ < text_.size() && Says(text_.substr(at_, 1), 1); }

  /// Blanks and line ends inside a scalar: one line end is a blank, each further one a line end.
  bool Blanks(char quote) {
    const std::size_t end = SkipBlanks(text_, at_);
    if (!IsBreak(At(text_, end))) {
      while (at_ < end) {
        if (!Verbatim()) return false;
      }
      return true;
    }
    std::size_t next = end;
    std::size_t breaks = 0;
    while (IsBreak(At(text_, next))) {
      next = SkipBlanks(text_, SkipBreak(text_, next));
      ++breaks;
    }
    // A quoted scalar may end with a line end, which is said as a blank; a plain one never does.
    if (quote == '\0' && next >= text_.size()) return false;
    return Says(breaks == 1 ? std::string(" ") : std::string(breaks - 1, '\n'), next - at_);
  }

  bool Escape() {
    const char c = At(text_, at_ + 1);
    if (IsBreak(c)) {  // a line that goes on below without a blank
      at_ = SkipBlanks(text_, SkipBreak(text_, at_ + 1));
      return true;
    }
    const std::size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    if (digits == 0) {
      static constexpr std::array<std::pair<char, std::string_view>, 18> kEscapes{{{'0', std::string_view("\0", 1)},
                                                                                   {'a', "\a"},
                                                                                   {'b', "\b"},
                                                                                   {'t', "\t"},
                                                                                   {'\t', "\t"},
                                                                                   {'n', "\n"},
                                                                                   {'v', "\v"},
                                                                                   {'f', "\f"},
                                                                                   {'r', "\r"},
                                                                                   {'e', "\x1b"},
                                                                                   {' ', " "},
                                                                                   {'"', "\""},
                                                                                   {'/', "/"},
                                                                                   {'\\', "\\"},
                                                                                   {'N', "\xC2\x85"},
                                                                                   {'_', "\xC2\xA0"},
                                                                                   {'L', "\xE2\x80\xA8"},
                                                                                   {'P', "\xE2\x80\xA9"}}};
      const auto* found = std::ranges::find(kEscapes, c, &std::pair<char, std::string_view>::first);
      return found != kEscapes.end() && Says(found->second, 2);
    }
    char32_t code = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      const char digit = At(text_, at_ + 2 + i);
      const int value = digit >= '0' && digit <= '9'   ? digit - '0'
                        : digit >= 'a' && digit <= 'f' ? digit - 'a' + 10
                        : digit >= 'A' && digit <= 'F' ? digit - 'A' + 10
                                                       : -1;
      if (value < 0) return false;
      code = code * 16 + static_cast<char32_t>(value);
    }
    std::string says;
    AppendUtf8(code, says);
    return Says(says, digits + 2);
  }

  std::string_view text_;
  std::string_view says_;
  std::size_t at_ = 0;
  std::vector<Span> places_;
};

}  // namespace

std::size_t PlainScalarEnd(std::string_view text, std::size_t at, std::string_view says) {
  if (text.substr(at, says.size()) == says) return at + says.size();
  if (Trace trace(text, says); trace.Plain(at)) return trace.end();
  std::size_t end = LineEnd(text, at);
  while (end > at && IsBlank(text[end - 1])) --end;
  return end;
}

Span BlockScalarSpan(std::string_view text, std::size_t at, std::string_view says) {
  const auto span = [](std::size_t begin, std::size_t end) {
    return Span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(std::max(begin, end))};
  };
  const std::size_t header_end = LineEnd(text, at);
  const std::size_t spoken = says.find_first_not_of('\n');
  if (spoken == std::string_view::npos) return span(at, header_end);
  // With an explicit indentation the first line may begin with blanks of its own.
  const std::size_t own_blanks = std::min(says.find_first_not_of(' ', spoken), says.size()) - spoken;
  std::size_t line = SkipBreak(text, header_end);
  while (line < text.size() && LineEnd(text, line) == std::min(text.find_first_not_of(' ', line), text.size())) {
    const std::size_t next = SkipBreak(text, LineEnd(text, line));
    if (next == line) break;
    line = next;
  }
  const std::size_t first = std::min(text.find_first_not_of(' ', line), text.size());
  const std::size_t indentation = std::max(first - line, own_blanks) - own_blanks;
  const std::size_t begin = line + indentation;
  std::size_t end = LineEnd(text, line);
  for (std::size_t next = SkipBreak(text, end); next < text.size();) {
    const std::size_t line_end = LineEnd(text, next);
    const std::size_t content = std::min(text.find_first_not_of(' ', next), text.size());
    const bool empty = content >= line_end;
    if (!empty && content - next < indentation) break;
    if (indentation == 0 && (text.substr(next, 3) == "---" || text.substr(next, 3) == "...")) break;
    if (!empty) end = line_end;
    const std::size_t after = SkipBreak(text, line_end);
    if (after == line_end) break;
    next = after;
  }
  return span(begin, end);
}

std::size_t FlowCollectionEnd(std::string_view text, std::size_t at) {
  while (true) {
    at = SkipToToken(text, at);
    const char c = At(text, at);
    if (c == '}' || c == ']') return at + 1;
    if (c != ',' && c != ':' && c != '?') return at;
    ++at;
  }
}

Span Node::SpanInScalar(const Source& source, std::size_t begin, std::size_t end) const {
  const std::string_view text = source.text();
  const std::string_view said = scalar();
  if (!is_scalar() || said.empty() || where.end > text.size()) return where;
  Trace trace(text, said);
  const char first = At(text, where.begin);
  bool followed = false;
  if (!quoted) {
    followed = trace.Plain(where.begin);
  } else {
    // A literal block may begin with a quote, but then it says the quote too: only one reading can agree.
    followed = (first == '"' || first == '\'') && trace.Quoted(where.begin);
    if (!followed) {
      trace = Trace(text, said);
      followed = trace.Literal(where.begin);
    }
    if (!followed) {
      trace = Trace(text, said);
      followed = trace.Folded(where.begin);
    }
  }
  if (!followed || trace.places().size() != said.size()) return where;
  const std::vector<Span>& places = trace.places();
  begin = std::min(begin, said.size());
  end = std::clamp(end, begin, said.size());
  const std::uint32_t from = begin < places.size() ? places[begin].begin : places.back().end;
  const std::uint32_t to = end > begin ? places[end - 1].end : from;
  return {from, std::max(from, to)};
}

}  // namespace gouji
