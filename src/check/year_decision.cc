#include "check/year_decision.h"

#include <algorithm>

namespace gouji {
namespace {

void ReadPlaces(const RuleReader& reader, Options& options, YearDecision& entry) {
  const Node* node = options.Find("in");
  if (node == nullptr) {
    return;
  }
  entry.anywhere = false;
  for (const std::string_view place : options.Texts("in")) {
    const auto section = std::ranges::find(reader.names.sections, place);
    if (section != reader.names.sections.end()) {
      entry.sections.push_back(static_cast<int>(section - reader.names.sections.begin()));
    } else if (place == "preface") {
      entry.preface = true;
    } else if (place == "headings") {
      entry.headings = true;
    } else if (place == "margins") {
      entry.margins = true;
    } else {
      std::vector<std::string_view> known{"preface", "headings", "margins"};
      known.insert(known.end(), reader.names.sections.begin(), reader.names.sections.end());
      const std::string_view near = Nearest(place, known);
      options.context().Wrong(node->where, "没有名为“" + std::string(place) + "”的节" + DidYouMean(near, Lang::kZh),
                              "unknown section '" + std::string(place) + "'" + DidYouMean(near, Lang::kEn));
    }
  }
}

}  // namespace

bool YearDecision::Reads(const ProseText& text) const {
  const auto is_in = [this](int section) { return std::ranges::find(sections, section) != sections.end(); };
  switch (text.part) {
    case ProseText::Part::kPreface:
      return anywhere || preface;
    case ProseText::Part::kMargin:
      return margins;
    case ProseText::Part::kHeading:
      return anywhere || headings || is_in(text.section);
    case ProseText::Part::kSection:
      return anywhere || is_in(text.section);
    default:
      return false;
  }
}

bool YearDecision::IsFor(int offset) const {
  if (offset == 0) {
    return verdict != YearVerdict::kAllow;
  }
  switch (years) {
    case Years::kAny:
      return true;
    case Years::kPast:
      return offset < 0;
    case Years::kFuture:
      return offset > 0;
    case Years::kLast:
      return offset == -1;
    case Years::kNext:
      return offset == 1;
  }
  return false;
}

std::optional<YearDecision> YearDecision::Read(const RuleReader& reader, const Words& words, const Node& node) {
  Options options(reader.context(), node, {"判断", "decision"});
  YearDecision entry;
  const Node* patterns = nullptr;
  for (const auto& [key, verdict] : {std::pair{"allow", YearVerdict::kAllow}, std::pair{"lean", YearVerdict::kLean},
                                     std::pair{"state", YearVerdict::kState}}) {
    const Node* found = options.Find(key);
    if (found != nullptr && patterns == nullptr) {
      patterns = found;
      entry.verdict = verdict;
    } else if (found != nullptr) {
      reader.context().Wrong(found->where, "allow、lean、state 只能有一个", "only one of allow, lean and state");
    }
  }
  entry.years = static_cast<Years>(options
                                       .OneOf("years", {{"past", static_cast<int>(Years::kPast)},
                                                        {"future", static_cast<int>(Years::kFuture)},
                                                        {"last", static_cast<int>(Years::kLast)},
                                                        {"next", static_cast<int>(Years::kNext)}})
                                       .value_or(static_cast<int>(Years::kAny)));
  ReadPlaces(reader, options, entry);
  options.Finish();
  if (patterns == nullptr) {
    if (node.is_map()) {
      reader.context().Wrong(node.where, "应有 allow、lean 或 state", "allow, lean or state is needed");
    }
    return std::nullopt;
  }
  entry.patterns = Merged(reader.context(), words, patterns);
  return entry;
}

std::vector<Pattern> Merged(const NodeContext& context, const Words& words, const Node* node, std::string_view anchor) {
  constexpr std::size_t kLongest = 4000;
  if (node == nullptr) {
    return {};
  }
  if (auto known = context.KnownPatternOf(*node)) {
    return {*std::move(known)};
  }
  std::vector<std::string> merged;
  for (const std::string& expression : words.Expressions(context, node)) {
    if (merged.empty() || merged.back().size() + expression.size() > kLongest) {
      merged.push_back(expression);
    } else {
      merged.back() += "|" + expression;
    }
  }
  std::vector<Pattern> patterns;
  patterns.reserve(merged.size());
  for (const std::string& each : merged) {
    patterns.push_back(
        context.MakePattern("(?:" + each + ")" + std::string(anchor), merged.size() == 1 ? node : nullptr));
  }
  return patterns;
}

}  // namespace gouji
