#include "base/relative.h"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace gouji {
namespace {

TEST_CASE("relative: a copy points to what the original does, wherever it stands") {
  const std::string said = "总计";
  std::vector<Relative<char>> pointers;
  for (int i = 0; i < 100; ++i) {  // moved about as the vector grows
    pointers.emplace_back(said.data());
    pointers.push_back(pointers.front());
  }
  for (const Relative<char>& pointer : pointers) CHECK(pointer.get() == said.data());
  Relative<char> other;
  CHECK(other.get() == nullptr);
  other = pointers.back();
  CHECK(other.get() == said.data());
  other = Relative<char>(nullptr);
  CHECK(other.get() == nullptr);
  pointers.front() = other;
  CHECK(pointers.front().get() == nullptr);
  CHECK(Relative<char>(other).get() == nullptr);
}

struct Table {
  std::int64_t before;
  Relative<char> pointer;
  char text[4];
};
constexpr Table kTable = {
    7, Relative<char>::After(std::int64_t{offsetof(Table, text)} - std::int64_t{offsetof(Table, pointer)}), "abc"};

TEST_CASE("relative: a constant says how far it is") {
  CHECK(kTable.pointer.get() == kTable.text);
  CHECK(std::string(kTable.pointer.get()) == "abc");
}

}  // namespace
}  // namespace gouji
