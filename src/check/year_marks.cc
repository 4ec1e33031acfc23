#include "check/year_marks.h"

#include <algorithm>

namespace gouji {
namespace {

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// The issuer's name and the ends of it that may stand for it, longest first.
std::vector<std::string_view> IssuerNames(std::string_view issuer) {
  std::vector<std::size_t> starts;
  for (std::size_t at = 0; at < issuer.size(); ++at) {
    if (!IsContinuation(issuer[at])) {
      starts.push_back(at);
    }
  }
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i + 3 <= starts.size(); ++i) {
    names.push_back(issuer.substr(starts[i]));
  }
  return names;
}

}  // namespace

YearMarker::YearMarker(std::string_view issuer, const std::vector<Pattern>& words)
    : names_(IssuerNames(issuer)), words_(words) {}

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
      const auto begin = static_cast<std::size_t>(match[0].text.data() - text.data());
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
