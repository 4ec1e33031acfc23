// Inputs that once broke a promise, run through their targets again: tests/fuzz/kept/TARGET/NAME. A promise that is
// broken ends the tests; the last name printed is the input's.

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "files.h"
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
      target->run(ReadFile(entry.path()));
      ++ran;
    }
  }
  CHECK(ran > 0);
}

// A target that is written but not in the list is never run, and nobody misses it.
TEST_CASE("fuzz: the README's table names every target, and no other") {
  std::ifstream in(std::filesystem::path(kRoot) / "tests" / "fuzz" / "README.md");
  std::set<std::string> told;
  for (std::string line; std::getline(in, line) && line != "## What has been run";) {
    if (!line.starts_with("| `")) continue;
    const std::size_t end = line.find('|', 1);
    for (std::size_t at = line.find('`'); at < end; at = line.find('`', at)) {
      const std::size_t close = line.find('`', at + 1);
      told.insert(line.substr(at + 1, close - at - 1));
      at = close + 1;
    }
  }
  std::set<std::string> listed;
  for (const FuzzTarget& target : FuzzTargets()) listed.insert(std::string(target.name));
  CHECK(told == listed);
}

}  // namespace gouji
