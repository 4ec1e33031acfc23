#include "report/title_lines.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "report/heading_match.h"
#include "text/fold.h"

namespace gouji {
namespace {

// Most lines have none of what is taken away here: that is looked for first, for to look for the last of several bytes
// is to compare them at every place.

/// A line without the buttons that stand behind a title on a page: "…年度报告【打印】【关闭】".
Text WithoutButtons(const Text& text) {
  constexpr std::string_view kOpen = "【";
  constexpr std::size_t kLongest = 3 * 12;
  std::string_view says = text.says;
  if (says.find(kOpen) == std::string_view::npos) return text;
  // The line may end inside of one.
  if (const std::size_t open = says.rfind(kOpen); open != std::string_view::npos &&
                                                  says.find("】", open) == std::string_view::npos &&
                                                  says.size() - open <= kLongest) {
    says = Trim(says.substr(0, open));
  }
  while (says.ends_with("】")) {
    const std::size_t open = says.rfind(kOpen);
    if (open == std::string_view::npos || open == 0 || says.size() - open > kLongest) {
      break;
    }
    says = Trim(says.substr(0, open));
  }
  return says.size() == text.says.size() ? text : text.Part(0, says.size());
}

/// An item of a menu, or of another list: no title is one.
bool IsBulleted(std::string_view line) {
  static constexpr std::array<std::string_view, 8> kBullets = {"•", "●", "▪", "◆", "►", "- ", "* ", "+ "};
  return std::ranges::any_of(kBullets, [&](std::string_view bullet) { return line.starts_with(bullet); });
}

/// A bullet on a line of its own, as converters of PDF print the lists of a page: what follows is its item.
bool IsLoneBullet(std::string_view line) {
  static constexpr std::array<std::string_view, 7> kBullets = {"•", "●", "▪", "◆", "►", "·", "-"};
  return std::ranges::find(kBullets, line) != kBullets.end();
}

/// The last stop of the way to a page: "首页 > 政务公开 > 年报".
Text EndOfTrail(const Text& text) {
  static constexpr std::array<std::string_view, 3> kBetween = {" > ", ">>", "»"};
  if (text.says.find('>') == std::string_view::npos && text.says.find("»") == std::string_view::npos) return text;
  std::size_t end = 0;
  for (const std::string_view between : kBetween) {
    const std::size_t at = text.says.rfind(between);
    if (at != std::string_view::npos) end = std::max(end, at + between.size());
  }
  return end == 0 ? text : text.Part(end, text.says.size());
}

/// Without the marks of wikis: "'''…'''", "== … ==".
Text WithoutWikiMarks(const Text& text) {
  constexpr std::string_view kMarks = "'=";
  const std::size_t begin = text.says.find_first_not_of(kMarks);
  if (begin == std::string_view::npos || begin < 2) {
    return text;
  }
  const std::string_view words = Trim(text.says.substr(begin, text.says.find_last_not_of(kMarks) + 1 - begin));
  const auto at = static_cast<std::size_t>(words.data() - text.says.data());
  return text.Part(at, at + words.size());
}

}  // namespace

Text TitleLine(const Text& paragraph) {
  const Text line = EndOfTrail(WithoutWikiMarks(WithoutButtons(WithoutMarks(paragraph))));
  return IsBulleted(line.says) ? line.Part(0, 0) : line;
}

void DropItems(const std::vector<Text>& paragraphs, std::vector<Text>& lines) {
  constexpr std::size_t kLongest = 6;  // lines
  const auto drop = [&](std::size_t first, std::size_t last) {
    for (; first < std::min(last, lines.size()); ++first) lines[first] = lines[first].Part(0, 0);
  };
  std::optional<std::size_t> bullet;
  std::size_t long_as = 0;
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    if (!IsLoneBullet(paragraphs[i].says)) {
      continue;
    }
    if (bullet && i - *bullet <= kLongest) {
      long_as = i - *bullet - 1;
      drop(*bullet, i);
    }
    bullet = i;
  }
  if (bullet && long_as > 0) {
    drop(*bullet, *bullet + 1 + long_as);
  }
}

Text WithoutSite(const Text& line) {
  static constexpr std::array<std::string_view, 5> kBetween = {" - ", " – ", " — ", " | ", "_"};
  std::size_t end = line.says.size();
  for (const std::string_view between : kBetween) end = std::min(end, line.says.find(between));
  return line.Part(0, end);
}

}  // namespace gouji
