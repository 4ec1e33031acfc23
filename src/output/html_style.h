#pragma once

#include <string_view>

namespace gouji {

/// The style sheet of the HTML report: screen, phone, paper, dark.
extern const std::string_view kHtmlStyle;

}  // namespace gouji
