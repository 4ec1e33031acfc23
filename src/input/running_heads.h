#pragma once

#include <span>
#include <vector>

#include "base/source.h"

namespace gouji {

/// Which of the lines of a text stand at the top or at the foot of every page, where form feeds part the pages: what a
/// browser or a word processor prints there, the same but for its digits. In order; none where there are no pages. On
/// the first page the title of the document may say the same once: that is none of them.
std::vector<std::size_t> RunningHeads(const Source& source, std::span<const Span> lines);

}  // namespace gouji
