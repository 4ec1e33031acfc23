#include <doctest/doctest.h>

#include <sstream>

#include "output/spool.h"

namespace gouji {
namespace {

TEST_CASE("a spool gives back everything in order, from memory and from its file") {
  for (const std::size_t memory : {std::size_t{0}, std::size_t{7}, std::size_t{1} << 20}) {
    CAPTURE(memory);
    Spool spool(memory);
    CHECK(spool.empty());
    std::string all;
    for (int i = 0; i < 1000; ++i) {
      const std::string part = std::to_string(i) + "，";
      spool.Append(part);
      all += part;
    }
    CHECK_FALSE(spool.empty());
    std::ostringstream out;
    spool.CopyTo(out);
    CHECK(out.str() == all);
  }
}

}  // namespace
}  // namespace gouji
