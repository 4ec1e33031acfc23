#include "input/html_tree.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <csetjmp>
#include <deque>
#include <forward_list>
#include <new>
#include <span>
#include <string>

#include "input/arena.h"
#include "input/ascii.h"

namespace gouji {

std::string_view HtmlNode::Attribute(std::string_view attribute) const {
  const auto found = std::ranges::find(attributes, attribute, &std::pair<std::string_view, std::string_view>::first);
  return found == attributes.end() ? std::string_view() : found->second;
}

bool HtmlNode::HasAttribute(std::string_view attribute) const {
  return std::ranges::find(attributes, attribute, &std::pair<std::string_view, std::string_view>::first) !=
         attributes.end();
}

struct HtmlTree::Parsed {
  Parsed(const Source& page, Span stretch) : source(page), where(stretch) {
    options.max_errors = 0;
    options.userdata = this;
    options.allocator = &Allocate;
    options.deallocator = [](void*, void*) {};
    // The parser does not look whether there was memory. It is C: nothing is skipped in leaving it like this, and what
    // it took is the arena's.
    if (setjmp(out_of_memory) != 0) throw std::bad_alloc();  // NOLINT
    const std::string_view text = Parseable(source.Slice(where));
    base = text.data();
    output = gumbo_parse_with_options(&options, text.data(), text.size());
    root = Add(output->root, nullptr);
  }
  Parsed(const Parsed&) = delete;
  Parsed& operator=(const Parsed&) = delete;

  /// In XHTML an element may close itself. To HTML5 a title that does holds the rest of the page, so such tags are
  /// blanked.
  std::string_view Parseable(std::string_view text) {
    if (!text.starts_with("<?xml")) return text;
    for (std::size_t at = text.find("/>"); at != text.npos; at = text.find("/>", at + 2)) {
      const std::size_t open = text.rfind('<', at);
      std::size_t end = open + 1;
      while (end < at && IsAsciiLetter(text[end])) ++end;
      static constexpr std::array<std::string_view, 4> kRawText = {"title", "script", "style", "textarea"};
      if (open == text.npos || !IsOneOf(LowerAscii(text.substr(open + 1, end - open - 1)), kRawText)) continue;
      if (blanked.empty()) blanked = text;
      std::fill(blanked.begin() + static_cast<std::ptrdiff_t>(open),
                blanked.begin() + static_cast<std::ptrdiff_t>(at) + 2, ' ');
    }
    return blanked.empty() ? text : std::string_view(blanked);
  }

  /// Null for what is neither an element nor text.
  const HtmlNode* Add(const GumboNode* from, const HtmlNode* parent) {
    switch (from->type) {
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_WHITESPACE:
      case GUMBO_NODE_CDATA:
        return AddText(from->v.text, parent);
      case GUMBO_NODE_ELEMENT:
      case GUMBO_NODE_TEMPLATE:
        return AddElement(from->v.element, parent);
      default:
        return nullptr;
    }
  }

  HtmlNode& NewNode(HtmlNode::Kind kind, const HtmlNode* parent) {
    HtmlNode& node = nodes.emplace_back();
    node.kind = kind;
    node.index = static_cast<std::uint32_t>(nodes.size() - 1);
    node.parent = parent;
    return node;
  }

  const HtmlNode* AddText(const GumboText& text, const HtmlNode* parent) {
    const char* start = text.original_text.data;
    if (start == nullptr || start < base) return nullptr;
    HtmlNode& node = NewNode(HtmlNode::Kind::kText, parent);
    node.says = text.text;
    node.where.begin = OffsetOf(start);
    node.where.end = std::min(OffsetOf(start + text.original_text.length), where.end);
    return &node;
  }

  const HtmlNode* AddElement(const GumboElement& element, const HtmlNode* parent) {
    HtmlNode& node = NewNode(HtmlNode::Kind::kElement, parent);
    node.name = NameOf(element);
    const GumboStringPiece& tag = element.original_tag;
    const GumboStringPiece& end_tag = element.original_end_tag;
    const bool written = tag.data != nullptr;
    node.where.begin = written ? OffsetOf(tag.data) : where.begin + element.start_pos.offset;
    node.content_at = written ? OffsetOf(tag.data + tag.length) : where.begin + element.start_pos.offset;
    std::uint32_t end = where.begin + element.end_pos.offset;
    if (end_tag.data != nullptr && end_tag.length > 0) end = OffsetOf(end_tag.data + end_tag.length);
    node.where.end = std::max(node.where.begin, std::min(end, where.end));
    for (unsigned i = 0; i < element.attributes.length; ++i) {
      const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
      node.attributes.emplace_back(attribute->name, attribute->value);
    }
    for (unsigned i = 0; i < element.children.length; ++i) {
      const HtmlNode* child = Add(static_cast<const GumboNode*>(element.children.data[i]), &node);
      if (child != nullptr) node.children.push_back(child);
    }
    return &node;
  }

  std::string_view NameOf(const GumboElement& element) {
    if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
    GumboStringPiece name = element.original_tag;
    gumbo_tag_from_original_text(&name);
    if (name.data == nullptr) return {};
    return names.emplace_front(LowerAscii(std::string_view(name.data, name.length)));
  }

  std::uint32_t OffsetOf(const char* at) const { return where.begin + static_cast<std::uint32_t>(at - base); }

  static void* Allocate(void* self, std::size_t bytes) {
    auto& parsed = *static_cast<Parsed*>(self);
    void* room = parsed.arena.Take(bytes);
    if (room == nullptr) std::longjmp(parsed.out_of_memory, 1);  // NOLINT
    return room;
  }

  const Source& source;
  Span where;
  std::string blanked;         ///< a copy to be parsed, where the text itself will not do
  const char* base = nullptr;  ///< of what is parsed
  Arena arena;
  std::jmp_buf out_of_memory;
  GumboOptions options = kGumboDefaultOptions;
  GumboOutput* output = nullptr;
  std::deque<HtmlNode> nodes;
  std::forward_list<std::string> names;  ///< of elements the parser does not know
  const HtmlNode* root = nullptr;
};

HtmlTree::HtmlTree(const Source& source, Span where) : parsed_(std::make_unique<Parsed>(source, where)) {}
HtmlTree::~HtmlTree() = default;
const HtmlNode* HtmlTree::root() const { return parsed_->root; }
std::uint32_t HtmlTree::node_count() const { return static_cast<std::uint32_t>(parsed_->nodes.size()); }

}  // namespace gouji
