#pragma once

#include <optional>
#include <string_view>

#include "base/diagnostic.h"

namespace gouji {

/// Which limit a page is over, in words; nothing when it may be parsed. The HTML parser's time is quadratic in the
/// depth of nesting and in the attributes of a tag, and its memory grows with tags and with formatting elements left
/// open (each new paragraph opens all of them again). So all these are counted, roughly as the parser would, before it
/// sees the page.
std::optional<Localized> HtmlOverLimit(std::string_view html);

}  // namespace gouji
