#pragma once

#include <string_view>
#include <vector>

#include "check/prose.h"

namespace gouji {

/// What a sentence stands under: its section's heading, the sub-heading or numbered lead above it, the words its
/// paragraph opens with, and the numbered lead inside the paragraph.
struct Standing {
  Passage section;
  Passage lead;
  Passage opening;
  Passage inner;
  bool on_topic = false;  ///< whether what was said last is what the rule is about

  bool IsUnder(const std::vector<Pattern>& patterns) const;
};

/// A clause that is an item of a list and no heading: "1.予以公开8件".
bool IsListItem(std::string_view clause);

/// A paragraph that is a sub-heading: short, and no sentence.
bool IsSubheading(std::string_view folded);

}  // namespace gouji
