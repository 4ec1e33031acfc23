#include "rules/message.h"

#include <algorithm>

namespace gouji {

Template::Template(const NodeContext& context, const Node& node, const Scope& scope) {
  if (!node.is_scalar() || node.scalar().empty()) {
    context.Wrong(node.where, "消息应为文字", "a message must be text");
    return;
  }
  parts_ = Later<std::vector<Part>>(context,
                                    [&node, &scope](const NodeContext& where) { return Parse(where, node, scope); });
}

std::vector<Template::Part> Template::Parse(const NodeContext& context, const Node& node, const Scope& scope) {
  std::vector<Part> parsed;
  const std::string_view text = node.scalar();
  std::string plain;
  const auto flush = [&] {
    if (!plain.empty()) {
      parsed.push_back({std::move(plain), {}, nullptr});
      plain.clear();
    }
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((text[i] == '{' || text[i] == '}') && i + 1 < text.size() && text[i + 1] == text[i]) {
      plain.push_back(text[i++]);
    } else if (text[i] == '{') {
      const std::size_t close = text.find('}', i);
      if (close == std::string_view::npos) {
        context.Wrong(node.SpanInScalar(*context.source, i, i + 1), "占位符缺少“}”", "placeholder without '}'");
        return parsed;
      }
      flush();
      ExprPtr expr = ParseExpr(context, node, i + 1, close, scope);
      if (expr != nullptr) {
        parsed.push_back({{}, std::string(text.substr(i + 1, close - i - 1)), std::move(expr)});
      }
      i = close;
    } else {
      plain.push_back(text[i]);
    }
  }
  flush();
  return parsed;
}

std::string Template::Fill(const Evaluator& evaluator) const {
  std::string filled;
  if (empty()) {
    return filled;
  }
  for (const Part& part : parts_.Get()) {
    filled += part.expr == nullptr ? part.text : evaluator.Evaluate(*part.expr).ToString();
  }
  return filled;
}

void Template::Values(const Evaluator& evaluator, std::vector<std::pair<std::string, std::string>>& values) const {
  if (empty()) {
    return;
  }
  for (const Part& part : parts_.Get()) {
    const bool seen = std::ranges::any_of(values, [&](const auto& value) { return value.first == part.name; });
    if (part.expr != nullptr && !seen) {
      values.emplace_back(part.name, evaluator.Evaluate(*part.expr).ToString());
    }
  }
}

Message ParseMessage(Options& options, std::string_view key, const Scope& scope) {
  Message message;
  const Node* node = options.Find(key);
  if (node == nullptr) {
    return message;
  }
  if (node->is_scalar()) {
    message.zh = Template(options.context(), *node, scope);
    return message;
  }
  Options texts(options.context(), *node, {"消息", "message"});
  if (const Node* zh = texts.Find("zh", Need::kRequired)) {
    message.zh = Template(options.context(), *zh, scope);
  }
  if (const Node* en = texts.Find("en", Need::kRequired)) {
    message.en = Template(options.context(), *en, scope);
  }
  texts.Finish();
  return message;
}

}  // namespace gouji
