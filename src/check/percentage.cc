// Rules that work a printed percentage out again: 共 m 件，其中 a n 件，占 p%; n 件，占 m 件的 p%.
//
//   percentage:
//     unit: 件次|件|条
//     opener: 其中              # stands between a whole and its parts
//     share: ',?占(比|总数的)?'   # all that stands between the part and its percentage
//     of: '占.*'                # between the part and the whole that follows it, and
//     then: 的                  # between that whole and the percentage

#include <algorithm>

#include "check/amounts.h"

namespace gouji {
namespace {

class PercentageCheck : public Check {
 public:
  explicit PercentageCheck(AmountReader amounts) : reader_(std::move(amounts)) {}

  ProseScope scope;
  std::vector<Pattern> share;
  std::vector<Pattern> of;
  std::vector<Pattern> then;
  std::vector<Pattern> not_whole;

  void Run(const Rule& rule, const Pass& pass, Findings& findings) const override {
    bool any = false;
    for (const ProseText& text : pass.prose()) {
      if (!scope.Has(text) || text.folded.text.find('%') == std::string::npos) {
        continue;
      }
      for (const Stretch& stretch : SentencesOf(text.folded.text)) {
        any = Sentence(rule, pass, text, stretch, findings) || any;
      }
    }
    if (!any) {
      findings.NotApplicable();
    }
  }

 private:
  struct Share {
    const Amount* part = nullptr;
    const Amount* whole = nullptr;
    bool stated = false;  ///< the sentence names the whole right beside the percentage
  };

  bool Sentence(const Rule& rule, const Pass& pass, const ProseText& text, const Stretch& stretch,
                Findings& findings) const {
    const std::string_view sentence =
        std::string_view(text.folded.text).substr(stretch.begin, stretch.end - stretch.begin);
    if (sentence.find('%') == sentence.npos) {
      return false;
    }
    const std::vector<Amount> amounts = reader_.Amounts(sentence);
    const std::vector<AmountReader::Opening> openings = reader_.Openings(sentence, amounts);
    bool any = false;
    for (std::size_t i = 1; i < amounts.size(); ++i) {
      const std::optional<Share> found =
          amounts[i].kind == Amount::Kind::kPercent ? ShareOf(sentence, amounts, openings, i) : std::nullopt;
      if (!found) {
        continue;
      }
      any = true;
      if (Follows(sentence, amounts[i], *found) ||
          (!found->stated && FollowsFromAnother(sentence, amounts, i, *found))) {
        findings.Pass();
      } else {
        Fail(rule, pass, text, stretch, amounts[i], *found, findings);
      }
    }
    return any;
  }

  static bool MatchesAny(const std::vector<Pattern>& patterns, std::string_view text) {
    return std::ranges::any_of(patterns, [text](const Pattern& pattern) { return pattern.MatchesWhole(text); });
  }

  static std::string_view Between(std::string_view sentence, const Amount& first, const Amount& second) {
    return sentence.substr(first.after, second.begin - first.after);
  }

  std::optional<Share> ShareOf(std::string_view sentence, const std::vector<Amount>& amounts,
                               const std::vector<AmountReader::Opening>& openings, std::size_t percent) const {
    const Amount& before = amounts[percent - 1];
    if (before.kind != Amount::Kind::kCount) {
      return std::nullopt;
    }
    const std::string_view gap = Between(sentence, before, amounts[percent]);
    if (percent >= 2 && amounts[percent - 2].kind == Amount::Kind::kCount && amounts[percent - 2].unit == before.unit &&
        MatchesAny(then, gap) && MatchesAny(of, Between(sentence, amounts[percent - 2], before))) {
      return Share{&amounts[percent - 2], &before, true};
    }
    if (!MatchesAny(share, gap)) {
      return std::nullopt;
    }
    const AmountReader::Opening* opening = nullptr;
    for (const AmountReader::Opening& each : openings) {
      if (each.end <= before.begin) {
        opening = &each;
      }
    }
    if (opening == nullptr || sentence.substr(opening->end, before.begin - opening->end).find(';') != sentence.npos) {
      return std::nullopt;
    }
    const Amount& whole = amounts[opening->whole];
    const bool is_whole = whole.unit == before.unit &&
                          !(!not_whole.empty() && AnyFinds(not_whole, Marked(sentence, whole.begin, whole.end)));
    return is_whole ? std::make_optional(Share{&before, &whole, false}) : std::nullopt;
  }

  /// To the last printed digit: rounded, cut off, or moved by one so that several shares make a hundred.
  static bool Follows(std::string_view sentence, const Amount& percent, const Share& share) {
    const Decimal& whole = share.whole->value;
    if (whole.is_zero() || share.part->value > whole) {
      return true;
    }
    const std::string_view digits = sentence.substr(percent.begin, percent.end - percent.begin);
    const std::size_t point = digits.find('.');
    const std::size_t places = point == digits.npos ? 0 : digits.size() - point - 1;
    const auto last = Decimal::Parse(places == 0 ? "1" : "0." + std::string(places - 1, '0') + "1");
    const auto printed = percent.value.Times(whole);
    const auto exact = share.part->value.Times(100);
    const auto off = printed && exact ? printed->Minus(*exact) : std::nullopt;
    const auto allowed = last ? last->Times(whole) : std::nullopt;
    return !off || !allowed || off->Abs() <= *allowed;
  }

  /// Another number named before may be what the share is of.
  static bool FollowsFromAnother(std::string_view sentence, const std::vector<Amount>& amounts, std::size_t percent,
                                 const Share& share) {
    for (std::size_t i = 0; i + 1 < percent; ++i) {
      const Share other{share.part, &amounts[i], false};
      if (amounts[i].kind == Amount::Kind::kCount && amounts[i].value >= share.part->value &&
          &amounts[i] != share.part && Follows(sentence, amounts[percent], other)) {
        return true;
      }
    }
    return false;
  }

  static void Fail(const Rule& rule, const Pass& pass, const ProseText& text, const Stretch& stretch,
                   const Amount& percent, const Share& share, Findings& findings) {
    const auto span = [&](std::size_t begin, std::size_t end) {
      return text.SpanOf(stretch.begin + begin, stretch.begin + end);
    };
    Diagnostic& diagnostic = findings.Fail(rule, pass, span(percent.begin, percent.end + 1));
    if (text.section >= 0) {
      diagnostic.subject.section = pass.now().form->sections[static_cast<std::size_t>(text.section)].id;
    }
    for (const Amount* amount : {share.part, share.whole}) {
      Evidence& evidence = diagnostic.evidence.emplace_back();
      evidence.source = &pass.source();
      evidence.where = span(amount->begin, amount->end);
      evidence.value = amount->value.ToString();
    }
    const int places = std::max(percent.value.places(), 1);
    const auto hundredfold = share.part->value.Times(100);
    const auto exact = hundredfold ? hundredfold->DividedBy(share.whole->value, places) : std::nullopt;
    Evaluator evaluator(rule.scope, pass.now(), pass.previous(), Missing::kZero);
    evaluator.SetLocal("percent", Value::Number(percent.value));
    evaluator.SetLocal("part", Value::Number(share.part->value));
    evaluator.SetLocal("whole", Value::Number(share.whole->value));
    if (exact) {
      evaluator.SetLocal("exact", Value::Number(*exact));
    }
    Word(rule, evaluator, pass.lang(), diagnostic);
  }

  AmountReader reader_;
};

std::unique_ptr<Check> Compile(RuleReader& reader, const Node& value) {
  reader.rule.scope.locals = {"percent", "part", "whole", "exact"};
  const NodeContext& context = reader.context();
  Options options(context, value, {"percentage", "percentage"});
  const ProseScope scope = ProseScope::Read(reader, options, ProseScope::kPreface | ProseScope::kSections);
  const Words words = Words::Read(options);
  std::optional<AmountReader> amounts = AmountReader::Read(options, words);
  std::vector<Pattern> share = words.Patterns(context, options.Find("share", Need::kRequired));
  std::vector<Pattern> of = words.Patterns(context, options.Find("of"));
  std::vector<Pattern> then = words.Patterns(context, options.Find("then"));
  std::vector<Pattern> not_whole = words.Patterns(context, options.Find("not_whole"));
  options.Finish();
  reader.read_common();
  if (!amounts) {
    return nullptr;
  }
  auto check = std::make_unique<PercentageCheck>(std::move(*amounts));
  check->scope = scope;
  check->share = std::move(share);
  check->of = std::move(of);
  check->then = std::move(then);
  check->not_whole = std::move(not_whole);
  return check;
}

}  // namespace

extern const Kind kPercentage;
const Kind kPercentage = {
    "percentage", {"百分比须与其旁的两个数相符", "a percentage must follow from the two numbers beside it"}, Compile};

}  // namespace gouji
