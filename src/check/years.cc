// Rules on the years a report speaks of. For every year in the prose that is not the report's, its sentence is shown to
// the patterns of the rule with marks in it: `@` is that year with its unit ("2022年"), written `!@` where it begins a
// clause and `!!@` where it begins a sentence; `#` is the report's own year where it stands in the same sentence, `&` a
// word of the report for its issuer.
//
//   years:
//     unit: 年                     # what makes a number a year; several, or none: any number of four digits
//     issuer: ['我局|本机关']      # words for the issuer, beside its name and the ends of its name
//     begins:                      # what may stand before a year that begins a sentence (all that does) or a clause
//       {sentence: ['[一二三]、'], clause: ['[,;]']}
//     words: {did: '公开|发布'}    # fragments: `{did}` in a pattern; one may use those before it
//     mask: ['《[^》]*》']          # no year inside these is meant
//     decide:                      # the first line that matches decides
//       - {allow: '较@', years: past, in: problems}
//       - {state: '!@,?&?{did}'}   # the sentence states the report's facts under that year: a finding
//       - {lean: '!!@,'}           # it may, which only counts for the majority
//     compared: '!!@收到#'          # a whole sentence that only tells its `fact` again, which one before it in the
//                                  # paragraph tells of the report's year: it is held against that; where its group
//                                  # `object` is empty, the one right before need name no year
//     majority: {message: {…}}     # when most of the text agrees on another year, one finding at the title's year
//
// `years` is one of past, last, next, future; `in` names sections, preface, headings, margins. Margins are looked at
// only where they are named.

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "check/prose.h"
#include "check/year_comparison.h"
#include "check/year_decision.h"
#include "check/year_marks.h"
#include "check/year_tokens.h"
#include "text/offset.h"

namespace gouji {
namespace {

/// A sentence that speaks of a year as if it were the report's.
struct YearStatement {
  std::size_t text = 0;  ///< index in the pass's prose
  YearToken token;
  bool sure = false;
};

/// How often each text stands in a margin.
using Times = std::unordered_map<std::string_view, int>;

class YearsCheck : public Check {
 public:
  std::vector<std::string> units;
  std::vector<Pattern> issuer_words;
  std::vector<Pattern> sentence_begins;  ///< matched whole
  std::vector<Pattern> clause_begins;    ///< anchored at the end
  std::vector<Pattern> masks;
  std::vector<YearDecision> entries;
  YearComparison compared;
  std::optional<Message> majority;

  void Run(const Rule& rule, const Pass& pass, Findings& findings) const override;

 private:
  std::vector<YearStatement> Statements(const Pass& pass) const;
  std::size_t OwnStatements(const Pass& pass) const;
  static bool IsRunningHead(const Pass& pass, std::size_t text, const Times& times);
  std::optional<YearVerdict> Judge(const Pass& pass, std::size_t text, const std::vector<YearToken>& years,
                                   const YearToken& token, Stretch sentence) const;
  std::vector<Stretch> Masked(std::string_view sentence, std::size_t offset) const;
  /// Marks the beginning of a sentence or a clause at the end of `marked`.
  void MarkBegin(std::string& marked) const;
};

std::vector<Stretch> YearsCheck::Masked(std::string_view sentence, std::size_t offset) const {
  std::vector<Stretch> masked;
  for (const Pattern& mask : masks) {
    Pattern::Match match;
    for (std::size_t at = 0; mask.Find(sentence, at, match);) {
      const std::size_t begin = OffsetIn(sentence, match[0].text);
      masked.push_back({offset + begin, offset + begin + match[0].text.size()});
      at = std::max(begin + match[0].text.size(), at + 1);
    }
  }
  return masked;
}

void YearsCheck::MarkBegin(std::string& marked) const {
  const bool sentence = marked.empty() || std::ranges::any_of(sentence_begins, [&](const Pattern& pattern) {
                          return pattern.MatchesWhole(marked);
                        });
  if (sentence) {
    marked.append(2, kBeginMark);
  } else if (AnyFinds(clause_begins, marked)) {
    marked.push_back(kBeginMark);
  }
}

/// What the sentence says of the year `token`; nothing when no line of the list speaks of it, or it is masked.
std::optional<YearVerdict> YearsCheck::Judge(const Pass& pass, std::size_t index, const std::vector<YearToken>& years,
                                             const YearToken& token, Stretch sentence) const {
  const ProseText& text = pass.prose()[index];
  const std::string_view folded = text.folded.text;
  const std::vector<Stretch> masked =
      Masked(folded.substr(sentence.begin, sentence.end - sentence.begin), sentence.begin);
  const auto is_masked = [&](const YearToken& each) {
    return std::ranges::any_of(masked,
                               [&](Stretch range) { return each.begin >= range.begin && each.begin < range.end; });
  };
  if (is_masked(token)) {
    return std::nullopt;
  }

  const auto neighbour = [&](std::size_t other) -> std::string_view {
    const bool flows = text.part == ProseText::Part::kSection || text.part == ProseText::Part::kPreface;
    if (!flows || other >= pass.prose().size()) {
      return {};
    }
    const ProseText& near = pass.prose()[other];
    return near.part == text.part && near.section == text.section ? std::string_view(near.folded.text)
                                                                  : std::string_view();
  };
  const YearMarker writer(pass.now().issuer, pass.now().form->short_forms, issuer_words);
  std::string marked;
  if (sentence.begin == 0 && index > 0 && GoesOn(neighbour(index - 1))) {
    const std::string_view previous = neighbour(index - 1);
    writer.Write(previous.substr(SentenceWindow(previous, previous.size(), previous.size()).begin), marked);
  }
  const int own = pass.now().year;
  std::size_t at = sentence.begin;
  for (auto next = std::ranges::lower_bound(years, at, {}, &YearToken::begin);
       next != years.end() && next->begin < sentence.end; ++next) {
    const YearToken& each = *next;
    if (each.begin < at || each.end > sentence.end) {
      continue;
    }
    const bool is_this = each.begin == token.begin;
    if (!is_this && (each.year != own || token.year == own || is_masked(each))) {
      continue;
    }
    writer.Write(folded.substr(at, each.begin - at), marked);
    if (is_this) {
      MarkBegin(marked);
    }
    marked.push_back(is_this ? kThisYear : kOwnYear);
    at = each.end;
  }
  writer.Write(folded.substr(at, sentence.end - at), marked);
  if (sentence.end == folded.size() && GoesOn(folded)) {
    const std::string_view next = neighbour(index + 1);
    writer.Write(next.substr(0, SentenceWindow(next, 0, 0).end), marked);
  }

  // Most years stand where no sentence states anything of them: then nobody need know what would allow them.
  const int offset = token.year - own;
  const MadeText shown = pass.Read(std::move(marked));
  const auto speaks = [&](const YearDecision& entry) {
    return entry.IsFor(offset) && entry.Reads(text) && AnyFinds(entry.patterns, shown.passage());
  };
  const bool stated = std::ranges::any_of(
      entries, [&](const YearDecision& entry) { return entry.verdict != YearVerdict::kAllow && speaks(entry); });
  if (!stated) {
    return std::nullopt;
  }
  const auto first = std::ranges::find_if(entries, speaks);
  const bool is_compared =
      first->verdict == YearVerdict::kState && compared.Is(shown.text, folded, sentence, years, own);
  return is_compared ? YearVerdict::kAllow : first->verdict;
}

/// A text in the margin is a page header or footer when it repeats, or when the document has pages. Elsewhere, around
/// the report on a web page, stand the titles of other reports.
bool YearsCheck::IsRunningHead(const Pass& pass, std::size_t index, const Times& times) {
  if (pass.now().document->transcript) {
    return true;
  }
  return times.at(pass.prose()[index].folded.text) > 1;
}

std::vector<YearStatement> YearsCheck::Statements(const Pass& pass) const {
  std::vector<YearStatement> statements;
  std::set<std::string_view> heads;
  Times times;  // of the texts in the margins
  for (const ProseText& text : pass.prose()) {
    if (text.part == ProseText::Part::kMargin) {
      ++times[text.folded.text];
    }
  }
  for (std::size_t i = 0; i < pass.prose().size(); ++i) {
    const ProseText& text = pass.prose()[i];
    if (text.part == ProseText::Part::kTitle || text.part == ProseText::Part::kCell) {
      continue;
    }
    const std::vector<YearToken> years = YearsIn(text.folded.text, units);
    std::size_t said = 0;  // where the sentence of the last statement ends
    for (const YearToken& token : years) {
      if (token.year == pass.now().year || (token.begin < said && statements.back().token.year == token.year)) {
        continue;
      }
      if (text.part == ProseText::Part::kMargin &&
          (!IsRunningHead(pass, i, times) || heads.contains(text.folded.text))) {
        break;
      }
      const Stretch sentence = SentenceWindow(text.folded.text, token.begin, token.end);
      const auto verdict = Judge(pass, i, years, token, sentence);
      if (verdict && *verdict != YearVerdict::kAllow) {
        statements.push_back({i, token, *verdict == YearVerdict::kState});
        said = sentence.end;
        heads.insert(text.folded.text);
      }
    }
  }
  return statements;
}

/// Sentences that speak of the report's year as its own.
std::size_t YearsCheck::OwnStatements(const Pass& pass) const {
  std::size_t count = 0;
  for (std::size_t i = 0; i < pass.prose().size(); ++i) {
    const ProseText& text = pass.prose()[i];
    if (text.part == ProseText::Part::kTitle || text.part == ProseText::Part::kCell) {
      continue;
    }
    const std::vector<YearToken> years = YearsIn(text.folded.text, units);
    std::size_t said = 0;
    for (const YearToken& token : years) {
      if (token.year != pass.now().year || token.begin < said) {
        continue;
      }
      const Stretch sentence = SentenceWindow(text.folded.text, token.begin, token.end);
      const auto verdict = Judge(pass, i, years, token, sentence);
      if (verdict && *verdict != YearVerdict::kAllow) {
        ++count;
        said = sentence.end;
      }
    }
  }
  return count;
}

/// The year that the body speaks of as the report's against its title: at least two sentences, and more than those that
/// agree with the title. Sentences that only lean that way count, but not alone when they are few.
template <typename Count>
std::optional<int> AgreedYear(const std::vector<YearStatement>& statements, const Count& own_statements) {
  std::map<int, std::pair<std::size_t, std::size_t>> votes;
  for (const YearStatement& statement : statements) {
    ++votes[statement.token.year].first;
    votes[statement.token.year].second += statement.sure ? 1 : 0;
  }
  for (const auto& [year, vote] : votes) {
    const auto [all, sure] = vote;
    if (all >= (sure > 0 ? 2 : 3) && all * 2 > statements.size() && all > own_statements()) {
      return year;
    }
  }
  return std::nullopt;
}

std::string NoYear(Lang lang) { return lang == Lang::kZh ? "标题没有写明年份" : "the title names no year"; }

void YearsCheck::Run(const Rule& rule, const Pass& pass, Findings& findings) const {
  const Report& report = pass.now();
  if (report.year == 0 || report.year_from == Report::YearFrom::kNowhere ||
      report.year_from == Report::YearFrom::kProse) {
    findings.NotEvaluated(rule, {}, report.title ? report.title->where : Span(), NoYear(pass.lang()));
    return;
  }
  Evaluator evaluator(rule.scope, report, pass.previous(), Missing::kSkip);
  if (rule.when != nullptr) {
    const Value when = evaluator.Evaluate(*rule.when);
    if (when.kind != Value::Kind::kBool || !when.truth) {
      findings.NotApplicable();
      return;
    }
  }
  std::vector<YearStatement> statements = Statements(pass);
  const bool stated = report.year_from == Report::YearFrom::kStated;
  const auto agreed = majority && (report.title_year || stated)
                          ? AgreedYear(statements, [&] { return OwnStatements(pass); })
                          : std::nullopt;
  if (agreed && stated) {  // what the report says it is about, or all the rest: one of them is wrong
    findings.NotEvaluated(rule, {}, Span(), NoYear(pass.lang()));
    return;
  }
  if (agreed) {
    std::erase_if(statements, [&](const YearStatement& statement) { return statement.token.year != *agreed; });
    evaluator.SetLocal("found", Value::Number(*agreed));
    evaluator.SetLocal("places", Value::Number(static_cast<std::int64_t>(statements.size())));
    Diagnostic& diagnostic = findings.Fail(rule, pass, report.title_year->where);
    FillIn(*majority, evaluator, pass.lang(), diagnostic);
    diagnostic.severity = rule.SeverityFor(evaluator);
    for (const YearStatement& statement : statements) {
      const ProseText& text = pass.prose()[statement.text];
      Evidence& evidence = diagnostic.evidence.emplace_back();
      evidence.source = &pass.source();
      evidence.where = text.SpanOf(statement.token.begin, statement.token.end);
      evidence.subject = SubjectOf(pass, text);
      evidence.value = text.folded.text.substr(statement.token.begin, statement.token.end - statement.token.begin);
    }
    return;
  }
  std::erase_if(statements, [](const YearStatement& statement) { return !statement.sure; });
  if (statements.empty()) {
    findings.Pass();
    return;
  }
  for (const YearStatement& statement : statements) {
    const ProseText& text = pass.prose()[statement.text];
    evaluator.SetLocal("found", Value::Number(statement.token.year));
    evaluator.SetLocal("places", Value::Number(static_cast<std::int64_t>(statements.size())));
    Diagnostic& diagnostic = findings.Fail(rule, pass, text, statement.token.begin, statement.token.end);
    Word(rule, evaluator, pass.lang(), diagnostic);
  }
}

std::unique_ptr<Check> Compile(RuleReader& reader, const Node& value) {
  auto check = std::make_unique<YearsCheck>();
  reader.rule.scope.locals = {"found", "places"};
  Options options(reader.context(), value, {"years", "years"});
  for (const std::string_view unit : options.Texts("unit")) {
    if (!unit.empty()) {
      check->units.emplace_back(unit);
    }
  }
  const Words words = Words::Read(options);
  const NodeContext& context = reader.context();
  check->issuer_words = Merged(context, words, options.Find("issuer"));
  if (const Node* begins = options.Find("begins")) {
    Options inner(context, *begins, {"begins", "begins"});
    check->sentence_begins = Merged(context, words, inner.Find("sentence"));
    check->clause_begins = Merged(context, words, inner.Find("clause"), "$");
    inner.Finish();
  }
  check->masks = Merged(context, words, options.Find("mask"));
  for (const Node* node : options.List("decide", Need::kRequired)) {
    if (auto entry = YearDecision::Read(reader, words, *node)) {
      check->entries.push_back(std::move(*entry));
    }
  }
  check->compared.patterns = words.Patterns(context, options.Find("compared"));
  for (const Pattern& pattern : check->compared.patterns) {
    if (pattern.GroupOf("fact") == 0) {
      context.Wrong(value.where, "compared 的模式应有 (?P<fact>…)", "a pattern under compared must have (?P<fact>…)");
      return nullptr;
    }
  }
  reader.read_common();
  if (const Node* node = options.Find("majority")) {
    Options inner(reader.context(), *node, {"majority", "majority"});
    inner.Find("message", Need::kRequired);
    check->majority = ParseMessage(inner, "message", reader.rule.scope);
    inner.Finish();
  }
  options.Finish();
  return check;
}

}  // namespace

extern const Kind kYears;
const Kind kYears = {
    "years", {"正文把别的年份当作本年来写", "a sentence speaks of another year as if it were the report's"}, Compile};

}  // namespace gouji
