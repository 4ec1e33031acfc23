#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/kind.h"
#include "text/sentence.h"

namespace gouji {

/// Words that patterns of a rule share: `{unit}` in a pattern stands for the word `unit`. `{n}` is always there: a
/// number in Arabic digits, with or without thousands separators, or in Chinese ones.
class Words {
 public:
  /// Reads the map under `words`; a word may use those before it.
  static Words Read(Options& options);

  /// A pattern, or several, with the words put in; a list may hold lists, so that rules can share parts of one. Every
  /// mistake is reported; what is wrong is left out.
  std::vector<Pattern> Patterns(const NodeContext& context, const Node* node) const;
  /// The same as expressions, folded for prose: for making one pattern of several.
  std::vector<std::string> Expressions(const NodeContext& context, const Node* node) const;

 private:
  /// Gives every scalar of lists of lists; what is none is reported.
  template <typename Take>
  static void ForEach(const NodeContext& context, const Node* node, const Take& take);
  std::optional<std::string> Expression(const NodeContext& context, const Node& node) const;
  /// `places`, where given, says for each byte which bytes of the node it comes from.
  std::optional<std::string> Expand(const NodeContext& context, const Node& node,
                                    std::vector<Stretch>* places = nullptr) const;
  std::vector<std::pair<std::string_view, std::string>> words_;
};

/// `text` with bytes [begin, end) replaced by "#": what patterns look at that ask what stands around a find.
std::string Marked(std::string_view text, std::size_t begin, std::size_t end);

/// The number that is the whole of a group; nothing when it is none, or when it is a piece of a longer number.
std::optional<Decimal> NumberOf(std::string_view text, std::string_view group);

/// Whether any of the patterns is found.
bool AnyFinds(const std::vector<Pattern>& patterns, const Passage& passage);
inline bool AnyFinds(const std::vector<Pattern>& patterns, std::string_view text) {
  return AnyFinds(patterns, Passage{text, nullptr});
}

/// Whether any of the patterns is the whole of a text.
bool AnyMatchesWhole(const std::vector<Pattern>& patterns, std::string_view text);

/// The texts of a report a rule looks at: `scope` (title, headings, preface, sections, margins, cells) and `sections`,
/// both optional in the rule. By default preface and sections.
class ProseScope {
 public:
  static ProseScope Read(RuleReader& reader, Options& options, unsigned by_default);
  bool Has(const ProseText& text) const;
  bool HasCells() const { return (parts_ & kCells) != 0; }

  static constexpr unsigned kTitle = 1, kHeadings = 2, kPreface = 4, kSections = 8, kMargins = 16, kCells = 32;

 private:
  unsigned parts_ = 0;
  std::vector<int> sections_;
};

/// Ids of sections in a map inside a rule; every unknown one is reported.
std::vector<int> SectionsIn(const RuleReader& reader, Options& options, std::string_view key);

/// The names of the groups of patterns, read from the expressions without compiling them.
void GroupNames(const std::vector<Pattern>& patterns, std::vector<std::string>& names);

}  // namespace gouji
