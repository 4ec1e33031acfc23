#pragma once

#include <cstddef>
#include <ostream>
#include <set>
#include <string>

#include "base/source.h"
#include "rules/options.h"
#include "rules/yaml.h"

namespace gouji {

/// The expressions of all patterns of the packs, each once, and which node became which.
struct EmbeddedPatterns {
  std::set<std::string> expressions;
  PatternLog log;

  /// Counted from 1; 0 where a node is no pattern, or several.
  std::size_t NumberOf(const Source& source, const Node& node) const {
    const auto logged = log.find(std::tuple(source.name(), node.where.begin, node.kind));
    if (logged == log.end() || logged->second.empty()) return 0;
    return static_cast<std::size_t>(std::distance(expressions.begin(), expressions.find(logged->second))) + 1;
  }
};

/// Writes the tables of all patterns, as `KnownPatterns` views them: kPatterns; kWords, kAcross, kLists, kListEnds and
/// kBits, the words they need; kSieves, kSteps, kSieveEdges, kRanges and kForks, their sieves.
void WritePatterns(const EmbeddedPatterns& patterns, std::ostream& out);

}  // namespace gouji
