// Rules that work a printed percentage out again: 共 m 件，其中 a n 件，占 p%; n 件，占 m 件的 p%; 复议 m 件，纠正 n
// 件，纠错率 p%.
//
//   percentage:
//     unit: 件次|件|条
//     opener: 其中              # stands between a whole and its parts
//     lasting: '[0-9]+个工作日' # no count, but how long something took
//     share: ',?占(比|总数的)?'   # all that stands between the part and its percentage
//     of: '占.*'                # between the part and the whole that follows it, and
//     then: 的                  # between that whole and the percentage
//     rate: '纠正#,纠错率'        # before and behind the part, "#": of the whole that is told before it
//     rate_of: '应办@,已办#,办结率'  # the same with what stands before the whole, "@"
//     named: ',?(?P<done>.+)率'  # the same, by a word before the part and behind it: 退回26条，退回率8.3%
//     unnamed: (?:未|不)$        # in front of that word before the part: it is another one
//     behind: '.*占#%\('        # around "#", the percentage of a part behind it: 网上的占62.5%（5件）
//     respectively: ',分别占'    # between counts and as many percentages: 公开33件、部分公开25件，分别占57%、43%
//     whole_behind: '%\(总数'     # between a percentage and its whole behind it: 占61.5%（总数520条）
//     change:                   # a percentage of change, and the two or three counts it follows from
//       - '(?P<now>{n})件,较上年(?:(?P<up>增加)|(?P<down>减少))(?P<by>{n})件,增长(?P<percent>{n})%'
//       - '由上年的(?P<before>{n})件(?P<up>上升)至(?P<now>{n})件,上升(?P<percent>{n})%'
//
// Where no whole is told of a share, the other shares beside it may tell: 自然人 743 件，占 83%；法人 152 件，占 27%.

#include <algorithm>
#include <initializer_list>
#include <span>

#include "check/changes.h"
#include "check/share_reader.h"
#include "check/statement.h"
#include "text/offset.h"

namespace gouji {
namespace {

class PercentageCheck : public Check {
 public:
  ProseScope scope;
  AmountReader reader;
  ShareReader share_reader;
  std::vector<Pattern> change;

  void Run(const Rule& rule, const Pass& pass, Findings& findings) const override {
    if (!Applies(rule, pass, Evaluator(rule.scope, pass.now(), pass.previous(), Missing::kZero), findings)) {
      return;
    }
    bool any = false;
    for (const ProseText& text : pass.prose()) {
      if (!scope.Has(text) || text.folded.text.find('%') == std::string::npos) {
        continue;
      }
      const std::vector<Stretch> statements = reader.Statements(text);
      for (std::size_t i = 0; i < statements.size(); ++i) {
        any = Judge({rule, pass, text, statements[i], findings}, Before(statements, i)) || any;
      }
    }
    if (!any) {
      findings.NotApplicable();
    }
  }

 private:
  static std::span<const Stretch> Before(const std::vector<Stretch>& statements, std::size_t i) {
    constexpr std::size_t kFar = 4;
    const std::size_t from = i > kFar ? i - kFar : 0;
    return std::span(statements).subspan(from, i - from);
  }

  /// The counts of a sentence, which shares may be of.
  static void AddCounts(const std::vector<Amount>& amounts, std::vector<const Amount*>& wholes) {
    for (const Amount& amount : amounts) {
      if (amount.kind == Amount::Kind::kCount) {
        wholes.push_back(&amount);
      }
    }
  }

  /// `before`: the statements before in the paragraph. This one may be about the numbers of the last, and of those
  /// before that where they tell what its shares are of.
  bool Judge(const Statement& at, std::span<const Stretch> before) const {
    const std::string_view sentence = at.says();
    if (sentence.find('%') == sentence.npos) {
      return false;
    }
    const std::vector<Amount> amounts = reader.Amounts(sentence);
    bool any = Changes(at, amounts);
    const std::vector<Share> shares =
        share_reader.SharesOf(sentence, amounts, reader.Openings(Passage{sentence}, amounts));
    if (shares.empty()) {
      return any;
    }
    std::vector<std::vector<Amount>> told;
    told.reserve(before.size());
    for (const Stretch& each : before) {
      told.push_back(reader.Amounts(at.Of(each)));
    }
    std::vector<const Amount*> far;
    for (std::size_t i = 0; i + 1 < told.size(); ++i) {
      AddCounts(told[i], far);
    }
    std::vector<const Amount*> wholes;
    if (!told.empty()) {
      AddCounts(told.back(), wholes);
    }
    AddCounts(amounts, wholes);
    for (std::size_t i = 0; i < shares.size(); ++i) {
      const Share& each = shares[i];
      if (const auto whole = ContradictedWhole(shares, i, wholes, far)) {
        Fail(at, each, *whole);
        any = true;
      } else if (each.whole != nullptr) {
        at.findings.Pass();
        any = true;
      }
    }
    return any;
  }

  /// The percentages of change of a statement, each worked out again once.
  bool Changes(const Statement& at, const std::vector<Amount>& amounts) const {
    const std::string_view sentence = at.says();
    std::vector<std::size_t> judged;
    Pattern::Match match;
    for (const Pattern& pattern : change) {
      for (std::size_t from = 0; from < sentence.size() && pattern.Find(Passage{sentence}, from, match);) {
        // What stands before the percentage may be what the next one is about.
        from = std::max(OffsetIn(sentence, match[0].text) + 1, from + 1);
        const std::optional<Change> found = ChangeOf(pattern, match, sentence, amounts);
        if (!found || std::ranges::find(judged, found->percent->begin) != judged.end()) {
          continue;
        }
        judged.push_back(found->percent->begin);
        std::vector<const Amount*> nows;
        for (const Amount& amount : amounts) {
          const bool may_be = amount.kind == Amount::Kind::kCount && amount.unit == found->now->unit &&
                              amount.begin <= found->now->begin && &amount != found->before && &amount != found->by;
          if (may_be) {
            nows.push_back(&amount);
          }
        }
        if (const auto start = ContradictedStart(*found, nows)) {
          FailChange(at, *found, *start);
        } else {
          at.findings.Pass();
        }
      }
    }
    return !judged.empty();
  }

  /// The finding at a percentage, with the numbers it should follow from; its words are the caller's to fill in.
  static Diagnostic& FailAt(const Statement& at, const Amount& percent, std::initializer_list<const Amount*> operands,
                            Derivation*& derivation) {
    Diagnostic& diagnostic = at.Fail(percent.begin, percent.end + 1);
    derivation = &at.findings.derivations.emplace_back();
    derivation->diagnostic = at.findings.diagnostics.size() - 1;
    for (const Amount* amount : operands) {
      if (amount == nullptr) {
        continue;
      }
      Evidence& evidence = diagnostic.evidence.emplace_back();
      evidence.source = &at.pass.source();
      evidence.where = at.SpanOf(amount->begin, amount->end);
      evidence.value = amount->value.ToString();
      derivation->operands.push_back(evidence.where);
    }
    // Last the percentage itself, which whoever says that it is wrong has settled.
    derivation->operands.push_back(at.SpanOf(percent.begin, percent.end));
    return diagnostic;
  }

  static void FailChange(const Statement& at, const Change& change, const Decimal& start) {
    const Amount& percent = *change.percent;
    Derivation* derivation = nullptr;
    Diagnostic& diagnostic = FailAt(at, percent, {change.now, change.before, change.by}, derivation);
    derivation->settles = [settles = SettlesChange(change), last = derivation->operands.size() - 1](
                              std::size_t operand, const Decimal& value) {
      return operand == last || settles(operand, value);
    };
    const auto apart = change.before != nullptr ? change.now->value.Minus(start) : std::nullopt;
    const bool tells = apart && (change.by == nullptr || !change.printed.Agrees(apart->Abs(), start));
    FillWords(at, percent, tells ? apart->Abs() : change.by->value, start, diagnostic);
  }

  static void Fail(const Statement& at, const Share& share, const Decimal& whole) {
    const Amount& percent = *share.percent;
    Derivation* derivation = nullptr;
    Diagnostic& diagnostic = FailAt(at, percent, {share.part, share.whole}, derivation);
    const std::size_t last = derivation->operands.size() - 1;
    derivation->settles = [printed = share.printed, part = share.part->value, whole, last](std::size_t operand,
                                                                                           const Decimal& value) {
      return operand == last || (operand == 0 ? printed.Agrees(value, whole) : printed.Agrees(part, value));
    };
    FillWords(at, percent, share.part->value, whole, diagnostic);
  }

  static void FillWords(const Statement& at, const Amount& percent, const Decimal& part, const Decimal& whole,
                        Diagnostic& diagnostic) {
    const Rule& rule = at.rule;
    const int places = std::max(percent.value.places(), 1);
    const auto hundredfold = part.Times(100);
    const auto exact = hundredfold ? hundredfold->DividedBy(whole, places) : std::nullopt;
    Evaluator evaluator(rule.scope, at.pass.now(), at.pass.previous(), Missing::kZero);
    evaluator.SetLocal("percent", Value::Number(percent.value));
    evaluator.SetLocal("part", Value::Number(part));
    evaluator.SetLocal("whole", Value::Number(whole));
    if (exact) {
      evaluator.SetLocal("exact", Value::Number(*exact));
    }
    Word(rule, evaluator, at.pass.lang(), diagnostic);
  }
};

std::unique_ptr<Check> Compile(RuleReader& reader, const Node& value) {
  reader.rule.scope.locals = {"percent", "part", "whole", "exact"};
  const NodeContext& context = reader.context();
  Options options(context, value, {"percentage", "percentage"});
  const ProseScope scope = ProseScope::Read(reader, options, ProseScope::kPreface | ProseScope::kSections);
  const Words words = Words::Read(options);
  std::optional<AmountReader> amounts = AmountReader::Read(options, words);
  const auto patterns = [&](std::string_view key, Need need = Need::kOptional) {
    return words.Patterns(context, options.Find(key, need));
  };
  auto check = std::make_unique<PercentageCheck>();
  check->scope = scope;
  check->share_reader.share = patterns("share", Need::kRequired);
  check->share_reader.of = patterns("of");
  check->share_reader.then = patterns("then");
  check->share_reader.rate = patterns("rate");
  check->share_reader.rate_of = patterns("rate_of");
  check->share_reader.named = patterns("named");
  check->share_reader.unnamed = patterns("unnamed");
  check->share_reader.behind = patterns("behind");
  check->share_reader.respectively = patterns("respectively");
  check->share_reader.whole_behind = patterns("whole_behind");
  check->change = patterns("change");
  check->share_reader.not_whole = patterns("not_whole");
  const std::vector<Pattern>& named = check->share_reader.named;
  const auto nameless = std::ranges::find(named, 0, [](const Pattern& each) { return each.GroupOf("done"); });
  if (nameless != named.end()) {
    context.Wrong(value.where, "named 的模式应有 (?P<done>…)", "a pattern under named must have (?P<done>…)");
  }
  options.Finish();
  reader.read_common();
  if (!amounts || nameless != named.end()) {
    return nullptr;
  }
  check->reader = std::move(*amounts);
  return check;
}

}  // namespace

extern const Kind kPercentage;
const Kind kPercentage = {
    "percentage", {"百分比须与其旁的两个数相符", "a percentage must follow from the two numbers beside it"}, Compile};

}  // namespace gouji
