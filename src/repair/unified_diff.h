#pragma once

#include <string>
#include <string_view>

namespace gouji {

/// The difference of two texts as `diff -u` writes it, with three lines around each change, for `patch -p1` and
/// `git apply`. Lines end in LF; a CR before it belongs to the line. Empty when there is none. `path` is what the file
/// is called in the heading, with a/ and b/ in front where it is relative.
std::string UnifiedDiff(std::string_view path, std::string_view before, std::string_view after);

}  // namespace gouji
