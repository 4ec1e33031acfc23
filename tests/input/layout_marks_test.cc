#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "input/layout.h"
#include "tree.h"

namespace gouji {
namespace {

TEST_CASE("layouts: no table is taken from a text without the marks of its layout") {
  int without = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(kRoot) + "/fixtures")) {
    if (entry.path().extension() != ".txt" && entry.path().extension() != ".md") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    Source source(entry.path().string(), std::string(std::istreambuf_iterator<char>(file), {}));
    const std::vector<Span> lines = LinesOf(source);
    for (const Layout& layout : Layouts()) {
      const bool marked = std::ranges::any_of(layout.marks, [&](std::string_view mark) {
        return !mark.empty() && source.text().find(mark) != std::string_view::npos;
      });
      if (marked) continue;
      ++without;
      for (std::size_t at = 0; at < lines.size(); ++at) {
        Grid grid;
        const std::size_t taken = lines[at].empty() ? 0 : layout.take(source, lines, at, grid);
        CAPTURE(entry.path().string());
        CAPTURE(layout.name);
        CHECK(taken == 0);
      }
    }
  }
  CHECK(without > 50);
}

}  // namespace
}  // namespace gouji
