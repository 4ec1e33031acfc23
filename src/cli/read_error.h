#pragma once

#include <istream>

namespace gouji::cli {

/// What ended the reading of a stream before it was at its end, as errno has it; 0 where nothing did. To be asked right
/// after the reading: a stream says of itself that there is no more, whatever the reason.
int ReadError(const std::istream& in);

}  // namespace gouji::cli
