#include "rules/evaluate.h"

#include <doctest/doctest.h>

#include "input/reader.h"
#include "rules/loading.h"

namespace gouji {
namespace {

constexpr std::string_view kForm = R"(gouji: 1
id: shop
title_patterns: {official: '(?P<year>\d{4})reportof(?P<issuer>.+)'}
bind:
  stock: {section: 1. Stock}
  facts: {section: 2. Facts}
  goods:
    table: {section: stock, kind: open}
    columns: {sold: {label: Sold, part_of: all}, left: {label: Left, part_of: all}, all: All}
    rows: {total: Total}
  sheet:
    table: {section: facts, kind: pairs}
    rows: {staff: Staff, share: Share, opened: Opened, open: Open on Sundays, gone: Gone}
)";

constexpr std::string_view kReport =
    "2023 Report of Corner Shop\n\n1. Stock\nWe sold bread.\n\n| Shelf | Sold | Left | All |\n| Bread | 3 | 4 | 7 |\n"
    "| Cake | 1.5 | - | see list |\n| Total | 4.5 | 4 | 8.5 |\n\n2. Facts\nNone.\n\n| Staff | 3 | Share | 12.5% |\n"
    "| Opened | 1999-02-28 | Open on Sundays | Yes |\n";

/// Evaluates expressions on the report above.
struct Bench {
  std::shared_ptr<tests::Loaded> loaded = tests::Load({{"a.yaml", std::string(kForm)}}, {});
  Document document;
  Report report;

  Bench() {
    REQUIRE(loaded->Mistakes() == "");
    Diagnostics diagnostics;
    std::unique_ptr<Source> refused;
    document = std::move(*ReadDocument("a.txt", std::string(kReport), Lang::kEn, diagnostics, refused));
    report = Understand(loaded->pack->form, document, {});
  }

  std::string operator()(const std::string& text, Missing missing = Missing::kZero) const {
    Scope scope;
    scope.names = &loaded->pack->names;
    const Source source("expr", text);
    Diagnostics diagnostics;
    const NodeContext context{&source, Lang::kEn, &diagnostics, Trouble::kPack, true};
    const Node node{Node::Kind::kScalar, false, source.text(), {0, static_cast<std::uint32_t>(text.size())}, {}};
    const ExprPtr expr = ParseExpr(context, node, scope);
    if (expr == nullptr) {
      return "mistake: " + diagnostics.all().front().message;
    }
    const Evaluator evaluator(scope, report, nullptr, missing);
    const Value value = evaluator.Evaluate(*expr);
    return value.known() ? value.ToString() : "unknown: " + Explain(evaluator, value.doubt, Lang::kEn);
  }
};

}  // namespace

TEST_CASE("evaluate: values") {
  const Bench bench;
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"1 + 2 * 3", "7"},
      {"-(1 - 3) * 0.5", "1"},
      {"0.1 + 0.2 = 0.3", "true"},
      {"15% * 200", "30"},
      {"goods[total, sold] + goods[total, left]", "8.5"},
      {"sum(goods[total.children, sold])", "4.5"},
      {"sum(goods[total, all.children])", "8.5"},
      {"count(goods[*, sold])", "3"},
      {"min(goods[*, sold])", "1.5"},
      {"max(1, 3, 2)", "3"},
      {"abs(1 - 4)", "3"},
      {"ratio(1, 8)", "0.125"},
      {"round(ratio(2, 3), 2)", "0.67"},
      {"sheet[share, value] * 8", "1"},
      {"sheet[opened, value]", "1999-02-28"},
      {"sheet[opened, value] < date(1999, 3, 1)", "true"},
      {"max(date(2020, 2, 29), date(2019, 12, 31))", "2020-02-29"},
      {"sheet[open, value] = 'yes'", "true"},
      {"sheet[open, value] in ['no', 'n/a']", "false"},
      {"sheet[staff, value] not in [1, 2]", "true"},
      {"doc.year - 1", "2022"},
      {"doc.issuer", "cornershop"},
      {"matches(section(stock).text, 'sold [a-z]+')", "true"},
      {"length('三个字')", "3"},
      {"similarity('abcd', 'abcd')", "1"},
      {"any_number(goods[*, all]) and any_blank(goods[*, left])", "true"},
      {"number(goods[total, *])", "true"},
      {"blank(goods[total, *])", "false"},
      {"exists(goods[total, sold])", "true"},
      {"exists(sheet[gone, value])", "false"},
      {"if 1 > 2 then 1 = 3", "true"},
      {"1 = 1 and (if 1 < 2 then 1 = 3)", "false"},
      {"not 1 = 2 or 1 = 2", "true"},
      // A side that settles the matter settles it, whatever the other is.
      {"1 = 2 and goods[*, all] = 1", "false"},
      {"1 = 1 or goods[*, all] = 1", "true"},
  };
  for (const auto& [expression, value] : rows) {
    CAPTURE(expression);
    CHECK(bench(expression) == value);
  }
}

TEST_CASE("evaluate: what has no value says why") {
  const Bench bench;
  CHECK(bench("max(goods[*, all])") == "unknown: 'Cake · All' is not a number");
  CHECK(bench("sheet[gone, value] + 1") == "unknown: 'Gone' is in a row that is not there");
  CHECK(bench("prev.goods[total, all]") == "unknown: no report of the year before");
  CHECK(bench("ratio(1, 0)") == "unknown: there is no value to compare");
  CHECK(bench("date(2023, 2, 30)") == "unknown: there is no value to compare");
  CHECK(bench("date(2023, 2, 29)") == "unknown: there is no value to compare");
  CHECK(bench("1 = 'one'") == "unknown: there is no value to compare");
  CHECK(bench("max(goods[*, left])", Missing::kZero) == "4");
  CHECK(bench("max(goods[*, left])", Missing::kSkip) == "unknown: 'Cake · Left' is blank");
  CHECK(bench("max(goods[*, left])", Missing::kFail) == "unknown: 'Cake · Left' is blank");
}

}  // namespace gouji
