#include "input/html_kinds.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "input/ascii.h"
#include "input/characters.h"

namespace gouji {
namespace {

/// Calls `visit` for each word of an id or a class attribute, in lower case, as written between blanks.
template <typename Visit>
bool AnyName(const HtmlNode& element, Visit visit) {
  for (const char* attribute : {"id", "class"}) {
    const std::string names = LowerAscii(element.Attribute(attribute));
    std::size_t at = 0;
    while (at < names.size()) {
      const std::size_t end = std::min(names.find_first_of(" \t\n\r\f", at), names.size());
      if (end > at && visit(std::string_view(names).substr(at, end - at))) return true;
      at = end + 1;
    }
  }
  return false;
}

}  // namespace

bool StyleSays(const HtmlNode& element, std::string_view declaration) {
  const std::string_view style = element.Attribute("style");
  if (style.empty()) return false;
  std::string plain;
  for (const char c : style) {
    if (!IsHtmlSpace(c)) plain += LowerAscii(c);
  }
  for (std::size_t at = plain.find(declaration); at != plain.npos; at = plain.find(declaration, at + 1)) {
    const std::size_t end = at + declaration.size();
    const bool starts = at == 0 || plain[at - 1] == ';';
    const bool ends = end == plain.size() || plain[end] == ';' || plain[end] == '!';
    if (starts && ends) return true;
  }
  return false;
}

namespace {

/// A button of the page that comes as a link: to print it, to close it, to set its letters larger.
bool IsButton(const HtmlNode& element) {
  if (element.name != "a" && element.name != "span") return false;
  static constexpr std::array<std::string_view, 5> kDoes = {"print(", "close(", "zoom(", "fontsize(", "setfont("};
  const std::string does = LowerAscii(element.Attribute("href")) + LowerAscii(element.Attribute("onclick"));
  return std::ranges::any_of(kDoes, [&](std::string_view each) { return does.find(each) != does.npos; });
}

}  // namespace

bool IsInvisible(const HtmlNode& element) {
  static constexpr std::array<std::string_view, 16> kTags = {
      "script", "style",  "template", "noscript", "head",  "title", "iframe", "object",
      "svg",    "select", "textarea", "noframes", "video", "audio", "canvas", "del"};
  return IsOneOf(element.name, kTags) || IsButton(element) || element.HasAttribute("hidden") ||
         StyleSays(element, "display:none") || StyleSays(element, "visibility:hidden");
}

int HeadingLevel(const HtmlNode& element) {
  const bool heading =
      element.name.size() == 2 && element.name[0] == 'h' && element.name[1] >= '1' && element.name[1] <= '6';
  return heading ? element.name[1] - '0' : 0;
}

bool IsBlock(const HtmlNode& element) {
  static constexpr std::array<std::string_view, 44> kBlocks = {
      "address", "article", "aside",  "blockquote", "body",    "caption",  "center", "dd",         "details",
      "dialog",  "dir",     "div",    "dl",         "dt",      "fieldset", "figure", "figcaption", "footer",
      "form",    "header",  "hgroup", "hr",         "legend",  "li",       "main",   "menu",       "nav",
      "ol",      "p",       "pre",    "section",    "summary", "table",    "tbody",  "td",         "tfoot",
      "th",      "thead",   "tr",     "ul",         "html",    "listing",  "option", "button"};
  if (HeadingLevel(element) > 0) return true;
  if (IsOneOf(element.name, kBlocks)) return true;
  return StyleSays(element, "display:block");
}

bool IsPicture(const HtmlNode& element) {
  if (element.name != "img") return false;
  constexpr int kSmall = 100;  // pixels
  const auto small = [&](std::string_view attribute) {
    const std::string_view size = element.Attribute(attribute);
    int pixels = kSmall;
    std::from_chars(size.data(), size.data() + size.size(), pixels);
    return pixels < kSmall && size.find('%') == size.npos;
  };
  return !small("width") && !small("height");
}

bool IsFilledIn(const HtmlNode& element) {
  static constexpr std::array<std::string_view, 3> kTypes = {"", "text", "number"};
  return element.name == "input" && IsOneOf(LowerAscii(element.Attribute("type")), kTypes);
}

bool KeepsLines(const HtmlNode& element) {
  static constexpr std::array<std::string_view, 3> kTags = {"pre", "listing", "xmp"};
  static constexpr std::array<std::string_view, 3> kStyles = {"white-space:pre", "white-space:pre-wrap",
                                                              "white-space:pre-line"};
  if (IsOneOf(element.name, kTags)) return true;
  return element.Attribute("style").find("pre") != std::string_view::npos &&
         std::ranges::any_of(kStyles, [&](std::string_view style) { return StyleSays(element, style); });
}

bool IsFurniture(const HtmlNode& element) {
  if (element.name == "nav" || element.name == "footer" || element.name == "aside") return true;
  if (element.name == "menu") return true;
  static constexpr std::array<std::string_view, 4> kRoles = {"navigation", "banner", "contentinfo", "complementary"};
  return IsOneOf(LowerAscii(element.Attribute("role")), kRoles);
}

bool IsNamedFurniture(const HtmlNode& element) {
  static constexpr std::array<std::string_view, 26> kNames = {
      "nav",   "navbar",      "navigation",  "topnav",      "mainnav",    "main-nav", "subnav",
      "menu",  "mainmenu",    "main-menu",   "submenu",     "sidebar",    "sidenav",  "footer",
      "foot",  "copyright",   "breadcrumb",  "breadcrumbs", "crumb",      "crumbs",   "pagination",
      "pager", "site-footer", "site-header", "page-footer", "bread-crumb"};
  return AnyName(element, [](std::string_view name) { return IsOneOf(name, kNames); });
}

bool IsNamedTitle(const HtmlNode& element) {
  static constexpr std::array<std::string_view, 26> kNames = {
      "title",         "tit",           "biaoti",       "bt",        "headline",   "arti_title", "article-title",
      "article_title", "articletitle",  "arc-title",    "arc_title", "news-title", "news_title", "newstitle",
      "content-title", "content_title", "contenttitle", "con-title", "con_title",  "contitle",   "detail-title",
      "detail_title",  "xl_title",      "info-title",   "art_title", "xxgk_title"};
  return AnyName(element, [](std::string_view name) { return IsOneOf(name, kNames); });
}

bool IsKnownBody(const HtmlNode& element) {
  static constexpr std::array<std::string_view, 5> kTags = {"article", "main", "ucapcontent", "founder-content",
                                                            "bodytext"};
  static constexpr std::array<std::string_view, 37> kNames = {
      "zoom",           "trs_editor",      "trs_ueditor",     "trs_web",
      "trs_preappend",  "article-content", "article_content", "articlecontent",
      "article-body",   "article_body",    "articlebody",     "article",
      "article_con",    "articlecon",      "content",         "contents",
      "contentbox",     "content_box",     "main-content",    "main_content",
      "maincontent",    "news_content",    "news-content",    "newscontent",
      "detail-content", "detail_content",  "detailcontent",   "xxgk_content",
      "pages_content",  "ucapcontent",     "con_con",         "info-content",
      "infocontent",    "txt_content",     "wzcon",           "view-content",
      "editor-content"};
  return IsOneOf(element.name, kTags) || AnyName(element, [](std::string_view name) { return IsOneOf(name, kNames); });
}

}  // namespace gouji
