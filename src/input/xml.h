#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "input/package.h"

namespace gouji {

/// An element of parsed XML, or none. Names are without their prefixes: Word, WPS and strict documents differ in
/// prefixes and namespaces, never in what follows them. Views the `XmlDocument` it is of.
class XmlNode {
 public:
  class Children;

  XmlNode() = default;
  explicit operator bool() const { return node_ != nullptr; }
  friend bool operator==(XmlNode, XmlNode) = default;

  std::string_view name() const;
  /// Its own words, those of elements in it left out.
  std::string text() const;
  /// The elements in it.
  Children children() const;

 private:
  friend class XmlDocument;
  friend std::string_view Value(XmlNode node, std::string_view attribute);
  friend XmlNode Child(XmlNode node, std::string_view name);
  explicit XmlNode(void* node) : node_(node) {}
  XmlNode FirstChild() const;
  XmlNode Next() const;

  void* node_ = nullptr;
};

class XmlNode::Children {
 public:
  class Iterator {
   public:
    explicit Iterator(XmlNode at) : at_(at) {}
    XmlNode operator*() const { return at_; }
    Iterator& operator++() {
      at_ = at_.Next();
      return *this;
    }
    friend bool operator==(Iterator, Iterator) = default;

   private:
    XmlNode at_;
  };

  explicit Children(XmlNode first) : first_(first) {}
  Iterator begin() const { return Iterator(first_); }
  Iterator end() const { return Iterator(XmlNode()); }

 private:
  XmlNode first_;
};

inline std::string_view NameOf(XmlNode node) { return node.name(); }

/// The first child of that name; none where there is none.
XmlNode Child(XmlNode node, std::string_view name);

/// A child of a child …; none where one is missing.
template <typename... Names>
XmlNode Path(XmlNode node, Names... names) {
  ((node = Child(node, names)), ...);
  return node;
}

/// What an attribute says; empty where there is none.
std::string_view Value(XmlNode node, std::string_view attribute = "val");

/// The number a text begins with.
std::optional<int> Number(std::string_view text);

/// A property that is on by being there: <w:vanish/>, but not <w:vanish w:val="0"/>.
bool IsOn(XmlNode property);

/// Whether an element of that name is anywhere below.
bool Contains(XmlNode node, std::string_view name);

/// A parsed part.
class XmlDocument {
 public:
  /// Nothing, with the fault, when it is no harmless XML: no document types (entities), no abysses.
  static std::unique_ptr<XmlDocument> Parse(const std::string& bytes, Fault& fault);
  ~XmlDocument();

  /// What holds the root element.
  XmlNode top() const;
  XmlNode root() const;

 private:
  struct Tree;
  explicit XmlDocument(std::unique_ptr<Tree> tree);
  std::unique_ptr<Tree> tree_;
};

}  // namespace gouji
