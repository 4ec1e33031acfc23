#include "check/around.h"

#include "text/offset.h"

#include <algorithm>

namespace gouji {

std::string MarkedWithinReach(std::string_view sentence, std::size_t begin, std::size_t end,
                              const std::vector<Pattern>& ended) {
  std::string reach;
  reach.reserve(sentence.size() + 1);
  std::vector<std::size_t> open;
  for (const char c : sentence.substr(0, begin)) {
    if (c == '(') {
      open.push_back(reach.size());
    }
    if (c == ')' && !open.empty()) {
      reach.resize(open.back());
      open.pop_back();
      continue;
    }
    reach.push_back(c);
  }
  Pattern::Match match;
  for (const Pattern& pattern : ended) {
    while (pattern.Find(reach, 0, match) && !match[0].text.empty()) {
      reach.erase(OffsetIn(reach, match[0].text), match[0].text.size());
    }
  }
  reach.push_back('#');
  reach.append(sentence.substr(end));
  return reach;
}

Around Around::Read(Options& options, const std::shared_ptr<const Words>& words, const Scope& scope) {
  const Node* with = options.Find("with");
  const Node* without = options.Find("without");
  Around around;
  if (with != nullptr || without != nullptr) {
    around.parts_ = Later<Parts>(options.context(), [with, without, words, &scope](const NodeContext& context) {
      Parts parts;
      parts.with = words->Patterns(context, with);
      if (without != nullptr) {
        Add(context, *words, scope, *without, parts);
      }
      return parts;
    });
  }
  return around;
}

void Around::Add(const NodeContext& context, const Words& words, const Scope& scope, const Node& node, Parts& parts) {
  if (node.is_list()) {
    for (const Node& item : node.items()) {
      Add(context, words, scope, item, parts);
    }
    return;
  }
  if (!node.is_map()) {
    std::ranges::move(words.Patterns(context, &node), std::back_inserter(parts.without));
    return;
  }
  Options options(context, node, {"without", "without"});
  Condition& condition = parts.conditions.emplace_back();
  condition.find = words.Patterns(context, options.Find("find", Need::kRequired));
  if (const Node* unless = options.Find("unless", Need::kRequired)) {
    condition.unless = Later<ExprPtr>(
        context, [unless, &scope](const NodeContext& where) { return ParseExpr(where, *unless, scope); });
  }
  options.Finish();
}

bool Around::Allows(const Pass& pass, std::string_view sentence, std::size_t begin, std::size_t end,
                    const std::vector<Pattern>& ended, const Evaluator& evaluator) const {
  if (!parts_.is_given()) {
    return true;
  }
  const Parts& parts = parts_.Get();
  // Many times what anybody writes in one sentence. Without a bound a sentence that never ends would be read as a whole
  // for each number in it.
  constexpr std::size_t kReach = 6000;
  const auto inside = [&](std::size_t at) {
    return at < sentence.size() && (static_cast<unsigned char>(sentence[at]) & 0xC0) == 0x80;
  };
  std::size_t first = begin > kReach ? begin - kReach : 0;
  std::size_t last = std::min(end + kReach, sentence.size());
  while (inside(first)) {
    ++first;
  }
  while (inside(last)) {
    ++last;
  }
  sentence = sentence.substr(first, last - first);
  begin -= first;
  end -= first;
  if (!parts.with.empty() && !AnyFinds(parts.with, pass.Read(Marked(sentence, begin, end)).passage())) {
    return false;
  }
  if (parts.without.empty() && parts.conditions.empty()) {
    return true;
  }
  const MadeText made = pass.Read(MarkedWithinReach(sentence, begin, end, ended));
  const Passage reach = made.passage();
  const auto lifted = [&](const Condition& condition) {
    const Expr* unless = condition.unless.is_given() ? condition.unless.Get().get() : nullptr;
    const Value value = unless == nullptr ? Value() : evaluator.Evaluate(*unless);
    return value.kind == Value::Kind::kBool && value.truth;
  };
  return !AnyFinds(parts.without, reach) && std::ranges::none_of(parts.conditions, [&](const Condition& condition) {
    return AnyFinds(condition.find, reach) && !lifted(condition);
  });
}

}  // namespace gouji
