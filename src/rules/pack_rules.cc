#include <algorithm>

#include "rules/pack_parts.h"

namespace gouji {
namespace {

using Choices = std::initializer_list<std::pair<std::string_view, int>>;

/// GK301 or a pack's own prefix: letters and digits, with hyphens inside.
bool IsRuleId(std::string_view id) {
  return !id.empty() && std::ranges::all_of(id, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

}  // namespace

void RulesReader::Read(const NodeContext& context, const Node& root, int layer) {
  layer_ = layer;
  const Node* rules = root.is_map() ? root.Find("rules") : nullptr;
  if (rules == nullptr) {
    return;
  }
  if (!rules->is_list()) {
    context.Wrong(rules->where, "rules 应为列表", "rules must be a list");
    return;
  }
  for (const Node& node : rules->items()) {
    ReadRule(context, node);
  }
}

void RulesReader::ReadRule(const NodeContext& context, const Node& node) {
  Options options(context, node, {"规则", "rule"});
  if (!node.is_map()) {
    return;
  }
  auto rule = std::make_unique<Rule>();
  rule->source = context.source;
  rule->node = &node;
  rule->where = node.where;
  rule->scope.names = &pack_.names;
  RuleInfo& info = rule->info;
  info.id = options.Text("id", Need::kRequired);
  if (const Node* id = options.Find("id"); id != nullptr && !IsRuleId(info.id)) {
    context.Wrong(id->where, "规则编号“" + std::string(info.id) + "”只能含字母、数字、“-”和“_”",
                  "rule id '" + std::string(info.id) + "' may hold letters, digits, '-' and '_' only");
  }
  info.name = options.Text("name", Need::kRequired);
  const Choices kSeverities = {{"error", static_cast<int>(Severity::kError)},
                               {"warning", static_cast<int>(Severity::kWarning)},
                               {"note", static_cast<int>(Severity::kNote)},
                               {"off", static_cast<int>(Severity::kOff)}};
  info.severity = static_cast<Severity>(options.OneOf("severity", kSeverities, Need::kRequired).value_or(0));
  if (const auto mild = options.OneOf("mild", kSeverities)) {
    rule->mild = static_cast<Severity>(*mild);
  }
  info.tags = options.Texts("tags");
  info.title = options.Message("title", Need::kRequired);
  info.why = options.Message("why");
  info.source = options.Message("source");
  info.help = options.Message("help");
  info.wrong = options.Message("wrong");
  info.right = options.Message("right");
  rule->tests = options.Find("tests");
  if (options.Find("variants") != nullptr) {
    rule->variants.assign(pack_.form.variants.size(), false);
    for (const int v : VariantsOf(pack_, options)) {
      rule->variants[static_cast<std::size_t>(v)] = true;
    }
  }
  for (const Node* loop : options.List("for")) {
    if (auto parsed = ParseLoop(context, *loop, pack_.names)) {
      rule->scope.loops.push_back(*parsed);
    } else if (loop->is_scalar()) {
      Loop wrong;
      wrong.name = std::string(loop->scalar().substr(0, loop->scalar().find(' ')));
      wrong.wrong = true;
      rule->scope.loops.push_back(std::move(wrong));
    }
  }
  const Choices kMissing = {{"zero", static_cast<int>(Missing::kZero)},
                            {"skip", static_cast<int>(Missing::kSkip)},
                            {"fail", static_cast<int>(Missing::kFail)}};
  if (const auto missing = options.OneOf("missing", kMissing)) {
    rule->missing = static_cast<Missing>(*missing);
  }
  RuleReader reader{options, pack_.form, pack_.names, *rule, {}};
  reader.read_common = [&] { ReadCommon(options, *rule); };
  Compile(reader);
  options.Finish();
  Add(context, node, std::move(rule));
}

void RulesReader::Compile(RuleReader& reader) const {
  const Kind* kind = nullptr;
  const Node* value = nullptr;
  std::vector<std::string_view> keys;
  for (const Kind& each : kinds_) {
    keys.push_back(each.key);
    const Node* found = reader.options.node().Find(each.key);
    if (found == nullptr) {
      continue;
    }
    reader.options.Find(each.key);
    if (kind != nullptr) {
      reader.context().Wrong(
          found->where, "一条规则只能是一种：已有“" + std::string(kind->key) + "”，又有“" + std::string(each.key) + "”",
          "a rule is of one kind: it has '" + std::string(kind->key) + "' and '" + std::string(each.key) + "'");
      continue;
    }
    kind = &each;
    value = found;
  }
  if (kind == nullptr) {
    std::string all;
    for (const std::string_view key : keys) {
      all += (all.empty() ? "" : ", ") + std::string(key);
    }
    reader.context().Wrong(reader.options.node().where, "规则缺少种类，应有其中一个键：" + all,
                           "the rule has no kind; one of these keys is needed: " + all);
    for (const std::string_view key : {"let", "when", "at", "message", "escalate"}) {
      reader.options.Find(key);
    }
    return;
  }
  for (const std::string_view key : {"for", "at", "missing", "mild", "tolerance"}) {
    const Node* node = reader.options.Find(key);
    if (node != nullptr && std::ranges::find(kind->honours, key) == kind->honours.end()) {
      const std::string name(key);
      const std::string of(kind->key);
      reader.context().Wrong(node->where, of + " 规则不用“" + name + "”",
                             "'" + name + "' means nothing to a rule of kind '" + of + "'");
    }
  }
  reader.rule.check = kind->compile(reader, *value);
}

void RulesReader::ReadCommon(Options& options, Rule& rule) const {
  const NodeContext& context = options.context();
  if (const Node* lets = options.Find("let")) {
    if (!lets->is_map()) {
      context.Wrong(lets->where, "let 应为 名称: 表达式 的映射", "let must be a map of names and expressions");
    }
    for (std::size_t i = 0; lets->is_map() && i + 1 < lets->items().size(); i += 2) {
      CheckId(context, lets->items()[i]);
      if (ExprPtr value = ParseExpr(context, lets->items()[i + 1], rule.scope)) {
        const std::size_t cost = CostOf(*value, rule.scope);
        rule.scope.lets.push_back({std::string(lets->items()[i].scalar()), std::move(value), cost});
      }
    }
  }
  if (const Node* when = options.Find("when")) {
    rule.when = ParseExpr(context, *when, rule.scope, Wanted::kCondition);
    rule.compares_years = rule.when != nullptr && ReadsPrevious(*rule.when, rule.scope);
  }
  if (const Node* at = options.Find("at")) {
    ReadAt(context, *at, rule);
  }
  if (const Node* escalate = options.Find("escalate")) {
    Options inner(context, *escalate, {"escalate", "escalate"});
    const auto to = inner.OneOf("to",
                                {{"error", static_cast<int>(Severity::kError)},
                                 {"warning", static_cast<int>(Severity::kWarning)},
                                 {"note", static_cast<int>(Severity::kNote)}},
                                Need::kRequired);
    rule.escalated = static_cast<Severity>(to.value_or(static_cast<int>(Severity::kError)));
    if (const Node* when = inner.Find("when", Need::kRequired)) {
      rule.escalate_when = ParseExpr(context, *when, rule.scope, Wanted::kCondition);
    }
    inner.Finish();
  }
  options.Find("message", Need::kRequired);
  rule.message = ParseMessage(options, "message", rule.scope);
}

void RulesReader::ReadAt(const NodeContext& context, const Node& node, Rule& rule) const {
  if (node.scalar() == "title") {
    rule.at_title = true;
    return;
  }
  if (node.scalar().starts_with("section(") && node.scalar().ends_with(")")) {
    const std::string_view id = node.scalar().substr(8, node.scalar().size() - 9);
    const auto section = std::ranges::find(pack_.names.sections, id);
    const auto loop = std::ranges::find(rule.scope.loops, id, &Loop::name);
    if (loop != rule.scope.loops.end() && loop->table < 0) {
      rule.at_loop = static_cast<int>(loop - rule.scope.loops.begin());
      return;
    }
    if (section != pack_.names.sections.end()) {
      rule.at_section = static_cast<int>(section - pack_.names.sections.begin());
      return;
    }
    const std::vector<std::string_view> known(pack_.names.sections.begin(), pack_.names.sections.end());
    const std::string_view near = Nearest(id, known);
    context.Wrong(node.SpanInScalar(*context.source, 8, node.scalar().size() - 1),
                  "没有名为“" + std::string(id) + "”的节" + DidYouMean(near, Lang::kZh),
                  "unknown section '" + std::string(id) + "'" + DidYouMean(near, Lang::kEn));
    return;
  }
  rule.at_cell = ParseExpr(context, node, rule.scope);
  if (rule.at_cell != nullptr && rule.at_cell->op != Expr::Op::kCells) {
    context.Wrong(node.where, "at 应为一格（表[行, 栏]）、title 或 section(节)",
                  "at must be a cell (table[row, column]), title or section(id)");
    rule.at_cell = nullptr;
  } else if (rule.at_cell != nullptr && rule.at_cell->previous) {
    context.Wrong(node.where, "at 应在这份报告里，不能是上一年（prev.）的格",
                  "at must be a cell of the report itself, not of the year before (prev.)");
    rule.at_cell = nullptr;
  }
}

/// A pack may word a rule of one it extends anew, under the same id; within a pack that is a mistake.
void RulesReader::Add(const NodeContext& context, const Node& node, std::unique_ptr<Rule> rule) {
  std::unique_ptr<Rule>* replaced = nullptr;
  for (std::unique_ptr<Rule>& each : pack_.rules) {
    const bool same_id = each->info.id == rule->info.id && !rule->info.id.empty();
    const bool same_name = each->info.name == rule->info.name && !rule->info.name.empty();
    if (same_id && layers_[each.get()] < layer_) {
      replaced = &each;
      continue;
    }
    if (same_id || same_name) {
      const std::string id(same_id ? rule->info.id : rule->info.name);
      const std::string at =
          std::string(each->source->name()) + ":" + std::to_string(each->source->PlaceOf(each->where.begin).line);
      context.Wrong(node.Find(same_id ? "id" : "name")->where, "规则“" + id + "”已有一条，在 " + at,
                    "there is a rule '" + id + "' already, at " + at);
      return;
    }
  }
  layers_[rule.get()] = layer_;
  if (replaced != nullptr) {
    *replaced = std::move(rule);
  } else {
    pack_.rules.push_back(std::move(rule));
  }
}

}  // namespace gouji
