#pragma once

#include <string>
#include <string_view>

namespace gouji {

/// Text for XML and HTML, between tags and in quoted attributes alike. What no XML document may hold (most controls,
/// ill-formed UTF-8, U+FFFE) is left out; bidirectional and invisible characters are shown as "<U+202E>", as on a
/// terminal.
std::string Markup(std::string_view text);

}  // namespace gouji
