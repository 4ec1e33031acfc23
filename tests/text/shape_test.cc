#include "text/shape.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "text/fold.h"

namespace gouji {
namespace {

TEST_CASE("shape: never farther apart than the texts are") {
  const std::vector<std::string> letters = {"总", "计", "合", "a", "b", "1"};
  std::uint64_t state = 3;
  const auto pick = [&state](std::size_t below) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state >> 33) % below;
  };
  const auto random = [&] {
    std::string made;
    for (std::size_t length = pick(7); length > 0; --length) made += letters[pick(letters.size())];
    return made;
  };
  int far = 0;
  for (int round = 0; round < 20000; ++round) {
    const std::string a = random();
    const std::string b = random();
    CAPTURE(a);
    CAPTURE(b);
    const int least = LeastDistance(ShapeOf(a), ShapeOf(b));
    REQUIRE(least <= EditDistance(CodePoints(a), CodePoints(b), 10));
    far += least > 2 ? 1 : 0;
  }
  CHECK(far > 1000);
  CHECK(ShapeOf("总计").length == 2);
}

}  // namespace
}  // namespace gouji
