#pragma once

#include <string_view>

namespace gouji {

/// Strict UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF, nothing cut short.
bool IsUtf8(std::string_view bytes);

}  // namespace gouji
