#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "base/trouble.h"
#include "rules/yaml.h"
#include "text/vocabulary.h"

namespace gouji {

/// The keys that were asked for, by what the map is called in English: for holding the documentation against the code.
using KeyLog = std::map<std::string, std::set<std::string>, std::less<>>;

/// What nodes of a pack became as patterns, by file, place and kind: for working it out once, when gouji is built.
/// Empty where one node became several.
using PatternLog = std::map<std::tuple<std::string, std::uint32_t, Node::Kind>, std::string>;

/// Where mistakes of one file of a pack or of a configuration go.
struct NodeContext {
  const Source* source = nullptr;
  Lang lang = Lang::kZh;
  Diagnostics* diagnostics = nullptr;
  Trouble trouble = Trouble::kPack;
  bool check_patterns = true;        ///< shipped packs were checked when gouji was built
  Vocabulary* vocabulary = nullptr;  ///< of the pack, where there is one
  KeyLog* keys = nullptr;
  PatternLog* patterns = nullptr;
  bool is_loaded = false;  ///< what is read now is read by any thread

  /// For what of a shipped pack is read when it is used: it has no mistakes, and its vocabulary knows every pattern.
  NodeContext AfterLoading() const {
    return {source, lang, nullptr, trouble, check_patterns, vocabulary, nullptr, nullptr, true};
  }

  /// One mistake, in both languages; the one of the run is kept.
  void Wrong(Span where, std::string zh, std::string en) const;
  /// A pattern of the pack; `node`: what says it, all by itself.
  Pattern MakePattern(std::string expression, const Node* node = nullptr) const;
  /// The pattern that a node of a shipped pack says, without working out how; nothing where that is not known.
  std::optional<Pattern> KnownPatternOf(const Node& node) const;
};

enum class Need { kOptional, kRequired };

/// A YAML map, read key by key. Wrong types are reported when asked for; keys nobody asked
/// for are reported by `Finish` with "did you mean", as are missing required ones, unless a misspelt key is meant for
/// one. Each mistake once, however often a key is asked for.
class Options {
 public:
  /// `what` names the map in messages: "rule", "column". A node that is no map is a mistake, and everything is absent.
  Options(const NodeContext& context, const Node& node, Localized what);
  Options(Options&&) = default;
  Options(const Options&) = delete;
  Options& operator=(const Options&) = delete;
  Options& operator=(Options&&) = delete;
  ~Options();

  const Node& node() const { return node_; }
  const NodeContext& context() const { return context_; }

  /// The value of a key, whatever it is; null when absent. Marks the key as known.
  const Node* Find(std::string_view key, Need need = Need::kOptional);
  /// A scalar's text, whatever it looks like; empty when absent or wrong. A required one must not be empty.
  std::string_view Text(std::string_view key, Need need = Need::kOptional);
  /// A plain decimal: no quotes, no leading zeros, no other base.
  std::optional<std::int64_t> Integer(std::string_view key, Need need = Need::kOptional);
  /// `true` or `false`, nothing else: `yes` and `on` are text.
  std::optional<bool> Flag(std::string_view key, Need need = Need::kOptional);
  /// One of some names; reports an unknown one with the nearest.
  std::optional<int> OneOf(std::string_view key, std::initializer_list<std::pair<std::string_view, int>> names,
                           Need need = Need::kOptional);
  /// {zh: …, en: …}, or one text that stands for both.
  Localized Message(std::string_view key, Need need = Need::kOptional);
  /// The items of a list, or the one scalar or map that stands for a list of one; empty when absent.
  std::vector<const Node*> List(std::string_view key, Need need = Need::kOptional);
  /// A list of scalars, or one.
  std::vector<std::string_view> Texts(std::string_view key, Need need = Need::kOptional);

  void Finish();

 private:
  /// Whether nothing has been said about `key` yet.
  bool IsNew(std::string_view key);
  void ReportLacking();
  void WrongType(std::string_view key, const Node& value, Localized expected);

  NodeContext context_;
  const Node& node_;
  Localized what_;
  bool keeps_track_;  ///< of what was asked: a shipped pack has no other keys
  std::vector<std::string_view> asked_;
  std::set<std::string_view> reported_;
  std::vector<std::string_view> lacking_;  ///< required keys that are not there, still to be reported
};

}  // namespace gouji
