// Inputs that once broke a promise, run through their targets again: tests/fuzz/kept/TARGET/NAME. A promise that is
// broken ends the tests; the last name printed is the input's.

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "target.h"
#include "tree.h"

namespace gouji {

TEST_CASE("fuzz: what was kept breaks nothing any more") {
  const std::filesystem::path kept = std::filesystem::path(kRoot) / "tests" / "fuzz" / "kept";
  std::size_t ran = 0;
  for (const auto& folder : std::filesystem::directory_iterator(kept)) {
    const std::string name = folder.path().filename().string();
    CAPTURE(name);
    const auto target = std::ranges::find(FuzzTargets(), std::string_view(name), &FuzzTarget::name);
    REQUIRE(target != FuzzTargets().end());
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      INFO(entry.path().string());
      std::ifstream in(entry.path(), std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(in), {}};
      target->run(bytes);
      ++ran;
    }
  }
  CHECK(ran > 0);
}

}  // namespace gouji
