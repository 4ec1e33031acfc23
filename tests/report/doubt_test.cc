// What is said to be missing from a table, and may be there all the same.

#include "report/doubt.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace gouji {
namespace {

Irregular Of(Irregularity what, const std::string& expected = {}) {
  Irregular irregular{};
  irregular.what = what;
  irregular.expected = expected;
  return irregular;
}

}  // namespace

TEST_CASE("doubt: rows whose labels run together are neither missing nor of no row") {
  struct Case {
    const char* situation;
    bool wrapped;
    const char* missing;
    std::size_t unexpected;
    bool unsure;
  };
  const Case cases[] = {
      {"as many rows that nobody knows", true, "甲 / 乙 / 丙 / 丁", 4, true},
      {"few of them", true, "甲 / 乙 / 丙 / 丁", 3, false},
      {"few rows missing", true, "甲 / 乙 / 丙", 5, false},
      {"cells that are what they are", false, "甲 / 乙 / 丙 / 丁", 4, false},
  };
  for (const Case& each : cases) {
    CAPTURE(each.situation);
    Grid grid;
    grid.wrapped = each.wrapped;
    BoundTable table;
    table.grids = {&grid};
    table.irregulars = std::vector<Irregular>(each.unexpected, Of(Irregularity::kRowUnexpected));
    table.irregulars.push_back(Of(Irregularity::kRowMissing, each.missing));
    table.irregulars.push_back(Of(Irregularity::kLabelWording));
    DoubtMissing(Section{}, table);
    const auto unsure = std::ranges::count(table.irregulars, true, &Irregular::unsure);
    CHECK(unsure == (each.unsure ? static_cast<std::ptrdiff_t>(each.unexpected) + 1 : 0));
  }
}

TEST_CASE("doubt: a label whose end stands on a line below the row is no slip") {
  Section section;
  section.prose.push_back({"项", {}, {}});
  for (const auto& [found, unsure] : {std::pair("其他对外管理服务事", true), std::pair("其他对外管理服务项", false),
                                      std::pair("其他对外管理服务", false), std::pair("", false)}) {
    BoundTable table;
    table.irregulars.push_back(Of(Irregularity::kLabelWording, "其他对外管理服务事项"));
    table.irregulars.front().found = found;
    DoubtMissing(section, table);
    CHECK(table.irregulars.front().unsure == unsure);
  }
  section.prose.push_back({"其他对外管理服务事项", {}, {}});
  BoundTable table;
  table.irregulars.push_back(Of(Irregularity::kLabelWording, "其他对外管理服务事项"));
  DoubtMissing(section, table);
  CHECK(table.irregulars.front().unsure);
}

}  // namespace gouji
