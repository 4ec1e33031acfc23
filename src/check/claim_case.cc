#include "check/claim_case.h"

#include "text/offset.h"

#include <string>
#include <utility>
#include <vector>

#include <algorithm>

namespace gouji {

bool ClaimCase::ReadPatterns(RuleReader& reader, Options& options, const Words& words) {
  const NodeContext& context = options.context();
  about = words.Patterns(context, options.Find("about"));
  under = words.Patterns(context, options.Find("under"));
  find = words.Patterns(context, options.Find("find", Need::kRequired));
  std::vector<std::string> groups;
  GroupNames(find, groups);
  for (const std::string& group : groups) {
    std::string name = "extract." + group;
    std::vector<std::string>& locals = reader.rule.scope.locals;
    if (std::ranges::find(locals, name) == locals.end()) {
      locals.push_back(std::move(name));
    }
  }
  return !find.empty();
}

bool ClaimCase::ReadExpressions(RuleReader& reader, Options& options, const std::shared_ptr<const Words>& words) {
  const NodeContext& context = options.context();
  const Scope& scope = reader.rule.scope;
  around = Around::Read(options, words, scope);
  const auto condition = [&](const Node& node) {
    return Later<ExprPtr>(context, [&node, &scope](const NodeContext& where) {
      return ParseExpr(where, node, scope, Wanted::kCondition);
    });
  };
  if (const Node* node = options.Find("when")) {
    when = condition(*node);
  }
  if (const Node* node = options.Find("assert", Need::kRequired)) {
    claim = condition(*node);
  }
  has_message = options.Find("message") != nullptr;
  if (has_message) {
    message = ParseMessage(options, "message", scope);
  }
  options.Finish();
  if (!claim.is_given() || !context.check_patterns) {
    return claim.is_given();
  }
  if (claim.Get() != nullptr && !reader.rule.missing && ReadsCells(*claim.Get(), scope)) {
    reader.options.Find("missing", Need::kRequired);
  }
  return claim.Get() != nullptr;
}

std::optional<Derivation> DerivationOf(const ClaimCase& each, const Pattern& pattern, const Pattern::Match& match,
                                       const ProseText& text, std::size_t begin, std::size_t claimed,
                                       const Evaluator& evaluator) {
  const std::string_view sentence = std::string_view(text.folded.text).substr(begin);
  Derivation derivation;
  std::vector<std::string> names;
  for (const std::string& name : pattern.group_names()) {
    const Pattern::Group& group = match[static_cast<std::size_t>(pattern.GroupOf(name))];
    if (name == "year" || !group.matched() || !NumberOf(sentence, group.text) ||
        OffsetIn(sentence, group.text) == claimed) {
      continue;
    }
    const std::size_t at = begin + OffsetIn(sentence, group.text);
    derivation.operands.push_back(text.SpanOf(at, at + group.text.size()));
    names.push_back("extract." + name);
  }
  if (names.empty()) {
    return std::nullopt;
  }
  derivation.settles = [evaluator, names = std::move(names), claim = each.claim.Get().get()](std::size_t operand,
                                                                                             const Decimal& value) {
    Evaluator other = evaluator;
    other.SetLocal(names[operand], Value::Number(value));
    const Value verdict = other.Evaluate(*claim);
    return verdict.kind == Value::Kind::kBool && verdict.truth;
  };
  return derivation;
}

}  // namespace gouji
