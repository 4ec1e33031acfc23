#include "cli/read_error.h"

#include <cerrno>
#include <cstdio>
#include <iostream>

namespace gouji::cli {

int ReadError(const std::istream& in) {
  // Standard input is read through C's stream, which keeps its errors to itself.
  const bool failed = in.bad() || (&in == &std::cin && std::ferror(stdin) != 0);
  return !failed ? 0 : errno != 0 ? errno : EIO;
}

}  // namespace gouji::cli
