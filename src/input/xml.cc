#include "input/xml.h"

#include <algorithm>
#include <charconv>
#include <pugixml.hpp>
#include <utility>

namespace gouji {
namespace {

constexpr int kMaxDepth = 500;

pugi::xml_node NodeOf(void* node) { return pugi::xml_node(static_cast<pugi::xml_node_struct*>(node)); }

pugi::xml_node ElementFrom(pugi::xml_node node) {
  while (node && node.type() != pugi::node_element) node = node.next_sibling();
  return node;
}

const char* LocalName(const char* name) {
  const char* at = name;
  while (*at != '\0' && *at != ':') ++at;
  return *at == ':' ? at + 1 : name;
}

/// Names are short, and most of them differ in a letter or two: no need to know how long they are.
bool IsNamed(const char* name, std::string_view wanted) {
  const char* at = LocalName(name);
  for (const char c : wanted) {
    if (*at++ != c) return false;
  }
  return *at == '\0';
}

/// The deepest nesting below `node`, counted without recursion.
int DepthOf(pugi::xml_node node) {
  int depth = 0, deepest = 0;
  pugi::xml_node at = node.first_child();
  while (at) {
    deepest = std::max(deepest, ++depth);
    if (at.first_child()) {
      at = at.first_child();
      continue;
    }
    --depth;
    while (at && at != node && !at.next_sibling()) {
      at = at.parent();
      --depth;
    }
    if (!at || at == node) break;
    at = at.next_sibling();
  }
  return deepest;
}

}  // namespace

std::string_view XmlNode::name() const { return LocalName(NodeOf(node_).name()); }

std::string XmlNode::text() const {
  std::string text;
  for (const pugi::xml_node child : NodeOf(node_).children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) text += child.value();
  }
  return text;
}

XmlNode XmlNode::FirstChild() const { return XmlNode(ElementFrom(NodeOf(node_).first_child()).internal_object()); }
XmlNode XmlNode::Next() const { return XmlNode(ElementFrom(NodeOf(node_).next_sibling()).internal_object()); }
XmlNode::Children XmlNode::children() const { return Children(FirstChild()); }

XmlNode Child(XmlNode node, std::string_view name) {
  for (pugi::xml_node child = NodeOf(node.node_).first_child(); child; child = child.next_sibling()) {
    // What is no element has no name.
    if (IsNamed(child.name(), name) && child.type() == pugi::node_element) return XmlNode(child.internal_object());
  }
  return {};
}

std::string_view Value(XmlNode node, std::string_view attribute) {
  for (const pugi::xml_attribute candidate : NodeOf(node.node_).attributes()) {
    if (IsNamed(candidate.name(), attribute)) return candidate.value();
  }
  return {};
}

std::optional<int> Number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc()) return std::nullopt;
  return value;
}

bool IsOn(XmlNode property) {
  if (!property) return false;
  const std::string_view value = Value(property);
  return value != "0" && value != "false" && value != "off" && value != "none";
}

bool Contains(XmlNode node, std::string_view name) {
  for (const XmlNode child : node.children()) {
    if (child.name() == name || Contains(child, name)) return true;
  }
  return false;
}

struct XmlDocument::Tree {
  pugi::xml_document document;
};

XmlDocument::XmlDocument(std::unique_ptr<Tree> tree) : tree_(std::move(tree)) {}
XmlDocument::~XmlDocument() = default;

std::unique_ptr<XmlDocument> XmlDocument::Parse(const std::string& bytes, Fault& fault) {
  auto tree = std::make_unique<Tree>();
  constexpr unsigned kFlags = pugi::parse_default | pugi::parse_ws_pcdata_single | pugi::parse_doctype;
  if (!tree->document.load_buffer(bytes.data(), bytes.size(), kFlags)) {
    fault = Fault::kDamaged;
    return nullptr;
  }
  for (const pugi::xml_node child : tree->document.children()) {
    if (child.type() == pugi::node_doctype) {
      fault = Fault::kDeclarations;
      return nullptr;
    }
  }
  if (DepthOf(tree->document) > kMaxDepth) {
    fault = Fault::kTooDeep;
    return nullptr;
  }
  return std::unique_ptr<XmlDocument>(new XmlDocument(std::move(tree)));
}

XmlNode XmlDocument::top() const { return XmlNode(tree_->document.internal_object()); }
XmlNode XmlDocument::root() const { return XmlNode(tree_->document.document_element().internal_object()); }

}  // namespace gouji
