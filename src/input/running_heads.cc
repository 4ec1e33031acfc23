#include "input/running_heads.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "input/ascii.h"
#include "input/text_lines.h"
#include "text/fold.h"

namespace gouji {
namespace {

constexpr std::size_t kEdge = 2;       // lines at the top and at the foot of a page
constexpr std::size_t kFarthest = 8;   // the same, where a line is surely a browser's
constexpr std::size_t kLongest = 600;  // bytes
constexpr std::size_t kFewestPages = 2;
constexpr std::size_t kFew = 4;            // pages
constexpr std::size_t kSurelyNoValue = 4;  // digits

/// What a line says, but for its digits; nothing where it has no words. Digits alone are what they are, such as are no
/// value of a table's.
std::string KeyOf(std::string_view line) {
  if (line.size() > kLongest) return {};
  std::string key = Fold(line);
  if (std::ranges::all_of(key, [](char c) { return IsAsciiDigit(c); })) {
    return key.size() < kSurelyNoValue ? std::string() : key;
  }
  if (EndsInNumbers(Trim(line))) return {};
  const bool words =
      std::ranges::any_of(key, [](char c) { return IsAsciiLetter(c) || static_cast<signed char>(c) < 0; });
  std::ranges::replace_if(
      key, [](char c) { return IsAsciiDigit(c); }, '0');
  key.erase(std::unique(key.begin(), key.end(), [](char a, char b) { return a == '0' && b == '0'; }), key.end());
  return words ? key : std::string();
}

/// A time of day, or an address: nothing that a title says.
bool IsOfBrowser(std::string_view key) {
  return key.find("0:0") != std::string_view::npos || key.find("://") != std::string_view::npos;
}

}  // namespace

std::vector<std::size_t> RunningHeads(const Source& source, std::span<const Span> lines) {
  if (source.text().find('\f') == std::string_view::npos) return {};
  std::vector<std::vector<std::size_t>> pages(1);  // lines that say something
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = source.Slice(lines[i]);
    if (line.starts_with('\f') && !pages.back().empty()) pages.emplace_back();
    if (!IsBlankLine(line)) pages.back().push_back(i);
  }
  if (pages.back().empty()) pages.pop_back();
  if (pages.size() < kFewestPages) return {};
  std::map<std::string, std::vector<std::size_t>> found;  // one line of each page
  for (const std::vector<std::size_t>& page : pages) {
    std::map<std::string, std::size_t> here;
    for (std::size_t k = 0; k < page.size(); ++k) {
      const std::size_t away = std::min(k, page.size() - 1 - k);  // lines from the edge
      if (away >= kFarthest) continue;
      std::string key = KeyOf(source.Slice(lines[page[k]]));
      const bool is_top = k < page.size() - 1 - k;
      if (key.empty() || (away >= kEdge && !IsOfBrowser(key))) continue;
      here.emplace((is_top || IsOfBrowser(key) ? "^" : "$") + key, page[k]);
    }
    for (const auto& [key, line] : here) found[key].push_back(line);
  }
  std::vector<std::size_t> heads;
  for (const auto& [sided, at] : found) {
    const std::string key = sided.substr(1);
    // A page may be too short for it, or have its words in another order.
    const std::size_t wanted = IsOfBrowser(key) ? (pages.size() + 1) / 2 : pages.size() - (pages.size() > kFew ? 1 : 0);
    if (at.size() < std::max(wanted, kFewestPages)) continue;
    const auto again = std::ranges::count_if(pages.front(), [&](std::size_t line) {
      return KeyOf(source.Slice(lines[line])).find(key) != std::string::npos;
    });
    const bool title = !IsOfBrowser(key) && again < 2 && at.front() <= pages.front().back();
    heads.insert(heads.end(), at.begin() + (title ? 1 : 0), at.end());
  }
  std::ranges::sort(heads);
  return heads;
}

}  // namespace gouji
