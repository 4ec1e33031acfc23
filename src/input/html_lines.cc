#include "input/html_lines.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "input/characters.h"

namespace gouji {
namespace {

std::ptrdiff_t CountLetters(std::string_view text) {
  return std::ranges::count_if(text, [](char c) { return !IsHtmlSpace(c); });
}

}  // namespace

bool IsVerbatim(const Source& source, const HtmlNode& text) {
  return CountLetters(text.says) == CountLetters(source.Slice(text.where));
}

std::vector<Span> LinesOf(const Source& source, Span where) {
  std::vector<Span> lines;
  for (std::uint32_t at = where.begin; at < where.end;) {
    const std::string_view rest = source.Slice({at, where.end});
    const auto bytes = static_cast<std::uint32_t>(std::min(rest.find_first_of("\r\n"), rest.size()));
    lines.push_back({at, at + bytes});
    at += bytes + (rest.substr(bytes).starts_with("\r\n") ? 2 : 1);
  }
  return lines;
}

std::vector<HtmlNode> LinesOf(const Source& source, const HtmlNode& text) {
  std::vector<HtmlNode> lines;
  HtmlNode rest = text;
  while (true) {
    const std::size_t shown = rest.says.find('\n');
    const std::size_t written = source.Slice(rest.where).find('\n');
    // An entity may say a line end too: then the two do not go together.
    if (shown == rest.says.npos || written == rest.says.npos) break;
    const auto behind = rest.where.begin + static_cast<std::uint32_t>(written) + 1;
    HtmlNode& line = lines.emplace_back(rest);
    line.says = rest.says.substr(0, shown);
    line.where.end = behind - 1;
    rest.says.remove_prefix(shown + 1);
    rest.where.begin = behind;
  }
  lines.push_back(rest);
  return lines;
}

}  // namespace gouji
