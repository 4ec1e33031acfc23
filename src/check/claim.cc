// Rules that hold what the prose says against the tables: a number ("共收到申请 12 件") or a phrase ("未收到申请").
//
//   claim:
//     about: 申请                  # the sentence speaks of it …
//     under: 依申请公开            # … or a heading above it does, or the words the paragraph opens with
//     still: 申请中               # a sentence behind one that does, does too when it says so …
//     early: 收到申请[0-9]+件      # so does one that says so where a sentence behind it in its paragraph speaks of it,
//     again: 收到.*申请[0-9]       # unless another of the paragraph says this
//     turns: 咨询                  # … and none between turns to another topic; without `turns` right behind it only
//     year: '(?P<year>[0-9]{4})年' # the last year named before the claim must be the report's
//     ended: '其中[^#]*,全年'       # what is over by then, and governs no number behind it
//     words: {unit: 件|份, gap: '[^,;]*?'}
//     cases:                       # the first case that finds a number has it; it may have its own about and under
//       - find: '收到{gap}(?P<count>{n}){unit}'
//         with: 申请               # looked for in the sentence, the number replaced by "#"
//         without: '其中[^;]*#'     # see check/around.h
//         assert: extract.count = requests[new, all]

#include <algorithm>
#include <memory>
#include <span>
#include <utility>

#include "check/amounts.h"
#include "check/claim_judge.h"
#include "check/standing.h"
#include "text/byte_set.h"
#include "text/offset.h"

namespace gouji {
namespace {

constexpr ByteSet kDigits("0123456789");

/// Whether an expression says where in the sentence it stands. "[^;]" says nothing of that.
bool IsAnchored(std::string_view expression) {
  for (std::size_t i = 0; i < expression.size(); ++i) {
    const bool in_class = i > 0 && expression[i - 1] == '[';
    if (expression[i] == '$' || (expression[i] == '^' && !in_class)) {
      return true;
    }
  }
  return false;
}

class ClaimCheck : public Check {
 public:
  ProseScope scope;
  std::vector<Pattern> about;
  std::vector<Pattern>
      anchored;  ///< those of `about` that say where in the sentence: a paragraph tells nothing of them
  std::vector<Pattern> still;
  std::vector<Pattern> early;
  std::vector<Pattern> again;
  std::vector<Pattern> turns;
  std::vector<Pattern> under;
  std::vector<Pattern> leads;
  std::vector<Pattern> years;
  std::vector<Pattern> ended;
  std::vector<ClaimCase> cases;
  FirstLook finds;  ///< of all cases
  Decimal tolerance;

  bool MayDoubt(const Rule& rule) const override {
    return std::ranges::any_of(cases, [&](const ClaimCase& each) { return ReadsCells(*each.claim.Get(), rule.scope); });
  }

  void Run(const Rule& rule, const Pass& pass, Findings& findings) const override {
    if (pass.now().tables.empty() && !rule.scope.names->tables.empty()) {
      findings.NotApplicable();
      return;
    }
    ClaimJudge judge(rule, pass, findings, tolerance);
    const std::vector<ProseText>& prose = pass.prose();
    for (auto first = prose.begin(); first != prose.end();) {
      const auto end = std::find_if(first + 1, prose.end(), [&](const ProseText& text) {
        return text.part == ProseText::Part::kHeading || text.section != first->section;
      });
      Section(judge, {first, end});
      first = end;
    }
    if (!judge.heard()) {
      findings.NotApplicable();
    }
  }

 private:
  bool MayHold(const ProseText& text) const {
    return std::ranges::any_of(text.sentences,
                               [&](const Sentence& sentence) { return finds.MayFind(text.passage(sentence)); });
  }

  /// Texts that stand under one heading, the heading among them. What comes behind the last that may hold a claim is
  /// not read: it tells nothing of those above.
  void Section(ClaimJudge& judge, std::span<const ProseText> texts) const {
    Standing above;
    if (texts.front().part == ProseText::Part::kHeading) {
      above.section = texts.front().passage();
      texts = texts.subspan(1);
    }
    const auto may_hold = [&](const ProseText& text) { return scope.Has(text) && MayHold(text); };
    while (!texts.empty() && !may_hold(texts.back())) {
      texts = texts.first(texts.size() - 1);
    }
    for (const ProseText& text : texts) {
      if (scope.Has(text)) {
        Paragraph(judge, text, above);
      }
    }
  }

  void Paragraph(ClaimJudge& judge, const ProseText& text, Standing& above) const {
    above.inner = {};
    above.opening = {};
    if (IsSubheading(text.folded.text) && !IsListItem(text.folded.text)) {
      above.lead = text.passage();
      above.on_topic = false;
    }
    const bool may_be_about = AnyFinds(about, text.passage());
    bool first = true;
    for (const Sentence& stretch : text.sentences) {
      const Passage sentence = text.passage(stretch);
      const Passage opening = text.opening(stretch);
      const bool numbered = !IsListItem(opening.text) && (stretch.numbered || AnyFinds(leads, opening));
      if (first) {
        // Words that count are a sentence's own, and no heading.
        above.opening = kDigits.AnyIn(opening.text) ? Passage() : opening;
        above.lead = numbered ? opening : above.lead;
        above.on_topic = above.on_topic && !numbered && !turns.empty();
      } else if (numbered) {
        above.inner = opening;
      }
      // Another paragraph goes on about it, unless it turns to something else at once.
      const bool goes_on = above.on_topic && AnyFinds(still, sentence) && !(first && AnyFinds(turns, sentence));
      const bool speaks = IsAbout(sentence, may_be_about) || goes_on || IsToldBehind(text, stretch, may_be_about);
      first = false;
      above.on_topic = speaks || (above.on_topic && !turns.empty() && !AnyFinds(turns, sentence));
      if (finds.MayFind(sentence) && (speaks || above.IsUnder(under))) {
        Hear(judge, text, stretch, above);
      }
    }
  }

  /// Whether a sentence says what it is about; `may_be` when its paragraph holds anything of `about` at all.
  bool IsAbout(const Passage& sentence, bool may_be) const {
    return (may_be && AnyFinds(about, sentence)) || AnyFinds(anchored, sentence);
  }

  /// "收到申请 11 件。其中公开 6 件、不予公开 5 件": what it is about the paragraph says later.
  bool IsToldBehind(const ProseText& text, const Sentence& stretch, bool may_be_about) const {
    if (early.empty() || !AnyFinds(early, text.passage(stretch))) {
      return false;
    }
    bool told = false;
    for (const Sentence& each : text.sentences) {
      if (each.begin != stretch.begin && AnyFinds(again, text.passage(each))) return false;
      told = told || (each.begin > stretch.begin && IsAbout(text.passage(each), may_be_about));
    }
    return told;
  }

  void Hear(ClaimJudge& judge, const ProseText& text, const Sentence& stretch, const Standing& above) const {
    const Passage sentence = text.passage(stretch);
    std::vector<std::size_t> taken;  // where claims of this sentence stand
    for (const ClaimCase& each : cases) {
      // What a sentence holds is mostly known; what it stands under takes longer to tell.
      if (std::ranges::none_of(each.find, [&](const Pattern& pattern) { return pattern.MayFind(sentence); })) {
        continue;
      }
      const bool anywhere = each.about.empty() && each.under.empty();
      if (!anywhere && !AnyFinds(each.about, sentence) && !above.IsUnder(each.under)) {
        continue;
      }
      for (const Pattern& pattern : each.find) {
        Find(judge, text, stretch, sentence, each, pattern, taken);
      }
    }
  }

  void Find(ClaimJudge& judge, const ProseText& text, const Sentence& stretch, const Passage& passage,
            const ClaimCase& each, const Pattern& pattern, std::vector<std::size_t>& taken) const {
    const std::string_view sentence = passage.text;
    Pattern::Match match;
    std::size_t from = 0;
    while (from < sentence.size() && pattern.Find(passage, from, match)) {
      const int count = pattern.GroupOf("count");
      const int at = pattern.GroupOf("at");
      const std::string_view place = count > 0 && match[static_cast<std::size_t>(count)].matched()
                                         ? match[static_cast<std::size_t>(count)].text
                                     : at > 0 ? match[static_cast<std::size_t>(at)].text
                                              : OnlyGroup(match);
      const std::size_t begin = OffsetIn(sentence, place);
      const bool found = std::ranges::find(taken, begin) == taken.end() && (count == 0 || NumberOf(sentence, place)) &&
                         Stands(judge, sentence, each, begin, count == 0 ? begin : begin + place.size()) &&
                         IsOfTheYear(judge.pass().now(), passage, match, begin);
      if (found && judge.Judge({each, pattern, match, text, stretch, begin, begin + place.size()})) {
        taken.push_back(begin);
        from = std::max(begin + place.size(), from + 1);
        continue;
      }
      // A find that is none may hide another that begins inside it.
      from = OffsetIn(sentence, match[0].text) + 1;
      while (from < sentence.size() && (static_cast<unsigned char>(sentence[from]) & 0xC0) == 0x80) {
        ++from;
      }
    }
  }

  /// What the only group captured; the whole match where there are several, or none.
  static std::string_view OnlyGroup(const Pattern::Match& match) {
    return match.size() == 2 && match[1].matched() ? match[1].text : match[0].text;
  }

  /// A phrase stays, with the mark before it.
  bool Stands(const ClaimJudge& judge, std::string_view sentence, const ClaimCase& each, std::size_t begin,
              std::size_t end) const {
    const Evaluator evaluator(judge.rule().scope, judge.pass().now(), judge.pass().previous(), Missing::kZero);
    return each.around.Allows(judge.pass(), sentence, begin, end, ended, evaluator);
  }

  /// "2022年，我局收到申请5件" in a report on 2023 is no claim about its tables. Where nobody knows the report's year,
  /// a year that is named may be another.
  bool IsOfTheYear(const Report& report, const Passage& passage, const Pattern::Match& match, std::size_t begin) const {
    const std::string_view sentence = passage.text;
    int last = 0;
    std::size_t last_at = 0;
    for (const Pattern& pattern : years) {
      Pattern::Match year;
      for (std::size_t from = 0; from < begin && pattern.Find(passage, from, year);) {
        const auto group = static_cast<std::size_t>(pattern.GroupOf("year"));
        const std::size_t at = OffsetIn(sentence, year[group].text);
        from = at + std::max<std::size_t>(year[group].text.size(), 1);
        const auto read = ReadYear(year[group].text);
        // A year inside the match is the pattern's own business; one in a bracket that has closed is told of what
        // stands before it: "收到31件（2019年24件），办结29件".
        const bool aside = DepthAt(sentence, at) > DepthAt(sentence, begin);
        if (read && !aside && at < OffsetIn(sentence, match[0].text) && at >= last_at) {
          last = read->year;
          last_at = at;
        }
      }
    }
    return last == 0 || last == report.year;
  }
};

std::unique_ptr<Check> Compile(RuleReader& reader, const Node& value) {
  reader.rule.scope.locals = {"extract.text"};
  const NodeContext& context = reader.context();
  auto check = std::make_unique<ClaimCheck>();
  Options claim(context, value, {"claim", "claim"});
  check->scope = ProseScope::Read(reader, claim, ProseScope::kPreface | ProseScope::kSections);
  const auto words = std::make_shared<const Words>(Words::Read(claim));
  for (Pattern& pattern : words->Patterns(context, claim.Find("about"))) {
    (IsAnchored(pattern.expression()) ? check->anchored : check->about).push_back(std::move(pattern));
  }
  check->still = words->Patterns(context, claim.Find("still"));
  check->early = words->Patterns(context, claim.Find("early"));
  check->again = words->Patterns(context, claim.Find("again"));
  check->turns = words->Patterns(context, claim.Find("turns"));
  check->under = words->Patterns(context, claim.Find("under"));
  check->leads = words->Patterns(context, claim.Find("leads"));
  check->years = words->Patterns(context, claim.Find("year"));
  check->ended = words->Patterns(context, claim.Find("ended"));
  if (check->about.empty() && check->anchored.empty() && check->under.empty()) {
    check->about.emplace_back("");
  }
  std::vector<Options> cases;
  bool right = true;
  for (const Node* node : claim.List("cases", Need::kRequired)) {
    cases.emplace_back(context, *node, Localized{"情形", "case"});
    right = check->cases.emplace_back().ReadPatterns(reader, cases.back(), *words) && right;
  }
  for (const ClaimCase& each : check->cases) {
    std::ranges::for_each(each.find, [&](const Pattern& pattern) { check->finds.Add(pattern); });
  }
  for (std::size_t i = 0; i < cases.size(); ++i) {
    right = check->cases[i].ReadExpressions(reader, cases[i], words) && right;
  }
  reader.read_common();
  check->tolerance = reader.Tolerance();
  claim.Finish();
  return right && !check->cases.empty() ? std::move(check) : nullptr;
}

}  // namespace

extern const Kind kClaim;
const Kind kClaim = {
    "claim",
    {"正文中的一个数或一句话须与表格相符", "a number or a phrase of the prose must agree with the tables"},
    Compile,
    {"missing", "tolerance"}};

}  // namespace gouji
