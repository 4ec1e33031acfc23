#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "output/writer.h"

namespace gouji {

/// Why something of a document could not be checked: at how many places, and by which rules. Views the outcome.
struct Reason {
  std::string_view text;
  std::size_t places = 0;
  std::vector<std::string_view> rules;  ///< ids, each once
};

/// The reasons of a document, each once, in the order of their first places.
std::vector<Reason> ReasonsOf(const Outcome& outcome);

}  // namespace gouji
