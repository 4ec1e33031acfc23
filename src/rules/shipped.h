#pragma once

#include <span>
#include <string_view>

#include "rules/yaml.h"
#include "text/vocabulary.h"

namespace gouji {

/// One YAML file of a pack under rules/, read when gouji was built: tables in the program, so using one parses nothing
/// and allocates nothing.
struct ShippedFile {
  std::string_view pack;       ///< the folder under rules/: "gk-annual-report"
  std::string_view name;       ///< inside it: "pack.yaml"
  std::string_view text;       ///< the whole file, to show its lines
  const Node* root = nullptr;  ///< the tests of rules are lists without items here
};

/// All of them, ordered by pack and name. Static storage.
std::span<const ShippedFile> ShippedFiles();

/// The patterns of all shipped packs, as they are once folded, with what was worked out of them when gouji was built.
KnownPatterns ShippedPatterns();

}  // namespace gouji
