#pragma once

#include <string>

#include "output/writer.h"

namespace gouji {

/// How a finding starts for everything that knows compilers, without a line end:
/// "path:line:column: severity: message [ID]".
std::string FirstLine(const Diagnostic& finding, const Outcome& outcome, bool color);

/// Escape sequences that start and end a colour; empty strings where there is none.
struct Paint {
  std::string_view on;
  std::string_view off;
};
Paint PaintOf(Severity severity, bool color);
Paint BoldPaint(bool color);
Paint FaintPaint(bool color);

}  // namespace gouji
