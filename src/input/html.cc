#include <gumbo.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "input/cell_placement.h"
#include "input/reader.h"
#include "input/refusal.h"
#include "text/fold.h"

namespace gouji {
namespace {

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string Lower(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](char c) { return Lower(c); });
  return lower;
}

bool IsHtmlSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool IsLetter(char c) { return Lower(c) >= 'a' && Lower(c) <= 'z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

template <std::size_t N>
bool IsOneOf(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::ranges::find(words, word) != words.end();
}

/// The first character of UTF-8 text known to be well formed, and how many bytes it takes.
struct Character {
  char32_t code = 0;
  std::size_t bytes = 1;
};
Character FirstOf(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (bytes == 1 || bytes > text.size()) return {lead, 1};
  char32_t code = lead & (0xFF >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) code = (code << 6) | (static_cast<unsigned char>(text[i]) & 0x3F);
  return {code, bytes};
}
Character LastOf(std::string_view text) {
  std::size_t begin = text.size() - 1;
  while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
  return FirstOf(text.substr(begin));
}

/// Characters between which a line break of the source is nothing, as in CSS: ideographs, and the punctuation beside
/// them.
bool IsWide(char32_t c) {
  return c >= 0x2E80 || c == U'“' || c == U'”' || c == U'‘' || c == U'’' || c == U'—' || c == U'…';
}

// ----------------------------------------------------------------------------------------------------------------
// limits

constexpr std::size_t kMaxDepth = 2000;
constexpr std::size_t kMaxFormatting = 256;
/// Tags times elements open around them: what gumbo's time and memory grow with.
constexpr std::uint64_t kMaxWork = 40'000'000;

/// gumbo's time is quadratic in the depth of nesting, and its memory in formatting elements left open (each new
/// paragraph opens all of them again). So the tags are counted, roughly as the parser would nest them, before it sees
/// the page.
class NestingGuard {
 public:
  /// Whether the page is shallow enough to be parsed.
  bool Passes(std::string_view html) {
    std::size_t at = 0;
    while ((at = html.find('<', at)) != html.npos) {
      if (html.substr(at).starts_with("<!--")) {
        const std::size_t end = html.find("-->", at + 4);
        at = end == html.npos ? at + 4 : end + 3;
        continue;
      }
      const bool closing = html.substr(at + 1).starts_with("/");
      std::size_t name = at + 1 + (closing ? 1 : 0);
      std::size_t end = name;
      if (end >= html.size() || !IsLetter(html[end])) {
        ++at;
        continue;
      }
      while (end < html.size() && !IsHtmlSpace(html[end]) && html[end] != '>' && html[end] != '/') ++end;
      const std::string tag = Lower(html.substr(name, end - name));
      at = EndOfTag(html, end);
      if (closing) {
        Close(tag);
      } else {
        Open(tag);
        if (IsOneOf(tag, kRawText)) at = EndOfRawText(html, at, tag);
      }
      if (open_.size() + formatting_.size() > kMaxDepth || formatting_.size() > kMaxFormatting || work_ > kMaxWork) {
        return false;
      }
    }
    return true;
  }

 private:
  struct OpenElement {
    std::string tag;
    std::size_t formatting = 0;  ///< formatting elements open before it
  };

  static constexpr std::array<std::string_view, 6> kRawText = {"script", "style", "textarea", "title", "xmp", "iframe"};
  static constexpr std::array<std::string_view, 16> kVoid = {"area",  "base",  "br",    "col",   "embed", "hr",
                                                             "img",   "input", "link",  "meta",  "param", "source",
                                                             "track", "wbr",   "frame", "keygen"};
  static constexpr std::array<std::string_view, 14> kFormatting = {
      "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"};

  static std::size_t EndOfTag(std::string_view html, std::size_t at) {
    char quote = 0;
    for (; at < html.size(); ++at) {
      const char c = html[at];
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if ((c == '"' || c == '\'') && html[at - 1] == '=') {
        quote = c;
      } else if (c == '>') {
        return at + 1;
      }
    }
    return html.size();
  }

  static std::size_t EndOfRawText(std::string_view html, std::size_t at, std::string_view tag) {
    while ((at = html.find("</", at)) != html.npos) {
      if (Lower(html.substr(at + 2, tag.size())) == tag) return at;
      at += 2;
    }
    return html.size();
  }

  void Pop() {
    const OpenElement& top = open_.back();
    const bool marks = top.tag == "td" || top.tag == "th" || top.tag == "caption";
    if (marks) formatting_.resize(std::min(formatting_.size(), top.formatting));
    open_.pop_back();
  }

  /// Closes everything down to the innermost `tag` above an element of `bounds`.
  template <std::size_t N>
  void CloseWithin(std::string_view tag, const std::array<std::string_view, N>& bounds) {
    for (std::size_t i = open_.size(); i > 0; --i) {
      if (open_[i - 1].tag == tag) {
        while (open_.size() >= i) Pop();
        return;
      }
      if (IsOneOf(open_[i - 1].tag, bounds)) return;
      ++work_;
    }
  }

  void Open(const std::string& tag) {
    static constexpr std::array<std::string_view, 1> kTable = {"table"};
    static constexpr std::array<std::string_view, 4> kScope = {"table", "td", "th", "caption"};
    static constexpr std::array<std::string_view, 5> kList = {"ul", "ol", "dl", "td", "table"};
    work_ += 1 + formatting_.size();
    if (IsOneOf(tag, kVoid)) return;
    if (IsOneOf(tag, kFormatting)) {
      formatting_.push_back(tag);
      return;
    }
    if (tag == "td" || tag == "th" || tag == "tr") {
      CloseWithin("td", kTable);
      CloseWithin("th", kTable);
      if (tag == "tr") CloseWithin("tr", kTable);
    } else if (tag == "tbody" || tag == "thead" || tag == "tfoot") {
      for (const std::string_view group : {"tbody", "thead", "tfoot"}) CloseWithin(group, kTable);
    } else if (tag == "li" || tag == "dd" || tag == "dt" || tag == "option") {
      CloseWithin(tag, kList);
    } else if (tag == "p") {
      CloseWithin("p", kScope);
    }
    open_.push_back({tag, formatting_.size()});
    work_ += open_.size() / 16;
  }

  void Close(const std::string& tag) {
    ++work_;
    if (IsOneOf(tag, kFormatting)) {
      const auto found = std::find(formatting_.rbegin(), formatting_.rend(), tag);
      if (found != formatting_.rend()) formatting_.erase(std::next(found).base());
      return;
    }
    work_ += open_.size() / 16;
    // At most kMaxDepth steps.
    const auto found = std::find_if(open_.rbegin(), open_.rend(), [&](const OpenElement& e) { return e.tag == tag; });
    if (found == open_.rend()) return;
    const auto keep = static_cast<std::size_t>(open_.rend() - found) - 1;
    while (open_.size() > keep) Pop();
  }

  std::vector<OpenElement> open_;
  std::vector<std::string> formatting_;
  std::uint64_t work_ = 0;
};

// ------------------------------------------------------------------------------------------------------------- the
// tree

const GumboElement* ElementOf(const GumboNode* node) {
  const bool element = node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
  return element ? &node->v.element : nullptr;
}

bool IsText(const GumboNode* node) {
  return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA;
}

/// Children of an element; none for anything else.
std::span<GumboNode* const> ChildrenOf(const GumboNode* node) {
  const GumboElement* element = ElementOf(node);
  if (element == nullptr || element->children.length == 0) return {};
  return {reinterpret_cast<GumboNode* const*>(element->children.data), element->children.length};
}

std::string_view Attribute(const GumboElement& element, const char* name) {
  const GumboAttribute* attribute = gumbo_get_attribute(&element.attributes, name);
  return attribute == nullptr ? std::string_view() : std::string_view(attribute->value);
}

bool HasAttribute(const GumboElement& element, const char* name) {
  return gumbo_get_attribute(&element.attributes, name) != nullptr;
}

/// The name of any element in lower case, vendor tags ("ucapcontent") too.
std::string NameOf(const GumboElement& element) {
  if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
  GumboStringPiece name = element.original_tag;
  gumbo_tag_from_original_text(&name);
  return name.data == nullptr ? std::string() : Lower({name.data, name.length});
}

/// A CSS declaration in a style attribute, blanks and case aside.
bool StyleSays(const GumboElement& element, std::string_view declaration) {
  const std::string_view style = Attribute(element, "style");
  if (style.empty()) return false;
  std::string plain;
  for (const char c : style) {
    if (!IsHtmlSpace(c)) plain += Lower(c);
  }
  for (std::size_t at = plain.find(declaration); at != plain.npos; at = plain.find(declaration, at + 1)) {
    const std::size_t end = at + declaration.size();
    const bool starts = at == 0 || plain[at - 1] == ';';
    const bool ends = end == plain.size() || plain[end] == ';' || plain[end] == '!';
    if (starts && ends) return true;
  }
  return false;
}

/// Nothing a reader of the page sees, or a control to click on rather than words to read.
bool IsInvisible(const GumboElement& element) {
  switch (element.tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_TITLE:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_NOFRAMES:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_CANVAS:
      return true;
    default:
      break;
  }
  return HasAttribute(element, "hidden") || StyleSays(element, "display:none") ||
         StyleSays(element, "visibility:hidden");
}

int HeadingLevel(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_H1:
      return 1;
    case GUMBO_TAG_H2:
      return 2;
    case GUMBO_TAG_H3:
      return 3;
    case GUMBO_TAG_H4:
      return 4;
    case GUMBO_TAG_H5:
      return 5;
    case GUMBO_TAG_H6:
      return 6;
    default:
      return 0;
  }
}

bool IsBlock(const GumboElement& element) {
  static constexpr std::array<std::string_view, 44> kBlocks = {
      "address", "article", "aside",  "blockquote", "body",    "caption",  "center", "dd",         "details",
      "dialog",  "dir",     "div",    "dl",         "dt",      "fieldset", "figure", "figcaption", "footer",
      "form",    "header",  "hgroup", "hr",         "legend",  "li",       "main",   "menu",       "nav",
      "ol",      "p",       "pre",    "section",    "summary", "table",    "tbody",  "td",         "tfoot",
      "th",      "thead",   "tr",     "ul",         "html",    "listing",  "option", "button"};
  if (HeadingLevel(element.tag) > 0) return true;
  if (element.tag != GUMBO_TAG_UNKNOWN && IsOneOf(gumbo_normalized_tagname(element.tag), kBlocks)) return true;
  return StyleSays(element, "display:block");
}

/// Calls `visit` for each word of an id or a class attribute, in lower case, as written between blanks.
template <typename Visit>
bool AnyName(const GumboElement& element, Visit visit) {
  for (const char* attribute : {"id", "class"}) {
    const std::string names = Lower(Attribute(element, attribute));
    std::size_t at = 0;
    while (at < names.size()) {
      const std::size_t end = std::min(names.find_first_of(" \t\n\r\f", at), names.size());
      if (end > at && visit(std::string_view(names).substr(at, end - at))) return true;
      at = end + 1;
    }
  }
  return false;
}

/// Furniture of a site by its own declaration, whatever stands in it.
bool IsFurniture(const GumboElement& element) {
  if (element.tag == GUMBO_TAG_NAV || element.tag == GUMBO_TAG_FOOTER || element.tag == GUMBO_TAG_ASIDE) return true;
  if (element.tag == GUMBO_TAG_MENU) return true;
  static constexpr std::array<std::string_view, 4> kRoles = {"navigation", "banner", "contentinfo", "complementary"};
  return IsOneOf(Lower(Attribute(element, "role")), kRoles);
}

/// Furniture by the names web offices give it. Only names that mean nothing else.
bool IsNamedFurniture(const GumboElement& element) {
  static constexpr std::array<std::string_view, 26> kNames = {
      "nav",   "navbar",      "navigation",  "topnav",      "mainnav",    "main-nav", "subnav",
      "menu",  "mainmenu",    "main-menu",   "submenu",     "sidebar",    "sidenav",  "footer",
      "foot",  "copyright",   "breadcrumb",  "breadcrumbs", "crumb",      "crumbs",   "pagination",
      "pager", "site-footer", "site-header", "page-footer", "bread-crumb"};
  return AnyName(element, [](std::string_view name) { return IsOneOf(name, kNames); });
}

/// Elements in which the content systems of government sites put the body of an article.
bool IsKnownBody(const GumboElement& element) {
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
  return IsOneOf(NameOf(element), kTags) ||
         AnyName(element, [](std::string_view name) { return IsOneOf(name, kNames); });
}

// ------------------------------------------------------------------------------------------------------------ the page

/// What an element holds, its invisible parts aside.
struct Contents {
  std::uint64_t letters = 0;    ///< bytes that are not blank
  std::uint64_t linked = 0;     ///< of them, inside links
  std::uint64_t furniture = 0;  ///< of them, inside furniture and not linked
  std::uint32_t sentences = 0;  ///< full stops outside links and furniture
  std::uint32_t cells = 0;      ///< table cells with words, outside furniture
  std::uint32_t tables = 0;
  std::uint32_t breaks = 0;  ///< headings, paragraphs and forced line ends
  bool invisible = false;

  /// How much of a report this can be: a cell of a table holds little text and much report.
  std::uint64_t weight() const { return (letters - linked - furniture) / 3 + 10 * std::uint64_t{cells}; }
};

/// The parsed page, with what was found out about each element.
class Page {
 public:
  explicit Page(const Source& source) {
    options_.max_errors = 0;
    output_ = gumbo_parse_with_options(&options_, source.text().data(), source.text().size());
    for (GumboNode* child : ChildrenOf(output_->root)) {
      if (child->type == GUMBO_NODE_ELEMENT && child->v.element.tag == GUMBO_TAG_BODY) body_ = child;
      if (child->type == GUMBO_NODE_ELEMENT && child->v.element.tag == GUMBO_TAG_HEAD) ReadHead(child);
    }
    if (body_ == nullptr) body_ = output_->root;
    Measure(body_, Around{});
    // Furniture known by its name alone only counts once the whole is known: a `class="menu"` around everything is
    // none.
    whole_ = contents_[body_].weight();
    MarkMargins(body_);
    Measure(body_, Around{});
  }
  ~Page() { gumbo_destroy_output(&options_, output_); }
  Page(const Page&) = delete;
  Page& operator=(const Page&) = delete;

  const GumboNode* body() const { return body_; }
  const Contents& Of(const GumboNode* node) const {
    static const Contents kNothing;
    const auto found = contents_.find(node);
    return found == contents_.end() ? kNothing : found->second;
  }
  bool IsMargin(const GumboNode* node) const { return margins_.contains(node); }
  /// What the page calls itself in its head, blanks dropped.
  const std::string& names() const { return names_; }

  /// The smallest element that holds nearly all of the report; the whole body where none can be told.
  const GumboNode* FindReport() const {
    const Contents& all = Of(body_);
    constexpr std::uint64_t kTooLittle = 60;
    if (all.weight() < kTooLittle) return body_;
    const GumboNode* known = nullptr;
    FindKnownBody(body_, known);
    if (known != nullptr) return known;
    const GumboNode* report = body_;
    while (const GumboNode* inner = Narrower(report)) report = inner;
    return report;
  }

 private:
  struct Around {
    bool link = false;
    bool furniture = false;
  };

  /// A header of the site, not of the article in it.
  static bool IsSiteHeader(const GumboNode* node) {
    if (node->v.element.tag != GUMBO_TAG_HEADER) return false;
    for (const GumboNode* up = node->parent; up != nullptr && up->type == GUMBO_NODE_ELEMENT; up = up->parent) {
      if (up->v.element.tag == GUMBO_TAG_ARTICLE || up->v.element.tag == GUMBO_TAG_MAIN) return false;
    }
    return true;
  }

  void ReadHead(const GumboNode* head) {
    const auto add = [&](std::string_view text) {
      for (std::size_t i = 0; i < text.size();) {
        const Character c = FirstOf(text.substr(i));
        if (!IsBlank(c.code)) names_ += text.substr(i, c.bytes);
        i += c.bytes;
      }
      names_ += '\n';
    };
    for (const GumboNode* child : ChildrenOf(head)) {
      const GumboElement* element = ElementOf(child);
      if (element == nullptr) continue;
      if (element->tag == GUMBO_TAG_TITLE) {
        for (const GumboNode* text : ChildrenOf(child)) {
          if (IsText(text)) add(text->v.text.text);
        }
      }
      // The name every government site gives an article's title by the national guide to government sites.
      if (element->tag == GUMBO_TAG_META && Lower(Attribute(*element, "name")) == "articletitle") {
        add(Attribute(*element, "content"));
      }
    }
  }

  Contents Measure(const GumboNode* node, Around around) {
    Contents all;
    if (IsText(node)) {
      const std::string_view text = node->v.text.text;
      for (std::size_t i = 0; i < text.size();) {
        const Character c = FirstOf(text.substr(i));
        if (!IsBlank(c.code)) all.letters += c.bytes;
        if (c.code == U'。' && !around.link && !around.furniture) ++all.sentences;
        i += c.bytes;
      }
      if (around.link) all.linked = all.letters;
      if (around.furniture && !around.link) all.furniture = all.letters;
      return all;
    }
    const GumboElement* element = ElementOf(node);
    if (element == nullptr) return all;
    if (IsInvisible(*element)) {
      all.invisible = true;
      contents_[node] = all;
      return all;
    }
    around.link |= element->tag == GUMBO_TAG_A && HasAttribute(*element, "href");
    around.furniture |= IsMargin(node);
    for (const GumboNode* child : ChildrenOf(node)) {
      const Contents part = Measure(child, around);
      all.letters += part.letters;
      all.linked += part.linked;
      all.furniture += part.furniture;
      all.sentences += part.sentences;
      all.cells += part.cells;
      all.tables += part.tables;
      all.breaks += part.breaks;
    }
    switch (element->tag) {
      case GUMBO_TAG_TABLE:
        ++all.tables;
        break;
      case GUMBO_TAG_TD:
      case GUMBO_TAG_TH:
        // A cell around a table is a frame, not a cell.
        if (all.tables == 0 && all.letters > 0 && !around.furniture) all.cells = 1;
        break;
      case GUMBO_TAG_P:
      case GUMBO_TAG_BR:
        ++all.breaks;
        break;
      default:
        if (HeadingLevel(element->tag) > 0) ++all.breaks;
        break;
    }
    contents_[node] = all;
    return all;
  }

  void MarkMargins(const GumboNode* node) {
    const GumboElement* element = ElementOf(node);
    const Contents& contents = Of(node);
    if (element == nullptr || contents.invisible) return;
    const bool named = IsNamedFurniture(*element) || IsSiteHeader(node);
    if (IsFurniture(*element) || (named && contents.weight() * 2 <= whole_)) margins_.insert(node);
    for (const GumboNode* child : ChildrenOf(node)) MarkMargins(child);
  }

  void FindKnownBody(const GumboNode* node, const GumboNode*& best) const {
    const Contents& all = Of(body_);
    for (const GumboNode* child : ChildrenOf(node)) {
      const Contents& part = Of(child);
      if (part.invisible || part.weight() * 10 < all.weight() * 7 || part.cells * 10 < all.cells * 9) continue;
      if (IsKnownBody(child->v.element)) best = child;
      FindKnownBody(child, best);
    }
  }

  /// The one child that holds nearly all `node` holds, or null. What is left out must be no prose to speak of.
  const GumboNode* Narrower(const GumboNode* node) const {
    const Contents& all = Of(node);
    for (const GumboNode* child : ChildrenOf(node)) {
      const GumboElement* element = ElementOf(child);
      const Contents& part = Of(child);
      if (element == nullptr || part.invisible || part.weight() == 0) continue;
      if (element->tag == GUMBO_TAG_P || HeadingLevel(element->tag) > 0) continue;
      const std::uint64_t lost = all.weight() - std::min(all.weight(), part.weight());
      const std::uint32_t lost_sentences = all.sentences - std::min(all.sentences, part.sentences);
      const bool heavy = lost * 20 <= all.weight() || (lost * 7 <= all.weight() && lost_sentences == 0);
      if (heavy && lost_sentences * 10 <= all.sentences) return child;
    }
    return nullptr;
  }

  GumboOptions options_ = kGumboDefaultOptions;
  GumboOutput* output_ = nullptr;
  const GumboNode* body_ = nullptr;
  std::unordered_map<const GumboNode*, Contents> contents_;
  std::unordered_set<const GumboNode*> margins_;
  std::uint64_t whole_ = 0;
  std::string names_;
};

// --------------------------------------------------------------------------------------------- words and where they
// stand

/// Collects the words of one paragraph or cell. Runs of blanks become one, as a browser shows them; a line break of the
/// file between two ideographs is nothing.
class Words {
 public:
  explicit Words(Source& source) : source_(source), builder_(source) {}

  /// Adds a text node, walking what it says and what the file has side by side: an entity is an indivisible piece.
  void AddNode(const GumboText& node) {
    std::string_view says = node.text;
    const char* start = node.original_text.data;
    if (start == nullptr || start < source_.text().data()) return;
    auto at = static_cast<std::size_t>(start - source_.text().data());
    const std::size_t end = std::min(at + node.original_text.length, source_.text().size());
    while (!says.empty()) {
      const std::string_view file = source_.text().substr(at, end - at);
      if (file.empty()) {
        AddPiece(says, SpanAt(end, 0));  // out of step: better a rough place than lost words
        return;
      }
      if (file[0] == '&') {
        const Entity entity = EntityAt(file, says);
        AddPiece(says.substr(0, entity.says), SpanAt(at, entity.bytes));
        says.remove_prefix(entity.says);
        at += entity.bytes;
      } else if (file[0] == '\r') {
        const std::size_t bytes = file.substr(1).starts_with("\n") ? 2 : 1;
        if (says[0] == '\n' || says[0] == '\r') {
          AddPiece("\n", SpanAt(at, bytes));
          says.remove_prefix(1);
        }
        at += bytes;
      } else if (file[0] == '<' && says[0] != '<') {
        // A stray end tag or a comment that did not end the text.
        const bool comment = file.starts_with("<!--");
        const std::size_t close = comment ? file.find("-->") : file.find('>');
        at = close == file.npos ? end : at + close + (comment ? 3 : 1);
      } else {
        std::size_t same = 0;
        while (same < file.size() && same < says.size() && file[same] == says[same]) {
          if (same > 0 && (file[same] == '&' || file[same] == '<' || file[same] == '\r')) break;
          ++same;
        }
        if (same == 0) {
          // The parser put another character in its place.
          const std::size_t shown = FirstOf(says).bytes;
          const std::size_t written = FirstOf(file).bytes;
          AddPiece(says.substr(0, shown), SpanAt(at, written));
          says.remove_prefix(shown);
          at += written;
          continue;
        }
        AddVerbatim(SpanAt(at, same));
        says.remove_prefix(same);
        at += same;
      }
    }
  }

  /// Adds words that are not in the file, such as the numeral of a list item.
  void AddShown(std::string_view says, std::uint32_t at) { AddPiece(says, {at, at}); }

  /// A line or paragraph ends inside a label: no blank is left of it.
  void Join() {
    blank_.reset();
    joined_ = true;
  }

  bool empty() const { return builder_.empty(); }

  /// The words, without blanks at the ends. An empty text stands at `empty_at`.
  Text Take(std::uint32_t empty_at) {
    blank_.reset();
    joined_ = false;
    const Text text = builder_.Build(empty_at);
    const std::string_view trimmed = Trim(text.says);
    if (trimmed.empty()) return Text{{}, {empty_at, empty_at}, {}};
    const auto begin = static_cast<std::size_t>(trimmed.data() - text.says.data());
    return text.Part(begin, begin + trimmed.size());
  }

 private:
  struct Entity {
    std::size_t bytes = 1;  ///< in the file
    std::size_t says = 1;
  };
  struct Blank {
    bool line_break = false;
    Span where;
  };

  static Span SpanAt(std::size_t at, std::size_t bytes) {
    return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + bytes)};
  }

  /// How far two texts run alike, up to where markup may make them differ; a few bytes are enough to be sure.
  static bool InStep(std::string_view file, std::string_view says) {
    for (std::size_t i = 0; i < 12; ++i) {
      if (i == file.size()) return i == says.size();
      if (file[i] == '&' || file[i] == '<' || file[i] == '\r') return true;
      if (i == says.size() || file[i] != says[i]) return false;
    }
    return true;
  }

  /// The entity at the start of `file`, which the parser turned into the start of `says`. Which names there are is the
  /// parser's knowledge; here the length is found that puts the two back in step, the longest first.
  static Entity EntityAt(std::string_view file, std::string_view says) {
    std::size_t longest = 1;
    if (longest < file.size() && file[longest] == '#') ++longest;
    while (longest < file.size() && longest < 40 && (IsLetter(file[longest]) || IsDigit(file[longest]))) ++longest;
    if (longest < file.size() && file[longest] == ';') ++longest;
    const std::size_t one = FirstOf(says).bytes;
    const std::size_t two = one < says.size() ? one + FirstOf(says.substr(one)).bytes : one;
    for (std::size_t bytes = longest; bytes > 1; --bytes) {
      // "&nbsp" written out is itself; "&amp;" is one character.
      if (says.substr(0, bytes) == file.substr(0, bytes)) continue;
      for (const std::size_t shown : {one, two}) {
        if (InStep(file.substr(bytes), says.substr(shown))) return {bytes, shown};
      }
    }
    return {1, one};
  }

  void AddVerbatim(Span where) {
    const std::string_view text = source_.Slice(where);
    std::size_t at = 0;
    while (at < text.size()) {
      if (IsHtmlSpace(text[at])) {
        NoteBlank(text[at] == '\n' || text[at] == '\r', SpanAt(where.begin + at, 1));
        ++at;
        continue;
      }
      std::size_t end = at;
      while (end < text.size() && !IsHtmlSpace(text[end])) ++end;
      FlushBlank(FirstOf(text.substr(at)).code);
      builder_.Add(SpanAt(where.begin + at, end - at));
      at = end;
    }
  }

  void AddPiece(std::string_view says, Span where) {
    if (says.empty()) return;
    if (says.size() == 1 && IsHtmlSpace(says[0])) {
      NoteBlank(says[0] == '\n', where);
      return;
    }
    FlushBlank(FirstOf(says).code);
    builder_.Add(says, where);
  }

  void NoteBlank(bool line_break, Span where) {
    if (joined_ || builder_.empty()) return;
    if (!blank_) blank_ = Blank{false, where};
    blank_->line_break |= line_break;
    if (where.begin == blank_->where.end) blank_->where.end = where.end;
  }

  void FlushBlank(char32_t next) {
    joined_ = false;
    if (!blank_) return;
    const Blank blank = *blank_;
    blank_.reset();
    if (blank.line_break && IsWide(next) && IsWide(LastOf(builder_.says()).code)) return;
    if (source_.Slice(blank.where) == " ") {
      builder_.Add(blank.where);
    } else {
      builder_.Add(" ", blank.where);
    }
  }

  Source& source_;
  TextBuilder builder_;
  std::optional<Blank> blank_;
  bool joined_ = false;  ///< nothing was added since the last `Join`
};

// ------------------------------------------------------------------------------------------------------------- blocks

constexpr std::array<std::string_view, 10> kDigits = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

std::string ChineseNumeral(int value) {
  if (value <= 0 || value > 99) return std::to_string(value);
  std::string numeral;
  if (value >= 20) numeral += kDigits[static_cast<std::size_t>(value / 10)];
  if (value >= 10) numeral += "十";
  if (value % 10 != 0) numeral += kDigits[static_cast<std::size_t>(value % 10)];
  return numeral;
}

/// Writes the visible page as blocks, in the order of reading.
class BlockWriter {
 public:
  BlockWriter(Source& source, const Page& page) : source_(source), page_(page), words_(source) {}

  /// A block, and whether it is of the report or of the page around it.
  struct Placed {
    Block block;
    bool inside = false;
    int level = 0;  ///< of a heading
  };

  /// Nothing when a table is over the limits.
  std::optional<std::vector<Placed>> Write(const GumboNode* report) {
    report_ = report;
    inside_ = report == page_.body();
    WriteChildren(page_.body());
    Flush();
    if (over_limit_) return std::nullopt;
    return std::move(blocks_);
  }

 private:
  std::uint32_t OffsetOf(const char* at) const { return static_cast<std::uint32_t>(at - source_.text().data()); }

  /// Where the content of an element begins.
  std::uint32_t StartOf(const GumboElement& element) const {
    const GumboStringPiece& tag = element.original_tag;
    return tag.data == nullptr ? element.start_pos.offset : OffsetOf(tag.data + tag.length);
  }

  Span SpanOf(const GumboElement& element) const {
    const GumboStringPiece& tag = element.original_tag;
    const GumboStringPiece& end_tag = element.original_end_tag;
    const std::uint32_t begin = tag.data == nullptr ? element.start_pos.offset : OffsetOf(tag.data);
    std::uint32_t end = element.end_pos.offset;
    if (end_tag.data != nullptr && end_tag.length > 0) end = OffsetOf(end_tag.data + end_tag.length);
    end = std::min(end, static_cast<std::uint32_t>(source_.text().size()));
    return {begin, std::max(begin, end)};
  }

  void Flush() {
    if (words_.empty()) {
      words_.Join();
      return;
    }
    const Text text = words_.Take(0);
    if (text.empty()) return;
    AddParagraph(text);
  }

  void AddParagraph(const Text& text) {
    Paragraph paragraph;
    paragraph.text = text;
    if (margin_ > 0) {
      paragraph.role = Paragraph::Role::kMargin;
    } else if (heading_ > 0) {
      paragraph.role = Paragraph::Role::kHeading;
    }
    blocks_.push_back({paragraph, inside_, heading_});
  }

  void WriteChildren(const GumboNode* node) {
    for (const GumboNode* child : ChildrenOf(node)) WriteNode(child);
  }

  void WriteNode(const GumboNode* node) {
    if (IsText(node)) {
      words_.AddNode(node->v.text);
      return;
    }
    const GumboElement* element = ElementOf(node);
    if (element == nullptr || page_.Of(node).invisible) return;
    const bool enters = node == report_;
    if (enters) {
      Flush();
      inside_ = true;
    }
    const bool margin = page_.IsMargin(node);
    if (margin) {
      Flush();
      ++margin_;
    }
    WriteElement(node, *element);
    if (margin) {
      Flush();
      --margin_;
    }
    if (enters) {
      Flush();
      inside_ = false;
    }
  }

  void WriteElement(const GumboNode* node, const GumboElement& element) {
    if (element.tag == GUMBO_TAG_BR) {
      // A title is one label, however many lines it takes.
      if (heading_ > 0) {
        words_.Join();
      } else {
        Flush();
      }
      return;
    }
    if (element.tag == GUMBO_TAG_TABLE) {
      Flush();
      WriteTable(node);
      Flush();
      return;
    }
    if (!IsBlock(element)) {
      WriteChildren(node);
      return;
    }
    Flush();
    const int level = HeadingLevel(element.tag);
    if (level > 0) heading_ = level;
    if (element.tag == GUMBO_TAG_LI) WriteListMark(node);
    WriteChildren(node);
    Flush();
    if (level > 0) heading_ = 0;
  }

  /// The numeral a browser shows before an item of a numbered list: "一、" is often nowhere else.
  void WriteListMark(const GumboNode* item) {
    const GumboNode* list = item->parent;
    if (list == nullptr || ElementOf(list) == nullptr || list->v.element.tag != GUMBO_TAG_OL) return;
    const GumboElement& element = list->v.element;
    if (StyleSays(element, "list-style:none") || StyleSays(element, "list-style-type:none")) return;
    int number = Number(Attribute(element, "start")).value_or(1) - 1;
    for (const GumboNode* sibling : ChildrenOf(list)) {
      const GumboElement* other = ElementOf(sibling);
      if (other == nullptr || other->tag != GUMBO_TAG_LI) continue;
      number = Number(Attribute(*other, "value")).value_or(number + 1);
      if (sibling == item) break;
    }
    const std::string_view style = Attribute(element, "style");
    static constexpr std::array<std::string_view, 5> kChinese = {
        "cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "japanese-informal", "cjk-decimal"};
    const bool chinese =
        std::ranges::any_of(kChinese, [&](std::string_view name) { return style.find(name) != style.npos; });
    const std::string_view type = Attribute(element, "type");
    if (chinese) {
      words_.AddShown(ChineseNumeral(number) + "、", StartOf(item->v.element));
    } else if ((type.empty() || type == "1") && style.find("list-style-type") == style.npos) {
      words_.AddShown(std::to_string(number) + ".", StartOf(item->v.element));
    }
  }

  static std::optional<int> Number(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || value < 0 || value > 100'000) return std::nullopt;
    return value;
  }

  // ---- tables

  struct Table {
    std::vector<std::vector<const GumboNode*>> rows;
    std::vector<const GumboNode*> captions;
  };

  static void CollectRows(const GumboNode* node, Table& table) {
    for (const GumboNode* child : ChildrenOf(node)) {
      const GumboElement* element = ElementOf(child);
      if (element == nullptr) continue;
      switch (element->tag) {
        case GUMBO_TAG_CAPTION:
          table.captions.push_back(child);
          break;
        case GUMBO_TAG_THEAD:
        case GUMBO_TAG_TBODY:
        case GUMBO_TAG_TFOOT:
          CollectRows(child, table);
          break;
        case GUMBO_TAG_TR:
          table.rows.emplace_back();
          for (const GumboNode* cell : ChildrenOf(child)) {
            const GumboElement* data = ElementOf(cell);
            if (data != nullptr && (data->tag == GUMBO_TAG_TD || data->tag == GUMBO_TAG_TH)) {
              table.rows.back().push_back(cell);
            }
          }
          break;
        default:
          break;
      }
    }
  }

  /// A table that frames the page or a part of it: its cells hold what is to be read one after another.
  bool IsLayout(const GumboNode* node, const Table& table) const {
    const Contents& all = page_.Of(node);
    std::size_t widest = 0;
    for (const auto& row : table.rows) {
      std::size_t filled = 0;
      for (const GumboNode* cell : row) {
        const Contents& part = page_.Of(cell);
        if (part.letters > 0) ++filled;
        if (part.tables > 0 && part.letters * 2 > all.letters) return true;
        const bool prose = part.sentences > 1 && part.letters > 300;
        const std::uint64_t share = part.breaks > 1 ? 50 : 80;
        if (prose && part.letters * 100 > all.letters * share) return true;
      }
      widest = std::max(widest, filled);
    }
    if (widest <= 1 && all.letters > 0) return true;
    // Several tables side by side or under one another in the cells of another.
    std::uint64_t framed = 0;
    for (const auto& row : table.rows) {
      for (const GumboNode* cell : row) {
        if (page_.Of(cell).tables > 0) framed += page_.Of(cell).letters;
      }
    }
    return framed * 2 > all.letters;
  }

  void WriteTable(const GumboNode* node) {
    Table table;
    CollectRows(node, table);
    std::erase_if(table.rows, [&](auto& row) {
      std::erase_if(row, [&](const GumboNode* cell) { return page_.Of(cell).invisible; });
      return row.empty();
    });
    for (const GumboNode* caption : table.captions) WriteNode(caption);
    if (IsLayout(node, table)) {
      for (const auto& row : table.rows) {
        for (const GumboNode* cell : row) {
          WriteNode(cell);
          Flush();
        }
      }
      return;
    }
    WriteGrid(node, table);
  }

  void WriteGrid(const GumboNode* node, const Table& table) {
    std::vector<const GumboNode*> contents;
    std::vector<std::vector<ClaimedCell>> claims;
    for (const auto& row : table.rows) {
      claims.emplace_back();
      for (const GumboNode* cell : row) {
        ClaimedCell claim;
        claim.content = contents.size();
        claim.column_span = static_cast<std::uint32_t>(Number(Attribute(cell->v.element, "colspan")).value_or(1));
        claim.row_span = static_cast<std::uint32_t>(Number(Attribute(cell->v.element, "rowspan")).value_or(1));
        claims.back().push_back(claim);
        contents.push_back(cell);
      }
    }
    const std::optional<PlacedCells> placed = PlaceCells(claims);
    if (!placed) {
      over_limit_ = true;
      return;
    }
    std::vector<Text> says;
    for (const GumboNode* cell : contents) says.push_back(LabelOf(cell));
    const auto text_of = [&](const ClaimedCell& cell) { return says[cell.content]; };
    if (margin_ > 0 || IsMetadata(says)) {
      WriteAsMargin(*placed, says);
      return;
    }
    std::vector<WholeRowKind> kinds;
    for (std::uint32_t row = 0; row < placed->rows; ++row) {
      const ClaimedCell* whole = placed->WholeRow(row);
      kinds.push_back(whole == nullptr ? WholeRowKind::kNone
                                       : KindOfCell(contents[whole->content], says[whole->content]));
    }
    const std::vector<bool> prose = RowsOfProse(kinds);
    for (std::uint32_t row = 0; row < placed->rows;) {
      if (prose[row]) {
        WriteNode(contents[placed->WholeRow(row)->content]);
        Flush();
        ++row;
        continue;
      }
      std::uint32_t last = row;
      while (last < placed->rows && !prose[last]) ++last;
      const bool all = row == 0 && last == placed->rows;
      const PlacedCells part = all ? *placed : RowsOf(*placed, row, last);
      Span where = SpanOf(node->v.element);
      if (!all) {
        where = SpanOf(contents[part.cells.front().content]->v.element);
        for (const ClaimedCell& cell : part.cells) {
          where.end = std::max(where.end, SpanOf(contents[cell.content]->v.element).end);
        }
      }
      blocks_.push_back({MakeGrid(part, where, text_of), inside_, 0});
      row = last;
    }
  }

  WholeRowKind KindOfCell(const GumboNode* cell, const Text& says) const {
    const Contents& contents = page_.Of(cell);
    if (contents.tables > 0) return WholeRowKind::kProse;
    return KindOfWholeRow(says.says);
  }

  /// What a cell says, as one label or one number: its paragraphs and lines are joined without a blank.
  Text LabelOf(const GumboNode* cell) {
    Words words(source_);
    AddLabel(cell, words);
    return words.Take(StartOf(cell->v.element));
  }

  void AddLabel(const GumboNode* node, Words& words) {
    for (const GumboNode* child : ChildrenOf(node)) {
      if (IsText(child)) {
        words.AddNode(child->v.text);
        continue;
      }
      const GumboElement* element = ElementOf(child);
      if (element == nullptr || page_.Of(child).invisible) continue;
      const bool breaks = element->tag == GUMBO_TAG_BR || IsBlock(*element);
      if (breaks) words.Join();
      AddLabel(child, words);
      if (breaks) words.Join();
    }
  }

  /// The table of an article's catalogue entry that stands before it: 索引号 and its companions, as GB/T and the
  /// content systems name them. It is about the file, not of the report.
  static bool IsMetadata(const std::vector<Text>& says) {
    static constexpr std::array<std::string_view, 13> kCompanions = {
        "发布机构", "公开日期", "生成日期", "发布日期", "成文日期", "发文日期", "文号",
        "发文字号", "主题分类", "信息分类", "主题词",   "发文机关", "公开方式"};
    bool index = false;
    int companions = 0;
    for (const Text& text : says) {
      std::string label;
      for (std::size_t i = 0; i < text.says.size() && label.size() < 64;) {
        const Character c = FirstOf(text.says.substr(i));
        if (c.code == U'：' || c.code == U':') break;
        if (!IsBlank(c.code)) label += text.says.substr(i, c.bytes);
        i += c.bytes;
      }
      index |= label == "索引号" || label == "索取号" || label == "信息索引号";
      if (IsOneOf(label, kCompanions)) ++companions;
    }
    return index && companions > 0;
  }

  void WriteAsMargin(const PlacedCells& placed, const std::vector<Text>& says) {
    for (const ClaimedCell& cell : placed.cells) {
      if (says[cell.content].empty()) continue;
      Paragraph paragraph;
      paragraph.text = says[cell.content];
      paragraph.role = Paragraph::Role::kMargin;
      blocks_.push_back({paragraph, inside_, 0});
    }
  }

  Source& source_;
  const Page& page_;
  Words words_;
  const GumboNode* report_ = nullptr;
  std::vector<Placed> blocks_;
  bool inside_ = false;
  int margin_ = 0;   ///< how many elements of furniture are around
  int heading_ = 0;  ///< level of the heading around, or 0
  bool over_limit_ = false;
};

std::string WithoutBlanks(std::string_view text) {
  std::string kept;
  for (std::size_t i = 0; i < text.size();) {
    const Character c = FirstOf(text.substr(i));
    if (!IsBlank(c.code)) kept += text.substr(i, c.bytes);
    i += c.bytes;
  }
  return kept;
}

/// The page's own title of the article, where it stands before the part that was chosen and is not repeated in it: the
/// heading that the head of the page names too, else the nearest h1, else the nearest line the head names.
std::optional<std::size_t> TitleOutside(const std::vector<BlockWriter::Placed>& blocks, const Page& page) {
  constexpr std::size_t kShortest = 8 * 3;
  constexpr int kNearStart = 4;
  std::optional<std::size_t> named_heading, heading, named;
  std::size_t first_inside = 0;
  while (first_inside < blocks.size() && !blocks[first_inside].inside) ++first_inside;
  for (std::size_t i = 0; i < first_inside; ++i) {
    const auto* paragraph = std::get_if<Paragraph>(&blocks[i].block);
    if (paragraph == nullptr || paragraph->role == Paragraph::Role::kMargin) continue;
    const std::string text = WithoutBlanks(paragraph->text.says);
    const bool is_named = text.size() >= kShortest && page.names().find(text) != std::string::npos;
    if (is_named && blocks[i].level > 0) named_heading = i;
    if (is_named) named = i;
    if (blocks[i].level == 1) heading = i;
  }
  const std::optional<std::size_t> title = named_heading ? named_heading : heading ? heading : named;
  if (!title) return std::nullopt;
  const std::string text = WithoutBlanks(std::get<Paragraph>(blocks[*title].block).text.says);
  int seen = 0;
  for (std::size_t i = first_inside; i < blocks.size() && blocks[i].inside && seen < kNearStart; ++i, ++seen) {
    const auto* paragraph = std::get_if<Paragraph>(&blocks[i].block);
    if (paragraph == nullptr) break;
    if (blocks[i].level == 1 || WithoutBlanks(paragraph->text.says) == text) return std::nullopt;
  }
  return title;
}

// ------------------------------------------------------------------------------------------------------------ the
// reader

/// The charset a page declares: in a meta element, or in an XML declaration.
std::string DeclaredCharset(std::string_view bytes) {
  const std::string start = Lower(bytes.substr(0, 4096));
  for (const std::string_view key : {"charset", "encoding"}) {
    for (std::size_t at = start.find(key); at != start.npos; at = start.find(key, at + 1)) {
      std::size_t begin = at + key.size();
      while (begin < start.size() && IsHtmlSpace(start[begin])) ++begin;
      if (begin >= start.size() || start[begin] != '=') continue;
      begin = start.find_first_not_of(" \t\r\n\"'", begin + 1);
      if (begin == start.npos) break;
      const std::size_t end = start.find_first_of(" \t\r\n\"';>/?", begin);
      if (end == start.npos || end == begin) continue;
      return start.substr(begin, end - begin);
    }
  }
  return {};
}

int RecogniseHtml(std::string_view bytes) {
  std::string start;
  for (const char c : bytes.substr(0, 4096)) {
    if (c != '\0') start += Lower(c);  // UTF-16 is ASCII between zeros here
  }
  std::string_view rest = start;
  for (const std::string_view mark : {"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"}) {
    if (rest.starts_with(mark)) rest.remove_prefix(mark.size());
  }
  while (!rest.empty()) {
    if (IsHtmlSpace(rest[0])) {
      rest.remove_prefix(1);
    } else if (rest.starts_with("<!--") && rest.find("-->") != rest.npos) {
      rest.remove_prefix(rest.find("-->") + 3);
    } else if (rest.starts_with("<?xml") && rest.find("?>") != rest.npos) {
      rest.remove_prefix(rest.find("?>") + 2);
    } else {
      break;
    }
  }
  if (rest.starts_with("<!doctype html") || rest.starts_with("<html")) return 2;
  if (!rest.starts_with("<")) return 0;
  static constexpr std::array<std::string_view, 9> kTags = {"<head", "<body", "<meta", "<table", "<div",
                                                            "<p>",   "<p ",   "<h1",   "<span"};
  return std::ranges::any_of(kTags, [&](std::string_view tag) { return rest.starts_with(tag); }) ? 1 : 0;
}

std::optional<Document> ReadHtml(std::string name, std::string bytes, Lang lang, Diagnostics& diagnostics) {
  const std::string charset = DeclaredCharset(bytes);
  std::unique_ptr<Source> source = DecodeSource(std::move(name), std::move(bytes), charset, lang, diagnostics);
  if (source == nullptr) return std::nullopt;
  if (!NestingGuard().Passes(source->text())) {
    return Refuse(diagnostics, Trouble::kOverLimit, lang,
                  "网页标签嵌套过深（超过 2000 层），不予解析；请只保存报告正文",
                  "the page nests its tags too deeply (over 2000 levels) to be parsed; save the report's body only");
  }
  Document document;
  document.source = std::move(source);
  const Page page(*document.source);
  const GumboNode* report = page.FindReport();
  std::optional<std::vector<BlockWriter::Placed>> blocks = BlockWriter(*document.source, page).Write(report);
  const auto is_inside = [](const BlockWriter::Placed& placed) { return placed.inside; };
  if (blocks && std::ranges::none_of(*blocks, is_inside)) {
    // The part chosen turned out to be no place of its own, such as one cell of a table.
    blocks = BlockWriter(*document.source, page).Write(page.body());
  }
  if (!blocks) {
    return Refuse(diagnostics, Trouble::kOverLimit, lang, "网页中的表格超过 20000 行或 256 列，不予解析",
                  "a table of the page has more than 20000 rows or 256 columns");
  }
  const std::optional<std::size_t> title = TitleOutside(*blocks, page);
  for (std::size_t i = 0; i < blocks->size(); ++i) {
    if ((*blocks)[i].inside || title == i) document.blocks.push_back(std::move((*blocks)[i].block));
  }
  return document;
}

}  // namespace

extern const Reader kHtmlReader;
const Reader kHtmlReader = {"html", "html htm xhtml", {"网页（HTML）", "web pages (HTML)"}, RecogniseHtml, ReadHtml};

}  // namespace gouji
