#include "report/document.h"

#include <doctest/doctest.h>

#include <string>

namespace gouji {
namespace {

Cell MakeCell(std::string_view says, int row, int column, int row_span = 1, int column_span = 1) {
  Cell cell;
  cell.text.says = says;
  cell.row = static_cast<std::uint16_t>(row);
  cell.column = static_cast<std::uint16_t>(column);
  cell.row_span = static_cast<std::uint16_t>(row_span);
  cell.column_span = static_cast<std::uint16_t>(column_span);
  return cell;
}

/// Every position, row by row; "." where nothing is.
std::string Positions(const Grid& grid) {
  std::string text;
  for (std::uint32_t row = 0; row < grid.rows; ++row) {
    for (std::uint32_t column = 0; column < grid.columns; ++column) {
      const Cell* cell = grid.At(row, column);
      text += cell == nullptr ? std::string_view(".") : cell->text.says;
    }
    text += "/";
  }
  return text;
}

Grid Finished(std::vector<Cell> cells, GridKind kind = GridKind::kExact) {
  Grid grid;
  grid.kind = kind;
  grid.cells = std::move(cells);
  grid.Finish();
  return grid;
}

TEST_CASE("grid: 合并的格从每个位置都读得到") {
  struct Row {
    std::vector<Cell> cells;
    std::string_view expected;
  };
  const Row rows[] = {
      {{}, ""},
      {{MakeCell("a", 0, 0, 2, 1), MakeCell("b", 0, 1, 1, 2), MakeCell("c", 1, 1), MakeCell("d", 1, 2)}, "abb/acd/"},
      {{MakeCell("d", 1, 2), MakeCell("a", 0, 0), MakeCell("c", 1, 0)}, "a../c.d/"},
      // A merge over the last row ends with it.
      {{MakeCell("a", 0, 0, 20, 1), MakeCell("b", 0, 1), MakeCell("c", 1, 1)}, "ab/ac/"},
      // A merge over another cell is none.
      {{MakeCell("a", 0, 0, 1, 3), MakeCell("b", 0, 1), MakeCell("c", 1, 0)}, "ab./c../"},
      {{MakeCell("a", 0, 0, 1, 2), MakeCell("b", 1, 0), MakeCell("c", 0, 1, 2, 1)}, "ac/bc/"},
  };
  for (const Row& row : rows) CHECK(Positions(Finished(row.cells)) == row.expected);
}

TEST_CASE("grid: 行按次序给出本行的格") {
  const Grid grid = Finished({MakeCell("c", 2, 0), MakeCell("b", 0, 1), MakeCell("a", 0, 0, 3, 1)});
  REQUIRE(grid.rows == 3);
  REQUIRE(grid.Row(0).size() == 2);
  CHECK(grid.Row(0)[1].text.says == "b");
  CHECK(grid.Row(1).empty());
  CHECK(grid.Row(2).size() == 1);
  CHECK(grid.Row(3).empty());
  CHECK(grid.At(3, 0) == nullptr);
  CHECK(grid.At(0, 9) == nullptr);
}

TEST_CASE("grid: 合并处处相撞也不拖慢") {
  std::vector<Cell> cells;
  for (int row = 0; row < 1000; ++row) {
    for (int column = 0; column < 1000; column += 250) cells.push_back(MakeCell("x", row, column, 60'000, 4096));
  }
  const Grid grid = Finished(std::move(cells));
  CHECK(grid.rows == 1000);
  CHECK(grid.At(999, 750) != nullptr);
}

}  // namespace
}  // namespace gouji
