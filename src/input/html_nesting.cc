#include "input/html_nesting.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "input/ascii.h"
#include "input/characters.h"
#include "text/byte_set.h"

namespace gouji {
namespace {

constexpr std::size_t kMaxDepth = 2000;
constexpr std::size_t kMaxFormatting = 256;
/// Tags times elements open around them: what the parser's time and memory grow with.
constexpr std::uint64_t kMaxWork = 40'000'000;
/// The parser's tree takes some hundred bytes a tag.
constexpr std::size_t kMaxTags = 1'000'000;
/// Of one tag: the parser compares each with all before it.
constexpr std::size_t kMaxAttributes = 1000;

constexpr Localized kDeep{
    "网页标签嵌套过深（超过 2000 层），不予解析；请只保存报告正文",
    "the page nests its tags too deeply (over 2000 levels) to be parsed; save the report's body only"};
constexpr Localized kManyTags{"网页有超过 100 万个标签，不予解析；请只保存报告正文",
                              "the page has over 1000000 tags, too many to be parsed; save the report's body only"};
constexpr Localized kManyAttributes{
    "网页中有一个标签带有超过 1000 个属性，不予解析；请只保存报告正文",
    "a tag of the page has over 1000 attributes, too many to be parsed; save the report's body only"};

class NestingGuard {
 public:
  /// The limit that the page is over.
  std::optional<Localized> Exceeds(std::string_view html) {
    std::size_t at = 0;
    while ((at = html.find('<', at)) != html.npos) {
      if (html.substr(at).starts_with("<!--")) {
        // One that is never closed is all the rest of the page.
        const std::size_t end = html.find("-->", at + 4);
        at = end == html.npos ? html.size() : end + 3;
        continue;
      }
      const bool closing = html.substr(at + 1).starts_with("/");
      std::size_t name = at + 1 + (closing ? 1 : 0);
      std::size_t end = name;
      if (end >= html.size() || !IsAsciiLetter(html[end])) {
        ++at;
        continue;
      }
      while (end < html.size() && !IsHtmlSpace(html[end]) && html[end] != '>' && html[end] != '/') ++end;
      const std::string tag = LowerAscii(html.substr(name, end - name));
      at = EndOfTag(html, end);
      if (++tags_ > kMaxTags) return kManyTags;
      if (attributes_ > kMaxAttributes) return kManyAttributes;
      if (closing) {
        Close(tag);
      } else {
        Open(tag);
        if (!IsCommon(tag) && IsOneOf(tag, kRawText)) at = EndOfRawText(html, at, tag);
      }
      if (open_.size() + formatting_.size() > kMaxDepth || formatting_.size() > kMaxFormatting || work_ > kMaxWork) {
        return kDeep;
      }
    }
    return std::nullopt;
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

  /// Most tags of a page, which are in none of these lists.
  static bool IsCommon(std::string_view tag) {
    static constexpr std::array<std::string_view, 6> kCommon = {"td", "span", "p", "tr", "div", "th"};
    return IsOneOf(tag, kCommon);
  }

  /// Past the tag whose name ends at `at`.
  std::size_t EndOfTag(std::string_view html, std::size_t at) {
    static constexpr ByteSet kStops("\"'>");
    const std::size_t begin = at;
    for (; at < html.size(); ++at) {
      if (!kStops.Has(html[at])) continue;
      if (html[at] == '>') {
        ++at;
        break;
      }
      if (html[at - 1] == '=') at = std::min(html.find(html[at], at + 1), html.size() - 1);
    }
    // An attribute takes a byte at least.
    attributes_ = at - begin <= kMaxAttributes ? 0 : AttributesIn(html.substr(begin - 1, at - begin + 1));
    return at;
  }

  /// The attributes of a tag, one for each word; it begins with the last byte of its name.
  static std::size_t AttributesIn(std::string_view tag) {
    static constexpr ByteSet kBetween(" \t\n\r\f/");
    std::size_t attributes = 0;
    char before = tag[0];
    for (std::size_t at = 1; at < tag.size() && tag[at] != '>'; ++at) {
      const char c = tag[at];
      if ((c == '"' || c == '\'') && before == '=') {
        at = std::min(tag.find(c, at + 1), tag.size());
      } else if (kBetween.Has(before) && !kBetween.Has(c)) {
        ++attributes;
      }
      before = c;
    }
    return attributes;
  }

  static std::size_t EndOfRawText(std::string_view html, std::size_t at, std::string_view tag) {
    while ((at = html.find("</", at)) != html.npos) {
      if (LowerAscii(html.substr(at + 2, tag.size())) == tag) return at;
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
    const bool is_common = IsCommon(tag);
    if (!is_common && IsOneOf(tag, kVoid)) return;
    if (!is_common && IsOneOf(tag, kFormatting)) {
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
    if (!IsCommon(tag) && IsOneOf(tag, kFormatting)) {
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
  std::size_t tags_ = 0;
  std::size_t attributes_ = 0;  ///< of the tag read last
};

}  // namespace

std::optional<Localized> HtmlOverLimit(std::string_view html) { return NestingGuard().Exceeds(html); }

}  // namespace gouji
