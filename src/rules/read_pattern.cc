#include "rules/read_pattern.h"

#include <algorithm>
#include <span>
#include <string>

#include "text/fold_pattern.h"

namespace gouji {
namespace {

bool CheckPattern(const NodeContext& context, const Node& item, std::size_t skip, std::string_view group) {
  const Pattern pattern{std::string(item.scalar().substr(skip))};
  if (const auto error = pattern.Check()) {
    const std::size_t at = skip + error->at;
    context.Wrong(item.SpanInScalar(*context.source, at, at + std::max<std::size_t>(error->length, 1)),
                  "模式有误：" + error->zh, "bad pattern: " + error->message);
    return false;
  }
  if (!group.empty() && pattern.GroupOf(group) == 0) {
    const std::string name(group);
    context.Wrong(item.where, "模式缺少命名组 (?P<" + name + ">…)", "the pattern has no group (?P<" + name + ">…)");
    return false;
  }
  return true;
}

}  // namespace

void ReadPatterns(const NodeContext& context, const Node* node, PatternFor what, std::vector<Pattern>& patterns,
                  std::string_view group) {
  if (node == nullptr) {
    return;
  }
  const std::span<const Node> items = node->is_list() ? node->items() : std::span<const Node>(node, 1);
  for (const Node& item : items) {
    if (!item.is_scalar() || item.scalar().empty()) {
      context.Wrong(item.where, "应为模式（正则表达式）", "expected a pattern");
      continue;
    }
    if (auto known = context.KnownPatternOf(item)) {
      patterns.push_back(*std::move(known));
      continue;
    }
    const std::size_t skip = item.scalar().starts_with("re:") ? 3 : 0;
    if (context.check_patterns && !CheckPattern(context, item, skip, group)) {
      continue;
    }
    const std::string_view expression = item.scalar().substr(skip);
    patterns.push_back(context.MakePattern(
        what == PatternFor::kLabels ? PatternForLabels(expression) : PatternForProse(expression), &item));
  }
}

}  // namespace gouji
