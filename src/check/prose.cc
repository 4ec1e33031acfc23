#include "check/prose.h"

#include <algorithm>
#include <array>

#include "text/fold_pattern.h"
#include "text/offset.h"

namespace gouji {
namespace {

constexpr std::string_view kNumber =
    "(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\\.[0-9]+)?[万亿]?|[0-9]+(?:\\.[0-9]+)?[万亿]?|[〇零一二两三四五六七八九十百千万亿]+"
    ")";

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

Words Words::Read(Options& options) {
  Words words;
  const Node* node = options.Find("words");
  if (node == nullptr) {
    return words;
  }
  const NodeContext& context = options.context();
  if (!node->is_map()) {
    context.Wrong(node->where, "words 应为 名称: 模式 的映射", "words must be a map of names and patterns");
    return words;
  }
  for (std::size_t i = 0; i + 1 < node->items().size(); i += 2) {
    if (!node->items()[i + 1].is_scalar()) {
      context.Wrong(node->items()[i + 1].where, "应为模式（正则表达式）", "expected a pattern");
      continue;
    }
    if (auto expanded = words.Expand(context, node->items()[i + 1])) {
      words.words_.emplace_back(node->items()[i].scalar(), std::move(*expanded));
    }
  }
  return words;
}

std::optional<std::string> Words::Expand(const NodeContext& context, const Node& node,
                                         std::vector<Stretch>* places) const {
  const std::string_view text = node.scalar();
  std::string expanded;
  const auto note = [&](std::size_t begin, std::size_t end) {
    if (places != nullptr) {
      places->resize(expanded.size(), Stretch{begin, end});
    }
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (places == nullptr) {
      const std::size_t brace = std::min(text.find('{', i), text.size());
      expanded.append(text.substr(i, brace - i));
      if ((i = brace) == text.size()) {
        break;
      }
    }
    // \p{Han} and \x{4e00} are the engine's own, and {1,3} repeats.
    const bool escaped =
        i >= 2 && text[i - 2] == '\\' && (text[i - 1] == 'p' || text[i - 1] == 'P' || text[i - 1] == 'x');
    const std::size_t close = text[i] == '{' && !escaped ? text.find('}', i) : text.npos;
    if (close == text.npos || i + 1 >= text.size() || !IsLetter(text[i + 1])) {
      expanded.push_back(text[i]);
      note(i, i + 1);
      continue;
    }
    const std::string_view name = text.substr(i + 1, close - i - 1);
    const auto word = std::ranges::find(words_, name, &std::pair<std::string_view, std::string>::first);
    if (name == "n") {
      expanded.append(kNumber);
    } else if (word != words_.end()) {
      expanded.append("(?:" + word->second + ")");
    } else {
      std::vector<std::string_view> known = {"n"};
      for (const auto& each : words_) {
        known.push_back(each.first);
      }
      const std::string_view near = Nearest(name, known);
      const std::string found(name);
      context.Wrong(node.SpanInScalar(*context.source, i, close + 1),
                    "没有名为“" + found + "”的词" + DidYouMean(near, Lang::kZh),
                    "unknown word '" + found + "'" + DidYouMean(near, Lang::kEn));
      return std::nullopt;
    }
    note(i, close + 1);
    i = close;
  }
  return expanded;
}

std::vector<Pattern> Words::Patterns(const NodeContext& context, const Node* node) const {
  std::vector<Pattern> patterns;
  ForEach(context, node, [&](const Node& each) {
    if (auto known = context.KnownPatternOf(each)) {
      patterns.push_back(*std::move(known));
    } else if (auto expression = Expression(context, each)) {
      patterns.push_back(context.MakePattern(*std::move(expression), &each));
    }
  });
  return patterns;
}

std::vector<std::string> Words::Expressions(const NodeContext& context, const Node* node) const {
  std::vector<std::string> expressions;
  ForEach(context, node, [&](const Node& each) {
    if (auto expression = Expression(context, each)) {
      expressions.push_back(*std::move(expression));
    }
  });
  return expressions;
}

template <typename Take>
void Words::ForEach(const NodeContext& context, const Node* node, const Take& take) {
  if (node == nullptr) {
    return;
  }
  if (node->is_list()) {
    for (const Node& item : node->items()) {
      ForEach(context, &item, take);
    }
  } else if (!node->is_scalar() || node->scalar().empty()) {
    context.Wrong(node->where, "应为模式（正则表达式）", "expected a pattern");
  } else {
    take(*node);
  }
}

std::optional<std::string> Words::Expression(const NodeContext& context, const Node& node) const {
  std::vector<Stretch> places;
  auto expanded = Expand(context, node, context.check_patterns ? &places : nullptr);
  if (!expanded) {
    return std::nullopt;
  }
  if (const auto error = context.check_patterns ? Pattern(*expanded).Check() : std::nullopt) {
    // A mistake in a word that was put in stands at its braces.
    const std::size_t last = std::max<std::size_t>(error->length, 1) - 1;
    const auto place = [&](std::size_t at) {
      return at < places.size() ? places[at] : Stretch{node.scalar().size(), node.scalar().size()};
    };
    context.Wrong(node.SpanInScalar(*context.source, place(error->at).begin, place(error->at + last).end),
                  "模式有误：" + error->zh, "bad pattern: " + error->message);
    return std::nullopt;
  }
  return PatternForProse(*expanded);
}

std::string Marked(std::string_view text, std::size_t begin, std::size_t end) {
  std::string marked;
  marked.reserve(text.size() + 1);
  marked.append(text.substr(0, begin)).push_back('#');
  marked.append(text.substr(end));
  return marked;
}

namespace {

/// Whether what begins at `begin` goes on with a numeral in Chinese digits: the 四 of 十四 is no four.
bool ContinuesNumeral(std::string_view text, std::size_t begin, std::string_view group) {
  constexpr std::size_t kIdeograph = 3;
  constexpr std::array<std::string_view, 13> kNumerals = {"二", "三", "四", "五", "六", "七", "八",
                                                          "九", "十", "百", "千", "零", "〇"};
  const auto is_numeral = [&](std::string_view each) { return std::ranges::find(kNumerals, each) != kNumerals.end(); };
  const std::string_view first = group.substr(0, kIdeograph);
  return begin >= kIdeograph && (first == "一" || first == "两" || is_numeral(first)) &&
         is_numeral(text.substr(begin - kIdeograph, kIdeograph));
}

}  // namespace

std::optional<Decimal> NumberOf(std::string_view text, std::string_view group) {
  const std::size_t begin = OffsetIn(text, group);
  const std::size_t end = begin + group.size();
  const bool cut_before = begin > 0 && (IsDigit(text[begin - 1]) || (text[begin - 1] == '.' && IsDigit(group[0])));
  const bool cut_after = end < text.size() && IsDigit(text[end]);
  if (group.empty() || cut_before || cut_after || ContinuesNumeral(text, begin, group)) {
    return std::nullopt;
  }
  const auto number = ReadNumber(group);
  return number && number->bytes == group.size() ? std::make_optional(number->value) : std::nullopt;
}

bool AnyFinds(const std::vector<Pattern>& patterns, const Passage& passage) {
  return std::ranges::any_of(patterns, [&](const Pattern& pattern) { return pattern.Finds(passage); });
}

bool AnyMatchesWhole(const std::vector<Pattern>& patterns, std::string_view text) {
  return std::ranges::any_of(patterns, [text](const Pattern& pattern) { return pattern.MatchesWhole(text); });
}

ProseScope ProseScope::Read(RuleReader& reader, Options& options, unsigned by_default) {
  static constexpr std::pair<std::string_view, unsigned> kParts[] = {{"title", kTitle},     {"headings", kHeadings},
                                                                     {"preface", kPreface}, {"sections", kSections},
                                                                     {"margins", kMargins}, {"cells", kCells}};
  ProseScope scope;
  scope.sections_ = SectionsIn(reader, options, "sections");
  for (const Node* node : options.List("scope")) {
    const auto part = std::ranges::find(kParts, node->scalar(), &std::pair<std::string_view, unsigned>::first);
    if (part != std::end(kParts)) {
      scope.parts_ |= part->second;
      continue;
    }
    const std::string found(node->scalar());
    options.context().Wrong(
        node->where, "scope 没有“" + found + "”，应为 title、headings、preface、sections、margins 或 cells",
        "unknown scope '" + found + "', expected title, headings, preface, sections, margins or cells");
  }
  if (scope.parts_ == 0) {
    scope.parts_ = scope.sections_.empty() ? by_default : static_cast<unsigned>(kSections);
  }
  return scope;
}

bool ProseScope::Has(const ProseText& text) const {
  const auto has = [this](unsigned part) { return (parts_ & part) != 0; };
  switch (text.part) {
    case ProseText::Part::kTitle:
      return has(kTitle);
    case ProseText::Part::kHeading:
      return has(kHeadings);
    case ProseText::Part::kPreface:
      return has(kPreface);
    case ProseText::Part::kMargin:
      return has(kMargins);
    case ProseText::Part::kSection:
      return has(kSections) && (sections_.empty() || std::ranges::find(sections_, text.section) != sections_.end());
    case ProseText::Part::kCell:
      return has(kCells) && (sections_.empty() || std::ranges::find(sections_, text.section) != sections_.end());
  }
  return false;
}

std::vector<int> SectionsIn(const RuleReader& reader, Options& options, std::string_view key) {
  std::vector<int> sections;
  for (const Node* node : options.List(key)) {
    const auto found = std::ranges::find(reader.names.sections, node->scalar());
    if (found != reader.names.sections.end()) {
      sections.push_back(static_cast<int>(found - reader.names.sections.begin()));
      continue;
    }
    const std::vector<std::string_view> known(reader.names.sections.begin(), reader.names.sections.end());
    const std::string_view near = Nearest(node->scalar(), known);
    const std::string id(node->scalar());
    options.context().Wrong(node->where, "没有名为“" + id + "”的节" + DidYouMean(near, Lang::kZh),
                            "unknown section '" + id + "'" + DidYouMean(near, Lang::kEn));
  }
  return sections;
}

void GroupNames(const std::vector<Pattern>& patterns, std::vector<std::string>& names) {
  for (const Pattern& pattern : patterns) {
    const std::string_view text = pattern.expression();
    for (std::size_t at = text.find("(?P<"); at != text.npos; at = text.find("(?P<", at + 1)) {
      const std::size_t close = text.find('>', at);
      if (close == text.npos) {
        break;
      }
      const std::string name(text.substr(at + 4, close - at - 4));
      if (std::ranges::find(names, name) == names.end()) {
        names.push_back(name);
      }
    }
  }
}

}  // namespace gouji
