#include "text/sentence.h"

namespace gouji {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Bytes of the sentence end that stands at `at`; 0 when none does.
std::size_t EndAt(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == '!' || c == '?' || c == '\n') {
    return 1;
  }
  if (c == '.') {
    const bool after_words = at > 0 && (static_cast<unsigned char>(text[at - 1]) >= 0x80 || text[at - 1] == ')');
    const bool before_words = at + 1 < text.size() && (IsDigit(text[at + 1]) || IsLetter(text[at + 1]));
    return after_words && !before_words ? 1 : 0;
  }
  return c == '\xe3' && text.substr(at, 3) == "。" ? 3 : 0;
}

/// Where a sentence that begins at `begin` and is longer than any is cut: behind a comma, else between two characters.
std::size_t CutOf(std::string_view text, std::size_t begin) {
  std::size_t end = begin + kLongestSentence;
  const std::string_view sentence = text.substr(begin, kLongestSentence);
  const std::size_t comma = sentence.find_last_of(",;");
  if (comma != sentence.npos && comma > 0) {
    return begin + comma + 1;
  }
  while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80 && end > begin + 1) {
    --end;
  }
  return end;
}

}  // namespace

std::vector<Stretch> SentencesOf(std::string_view folded) {
  std::vector<Stretch> sentences;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < folded.size(); ++at) {
    if (at - begin >= kLongestSentence) {
      const std::size_t cut = CutOf(folded, begin);
      sentences.push_back({begin, cut});
      begin = cut;
    }
    const std::size_t end = EndAt(folded, at);
    if (end == 0) {
      continue;
    }
    if (at > begin) {
      sentences.push_back({begin, at});
    }
    begin = at + end;
    at = begin - 1;
  }
  if (begin < folded.size()) {
    sentences.push_back({begin, folded.size()});
  }
  return sentences;
}

}  // namespace gouji
