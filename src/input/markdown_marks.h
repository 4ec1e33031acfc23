#pragma once

#include "base/source.h"

namespace gouji {

/// A text without the marks of Markdown in it: emphasis, escapes, links, images, tags, entities. What is left keeps its
/// place.
Text WithoutMarks(Source& source, const Text& text);

}  // namespace gouji
