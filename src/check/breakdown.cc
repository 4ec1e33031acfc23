// Rules that add up what the prose lists: 共收到 12 件，其中网上 8 件、信函 4 件.
//
//   breakdown:
//     unit: 件次|件|条
//     opener: 其中|包括          # opens the list, behind its whole
//     directly: ['中[,:]', '\(']  # the same, with no comma between the whole and it
//     compared: '比[^,]*#'      # the sentence with a count replaced by "#": the list behind it is of the one before
//     aside: 上年|计划           # in a bracket that nothing else opens as a list: it is none
//     not_whole: '比[^,]*#'     # the sentence with the whole replaced by "#": it is no whole after all
//     open: 等|主要             # what leaves a list open: then the parts may only not exceed the whole
//     end: 办结|答复            # in front of a number: the list has ended before it
//     broken: 错误!$            # at the end of a sentence: no full stop ended it, and the list may go on
//     rest: 其他                 # before the last part: the list is meant to be whole
//     closer: '[,、]合计'        # all that stands between the last part and a whole told behind its parts
//     nested: 其中|含           # among such parts: one of them has parts of its own, and nothing is added up

#include <algorithm>

#include "check/parts.h"
#include "check/sums.h"
#include "check/wholes.h"

namespace gouji {
namespace {

class BreakdownCheck : public Check {
 public:
  explicit BreakdownCheck(AmountReader amounts) : reader_(std::move(amounts)) {}

  ProseScope scope;
  std::vector<Pattern> not_whole;
  PartsReader parts_reader;
  std::vector<Pattern> aside;
  std::vector<Pattern> broken;

  void Run(const Rule& rule, const Pass& pass, Findings& findings) const override {
    if (!Applies(rule, pass, Evaluator(rule.scope, pass.now(), pass.previous(), Missing::kZero), findings)) {
      return;
    }
    bool any = false;
    for (const ProseText& text : pass.prose()) {
      if (!scope.Has(text) || !MayHold(text.passage())) {
        continue;
      }
      for (const Stretch& stretch : reader_.Statements(text)) {
        any = Sentence(rule, pass, text, stretch, findings) || any;
      }
    }
    if (!any) {
      findings.NotApplicable();
    }
  }

 private:
  /// A statement is a sentence as a rule; of one that takes in the next the words of its paragraph are known.
  static Passage PassageOf(const ProseText& text, const Stretch& stretch) {
    const auto same = std::ranges::lower_bound(text.sentences, stretch.begin, {}, &gouji::Sentence::begin);
    return same != text.sentences.end() && same->begin == stretch.begin && same->end == stretch.end
               ? text.passage(*same)
               : Passage{std::string_view(text.folded.text).substr(stretch.begin, stretch.end - stretch.begin),
                         text.passage().words};
  }

  bool MayHold(const Passage& passage) const {
    return reader_.MayHold(passage) || AnyFinds(parts_reader.closer, passage);
  }

  bool Sentence(const Rule& rule, const Pass& pass, const ProseText& text, const Stretch& stretch,
                Findings& findings) const {
    const std::string_view sentence =
        std::string_view(text.folded.text).substr(stretch.begin, stretch.end - stretch.begin);
    const Passage passage = PassageOf(text, stretch);
    if (!MayHold(passage)) {
      return false;
    }
    const bool closed = stretch.end < text.folded.text.size() && !AnyFinds(broken, passage);
    const std::vector<Amount> amounts = reader_.Amounts(sentence);
    const std::vector<AmountReader::Opening> openings = reader_.Openings(passage, amounts);
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
      judged.push_back(list);
      const Parts parts = parts_reader.PartsOf(sentence, amounts, openings, i, closed);
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
        findings.Pass();
        continue;
      }
      Judge(rule, pass, text, stretch, sentence, amounts, whole, parts, findings);
    }
    for (std::size_t i = 2; i < amounts.size(); ++i) {
      any = Closed(rule, pass, text, stretch, sentence, amounts, i, findings) || any;
    }
    return any;
  }

  /// "网上 9 件、现场 3 件，合计 12 件": a total behind its parts.
  bool Closed(const Rule& rule, const Pass& pass, const ProseText& text, const Stretch& stretch,
              std::string_view sentence, const std::vector<Amount>& amounts, std::size_t which,
              Findings& findings) const {
    constexpr std::size_t kLongestCloser = 60;
    constexpr std::size_t kMostParts = 10;
    const Amount& whole = amounts[which];
    std::size_t from = amounts[which - 1].after;
    if (whole.kind != Amount::Kind::kCount || whole.begin - from > kLongestCloser ||
        !MatchesAny(parts_reader.closer, sentence.substr(from, whole.begin - from)) ||
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
      findings.Pass();
      return true;
    }
    parts.generous = parts.strict;
    Judge(rule, pass, text, stretch, sentence, amounts, whole, parts, findings);
    return true;
  }

  static bool MatchesAny(const std::vector<Pattern>& patterns, std::string_view text) {
    return std::ranges::any_of(patterns, [text](const Pattern& pattern) { return pattern.MatchesWhole(text); });
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

  void Judge(const Rule& rule, const Pass& pass, const ProseText& text, const Stretch& stretch,
             std::string_view sentence, const std::vector<Amount>& amounts, const Amount& whole, const Parts& parts,
             Findings& findings) const {
    const auto strict = Sum(amounts, parts.strict);
    const auto generous = Sum(amounts, parts.generous);
    if (!strict || !generous || AddUp(sentence, amounts, parts, whole.value)) {
      findings.Pass();
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
      findings.Pass();
      return;
    }
    const std::vector<std::size_t>& added = exceeds ? parts.strict : parts.generous;
    Diagnostic& diagnostic =
        findings.Fail(rule, pass, text.SpanOf(stretch.begin + whole.begin, stretch.begin + whole.end));
    if (text.section >= 0) {
      diagnostic.subject.section = pass.now().form->sections[static_cast<std::size_t>(text.section)].id;
    }
    Evaluator evaluator(rule.scope, pass.now(), pass.previous(), Missing::kZero);
    std::string spelt;
    for (const std::size_t i : added) {
      spelt += (spelt.empty() ? "" : " + ") + amounts[i].value.ToString();
      Evidence& evidence = diagnostic.evidence.emplace_back();
      evidence.source = &pass.source();
      evidence.where = text.SpanOf(stretch.begin + amounts[i].begin, stretch.begin + amounts[i].end);
      evidence.label = std::string(LabelOf(sentence, amounts[i]));
      evidence.value = amounts[i].value.ToString();
      evidence.side = Evidence::Side::kRight;
    }
    evaluator.SetLocal("whole", Value::Number(whole.value));
    evaluator.SetLocal("sum", Value::Number(exceeds ? *strict : *generous));
    evaluator.SetLocal("parts", Value::OfText(std::move(spelt)));
    evaluator.SetLocal("unit", Value::OfText(std::string(whole.unit)));
    Word(rule, evaluator, pass.lang(), diagnostic);
    diagnostic.left = whole.value.ToString();
    diagnostic.right = (exceeds ? *strict : *generous).ToString();
    if (const auto difference = whole.value.Minus(exceeds ? *strict : *generous)) {
      diagnostic.difference = difference->ToString();
    }
    if (!exceeds && rule.mild) {
      diagnostic.severity = *rule.mild;
    }
    Derive(amounts, whole, added, exceeds, diagnostic.where, findings);
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

  /// The words right before a part.
  static std::string_view LabelOf(std::string_view sentence, const Amount& part) {
    std::size_t begin = part.begin;
    while (begin > 0) {
      const std::string_view before = sentence.substr(0, begin);
      const char c = before.back();
      const bool mark = c == ',' || c == ';' || c == ':' || c == '(' || (c >= '0' && c <= '9');
      if (mark || before.ends_with("、")) {
        break;
      }
      --begin;
    }
    return sentence.substr(begin, part.begin - begin);
  }

  AmountReader reader_;
};

std::unique_ptr<Check> Compile(RuleReader& reader, const Node& value) {
  reader.rule.scope.locals = {"whole", "sum", "parts", "unit"};
  const NodeContext& context = reader.context();
  Options options(context, value, {"breakdown", "breakdown"});
  const ProseScope scope = ProseScope::Read(reader, options, ProseScope::kPreface | ProseScope::kSections);
  const Words words = Words::Read(options);
  std::optional<AmountReader> amounts = AmountReader::Read(options, words);
  std::vector<Pattern> not_whole = words.Patterns(context, options.Find("not_whole"));
  std::vector<Pattern> open = words.Patterns(context, options.Find("open"));
  std::vector<Pattern> end = words.Patterns(context, options.Find("end"));
  std::vector<Pattern> aside = words.Patterns(context, options.Find("aside"));
  std::vector<Pattern> broken = words.Patterns(context, options.Find("broken"));
  std::vector<Pattern> closer = words.Patterns(context, options.Find("closer"));
  std::vector<Pattern> rest = words.Patterns(context, options.Find("rest"));
  std::vector<Pattern> nested = words.Patterns(context, options.Find("nested"));
  options.Finish();
  reader.read_common();
  if (!amounts) {
    return nullptr;
  }
  auto check = std::make_unique<BreakdownCheck>(std::move(*amounts));
  check->scope = scope;
  check->not_whole = std::move(not_whole);
  check->parts_reader.open = std::move(open);
  check->parts_reader.end = std::move(end);
  check->aside = std::move(aside);
  check->broken = std::move(broken);
  check->parts_reader.closer = std::move(closer);
  check->parts_reader.rest = std::move(rest);
  check->parts_reader.nested = std::move(nested);
  return check;
}

}  // namespace

extern const Kind kBreakdown;
const Kind kBreakdown = {"breakdown",
                         {"总数与其后列举的各项须相符", "a total in prose must agree with the parts listed behind it"},
                         Compile,
                         {"mild"}};

}  // namespace gouji
