#pragma once

#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/pack.h"

namespace gouji {

// The parts a pack is loaded in: heads of all files first, then what they bind, then their rules.

/// Reads what a file says of the pack itself: id, version, claims, titles, years, issuers, variants.
class HeadReader {
 public:
  explicit HeadReader(RulePack& pack) : pack_(pack) {}
  void Read(const NodeContext& context, const Node& root);
  /// Reports sections that were named and are nowhere bound. For when all is read.
  void Finish() const;

 private:
  void ReadTitles(const NodeContext& context, const Node& node);
  void ReadIssuer(const NodeContext& context, const Node& node);
  void ReadVariants(const NodeContext& context, const Node& node);

  RulePack& pack_;
  std::vector<std::pair<NodeContext, const Node*>> section_uses_;
};

/// Stands for the options of an entry that is its label alone.
inline const Node kNoOptions{Node::Kind::kMap, false, 0, {}, {}, 0, 0, {}};

/// Reads `bind:`: sections and tables, the latter once for every variant.
class FormReader {
 public:
  explicit FormReader(RulePack& pack) : pack_(pack) {}
  /// `layer` counts the packs: one that extends another comes later and may bind its names anew.
  void Read(const NodeContext& context, const Node& root, int layer);
  /// Makes the forms ready to be bound, and reports sections that were named and are nowhere bound.
  void Finish();

 private:
  bool IsNew(const NodeContext& context, const Node& key);
  void ReadSection(Options& entry, const Node& key, std::string_view official);
  void ReadTable(Options& entry, const Node& key);
  static void CheckTable(const NodeContext& context, const Node& key, const TableForm& form);
  int TableSymbol(std::string_view id);
  void ReadBlocks(Options& entry, TableForm& form, int variant);
  void ReadColumns(Options& entry, TableForm& form, int block, int variant);
  void ReadRows(Options& entry, TableForm& form, int block, int variant);
  template <typename ReadEntry>
  void ForEach(const NodeContext& context, const Node& map, Localized what, const ReadEntry& read);
  bool IsFor(Options& options, int variant) const;
  template <typename Form>
  void UnknownPart(const NodeContext& context, const Node& part, const std::vector<Form>& forms) const;

  RulePack& pack_;
  std::vector<std::pair<NodeContext, const Node*>> section_uses_;
  /// Where a name was bound.
  struct Bound {
    const Source* source = nullptr;
    Span where;
    int layer = 0;
  };
  std::map<std::string_view, Bound> bound_;
  int layer_ = 0;
  std::string_view short_label_;
  bool first_reading_ = true;
};

/// Reads `rules:`.
class RulesReader {
 public:
  RulesReader(RulePack& pack, std::span<const Kind> kinds) : pack_(pack), kinds_(kinds) {}
  void Read(const NodeContext& context, const Node& root, int layer);

 private:
  void ReadRule(const NodeContext& context, const Node& node);
  void Compile(RuleReader& reader) const;
  void ReadCommon(Options& options, Rule& rule) const;
  void ReadAt(const NodeContext& context, const Node& node, Rule& rule) const;
  void Add(const NodeContext& context, const Node& node, std::unique_ptr<Rule> rule);

  RulePack& pack_;
  std::span<const Kind> kinds_;
  std::map<const Rule*, int> layers_;
  int layer_ = 0;
};

/// Reports a name that holds what no name may.
void CheckId(const NodeContext& context, const Node& key);

/// Reports sections that are nowhere bound.
void CheckSections(const RulePack& pack, const std::vector<std::pair<NodeContext, const Node*>>& uses);

/// The variants that `variants:` names, by index; all of them when it is not there. An unknown one is reported.
std::vector<int> VariantsOf(const RulePack& pack, Options& options);

}  // namespace gouji
