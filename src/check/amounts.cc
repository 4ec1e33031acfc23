#include "check/amounts.h"

#include "text/offset.h"

#include <algorithm>

namespace gouji {

Decimal OneAt(std::size_t places) {
  return Decimal::Parse(places == 0 ? "1" : "0." + std::string(places - 1, '0') + "1").value_or(Decimal());
}

namespace {

constexpr std::string_view kDigits = "[0-9]{1,3}(?:,[0-9]{3})+(?:\\.[0-9]+)?[万亿]?|[0-9]+(?:\\.[0-9]+)?[万亿]?";
constexpr std::size_t kLongestCount = 12;  // digits and separators: longer ones are codes and telephone numbers
constexpr std::string_view kIdeographs = "[〇零一二两三四五六七八九十百千万亿]+";

bool StartsWithAny(std::string_view text, std::initializer_list<std::string_view> heads) {
  return std::ranges::any_of(heads, [text](std::string_view head) { return text.starts_with(head); });
}

Amount::Kind KindOf(std::string_view number, std::string_view rest, bool unit) {
  if (unit) {
    return Amount::Kind::kCount;
  }
  if (rest.starts_with('%')) {
    return Amount::Kind::kPercent;
  }
  if (StartsWithAny(rest, {"年", "月", "日"})) {
    return Amount::Kind::kDate;
  }
  if (number.size() > kLongestCount) {
    return Amount::Kind::kOther;
  }
  const bool alone = rest.empty() || StartsWithAny(rest, {",", ";", ")", "、", "。", "("});
  return alone ? Amount::Kind::kBare : Amount::Kind::kOther;
}

/// 0.01 of "2.45", 1000 of "87.3万"; 0 of "87".
Decimal LastPlaceOf(std::string_view number) {
  const bool myriads = number.ends_with("万");
  const bool large = myriads || number.ends_with("亿");
  const std::size_t point = number.find('.');
  if (point == number.npos && !large) {
    return {};
  }
  const std::size_t digits = large ? number.size() - std::string_view("万").size() : number.size();
  const std::size_t places = point == number.npos || point > digits ? 0 : digits - point - 1;
  constexpr int kMyriad = 10'000;
  constexpr int kHundredMillion = 100'000'000;
  const Decimal one = OneAt(places);
  const auto last = large ? one.Times(myriads ? kMyriad : kHundredMillion) : one;
  return last ? *last : Decimal();
}

/// 条 of 条次.
std::string_view PlainUnit(std::string_view unit, const std::vector<Pattern>& alike) {
  Pattern::Match match;
  for (const Pattern& pattern : alike) {
    const int group = pattern.GroupOf("unit");
    if (group > 0 && pattern.MatchesWhole(unit, match)) {
      return match[static_cast<std::size_t>(group)].text;
    }
  }
  return unit;
}

/// Whether the number a text begins with is how long something took.
bool Lasts(std::string_view text, const std::vector<Pattern>& lasting) {
  constexpr std::size_t kLongest = 48;
  const std::string_view head = text.substr(0, kLongest);
  return std::ranges::any_of(lasting, [&](const Pattern& pattern) {
    Pattern::Match match;
    return pattern.Find(head, 0, match) && OffsetIn(head, match[0].text) == 0;
  });
}

/// Whether a count is a part itself, in a sentence that opens a list before it: "从申请人看，自然人11件。从结果看，…".
bool IsListed(std::string_view sentence, const Amount& amount, const std::vector<Pattern>& openers) {
  const std::string_view before = sentence.substr(0, amount.begin);
  const std::size_t stop = before.rfind("。");
  const std::size_t from = stop == before.npos ? 0 : stop;
  return AnyFinds(openers, before.substr(from));
}

}  // namespace

bool MayBeOfAnother(std::string_view sentence, const std::vector<Amount>& amounts,
                    const AmountReader::Opening& opening) {
  const Amount& whole = amounts[opening.whole];
  const bool apart = sentence.substr(whole.after, opening.begin - whole.after).find("。") != sentence.npos;
  return apart && std::any_of(amounts.begin(), amounts.begin() + static_cast<std::ptrdiff_t>(opening.whole),
                              [&](const Amount& each) {
                                return each.kind == Amount::Kind::kCount && each.unit == whole.unit &&
                                       each.value != whole.value;
                              });
}

int DepthAt(std::string_view sentence, std::size_t at) {
  int depth = 0;
  for (const char c : sentence.substr(0, at)) {
    depth += c == '(' ? 1 : c == ')' && depth > 0 ? -1 : 0;
  }
  return depth;
}

std::optional<AmountReader> AmountReader::Read(Options& options, const Words& words) {
  AmountReader reader;
  const NodeContext& context = options.context();
  const Node* unit = options.Find("unit", Need::kRequired);
  reader.openers_ = words.Patterns(context, options.Find("opener", Need::kRequired));
  reader.directly_ = words.Patterns(context, options.Find("directly"));
  reader.compared_ = words.Patterns(context, options.Find("compared"));
  reader.alike_ = words.Patterns(context, options.Find("alike"));
  reader.lasting_ = words.Patterns(context, options.Find("lasting"));
  const std::vector<std::string> units = words.Expressions(context, unit);
  if (units.size() != 1 || reader.openers_.empty()) {
    return std::nullopt;
  }
  const std::string& each = units[0];
  reader.number_.push_back(context.MakePattern("(?:(?P<digits>" + std::string(kDigits) + ")(?P<unit>" + each +
                                               ")?|(?P<words>" + std::string(kIdeographs) + ")(?P<of>" + each + "))"));
  return reader;
}

std::vector<Stretch> AmountReader::Statements(const ProseText& text) const {
  const auto opens = [&](const Passage& sentence) {
    return std::ranges::any_of(openers_, [&](const Pattern& opener) {
      Pattern::Match match;
      return opener.Find(sentence, 0, match) && OffsetIn(sentence.text, match[0].text) == 0;
    });
  };
  const std::string_view folded = text.folded.text;
  std::vector<Stretch> statements;
  for (const Sentence& sentence : text.sentences) {
    const bool goes_on = !statements.empty() && sentence.end - statements.back().begin <= kLongestSentence &&
                         folded.substr(statements.back().end).starts_with("。") && opens(text.passage(sentence));
    if (goes_on) {
      statements.back().end = sentence.end;
    } else {
      statements.push_back(sentence);
    }
  }
  return statements;
}

std::vector<Amount> AmountReader::Amounts(std::string_view sentence) const {
  std::vector<Amount> amounts;
  const Pattern& pattern = number_[0];
  const auto group = [&](std::string_view name) { return static_cast<std::size_t>(pattern.GroupOf(name)); };
  const std::size_t digits = group("digits");
  const std::size_t unit = group("unit");
  const std::size_t words = group("words");
  const std::size_t of = group("of");
  Pattern::Match match;
  std::size_t depth_at = 0;
  int depth = 0;
  for (std::size_t from = 0; from < sentence.size() && pattern.Find(sentence, from, match);) {
    const bool arabic = match[digits].matched();
    const std::string_view number = match[arabic ? digits : words].text;
    const std::string_view of_what = match[arabic ? unit : of].text;
    Amount amount;
    amount.begin = OffsetIn(sentence, number);
    amount.end = amount.begin + number.size();
    amount.after = amount.end + of_what.size();
    amount.unit = PlainUnit(of_what, alike_);
    from = amount.after;
    if (Lasts(sentence.substr(amount.begin), lasting_)) {
      continue;
    }
    for (; depth_at < amount.begin; ++depth_at) {
      depth += sentence[depth_at] == '(' ? 1 : sentence[depth_at] == ')' && depth > 0 ? -1 : 0;
    }
    amount.depth = depth;
    const auto value = NumberOf(sentence, number);
    if (!value) {
      // 三四件 and the like: something is counted, but not how many.
      amount.kind = Amount::Kind::kOther;
    } else {
      amount.value = *value;
      amount.last = arabic ? LastPlaceOf(number) : Decimal();
      // 第一批 is none of the 批, but which of them.
      const bool ordinal = sentence.substr(0, amount.begin).ends_with("第");
      amount.kind = ordinal ? Amount::Kind::kDate : KindOf(number, sentence.substr(amount.after), !of_what.empty());
    }
    amounts.push_back(amount);
  }
  return amounts;
}

std::vector<AmountReader::Opening> AmountReader::Openings(const Passage& sentence,
                                                          const std::vector<Amount>& amounts) const {
  std::vector<Opening> openings;
  Collect(sentence, amounts, openers_, false, openings);
  Collect(sentence, amounts, directly_, true, openings);
  std::ranges::sort(openings, {}, &Opening::begin);
  return openings;
}

void AmountReader::Collect(const Passage& passage, const std::vector<Amount>& amounts,
                           const std::vector<Pattern>& patterns, bool directly, std::vector<Opening>& openings) const {
  const std::string_view sentence = passage.text;
  for (const Pattern& pattern : patterns) {
    Pattern::Match match;
    for (std::size_t from = 0; from < sentence.size() && pattern.Find(passage, from, match);) {
      Opening opening;
      opening.begin = OffsetIn(sentence, match[0].text);
      opening.end = opening.begin + match[0].text.size();
      from = std::max(opening.end, from + 1);
      opening.depth = DepthAt(sentence, opening.end);
      // The whole is the last count before it, outside brackets that have closed; the list may open a bracket of its
      // own behind it. "45件，同比增长25%。其中…" is of the 45.
      std::size_t last = LastBefore(sentence, amounts, opening.begin, opening.depth, opening.compared);
      // "…、其他2件；3件结转到2022年。从内容看，…": the year belongs to what the sentence before ends with.
      const bool dated = last > 0 && last < amounts.size() && amounts[last].kind == Amount::Kind::kDate &&
                         amounts[last - 1].kind == Amount::Kind::kCount;
      if (dated && IsListed(sentence, amounts[last - 1], openers_) &&
          sentence.substr(amounts[last].after, opening.begin - amounts[last].after).find("。") != sentence.npos) {
        --last;
      }
      if (last == amounts.size() || amounts[last].kind != Amount::Kind::kCount) {
        continue;
      }
      const std::string_view between = sentence.substr(amounts[last].after, opening.begin - amounts[last].after);
      opening.bare = match[0].text == "(";
      opening.bracket = amounts[last].depth + 1 == opening.depth && (opening.bare || between.find('(') != between.npos);
      const bool same = amounts[last].depth == opening.depth;
      const bool of_a_part = between.find("。") != between.npos && IsListed(sentence, amounts[last], openers_);
      // "468条，较上年增加47条；其中通知96条": what opens a list right behind a semicolon goes on about the same.
      const std::size_t semicolon = between.find(';');
      const bool apart = semicolon != between.npos && (directly || semicolon + 1 != between.size());
      opening.again = of_a_part;
      if ((!same && !opening.bracket) || apart || (directly && between.find_first_of(",:") != between.npos)) {
        continue;
      }
      opening.whole = last;
      openings.push_back(opening);
    }
  }
}

std::size_t AmountReader::LastBefore(std::string_view sentence, const std::vector<Amount>& amounts, std::size_t at,
                                     int depth, std::vector<std::size_t>& compared) const {
  constexpr std::size_t kMostCompared = 4;
  std::size_t i = static_cast<std::size_t>(std::ranges::upper_bound(amounts, at, {}, &Amount::after) - amounts.begin());
  while (i > 0) {
    const Amount& amount = amounts[--i];
    if (amount.depth > depth || amount.kind == Amount::Kind::kPercent) {
      continue;
    }
    const bool may_be = amount.kind == Amount::Kind::kCount || amount.kind == Amount::Kind::kDate;
    const bool told_for_comparison = may_be && !compared_.empty() && compared.size() < kMostCompared &&
                                     AnyFinds(compared_, Marked(sentence, amount.begin, amount.end));
    // The year in "比2022年增加6件" goes with it, and so does that in "比2022年增长8%".
    const bool goes_with_it = amount.kind == Amount::Kind::kDate && !compared.empty();
    if (!told_for_comparison && !goes_with_it) {
      return i;
    }
    if (amount.kind == Amount::Kind::kCount) {
      compared.push_back(i);
    }
  }
  return amounts.size();
}

}  // namespace gouji
