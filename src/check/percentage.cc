// Rules that work a printed percentage out again: 共 m 件，其中 a n 件，占 p%; n 件，占 m 件的 p%; 复议 m 件，纠正 n
// 件，纠错率 p%.
//
//   percentage:
//     unit: 件次|件|条
//     opener: 其中              # stands between a whole and its parts
//     share: ',?占(比|总数的)?'   # all that stands between the part and its percentage
//     of: '占.*'                # between the part and the whole that follows it, and
//     then: 的                  # between that whole and the percentage
//     rate: '纠正#,纠错率'        # before and behind the part, "#": of the whole that is told before it
//
// Where no whole is told of a share, the other shares beside it may tell: 自然人 743 件，占 83%；法人 152 件，占 27%.

#include <algorithm>

#include "check/shares.h"

namespace gouji {
namespace {

class PercentageCheck : public Check {
 public:
  explicit PercentageCheck(AmountReader amounts) : reader_(std::move(amounts)) {}

  ProseScope scope;
  std::vector<Pattern> share;
  std::vector<Pattern> of;
  std::vector<Pattern> then;
  std::vector<Pattern> rate;
  std::vector<Pattern> not_whole;

  void Run(const Rule& rule, const Pass& pass, Findings& findings) const override {
    if (!Applies(rule, pass, Evaluator(rule.scope, pass.now(), pass.previous(), Missing::kZero), findings)) {
      return;
    }
    bool any = false;
    for (const ProseText& text : pass.prose()) {
      if (!scope.Has(text) || text.folded.text.find('%') == std::string::npos) {
        continue;
      }
      const std::vector<Stretch> statements = reader_.Statements(text);
      for (std::size_t i = 0; i < statements.size(); ++i) {
        const Stretch* before = i == 0 ? nullptr : &statements[i - 1];
        any = Statement({rule, pass, text, statements[i], findings}, before) || any;
      }
    }
    if (!any) {
      findings.NotApplicable();
    }
  }

 private:
  /// Where a statement stands, and who wants to know about it.
  struct Place {
    const Rule& rule;
    const Pass& pass;
    const ProseText& text;
    const Stretch& stretch;
    Findings& findings;

    std::string_view sentence() const { return Of(stretch); }
    std::string_view Of(const Stretch& other) const {
      return std::string_view(text.folded.text).substr(other.begin, other.end - other.begin);
    }
    Span SpanOf(std::size_t begin, std::size_t end) const {
      return text.SpanOf(stretch.begin + begin, stretch.begin + end);
    }
  };
  /// `before`: the statement before, whose numbers this one may be about.
  bool Statement(const Place& place, const Stretch* before) const {
    const std::string_view sentence = place.sentence();
    if (sentence.find('%') == sentence.npos) {
      return false;
    }
    const std::vector<Amount> amounts = reader_.Amounts(sentence);
    const std::vector<Share> shares = SharesOf(sentence, amounts);
    if (shares.empty()) {
      return false;
    }
    const std::vector<Amount> told = before == nullptr ? std::vector<Amount>() : reader_.Amounts(place.Of(*before));
    std::vector<const Amount*> wholes;
    for (const auto* list : {&told, &amounts}) {
      for (const Amount& amount : *list) {
        if (amount.kind == Amount::Kind::kCount) {
          wholes.push_back(&amount);
        }
      }
    }
    bool any = false;
    for (std::size_t i = 0; i < shares.size(); ++i) {
      const Share& each = shares[i];
      if (const auto whole = ContradictedWhole(shares, i, wholes)) {
        Fail(place, each, *whole);
        any = true;
      } else if (each.whole != nullptr) {
        place.findings.Pass();
        any = true;
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

  std::vector<Share> SharesOf(std::string_view sentence, const std::vector<Amount>& amounts) const {
    const std::vector<AmountReader::Opening> openings = reader_.Openings(Passage{sentence}, amounts);
    std::vector<Share> shares;
    for (std::size_t i = 1; i < amounts.size(); ++i) {
      if (amounts[i].kind == Amount::Kind::kPercent && amounts[i - 1].kind == Amount::Kind::kCount) {
        if (auto found = ShareOf(sentence, amounts, openings, i)) {
          found->printed = PrintedOf(sentence, amounts[i]);
          shares.push_back(*found);
        }
      }
    }
    return shares;
  }

  static PrintedPercentage PrintedOf(std::string_view sentence, const Amount& percent) {
    const std::string_view digits = sentence.substr(percent.begin, percent.end - percent.begin);
    const std::size_t point = digits.find('.');
    const std::size_t places = point == digits.npos ? 0 : digits.size() - point - 1;
    const auto last = Decimal::Parse(places == 0 ? "1" : "0." + std::string(places - 1, '0') + "1");
    return {percent.value, last ? *last : Decimal(1)};
  }

  std::optional<Share> ShareOf(std::string_view sentence, const std::vector<Amount>& amounts,
                               const std::vector<AmountReader::Opening>& openings, std::size_t percent) const {
    const Amount& part = amounts[percent - 1];
    const Amount* before = percent >= 2 ? &amounts[percent - 2] : nullptr;
    const std::string_view gap = Between(sentence, part, amounts[percent]);
    const bool after_count = before != nullptr && before->kind == Amount::Kind::kCount && before->unit == part.unit;
    if (after_count && MatchesAny(then, gap) && MatchesAny(of, Between(sentence, *before, part))) {
      return Share{&amounts[percent], before, &part, Share::Whole::kStated, {}};
    }
    if (after_count) {
      const std::string_view label = Between(sentence, *before, part);
      const std::string around = std::string(label) + "#" + std::string(gap);
      if (label.find(';') == label.npos && MatchesAny(rate, around)) {
        return Share{&amounts[percent], &part, before, Share::Whole::kListed, {}};
      }
    }
    if (!MatchesAny(share, gap)) {
      return std::nullopt;
    }
    const AmountReader::Opening* opening = nullptr;
    for (const AmountReader::Opening& each : openings) {
      if (!each.bare && each.end <= part.begin && !MayBeOfAnother(sentence, amounts, each)) {
        opening = &each;
      }
    }
    Share found{&amounts[percent], &part, nullptr, Share::Whole::kUnsaid, {}};
    if (opening != nullptr && sentence.substr(opening->end, part.begin - opening->end).find(';') == sentence.npos) {
      const Amount& whole = amounts[opening->whole];
      if (whole.unit != part.unit ||
          (!not_whole.empty() && AnyFinds(not_whole, Marked(sentence, whole.begin, whole.end)))) {
        return std::nullopt;
      }
      found.whole = &whole;
      found.told = Share::Whole::kListed;
    }
    return found;
  }

  static void Fail(const Place& place, const Share& share, const Decimal& whole) {
    const Rule& rule = place.rule;
    const Amount& percent = *share.percent;
    Diagnostic& diagnostic = place.findings.Fail(rule, place.pass, place.SpanOf(percent.begin, percent.end + 1));
    if (place.text.section >= 0) {
      diagnostic.subject.section = place.pass.now().form->sections[static_cast<std::size_t>(place.text.section)].id;
    }
    Derivation& derivation = place.findings.derivations.emplace_back();
    derivation.diagnostic = place.findings.diagnostics.size() - 1;
    for (const Amount* amount : {share.part, share.whole}) {
      if (amount == nullptr) {
        continue;
      }
      Evidence& evidence = diagnostic.evidence.emplace_back();
      evidence.source = &place.pass.source();
      evidence.where = place.SpanOf(amount->begin, amount->end);
      evidence.value = amount->value.ToString();
      derivation.operands.push_back(evidence.where);
    }
    derivation.settles = [printed = share.printed, part = share.part->value, whole](std::size_t operand,
                                                                                    const Decimal& value) {
      return operand == 0 ? printed.Agrees(value, whole) : printed.Agrees(part, value);
    };
    const int places = std::max(percent.value.places(), 1);
    const auto hundredfold = share.part->value.Times(100);
    const auto exact = hundredfold ? hundredfold->DividedBy(whole, places) : std::nullopt;
    Evaluator evaluator(rule.scope, place.pass.now(), place.pass.previous(), Missing::kZero);
    evaluator.SetLocal("percent", Value::Number(percent.value));
    evaluator.SetLocal("part", Value::Number(share.part->value));
    evaluator.SetLocal("whole", Value::Number(whole));
    if (exact) {
      evaluator.SetLocal("exact", Value::Number(*exact));
    }
    Word(rule, evaluator, place.pass.lang(), diagnostic);
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
  std::vector<Pattern> rate = words.Patterns(context, options.Find("rate"));
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
  check->rate = std::move(rate);
  check->not_whole = std::move(not_whole);
  return check;
}

}  // namespace

extern const Kind kPercentage;
const Kind kPercentage = {
    "percentage", {"百分比须与其旁的两个数相符", "a percentage must follow from the two numbers beside it"}, Compile};

}  // namespace gouji
