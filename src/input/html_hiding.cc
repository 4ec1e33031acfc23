#include "input/html_hiding.h"

#include <algorithm>
#include <cstddef>

#include "input/ascii.h"
#include "input/html_kinds.h"
#include "text/fold.h"

namespace gouji {
namespace {

bool IsNameCharacter(char c) {
  return IsAsciiLetter(c) || IsAsciiDigit(c) || c == '-' || c == '_' || (static_cast<unsigned char>(c) & 0x80) != 0;
}

/// The sheet without its comments, and without the marks that once hid it from old browsers.
std::string WithoutComments(std::string_view sheet) {
  std::string kept;
  while (!sheet.empty()) {
    const std::size_t begin = sheet.find("/*");
    kept += sheet.substr(0, begin);
    if (begin == sheet.npos) break;
    const std::size_t end = sheet.find("*/", begin + 2);
    if (end == sheet.npos) break;
    sheet.remove_prefix(end + 2);
  }
  for (const std::string_view mark : {"<!--", "-->"}) {
    for (std::size_t at = kept.find(mark); at != kept.npos; at = kept.find(mark, at)) kept.erase(at, mark.size());
  }
  return kept;
}

/// The brace that closes the block opened at `open`, or the end of the sheet.
std::size_t EndOfBlock(std::string_view sheet, std::size_t open) {
  int depth = 0;
  for (std::size_t at = open; at < sheet.size(); ++at) {
    if (sheet[at] == '{') ++depth;
    if (sheet[at] == '}' && --depth == 0) return at;
  }
  return sheet.size();
}

/// ".tips" and "p.tips" are one class or id, on an element of any or of one name; everything else is not simple.
bool IsSimple(std::string_view selector) {
  std::size_t at = 0;
  while (at < selector.size() && (IsAsciiLetter(selector[at]) || IsAsciiDigit(selector[at]))) ++at;
  if (at + 1 >= selector.size() || (selector[at] != '.' && selector[at] != '#')) return false;
  return std::ranges::all_of(selector.substr(at + 1), IsNameCharacter);
}

enum class Sight { kUnsaid, kShown, kHidden };

Sight SightOf(std::string_view declarations) {
  Sight sight = Sight::kUnsaid;
  while (!declarations.empty()) {
    const std::size_t end = std::min(declarations.find(';'), declarations.size());
    const std::string declaration = LowerAscii(declarations.substr(0, end));
    declarations.remove_prefix(std::min(end + 1, declarations.size()));
    const std::size_t colon = declaration.find(':');
    if (colon == std::string::npos) continue;
    const std::string_view property = Trim(std::string_view(declaration).substr(0, colon));
    std::string_view value = Trim(std::string_view(declaration).substr(colon + 1));
    value = Trim(value.substr(0, value.find('!')));
    if (property == "display") sight = value == "none" ? Sight::kHidden : Sight::kShown;
    if (property == "visibility") sight = value == "hidden" ? Sight::kHidden : Sight::kShown;
  }
  return sight;
}

/// Calls `visit` with each class of an element, and its id, under their marks.
template <typename Visit>
bool AnyMarked(const HtmlNode& element, Visit visit) {
  const std::string_view classes = element.Attribute("class");
  for (std::size_t at = 0; at < classes.size();) {
    const std::size_t end = std::min(classes.find_first_of(" \t\n\r\f", at), classes.size());
    if (end > at && visit("." + std::string(classes.substr(at, end - at)))) return true;
    at = end + 1;
  }
  const std::string_view id = Trim(element.Attribute("id"));
  return !id.empty() && visit("#" + std::string(id));
}

}  // namespace

void HidingRules::Collect(const HtmlNode& node) {
  for (const HtmlNode* child : node.children) {
    if (child->is_text()) continue;
    if (child->name != "style") {
      Collect(*child);
      continue;
    }
    for (const HtmlNode* text : child->children) {
      if (text->is_text()) ReadSheet(text->says);
    }
  }
}

void HidingRules::ReadSheet(std::string_view sheet) {
  const std::string plain = WithoutComments(sheet);
  const std::string_view all = plain;
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t mark = all.find_first_of("{};", at);
    if (mark == all.npos) return;
    if (all[mark] != '{') {
      at = mark + 1;
      continue;
    }
    const std::size_t end = EndOfBlock(all, mark);
    const std::string_view selectors = Trim(all.substr(at, mark - at));
    if (!selectors.starts_with('@')) ReadRule(selectors, all.substr(mark + 1, end - mark - 1));
    at = end + 1;
  }
}

void HidingRules::ReadRule(std::string_view selectors, std::string_view declarations) {
  const Sight sight = SightOf(declarations);
  if (sight == Sight::kUnsaid) return;
  while (!selectors.empty()) {
    const std::size_t end = std::min(selectors.find(','), selectors.size());
    const std::string_view selector = Trim(selectors.substr(0, end));
    selectors.remove_prefix(std::min(end + 1, selectors.size()));
    if (sight == Sight::kHidden) {
      if (!IsSimple(selector)) continue;
      const std::size_t mark = selector.find_first_of(".#");
      hidden_.insert(LowerAscii(selector.substr(0, mark)) + std::string(selector.substr(mark)));
      continue;
    }
    for (std::size_t at = selector.find_first_of(".#"); at != selector.npos;
         at = selector.find_first_of(".#", at + 1)) {
      std::size_t name_end = at + 1;
      while (name_end < selector.size() && IsNameCharacter(selector[name_end])) ++name_end;
      shown_.emplace(selector.substr(at, name_end - at));
    }
  }
}

bool HidingRules::Hide(const HtmlNode& element) const {
  if (StyleSays(element, "display:block")) return false;
  const bool hidden = AnyMarked(element, [&](const std::string& marked) {
    return hidden_.contains(marked) || hidden_.contains(std::string(element.name) + marked);
  });
  return hidden && !AnyMarked(element, [&](const std::string& marked) { return shown_.contains(marked); });
}

}  // namespace gouji
