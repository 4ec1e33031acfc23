#include "packtest.h"

#include <doctest/doctest.h>

#include "check/kinds.h"
#include "rules/library.h"
#include "rules/loading.h"

namespace gouji {
namespace {

constexpr std::string_view kPack = R"(gouji: 1
id: shop
bind:
  stock: {section: 1. Stock}
  goods:
    table: {section: stock, kind: open}
    columns: {sold: {label: Sold, part_of: all}, left: {label: Left, part_of: all}, all: All}
    rows: {total: Total}
rules:
  - id: A1
    name: adds-up
    severity: error
    title: T
    for: r in goods.rows
    missing: zero
    assert: goods[r, all] = sum(goods[r, all.children])
    at: goods[r, all]
    message: "{r.label}: {goods[r, all]}"
    tests:
)";

constexpr std::string_view kTable = R"(        table: |
          | Shelf | Sold | Left | All |
          | Bread | 3    | 4    | 7   |
          | Total | 3    | 4    | 7   |
)";

bool All(const Rule&) { return true; }

std::string Words(const std::vector<Diagnostic>& all) {
  std::string words;
  for (const Diagnostic& each : all) {
    const Place place = each.source->PlaceOf(each.where.begin);
    words += std::to_string(place.line) + ":" + std::to_string(place.column) + " " + each.message + "\n";
  }
  return words;
}

PackTests Run(const std::string& tests, std::shared_ptr<tests::Loaded>& loaded) {
  loaded = tests::Load({{"a.yaml", std::string(kPack) + tests}}, Kinds());
  INFO(loaded->Mistakes());
  REQUIRE(loaded->pack != nullptr);
  return RunPackTests(*loaded->pack, Lang::kEn, All);
}

std::string Test(const std::string& name, const std::string& rest) {
  return "      - name: " + name + "\n" + std::string(kTable) + rest;
}

}  // namespace

TEST_CASE("packtest: the shipped packs are fully tested, and their tests hold") {
  for (const std::string_view name : ShippedPacks()) {
    CAPTURE(name);
    Diagnostics diagnostics;
    std::vector<std::shared_ptr<const Source>> sources;
    const auto pack = OpenPack(name, Kinds(), Lang::kZh, diagnostics, sources);
    REQUIRE(pack != nullptr);
    const PackTests results = RunPackTests(*pack, Lang::kZh, All);
    CHECK(Words(results.mistakes) == "");
    CHECK(Words(results.failures) == "");
    CHECK(results.tests > 100);
    for (const RuleCoverage& each : results.coverage) {
      CAPTURE(each.rule->info.id);
      CHECK_FALSE(each.untested());
      CHECK_FALSE(each.incomplete());
    }
    CHECK(results.good());
  }
}

TEST_CASE("packtest: a rule that fires, passes and cannot tell is fully tested") {
  std::shared_ptr<tests::Loaded> loaded;
  const PackTests results = Run(
      Test("right", "        expect: pass\n") +
          Test("wrong",
               "        edit: {\"goods[Bread, all]\": 8}\n"
               "        expect: [{at: \"goods[Bread, all]\", values: {left: 8, right: 7.0}, severity: error, "
               "message: \"Bread: 8\"}]\n") +
          Test("absent", "        edit: {drop_column: sold}\n        expect: [{not_evaluated: \"goods[*, sold]\"}]\n"),
      loaded);
  CHECK(Words(results.mistakes) == "");
  CHECK(Words(results.failures) == "");
  CHECK(results.tests == 3);
  CHECK(results.good());
}

TEST_CASE("packtest: what a base leaves out is no part of the form, what an edit drops is missing") {
  std::shared_ptr<tests::Loaded> loaded;
  const PackTests results =
      Run("      - name: no total in the base\n        table: |\n          | Shelf | Sold | Left | All |\n"
          "          | Bread | 3 | 4 | 7 |\n        expect: pass\n" +
              Test("dropped",
                   "        edit: {drop_table: goods}\n        expect: "
                   "[{not_evaluated: goods}]\n"),
          loaded);
  CHECK(Words(results.mistakes) == "");
  CHECK(Words(results.failures) == "");
  CHECK_FALSE(results.good());  // it never fired
}

TEST_CASE("packtest: an expectation that is not met says what was seen, at its place") {
  std::shared_ptr<tests::Loaded> loaded;
  const PackTests results =
      Run(Test("a", "        expect: [{at: \"goods[Bread, all]\"}]\n") +
              Test("b", "        edit: {\"goods[Bread, all]\": 8}\n        expect: pass\n") +
              Test("c",
                   "        edit: {\"goods[Bread, all]\": 8}\n        expect: [{at: \"goods[Bread, all]\", values: "
                   "{left: 9}, severity: note}]\n") +
              Test("d", "        expect: not_applicable\n"),
          loaded);
  CHECK(Words(results.mistakes) == "");
  CHECK(Words(results.failures) ==
        "26:18 test 'a': expected a finding here, got pass\n"
        "32:17 test 'b': expected pass, got a finding {at: \"goods[Bread, all]\", values: {\"r.label\": \"Bread\", "
        "\"goods[r, all]\": 8}}\n"
        "38:60 test 'c': expected 'left' to be 9, got 8\n"
        "38:18 test 'c': expected severity note, got error\n"
        "43:17 test 'd': expected not_applicable, got pass\n");
  CHECK(results.failed == 4);
}

TEST_CASE("packtest: mistakes in tests are told at their very place") {
  std::shared_ptr<tests::Loaded> loaded;
  const PackTests results =
      Run(Test("a", "        edit: {\"goods[Bread, al]\": 8, drop_rwo: total}\n        expect: passed\n") +
              Test("b", "        edit: {drop_row: Cake, replace: {cheese: x}}\n        expect: []\n") +
              "      - table: |\n          no table at all\n        expect: [{at: \"shelves[a, b]\", value: 1}]\n",
          loaded);
  CHECK(results.failures.empty());
  CHECK(results.failed == 3);
  CHECK(Words(results.mistakes) == "");
}

}  // namespace gouji
