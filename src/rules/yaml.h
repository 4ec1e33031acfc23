#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "base/diagnostic.h"
#include "base/relative.h"
#include "base/source.h"
#include "base/trouble.h"

namespace gouji {

/// One node of a YAML file, with the span it stands at. A plain struct of views, so that a tree can also be a table in
/// the program: shipped packs are turned into such tables when gouji is built.
struct Node {
  enum class Kind : std::uint8_t { kNull, kScalar, kList, kMap };
  Kind kind = Kind::kNull;
  bool quoted = false;  ///< a scalar in quotes or a block scalar: text, whatever it looks like
  /// Of a node in a shipped pack that says a pattern: which of `ShippedPatterns` it is, counted from 1; 0: not known.
  std::uint32_t pattern = 0;
  Relative<char> scalar_text;
  Relative<Node> first_item;
  std::uint32_t scalar_size = 0;  ///< bytes
  std::uint32_t item_count = 0;
  /// Of the node's text in its file, without the key it belongs to, its anchor and its blanks: quotes and brackets are
  /// in it, a block scalar's header is not. Empty, after the indicator, where nothing stands. An alias stands where
  /// `*name` does, and the items of what it names stay where they are.
  Span where;

  bool is_null() const { return kind == Kind::kNull; }
  bool is_scalar() const { return kind == Kind::kScalar; }
  bool is_list() const { return kind == Kind::kList; }
  bool is_map() const { return kind == Kind::kMap; }
  /// What a scalar says, without quotes and escapes.
  std::string_view scalar() const { return {scalar_text.get(), scalar_size}; }
  /// A list's items; a map's keys and values in turn.
  std::span<const Node> items() const { return {first_item.get(), item_count}; }
  /// What is set has to stay where it is.
  void SetScalar(std::string_view said);
  void SetItems(std::span<const Node> each);
  /// The value of `key` in a map, or null.
  const Node* Find(std::string_view key) const;
  /// The span of byte [begin, end) of a scalar, for a mistake inside it. Exact for plain, quoted and block
  /// scalars; the whole scalar otherwise: an alias.
  Span SpanInScalar(const Source& source, std::size_t begin, std::size_t end) const;
};

/// Owns the nodes of one file.
class NodeTree {
 public:
  virtual ~NodeTree() = default;
  virtual const Node& root() const = 0;
};

/// What a file may ask of us.
struct YamlLimits {
  std::size_t bytes = 4u << 20;
  std::size_t depth = 64;
  std::size_t nodes = 200'000;  ///< after aliases are expanded
};

/// YAML 1.2, anchors and aliases expanded, no tags, no merge keys, only text as keys; one document a file. Of duplicate
/// keys the first is kept. Every mistake found goes to `diagnostics` as `trouble`, at its span; a mistake in the syntax
/// ends the reading. Null when there is no tree to go on with. An empty file is a null node. The tree views `source`,
/// which must outlive it.
std::unique_ptr<NodeTree> ParseYaml(const Source& source, Lang lang, const YamlLimits& limits, Diagnostics& diagnostics,
                                    Trouble trouble = Trouble::kPack);

}  // namespace gouji
