#pragma once

#include <string>
#include <string_view>

namespace gouji {

/// Dumped JSON in which the characters a terminal would obey or hide (DEL, C1 controls, bidirectional and invisible
/// ones) are written as \u escapes: the same strings for a program, and safe to look at. `dumped` is well-formed UTF-8.
std::string SafeJson(std::string_view dumped);

/// A JSON value of the library's on one line; ill-formed UTF-8 is replaced. A template so that no header of ours needs
/// it.
template <class Json>
std::string DumpJson(const Json& value) {
  return SafeJson(value.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace gouji
