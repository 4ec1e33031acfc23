#pragma once

#include <cstddef>
#include <string_view>

#include "report/label.h"
#include "rules/options.h"

namespace gouji {

/// A label as it officially is, with the `aliases` of its entry. `skip` bytes at the head of the official label are its
/// ordinal and are not compared. What is no text is reported.
Label ReadLabel(Options& options, std::string_view official, std::size_t skip);

/// Adds one word to the label of a key that has no aliases of its own: the first is the official one.
void AddWords(const NodeContext& context, const Node& node, Label& label);

}  // namespace gouji
