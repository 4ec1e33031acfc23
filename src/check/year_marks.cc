#include "check/year_marks.h"

#include "text/offset.h"

#include <algorithm>

namespace gouji {
namespace {

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// The name as it is, and with each of the long forms in it written short.
std::vector<std::string> WaysToWrite(std::string_view issuer, const ShortForms& short_forms) {
  std::vector<std::string> ways{std::string(issuer)};
  for (const auto& [from, to] : short_forms) {
    for (std::size_t i = 0, count = ways.size(); i < count; ++i) {
      if (const std::size_t at = ways[i].find(from); at != std::string::npos) {
        std::string shorter = ways[i];
        ways.push_back(shorter.replace(at, from.size(), to));
      }
    }
  }
  return ways;
}

/// Adds the name and the ends of it that may stand for it, longest first.
void AddEnds(std::string_view name, std::vector<std::string_view>& ends) {
  std::vector<std::size_t> starts;
  for (std::size_t at = 0; at < name.size(); ++at) {
    if (!IsContinuation(name[at])) {
      starts.push_back(at);
    }
  }
  for (std::size_t i = 0; i + 3 <= starts.size(); ++i) {
    ends.push_back(name.substr(starts[i]));
  }
}

}  // namespace

YearMarker::YearMarker(std::string_view issuer, const ShortForms& short_forms, const std::vector<Pattern>& words)
    : ways_(WaysToWrite(issuer, short_forms)), words_(words) {
  for (const std::string& way : ways_) {
    AddEnds(way, names_);
  }
}

void YearMarker::Write(std::string_view text, std::string& marked) const {
  std::size_t at = 0;
  for (Stretch word = NextWord(text, 0);; word = NextWord(text, at)) {
    while (at < word.begin) {
      at = WriteOne(text, at, marked);
    }
    if (at >= text.size()) {
      return;
    }
    // The name may have reached into the word.
    if (at == word.begin) {
      marked.push_back(kIssuerMark);
      at = word.end;
    }
  }
}

Stretch YearMarker::NextWord(std::string_view text, std::size_t from) const {
  Stretch next{text.size(), text.size()};
  for (const Pattern& word : words_) {
    Pattern::Match match;
    if (word.Find(text, from, match) && !match[0].text.empty()) {
      const std::size_t begin = OffsetIn(text, match[0].text);
      if (begin < next.begin) {
        next = {begin, begin + match[0].text.size()};
      }
    }
  }
  return next;
}

std::size_t YearMarker::WriteOne(std::string_view text, std::size_t at, std::string& marked) const {
  const auto name = std::ranges::find_if(
      names_, [&](std::string_view each) { return text[at] == each[0] && text.substr(at).starts_with(each); });
  if (name != names_.end()) {
    marked.push_back(kIssuerMark);
    return at + name->size();
  }
  const char c = text[at++];
  const bool is_mark = c == kThisYear || c == kOwnYear || c == kIssuerMark || c == kBeginMark;
  marked.push_back(is_mark ? ' ' : c);
  while (at < text.size() && IsContinuation(text[at])) {
    marked.push_back(text[at++]);
  }
  return at;
}

}  // namespace gouji
