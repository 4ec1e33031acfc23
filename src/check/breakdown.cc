// Rules that add up what the prose lists: 共收到 12 件，其中网上 8 件、信函 4 件.
//
//   breakdown:
//     unit: 件次|件|条
//     opener: 其中|包括          # opens the list, behind its whole
//     directly: ['中[,:]', '\(']  # the same, with no comma between the whole and it
//     compared: '比[^,]*#'      # the sentence with a count replaced by "#": the list behind it is of the one before
//     lasting: '[0-9]+个工作日' # no count, but how long something took
//     aside: 上年|计划           # in a bracket that nothing else opens as a list: it is none
//     not_whole: '比[^,]*#'     # the sentence with the whole replaced by "#": it is no whole after all
//     open: 等|约               # what leaves a list open: then the parts may only not exceed the whole
//     mainly: 主要              # the same, unless the last part is the rest
//     within: ^中               # in front of a number: it is of the one before it, which is no part
//     end: 办结|答复            # in front of a number: the list has ended before it
//     broken: 错误!$            # at the end of a sentence: no full stop ended it, and the list may go on
//     share: 占                  # between a part and a percentage that is its share
//     rest: 其他                 # before the last part: the list is meant to be whole
//     again: 从内容看            # opens a list, behind another, that sorts the same things once more
//     closer: '[,、]合计'        # all that stands between the last part and a whole told behind its parts
//     nested: 其中|含           # among such parts: one of them has parts of its own, and nothing is added up

#include <algorithm>

#include "check/parts.h"
#include "check/statement.h"
#include "check/sums.h"
#include "check/wholes.h"

namespace gouji {
namespace {

class BreakdownCheck : public Check {
 public:
  ProseScope scope;
  AmountReader amount_reader;
  std::vector<Pattern> not_whole;
  PartsReader parts_reader;
  std::vector<Pattern> aside;
  std::vector<Pattern> broken;
  std::vector<Pattern> again;

  void Run(const Rule& rule, const Pass& pass, Findings& findings) const override {
    if (!Applies(rule, pass, Evaluator(rule.scope, pass.now(), pass.previous(), Missing::kZero), findings)) {
      return;
    }
    bool any = false;
    for (const ProseText& text : pass.prose()) {
      if (!scope.Has(text) || !MayHold(text.passage())) {
        continue;
      }
      for (const Stretch& stretch : amount_reader.Statements(text)) {
        any = Lists({rule, pass, text, stretch, findings}) || any;
      }
    }
    if (!any) {
      findings.NotApplicable();
    }
  }

 private:
  /// A statement is a sentence as a rule; of one that takes in the next the words of its paragraph are known.
  static Passage PassageOf(const Statement& at) {
    const std::vector<Sentence>& sentences = at.text.sentences;
    const auto same = std::ranges::lower_bound(sentences, at.stretch.begin, {}, &Sentence::begin);
    return same != sentences.end() && same->begin == at.stretch.begin && same->end == at.stretch.end
               ? at.text.passage(*same)
               : Passage{at.says(), at.text.passage().words};
  }

  bool MayHold(const Passage& passage) const {
    return amount_reader.MayHold(passage) || AnyFinds(parts_reader.closer, passage);
  }

  bool Lists(const Statement& at) const {
    const std::string_view sentence = at.says();
    const Passage passage = PassageOf(at);
    if (!MayHold(passage)) {
      return false;
    }
    const bool closed = at.stretch.end < at.text.folded.text.size() && !AnyFinds(broken, passage);
    const std::vector<Amount> amounts = amount_reader.Amounts(sentence);
    const std::vector<AmountReader::Opening> openings = amount_reader.Openings(passage, amounts);
    bool any = false;
    // A whole may have its parts in a bracket, and others behind it:
    // "73件（网上29件、信函44件），其中公民66件，企业7件".
    std::vector<std::pair<std::size_t, bool>> judged;
    for (std::size_t i = 0; i < openings.size(); ++i) {
      const Amount& whole = amounts[openings[i].whole];
      const std::pair<std::size_t, bool> list = {openings[i].whole, openings[i].bracket};
      if (std::ranges::find(judged, list) != judged.end() ||
          (!not_whole.empty() && AnyFinds(not_whole, Marked(sentence, whole.begin, whole.end)))) {
        continue;
      }
      const Parts parts = parts_reader.PartsOf(sentence, amounts, openings, i, closed);
      if (openings[i].again) {
        any = Again(at, amounts, openings, i, parts) || any;
        continue;
      }
      judged.push_back(list);
      const auto sum = Sum(amounts, parts.strict);
      if (parts.strict.empty() || !sum || (openings[i].bare && !IsList(sentence, openings[i], parts)) ||
          HasSiblings(amounts, whole, parts) || MayBeOfAnother(sentence, amounts, openings[i]) ||
          SuitsAnother(sentence, amounts, openings[i], *sum)) {
        continue;
      }
      any = true;
      const bool of_a_compared =
          std::ranges::any_of(openings[i].compared, [&](std::size_t which) { return amounts[which].value == *sum; });
      if (of_a_compared) {
        at.findings.Pass();
        continue;
      }
      Judge(at, amounts, whole, parts);
    }
    for (std::size_t i = 2; i < amounts.size(); ++i) {
      any = Closed(at, amounts, i) || any;
    }
    return any;
  }

  /// "49件。从结果看，公开20件……。从内容看，征地31件、规划12件、其他7件": the list sorts the same things as one before
  /// it.
  bool Again(const Statement& at, const std::vector<Amount>& amounts,
             const std::vector<AmountReader::Opening>& openings, std::size_t which, const Parts& parts) const {
    const AmountReader::Opening& opening = openings[which];
    const bool sorts = AnyFinds(again, at.says().substr(opening.begin, opening.end - opening.begin));
    const bool whole_list = sorts && parts.generous.size() > 1 && !parts.open &&
                            AnyFinds(parts_reader.rest, LabelOf(at.says(), amounts[parts.generous.back()]));
    const auto sum = Sum(amounts, parts.generous);
    const auto missed = whole_list && sum ? MissedWhole(amounts, openings, which, parts) : std::nullopt;
    const auto is_whole = [&](const Amount& each) {
      return not_whole.empty() || !AnyFinds(not_whole, Marked(at.says(), each.begin, each.end));
    };
    if (missed && is_whole(amounts[*missed]) && !IsToldBefore(at, *sum)) {
      Tell(at, amounts, amounts[*missed], parts.generous, *sum > amounts[*missed].value);
    } else if (whole_list) {
      at.findings.Pass();
    }
    return whole_list;
  }

  /// Whether the paragraphs before, or this one as far as the statement, tell a number: what a list is of may stand
  /// further off.
  bool IsToldBefore(const Statement& at, const Decimal& number) const {
    constexpr std::ptrdiff_t kFar = 6;
    const auto tells = [&](std::string_view text) {
      const std::vector<Amount> amounts = amount_reader.Amounts(text);
      return std::ranges::any_of(amounts, [&](const Amount& each) { return each.value == number; });
    };
    const std::vector<ProseText>& all = at.pass.prose();
    const std::ptrdiff_t here = &at.text - all.data();
    const bool before = std::any_of(all.begin() + std::max<std::ptrdiff_t>(here - kFar, 0), all.begin() + here,
                                    [&](const ProseText& text) { return tells(text.folded.text); });
    return before || tells(std::string_view(at.text.folded.text).substr(0, at.stretch.begin));
  }

  /// "网上 9 件、现场 3 件，合计 12 件": a total behind its parts.
  bool Closed(const Statement& at, const std::vector<Amount>& amounts, std::size_t which) const {
    const std::string_view sentence = at.says();
    constexpr std::size_t kLongestCloser = 60;
    constexpr std::size_t kMostParts = 10;
    const Amount& whole = amounts[which];
    std::size_t from = amounts[which - 1].after;
    // "三类平台共计1857条": a number in words may belong to what closes the list.
    if (which > 2 && IsInWords(sentence, amounts[which - 1]) &&
        AnyMatchesWhole(parts_reader.closer,
                        sentence.substr(amounts[which - 2].after, whole.begin - amounts[which - 2].after))) {
      std::vector<Amount> others = amounts;
      others.erase(others.begin() + static_cast<std::ptrdiff_t>(which) - 1);
      return Closed(at, others, which - 1);
    }
    if (whole.kind != Amount::Kind::kCount || whole.begin - from > kLongestCloser ||
        !AnyMatchesWhole(parts_reader.closer, sentence.substr(from, whole.begin - from)) ||
        (!not_whole.empty() && AnyFinds(not_whole, Marked(sentence, whole.begin, whole.end)))) {
      return false;
    }
    Parts parts;
    parts.strict = parts_reader.PartsBefore(sentence, amounts, which);
    const auto sum = Sum(amounts, parts.strict);
    const auto twice = sum ? sum->Times(2) : std::nullopt;
    const bool more = std::ranges::any_of(parts.strict, [&](std::size_t i) { return amounts[i].value > whole.value; });
    // A total that has nothing to do with what stands before it is no sum of it.
    if (parts.strict.empty() || parts.strict.size() > kMostParts || more || !twice || whole.value > *twice) {
      return false;
    }
    if (SomePartsAddUp(amounts, parts.strict, whole.value)) {
      at.findings.Pass();
      return true;
    }
    parts.generous = parts.strict;
    Judge(at, amounts, whole, parts);
    return true;
  }

  static bool IsInWords(std::string_view sentence, const Amount& amount) {
    return sentence[amount.begin] < '0' || sentence[amount.begin] > '9';
  }

  /// Of a bracket that has no words to open it: a list has two parts or more, and speaks of nothing else.
  bool IsList(std::string_view sentence, const AmountReader::Opening& opening, const Parts& parts) const {
    const std::string_view inside = sentence.substr(opening.end, ListEnd(sentence, opening) - opening.end);
    return parts.strict.size() > 1 && !AnyFinds(aside, inside);
  }

  /// Whether a list that falls short was meant to cover its whole: of a long one that does not end with the rest,
  /// "共12860条，其中动态3210条、政务公开6420条", only the greater parts may be told.
  static bool MeansToBeWhole(const Decimal& sum, const Decimal& whole, bool ends_with_rest) {
    constexpr int kSmall = 30;
    const bool near = ends_with_rest || whole <= Decimal(kSmall);
    const auto least = whole.Times(near ? 50 : 85);
    const auto covered = sum.Times(100);
    return least && covered && *covered >= *least;
  }

  /// Behind as many parts as add up to the whole something else may follow. Where all are surely parts, one more is one
  /// too many, unless it is told aside: "12件（自然人11件，企业1件，上年结转2件）".
  bool AddUp(std::string_view sentence, const std::vector<Amount>& amounts, const Parts& parts,
             const Decimal& whole) const {
    const std::size_t first = FirstPartsThatAddUp(amounts, parts.generous, whole);
    const bool one_more = parts.sure && first > 1 && first + 1 == parts.strict.size();
    return first > 0 && (!one_more || AnyFinds(aside, LabelOf(sentence, amounts[parts.strict.back()])));
  }

  void Judge(const Statement& at, const std::vector<Amount>& amounts, const Amount& whole, const Parts& parts) const {
    const std::string_view sentence = at.says();
    const auto strict = Sum(amounts, parts.strict);
    const auto generous = Sum(amounts, parts.generous);
    if (!strict || !generous || AddUp(sentence, amounts, parts, whole.value) ||
        AddsUpBySemicolons(sentence, amounts, whole, parts.strict.front())) {
      at.findings.Pass();
      return;
    }
    const auto most = whole.value.Plus(Rounding(amounts, whole, parts.strict));
    const auto least = whole.value.Minus(Rounding(amounts, whole, parts.generous));
    const bool exceeds = most && *strict > *most;
    const bool falls_short =
        !parts.open && parts.generous.size() > 1 && least && *generous < *least &&
        MeansToBeWhole(*generous, whole.value,
                       AnyFinds(parts_reader.rest, LabelOf(sentence, amounts[parts.generous.back()])));
    if (!exceeds && (!falls_short || IsMadeUpBehind(amounts, whole, parts) || IsOneOfTwo(sentence, amounts, whole))) {
      at.findings.Pass();
      return;
    }
    Tell(at, amounts, whole, exceeds ? parts.strict : parts.generous, exceeds);
  }

  /// `added`: the parts whose sum exceeds the whole, or falls short of it.
  static void Tell(const Statement& at, const std::vector<Amount>& amounts, const Amount& whole,
                   const std::vector<std::size_t>& added, bool exceeds) {
    const std::optional<Decimal> sum = Sum(amounts, added);
    Diagnostic& diagnostic = at.Fail(whole.begin, whole.end);
    Evaluator evaluator(at.rule.scope, at.pass.now(), at.pass.previous(), Missing::kZero);
    std::string spelt;
    for (const std::size_t i : added) {
      spelt += (spelt.empty() ? "" : " + ") + amounts[i].value.ToString();
      Evidence& evidence = diagnostic.evidence.emplace_back();
      evidence.source = &at.pass.source();
      evidence.where = at.SpanOf(amounts[i].begin, amounts[i].end);
      evidence.label = std::string(LabelOf(at.says(), amounts[i]));
      evidence.value = amounts[i].value.ToString();
      evidence.side = Evidence::Side::kRight;
    }
    evaluator.SetLocal("whole", Value::Number(whole.value));
    evaluator.SetLocal("sum", Value::Number(*sum));
    evaluator.SetLocal("parts", Value::OfText(std::move(spelt)));
    evaluator.SetLocal("unit", Value::OfText(std::string(whole.unit)));
    Word(at.rule, evaluator, at.pass.lang(), diagnostic);
    diagnostic.left = whole.value.ToString();
    diagnostic.right = sum->ToString();
    if (const auto difference = whole.value.Minus(*sum)) {
      diagnostic.difference = difference->ToString();
    }
    if (!exceeds && at.rule.mild) {
      diagnostic.severity = *at.rule.mild;
    }
    Derive(amounts, whole, added, exceeds, diagnostic.where, at.findings);
  }

  /// The whole is settled by the sum, a part by what the others leave of the whole.
  static void Derive(const std::vector<Amount>& amounts, const Amount& whole, const std::vector<std::size_t>& added,
                     bool exceeds, Span where, Findings& findings) {
    const std::optional<Decimal> sum = Sum(amounts, added);
    const std::optional<Decimal> off = sum ? whole.value.Minus(*sum) : std::nullopt;
    Derivation& derivation = findings.derivations.emplace_back();
    derivation.diagnostic = findings.diagnostics.size() - 1;
    derivation.slight = !exceeds;
    derivation.operands.push_back(where);
    std::vector<std::optional<Decimal>> repairs = {sum};
    for (const std::size_t i : added) {
      derivation.operands.push_back(findings.diagnostics.back().evidence[derivation.operands.size() - 1].where);
      repairs.push_back(off ? amounts[i].value.Plus(*off) : std::nullopt);
    }
    for (std::size_t i = 0; i < repairs.size(); ++i) {
      if (repairs[i]) {
        derivation.repairs.push_back({derivation.operands[i], {*repairs[i]}});
      }
    }
    derivation.settles = [repairs = std::move(repairs)](std::size_t operand, const Decimal& value) {
      return repairs[operand] && *repairs[operand] == value;
    };
  }
};

std::unique_ptr<Check> Compile(RuleReader& reader, const Node& value) {
  reader.rule.scope.locals = {"whole", "sum", "parts", "unit"};
  const NodeContext& context = reader.context();
  Options options(context, value, {"breakdown", "breakdown"});
  const ProseScope scope = ProseScope::Read(reader, options, ProseScope::kPreface | ProseScope::kSections);
  const Words words = Words::Read(options);
  std::optional<AmountReader> amounts = AmountReader::Read(options, words);
  const auto patterns = [&](std::string_view key) { return words.Patterns(context, options.Find(key)); };
  auto check = std::make_unique<BreakdownCheck>();
  check->scope = scope;
  check->not_whole = patterns("not_whole");
  check->parts_reader.open = patterns("open");
  check->parts_reader.mainly = patterns("mainly");
  check->parts_reader.within = patterns("within");
  check->parts_reader.end = patterns("end");
  check->aside = patterns("aside");
  check->broken = patterns("broken");
  check->again = patterns("again");
  check->parts_reader.closer = patterns("closer");
  check->parts_reader.share = patterns("share");
  check->parts_reader.rest = patterns("rest");
  check->parts_reader.nested = patterns("nested");
  options.Finish();
  reader.read_common();
  if (!amounts) {
    return nullptr;
  }
  check->amount_reader = std::move(*amounts);
  return check;
}

}  // namespace

extern const Kind kBreakdown;
const Kind kBreakdown = {"breakdown",
                         {"总数与其后列举的各项须相符", "a total in prose must agree with the parts listed behind it"},
                         Compile,
                         {"mild"}};

}  // namespace gouji
