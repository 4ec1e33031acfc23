#pragma once

#include <string_view>

namespace gouji {

/// Whether a page is shallow enough to be parsed. The HTML parser's time is quadratic in the depth of nesting, and its
/// memory in formatting elements left open (each new paragraph opens all of them again). So the tags are counted,
/// roughly as the parser would nest them, before it sees the page.
bool IsShallowHtml(std::string_view html);

}  // namespace gouji
