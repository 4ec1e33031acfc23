#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "base/source.h"

namespace gouji {

/// A node of a page. Views the page's source and the `HtmlTree` it is of.
struct HtmlNode {
  enum class Kind { kElement, kText };
  Kind kind = Kind::kElement;
  std::uint32_t index = 0;       ///< counts all nodes of a page
  std::string_view name;         ///< of an element, in lower case; vendor tags ("ucapcontent") too
  std::string_view says;         ///< what a text says, its entities resolved
  Span where;                    ///< a text as written; an element with its tags
  std::uint32_t content_at = 0;  ///< where the content of an element begins
  const HtmlNode* parent = nullptr;
  std::vector<const HtmlNode*> children;
  std::vector<std::pair<std::string_view, std::string_view>> attributes;

  bool is_text() const { return kind == Kind::kText; }
  /// What an attribute says; empty where there is none. Names are in lower case.
  std::string_view Attribute(std::string_view attribute) const;
  bool HasAttribute(std::string_view attribute) const;
};

/// A page, or a stretch of one, as HTML5 says it is to be parsed, comments left out.
class HtmlTree {
 public:
  /// `source` outlives the tree.
  HtmlTree(const Source& source, Span where);
  ~HtmlTree();
  HtmlTree(const HtmlTree&) = delete;
  HtmlTree& operator=(const HtmlTree&) = delete;

  const HtmlNode* root() const;
  std::uint32_t node_count() const;

 private:
  struct Parsed;
  std::unique_ptr<Parsed> parsed_;
};

}  // namespace gouji
