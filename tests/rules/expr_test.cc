#include "rules/expr.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace gouji {
namespace {

/// What is marked of the expression, and what is said of it; empty when it is right.
std::string Mistake(const std::string& text, Lang lang = Lang::kEn) {
  Names names;
  names.tables.push_back({"goods", {"bread", "total"}, {"sold", "left"}, false});
  names.sections = {"stock", "facts"};
  Scope scope;
  scope.names = &names;
  scope.locals = {"found", "extract.count"};
  Loop column;
  column.name = "c";
  column.table = 0;
  scope.loops.push_back(column);
  const Source source("expr", text);
  Diagnostics diagnostics;
  const NodeContext context{&source, lang, &diagnostics, Trouble::kPack, true};
  const Node node{Node::Kind::kScalar, false, source.text(), {0, static_cast<std::uint32_t>(text.size())}, {}};
  const ExprPtr expr = ParseExpr(context, node, scope);
  CHECK((expr == nullptr) == !diagnostics.all().empty());
  CHECK(diagnostics.all().size() <= 1);
  if (diagnostics.all().empty()) {
    return "";
  }
  const Diagnostic& mistake = diagnostics.all().front();
  return "[" + std::string(source.Slice(mistake.where)) + "] " + mistake.message;
}

}  // namespace

TEST_CASE("expr: a mistake is shown at its very token") {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"goods[bread, sold] = 1", ""},
      {"goods[total.children, c] = extract.count", ""},
      {"if found = 1 then not (c = 'Sold' or doc.year in [2020, 2021])", ""},
      {"goods[bred, sold]", "[bred] unknown row 'bred', did you mean 'bread'?"},
      {"goods[bread, sol]", "[sol] unknown column 'sol', did you mean 'sold'?"},
      {"god[bread, sold]", "[god] unknown name 'god', did you mean 'goods'?"},
      {"goods[c, sold]", "[c] 'c' is a column, a row is needed here"},
      {"extract.cont = 1", "[extract.cont] unknown name 'extract.cont', did you mean 'extract.count'?"},
      {"summ(goods[*, sold])", "[summ] unknown function 'summ', did you mean 'sum'?"},
      {"abs(1, 2)", "[abs] wrong number of arguments to 'abs': 2"},
      {"1 == 2", "[=] unexpected '=': equality is '=', division is ratio(a, b)"},
      {"1 / 2", "[/] unexpected '/': equality is '=', division is ratio(a, b)"},
      {"1 + ", "[] expression is not complete"},
      {"(1 + 2", "[] expression ends here, ')' is missing"},
      {"goods[bread sold]", "[sold] expected ',', found 'sold'"},
      {"'open", "['open] unexpected ''open'"},
      {"doc.yaer", "[yaer] no 'doc.yaer'; there are doc.year, doc.title, doc.issuer, doc.issuer.class, doc.variant, doc.due"},
      {"section(stok).text", "[stok] unknown section 'stok', did you mean 'stock'?"},
      {"matches(doc.title, found)", "[matches] the second argument of matches() must be a quoted pattern"},
      {"matches(doc.title, 'a(b')", "[a(b] bad pattern: missing ): a(b"},
      {"matches(doc.title, 'ab[z-a]')", "[z-a] bad pattern: invalid character class range: z-a"},
      {"if 1 = 1 than 2 = 2", "[than] expected 'then', found 'than'"},
      {"1 in (1, 2)", "[(] expected '[', found '('"},
  };
  for (const auto& [expression, mistake] : rows) {
    CAPTURE(expression);
    CHECK(Mistake(expression) == mistake);
  }
}

TEST_CASE("expr: complaints about patterns are in Chinese too") {
  CHECK(Mistake("matches(doc.title, 'a(b')", Lang::kZh) == "[a(b] 模式有误：缺少 )：a(b");
  CHECK(Mistake("matches(doc.title, 'a(?=b)')", Lang::kZh) == "[(?=] 模式有误：不支持这种写法（没有环视和反向引用）：(?=");
}

TEST_CASE("expr: no expression asks for work without end") {
  std::string sum = "1";
  for (int i = 0; i < 100'000; ++i) {
    sum += "+1";
  }
  CHECK(Mistake(sum).find("too long") != std::string::npos);
  CHECK(Mistake(std::string(100'000, '(') + "1").find("too deeply") != std::string::npos);
  CHECK(Mistake(std::string(100'000, '-') + "1").find("too deeply") != std::string::npos);
}

}  // namespace gouji
