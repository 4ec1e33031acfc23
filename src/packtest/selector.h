#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/pack.h"

namespace gouji {

/// A place as tests name it: requests[total, person], requests, section(overview), title.
struct Selector {
  bool title = false;
  bool anything = false;
  std::string section;
  std::string table;
  std::optional<std::string> row;  ///< nothing: any
  std::optional<std::string> column;

  /// Whether a finding about `subject` stands here.
  bool Means(const Subject& subject) const;
  bool is_one() const { return !anything && (title || table.empty() || (row && column)); }
};

/// The place of a subject as a test would name it; empty for the title.
std::string Written(const Subject& subject);

class SelectorReader {
 public:
  SelectorReader(const NodeContext& context, const RulePack& pack) : context_(context), pack_(pack) {}

  /// Reads "table[row, column]", "table", "section(id)", "title" or "*"; a mistake is reported.
  std::optional<Selector> Read(const Node& node) const;

  /// Whether a name, at byte `begin` of the node, is among those known; one that is not is reported.
  bool Known(const Node& node, std::size_t begin, std::string_view name, const std::vector<std::string_view>& known,
             Localized what) const;

 private:
  void Wrong(const Node& node, std::size_t begin, std::size_t end, std::string zh, std::string en) const;

  const NodeContext& context_;
  const RulePack& pack_;
};

}  // namespace gouji
