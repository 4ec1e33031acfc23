#include "base/rewrite.h"

#include <algorithm>

namespace gouji {
namespace {

bool IsContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

/// How many bytes two texts have in common at their heads, in whole characters.
std::size_t CommonHead(std::string_view a, std::string_view b) {
  std::size_t same = static_cast<std::size_t>(
      std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(std::min(a.size(), b.size())), b.begin()).first -
      a.begin());
  while (same > 0 && ((same < a.size() && IsContinuation(a[same])) || (same < b.size() && IsContinuation(b[same])))) {
    --same;
  }
  return same;
}

std::size_t CommonTail(std::string_view a, std::string_view b) {
  std::size_t same = 0;
  while (same < std::min(a.size(), b.size()) && a[a.size() - 1 - same] == b[b.size() - 1 - same]) ++same;
  while (same > 0 && IsContinuation(a[a.size() - same])) --same;
  return same;
}

/// The stretches of the source in which a text stands; adjacent ones are one. Nothing when part of one that cannot be
/// cut would be needed.
std::vector<Span> StretchesOf(const Text& text) {
  std::vector<Span> stretches;
  const std::size_t begin = text.skipped;
  const std::size_t end = begin + text.says.size();
  for (const Piece& piece : text.pieces) {
    const std::size_t from = std::max<std::size_t>(piece.at, begin);
    const std::size_t to = std::min<std::size_t>(piece.at + piece.length, end);
    if (from >= to) continue;
    const bool whole = from == piece.at && to == piece.at + piece.length;
    if (!whole && piece.length != piece.where.size()) return {};
    Span span = piece.where;
    if (!whole) {
      span.begin += static_cast<std::uint32_t>(from - piece.at);
      span.end = span.begin + static_cast<std::uint32_t>(to - from);
    }
    if (!stretches.empty() && stretches.back().end == span.begin) {
      stretches.back().end = span.end;
    } else {
      stretches.push_back(span);
    }
  }
  return stretches;
}

}  // namespace

std::vector<Edit> Rewrite(const Text& text, std::string_view replacement) {
  if (text.says == replacement) return {};
  if (text.pieces.empty()) return {{text.where, std::string(replacement)}};
  std::vector<Span> stretches = StretchesOf(text);
  if (stretches.size() == 1) return {{stretches.front(), std::string(replacement)}};
  const std::size_t head = CommonHead(text.says, replacement);
  const std::size_t tail = CommonTail(text.says.substr(head), replacement.substr(head));
  const std::size_t end = text.says.size() - tail;
  const std::string_view middle = replacement.substr(head, replacement.size() - head - tail);
  if (head == end) return {{text.SpanOf(head, head), std::string(middle)}};
  stretches = StretchesOf(text.Part(head, end));
  std::vector<Edit> edits;
  edits.reserve(stretches.size());
  for (const Span& stretch : stretches) {
    edits.push_back({stretch, edits.empty() ? std::string(middle) : std::string()});
  }
  return edits;
}

}  // namespace gouji
