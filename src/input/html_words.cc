#include "input/html_words.h"

#include <cstddef>

#include "input/ascii.h"
#include "input/characters.h"
#include "text/fold.h"
#include "text/offset.h"

namespace gouji {
namespace {

struct Entity {
  std::size_t bytes = 1;  ///< in the file
  std::size_t says = 1;
};

Span SpanAt(std::size_t at, std::size_t bytes) {
  return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + bytes)};
}

/// How far two texts run alike, up to where markup may make them differ; a few bytes are enough to be sure.
bool InStep(std::string_view file, std::string_view says) {
  for (std::size_t i = 0; i < 12; ++i) {
    if (i == file.size()) return i == says.size();
    if (file[i] == '&' || file[i] == '<' || file[i] == '\r') return true;
    if (i == says.size() || file[i] != says[i]) return false;
  }
  return true;
}

/// The entity at the start of `file`, which the parser turned into the start of `says`. Which names there are is the
/// parser's knowledge; here the length is found that puts the two back in step, the longest first.
Entity EntityAt(std::string_view file, std::string_view says) {
  std::size_t longest = 1;
  if (longest < file.size() && file[longest] == '#') ++longest;
  while (longest < file.size() && longest < 40 && (IsAsciiLetter(file[longest]) || IsAsciiDigit(file[longest])))
    ++longest;
  if (longest < file.size() && file[longest] == ';') ++longest;
  const std::size_t one = FirstOf(says).bytes;
  const std::size_t two = one < says.size() ? one + FirstOf(says.substr(one)).bytes : one;
  for (std::size_t bytes = longest; bytes > 1; --bytes) {
    // "&nbsp" written out is itself; "&amp;" is one character.
    if (says.substr(0, bytes) == file.substr(0, bytes)) continue;
    for (const std::size_t shown : {one, two}) {
      if (InStep(file.substr(bytes), says.substr(shown))) return {bytes, shown};
    }
  }
  return {1, one};
}

}  // namespace

void HtmlWords::AddNode(const HtmlNode& node) {
  std::string_view says = node.says;
  std::size_t at = node.where.begin;
  const std::size_t end = node.where.end;
  while (!says.empty()) {
    const std::string_view file = source_.text().substr(at, end - at);
    if (file.empty()) {
      AddPiece(says, SpanAt(end, 0));  // out of step: better a rough place than lost words
      return;
    }
    if (file[0] == '&') {
      const Entity entity = EntityAt(file, says);
      AddPiece(says.substr(0, entity.says), SpanAt(at, entity.bytes));
      says.remove_prefix(entity.says);
      at += entity.bytes;
    } else if (file[0] == '\r') {
      const std::size_t bytes = file.substr(1).starts_with("\n") ? 2 : 1;
      if (says[0] == '\n' || says[0] == '\r') {
        AddPiece("\n", SpanAt(at, bytes));
        says.remove_prefix(1);
      }
      at += bytes;
    } else if (file[0] == '<' && says[0] != '<') {
      // A stray end tag or a comment that did not end the text.
      const bool comment = file.starts_with("<!--");
      const std::size_t close = comment ? file.find("-->") : file.find('>');
      at = close == file.npos ? end : at + close + (comment ? 3 : 1);
    } else {
      std::size_t same = 0;
      while (same < file.size() && same < says.size() && file[same] == says[same]) {
        if (same > 0 && (file[same] == '&' || file[same] == '<' || file[same] == '\r')) break;
        ++same;
      }
      if (same == 0) {
        // The parser put another character in its place.
        const std::size_t shown = FirstOf(says).bytes;
        const std::size_t written = FirstOf(file).bytes;
        AddPiece(says.substr(0, shown), SpanAt(at, written));
        says.remove_prefix(shown);
        at += written;
        continue;
      }
      AddVerbatim(SpanAt(at, same));
      says.remove_prefix(same);
      at += same;
    }
  }
}

Text HtmlWords::Take(std::uint32_t empty_at) {
  blank_.reset();
  joined_ = false;
  const Text text = builder_.Build(empty_at);
  const std::string_view trimmed = Trim(text.says);
  if (trimmed.empty()) return Text{{}, {empty_at, empty_at}, {}};
  const std::size_t begin = OffsetIn(text.says, trimmed);
  return text.Part(begin, begin + trimmed.size());
}

void HtmlWords::AddVerbatim(Span where) {
  const std::string_view text = source_.Slice(where);
  std::size_t at = 0;
  while (at < text.size()) {
    if (IsHtmlSpace(text[at])) {
      NoteBlank(text[at] == '\n' || text[at] == '\r', SpanAt(where.begin + at, 1));
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && !IsHtmlSpace(text[end])) ++end;
    FlushBlank(FirstOf(text.substr(at)).code, where.begin + at);
    builder_.Add(SpanAt(where.begin + at, end - at));
    at = end;
  }
}

void HtmlWords::AddPiece(std::string_view says, Span where) {
  if (says.empty()) return;
  if (says.size() == 1 && IsHtmlSpace(says[0])) {
    NoteBlank(says[0] == '\n', where);
    return;
  }
  FlushBlank(FirstOf(says).code, where.begin);
  builder_.Add(says, where);
}

void HtmlWords::NoteBlank(bool line_break, Span where) {
  if (joined_ || builder_.empty()) return;
  if (!blank_) blank_ = Blank{false, where};
  blank_->line_break |= line_break;
  if (where.begin == blank_->where.end) blank_->where.end = where.end;
}

void HtmlWords::FlushBlank(char32_t next, std::size_t at) {
  const bool joined = joined_;
  joined_ = false;
  // "5<br>0" is two numbers; nobody ends a line inside of one.
  const bool digit = next < 0x80 && IsAsciiDigit(static_cast<char>(next));
  if (joined && digit && !builder_.empty() && IsAsciiDigit(builder_.says().back())) builder_.Add(" ", SpanAt(at, 0));
  if (!blank_) return;
  const Blank blank = *blank_;
  blank_.reset();
  if (blank.line_break && IsWide(next) && IsWide(LastOf(builder_.says()).code)) return;
  if (source_.Slice(blank.where) == " ") {
    builder_.Add(blank.where);
  } else {
    builder_.Add(" ", blank.where);
  }
}

}  // namespace gouji
