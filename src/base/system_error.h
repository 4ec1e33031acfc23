#pragma once

#include <string>

#include "base/diagnostic.h"

namespace gouji {

/// Why the system would not, in words for users: "没有读取权限" for EACCES. An error that hardly ever comes up keeps
/// the system's own English words.
std::string SystemError(int error, Lang lang);

}  // namespace gouji
