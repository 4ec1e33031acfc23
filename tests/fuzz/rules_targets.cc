// Rule packs: YAML, expressions, a pack as a whole.

#include <memory>
#include <string>

#include "check/kinds.h"
#include "rules/expr.h"
#include "rules/pack.h"
#include "rules/yaml.h"
#include "target.h"

namespace gouji {
namespace {

std::unique_ptr<Source> PackSource(std::string_view bytes) {
  return std::make_unique<Source>("pack.yaml", std::string(bytes));
}

void PromiseInside(const Source& source, const Node& node) {
  PromiseInside(source, node.where);
  if (node.is_scalar() && node.scalar().size() > 1) {
    PromiseInside(source, node.SpanInScalar(source, 1, node.scalar().size() - 1));
  }
  for (const Node& item : node.items()) PromiseInside(source, item);
}

void RunYaml(std::string_view bytes) {
  const std::unique_ptr<Source> source = PackSource(bytes);
  Diagnostics diagnostics;
  const std::unique_ptr<NodeTree> tree = ParseYaml(*source, Lang::kEn, {}, diagnostics);
  Promise(tree != nullptr || !diagnostics.all().empty(), "a file that is not read says why");
  PromiseInside(*source, diagnostics);
  if (tree != nullptr) PromiseInside(*source, tree->root());
}

void RunExpression(std::string_view bytes) {
  const std::unique_ptr<Source> source = PackSource(bytes);
  Node node;
  node.kind = Node::Kind::kScalar;
  node.SetScalar(source->text());
  node.where = {0, static_cast<std::uint32_t>(source->text().size())};
  Names names;
  names.tables = {{"requests", {"new", "total", "carried"}, {"person", "all"}, false}, {"list", {}, {"amount"}, true}};
  names.sections = {"overview", "problems"};
  Diagnostics diagnostics;
  const NodeContext context{source.get(), Lang::kEn, &diagnostics, Trouble::kPack};
  Scope scope;
  scope.names = &names;
  scope.locals = {"found", "extract.count"};
  scope.loops.push_back({"c", false, 0, {}});
  const ExprPtr expression = ParseExpr(context, node, scope);
  Promise((expression != nullptr) == diagnostics.all().empty(), "an expression is read, or a mistake is told");
  if (expression != nullptr)
    Promise(CostOf(*expression, scope) <= kMostParts, "an expression costs no more than it may");
  PromiseInside(*source, diagnostics);
  const std::size_t mistakes = diagnostics.all().size();
  if (!ParseLoop(context, node, names)) {
    Promise(diagnostics.all().size() > mistakes, "a loop is read, or a mistake is told");
  }
}

void RunPack(std::string_view bytes) {
  const std::unique_ptr<Source> source = PackSource(bytes);
  Diagnostics diagnostics;
  const std::unique_ptr<NodeTree> tree = ParseYaml(*source, Lang::kEn, {}, diagnostics);
  if (tree == nullptr) return;
  const PackFile file{source.get(), &tree->root()};
  const std::unique_ptr<RulePack> pack = LoadPack({&file, 1}, Kinds(), Lang::kEn, false, diagnostics);
  Promise(pack != nullptr || !diagnostics.all().empty(), "a pack that is not loaded says why");
  PromiseInside(*source, diagnostics);
}

}  // namespace

extern const FuzzTarget kYamlTarget;
extern const FuzzTarget kExpressionTarget;
extern const FuzzTarget kPackTarget;
const FuzzTarget kYamlTarget{"yaml", RunYaml};
const FuzzTarget kExpressionTarget{"expression", RunExpression};
const FuzzTarget kPackTarget{"pack", RunPack};

}  // namespace gouji
