#pragma once

#include "input/html_tree.h"

namespace gouji {

/// Whether a hidden element is one of several panes that a page shows one at a time, behind tabs: a reader comes to see
/// it, so its words are the page's. A hidden copy of what is shown beside it (for phones, of an older version) is none.
bool IsPane(const HtmlNode& element);

}  // namespace gouji
