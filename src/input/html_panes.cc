#include "input/html_panes.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "input/ascii.h"
#include "input/html_kinds.h"
#include "text/fold.h"

//     <div class="tab-content">
//       <div id="t1">一、总体情况 …</div>
//       <div id="t2" style="display:none">三、收到和处理政府信息公开申请情况 … <table>…</table></div>
//     </div>

namespace gouji {
namespace {

constexpr std::size_t kMostPanes = 12;                    // more brothers are the lines of something else
constexpr std::size_t kLeastText = std::size_t{3} * 40;   // bytes: less is a hint or a menu
constexpr std::size_t kMostText = std::size_t{64} << 10;  // bytes that are compared
constexpr std::size_t kLongText = std::size_t{3} * 10;    // bytes of words that do not stand in two places by chance

/// The words of an element, up to the limit: of each text, those without blanks around.
void Collect(const HtmlNode& node, std::size_t& left, std::vector<std::string_view>& texts) {
  for (const HtmlNode* child : node.children) {
    if (left == 0) return;
    --left;  // elements without words count too
    if (!child->is_text()) {
      if (child->name != "script" && child->name != "style") Collect(*child, left, texts);
      continue;
    }
    const std::string_view words = Trim(child->says).substr(0, left);
    if (words.empty()) continue;
    texts.push_back(words);
    left -= words.size();
  }
}

std::vector<std::string_view> TextsOf(const HtmlNode& node) {
  std::vector<std::string_view> texts;
  std::size_t left = kMostText;
  Collect(node, left, texts);
  return texts;
}

std::size_t SizeOf(const std::vector<std::string_view>& texts) {
  std::size_t size = 0;
  for (const std::string_view text : texts) size += text.size();
  return size;
}

/// Whether long words of one stand in the other too.
bool Repeats(const std::vector<std::string_view>& texts, const std::vector<std::string_view>& others) {
  std::vector<std::string_view> known;
  std::ranges::copy_if(others, std::back_inserter(known),
                       [](std::string_view text) { return text.size() >= kLongText; });
  std::ranges::sort(known);
  return std::ranges::any_of(texts, [&](std::string_view text) {
    return text.size() >= kLongText && std::ranges::binary_search(known, text);
  });
}

}  // namespace

bool IsPane(const HtmlNode& element) {
  static constexpr std::array<std::string_view, 4> kTags = {"div", "section", "article", "li"};
  if (!IsOneOf(element.name, kTags) || element.parent == nullptr) return false;
  std::vector<const HtmlNode*> brothers;
  for (const HtmlNode* child : element.parent->children) {
    if (child->is_text() || child == &element) continue;
    if (child->name != element.name || brothers.size() == kMostPanes) return false;
    brothers.push_back(child);
  }
  const std::vector<std::string_view> texts = TextsOf(element);
  if (SizeOf(texts) < kLeastText) return false;
  bool any_shown = false;
  for (const HtmlNode* brother : brothers) {
    if (IsInvisible(*brother)) continue;
    const std::vector<std::string_view> shown = TextsOf(*brother);
    if (Repeats(texts, shown)) return false;
    any_shown = any_shown || SizeOf(shown) >= kLeastText;
  }
  return any_shown;
}

}  // namespace gouji
