#pragma once

#include <string>
#include <string_view>

namespace gouji {

/// What `ReplaceFile` says of a file that no longer holds what was read from it.
inline constexpr int kFileChanged = -1;

/// Replaces a file that holds `before` by one that holds `after`, as `WholeFile` does: whole or not at all, with its
/// mode and owner; a symbolic link stays a link. 0 when done; otherwise why not, as `errno` names it or `kFileChanged`,
/// and the file is as it was.
int ReplaceFile(const std::string& path, std::string_view before, std::string_view after);

}  // namespace gouji
