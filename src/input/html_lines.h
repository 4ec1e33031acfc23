#pragma once

#include <vector>

#include "base/source.h"
#include "input/html_tree.h"

namespace gouji {

// Words of a page whose lines are lines, as in a `pre`.

/// Whether a text says what the file says, without entities. The parser takes the first line end of a `pre` and every
/// return from it.
bool IsVerbatim(const Source& source, const HtmlNode& text);

/// The lines of a stretch, without their ends.
std::vector<Span> LinesOf(const Source& source, Span where);

/// A text as one node for each of its lines.
std::vector<HtmlNode> LinesOf(const Source& source, const HtmlNode& text);

}  // namespace gouji
