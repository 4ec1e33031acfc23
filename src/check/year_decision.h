#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "check/prose.h"

namespace gouji {

/// What a sentence says of a year: nothing of the report's, perhaps that it is the report's, surely so.
enum class YearVerdict { kAllow, kLean, kState };

/// One line of the list that decides what a sentence says of a year: the first that matches does.
struct YearDecision {
  enum class Years { kAny, kPast, kFuture, kLast, kNext };

  YearVerdict verdict = YearVerdict::kAllow;
  Years years = Years::kAny;
  bool anywhere = true;  ///< but not in margins
  bool preface = false;
  bool headings = false;
  bool margins = false;
  std::vector<int> sections;
  std::vector<Pattern> patterns;

  bool Reads(const ProseText& text) const;
  /// `offset` is from the report's year to the one in question. The report's own year needs no excuse.
  bool IsFor(int offset) const;

  /// Reads one; every mistake is reported.
  static std::optional<YearDecision> Read(const RuleReader& reader, const Words& words, const Node& node);
};

/// The patterns of a node as few as their length allows, each with `anchor` at its end: one search through an
/// alternation costs little more than one through its first branch.
std::vector<Pattern> Merged(const NodeContext& context, const Words& words, const Node* node,
                            std::string_view anchor = {});

}  // namespace gouji
