#include "cli/only_printable.h"

#include <doctest/doctest.h>

#include <sstream>

namespace gouji::cli {

TEST_CASE("only printable: what a terminal would obey is shown instead") {
  std::ostringstream out;
  {
    const OnlyPrintable only(out);
    out << "gouji: 'a\x1b[2Jb"
        << "\u202e"
        << "c\xff'\nno line end";
  }
  CHECK(out.str() == "gouji: 'a<U+001B>[2Jb<U+202E>c<0xFF>'\nno line end");
  out << "\x1b";
  CHECK(out.str().ends_with('\x1b'));
}

}  // namespace gouji::cli
