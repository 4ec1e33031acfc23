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
//     majority: {message: {…}}     # when most of the text agrees on another year, one finding at the title's year
//
// `years` is one of past, last, next, future; `in` names sections, preface, headings, margins. Margins are looked at
// only where they are named.

#include <string.h>  // memmem is no part of <cstring>

#include <algorithm>
#include <map>
#include <set>

#include "check/prose.h"
#include "text/number.h"

namespace gouji {
namespace {

// How a sentence is shown to the patterns of a rule. What stands there of itself is left out, so that nobody can write
// a mark into a report.
constexpr char kThisYear = '@';    // the year in question, its unit included
constexpr char kOwnYear = '#';     // the report's year, where another one is in question
constexpr char kIssuerMark = '&';  // who issued the report
constexpr char kBeginMark = '!';   // the year in question begins a clause; twice: a sentence

constexpr std::size_t kMostBefore = 240;  // bytes of a sentence that are looked at, on either side of a year
constexpr std::size_t kMostAfter = 420;
constexpr std::size_t kLongLine = 60;  // a shorter line that ends without a full stop was not broken, it is a heading

struct YearToken {
  std::size_t begin = 0;
  std::size_t end = 0;  ///< past the unit
  int year = 0;
};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

std::size_t FindFrom(std::string_view text, std::string_view word, std::size_t from) {
  if (from >= text.size()) {
    return std::string_view::npos;
  }
  // string_view::find looks for the first byte, which ideographs share by the thousand.
  const void* found = memmem(text.data() + from, text.size() - from, word.data(), word.size());
  return found == nullptr ? std::string_view::npos
                          : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

std::size_t PreviousCharacter(std::string_view text, std::size_t at) {
  do {
    --at;
  } while (at > 0 && IsContinuation(text[at]));
  return at;
}

std::size_t CharacterAtOrBefore(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && IsContinuation(text[at])) {
    --at;
  }
  return at;
}

/// Where four digits begin that end before `end` and have blanks between them ("20 22年"), as letter-spaced lines and
/// broken runs of a page have; nothing when they are more or fewer.
std::optional<std::size_t> SpacedDigitsBefore(std::string_view text, std::size_t end) {
  int digits = 0;
  std::size_t begin = end;
  for (std::size_t at = end; at > 0; --at) {
    if (IsDigit(text[at - 1])) {
      ++digits;
      begin = at - 1;
    } else if (text[at - 1] != ' ') {
      break;
    }
  }
  const bool joined = begin > 0 && IsLetter(text[begin - 1]);
  return digits == 4 && !joined ? std::optional(begin) : std::nullopt;
}

/// The year whose digits end where a unit begins.
std::optional<YearToken> YearBefore(std::string_view text, std::size_t unit, std::size_t unit_size) {
  if (unit == 0) {
    return std::nullopt;
  }
  std::size_t begin = unit;
  if (IsDigit(text[unit - 1])) {
    if (const auto spaced = SpacedDigitsBefore(text, unit); spaced && unit - *spaced > 4) {
      std::string digits(text.substr(*spaced, unit - *spaced));
      std::erase(digits, ' ');
      const auto year = ReadYear(digits);
      return year ? std::optional(YearToken{*spaced, unit + unit_size, year->year}) : std::nullopt;
    }
    if (unit < 4) {
      return std::nullopt;
    }
    begin = unit - 4;
    if (begin > 0 && (IsDigit(text[begin - 1]) || IsLetter(text[begin - 1]))) {
      return std::nullopt;
    }
  } else {
    for (int i = 0; i < 4; ++i) {
      if (begin == 0) {
        return std::nullopt;
      }
      begin = PreviousCharacter(text, begin);
    }
  }
  const auto year = ReadYear(text.substr(begin));
  if (!year || begin + year->bytes != unit) {
    return std::nullopt;
  }
  return YearToken{begin, unit + unit_size, year->year};
}

/// Numbers of exactly four digits that can be years.
std::vector<YearToken> BareYearsIn(std::string_view text) {
  std::vector<YearToken> years;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && (IsDigit(text[end]) || IsLetter(text[end]))) {
      ++end;
    }
    if (const auto year = end - at == 4 ? ReadYear(text.substr(at, 4)) : std::nullopt) {
      years.push_back({at, end, year->year});
    }
    at = end + 1;
  }
  return years;
}

/// The years of a folded text, in order: those before a unit, or any when there are no units.
std::vector<YearToken> YearsIn(std::string_view text, const std::vector<std::string>& units) {
  if (units.empty()) {
    return BareYearsIn(text);
  }
  std::vector<YearToken> years;
  for (const std::string& unit : units) {
    for (std::size_t at = FindFrom(text, unit, 0); at != std::string_view::npos;
         at = FindFrom(text, unit, at + unit.size())) {
      if (const auto year = YearBefore(text, at, unit.size())) {
        years.push_back(*year);
      }
    }
  }
  if (units.size() > 1) {
    std::ranges::sort(years, {}, &YearToken::begin);
  }
  return years;
}

struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

bool EndsSentence(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == '.') {
    // One that stands for "。", not that of a number, a list or an address.
    const bool after_words = at > 0 && !IsDigit(text[at - 1]);
    const bool in_word =
        at + 1 < text.size() && (IsDigit(text[at + 1]) || (text[at + 1] >= 'a' && text[at + 1] <= 'z'));
    return after_words && !in_word;
  }
  return c == '!' || c == '?' || text.substr(at).starts_with("。");
}

/// The sentence around a place of a folded text, cut where it is very long.
Range SentenceWindow(std::string_view text, std::size_t begin, std::size_t end) {
  Range sentence{begin, end};
  while (sentence.begin > 0 && begin - sentence.begin < kMostBefore) {
    const std::size_t previous = PreviousCharacter(text, sentence.begin);
    if (EndsSentence(text, previous)) {
      break;
    }
    sentence.begin = previous;
  }
  while (sentence.end < text.size() && sentence.end - end < kMostAfter && !EndsSentence(text, sentence.end)) {
    ++sentence.end;
  }
  sentence.end = CharacterAtOrBefore(text, sentence.end);
  return sentence;
}

/// Whether a line may go on in the next one: it is long, and nothing ends at its end.
bool GoesOn(std::string_view line) {
  if (line.size() < kLongLine) {
    return false;
  }
  const char last = line.back();
  return last != ';' && last != ':' && last != '!' && last != '?' && last != '.' && !line.ends_with("。");
}

enum class Verdict { kAllow, kLean, kState };

/// One line of the list that decides what a sentence says of a year: the first that matches does.
struct Entry {
  enum class Years { kAny, kPast, kFuture, kLast, kNext };

  Verdict verdict = Verdict::kAllow;
  Years years = Years::kAny;
  bool anywhere = true;  ///< but not in margins
  bool preface = false;
  bool headings = false;
  bool margins = false;
  std::vector<int> sections;
  std::vector<Pattern> patterns;

  bool Reads(const ProseText& text) const {
    switch (text.part) {
      case ProseText::Part::kPreface:
        return anywhere || preface;
      case ProseText::Part::kMargin:
        return margins;
      case ProseText::Part::kHeading:
        return anywhere || headings || IsIn(text.section);
      case ProseText::Part::kSection:
        return anywhere || IsIn(text.section);
      default:
        return false;
    }
  }
  bool IsIn(int section) const { return std::ranges::find(sections, section) != sections.end(); }

  /// `offset` is from the report's year to the one in question. The report's own year needs no excuse.
  bool IsFor(int offset) const {
    if (offset == 0) {
      return verdict != Verdict::kAllow;
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
};

/// A sentence that speaks of a year as if it were the report's.
struct Statement {
  std::size_t text = 0;  ///< index in the pass's prose
  YearToken token;
  bool sure = false;
};

class YearsCheck : public Check {
 public:
  std::vector<std::string> units;
  std::vector<Pattern> issuer_words;
  std::vector<Pattern> sentence_begins;  ///< matched whole
  std::vector<Pattern> clause_begins;    ///< anchored at the end
  std::vector<Pattern> masks;
  std::vector<Entry> entries;
  std::optional<Message> majority;

  void Run(const Rule& rule, const Pass& pass, Findings& findings) const override;

 private:
  std::vector<Statement> Statements(const Pass& pass) const;
  std::size_t OwnStatements(const Pass& pass) const;
  bool IsRunningHead(const Pass& pass, std::size_t text) const;
  std::optional<Verdict> Judge(const Pass& pass, std::size_t text, const std::vector<YearToken>& years,
                               const YearToken& token, Range sentence) const;
  std::vector<Range> Masked(std::string_view sentence, std::size_t offset) const;
  /// Marks the beginning of a sentence or a clause at the end of `marked`.
  void MarkBegin(std::string& marked) const;
};

/// Writes text for the patterns to see: without the characters that are marks, and with a mark for the issuer's name,
/// for the end of it when that is three characters or more ("县林业局"), and for the words that stand for it.
class Writer {
 public:
  Writer(std::vector<std::string_view> names, const std::vector<Pattern>& words)
      : names_(std::move(names)), words_(words) {}

  void Write(std::string_view text, std::string& marked) const {
    std::size_t at = 0;
    for (Range word = NextWord(text, 0);; word = NextWord(text, at)) {
      while (at < word.begin) {
        at = WriteOne(text, at, marked);
      }
      if (at >= text.size()) {
        return;
      }
      // The name may have reached into the word.
      if (at == word.begin) {
        marked.push_back(kIssuerMark);
        at = word.end;
      }
    }
  }

 private:
  Range NextWord(std::string_view text, std::size_t from) const {
    Range next{text.size(), text.size()};
    for (const Pattern& word : words_) {
      Pattern::Match match;
      if (word.Find(text, from, match) && !match[0].text.empty()) {
        const auto begin = static_cast<std::size_t>(match[0].text.data() - text.data());
        if (begin < next.begin) {
          next = {begin, begin + match[0].text.size()};
        }
      }
    }
    return next;
  }

  std::size_t WriteOne(std::string_view text, std::size_t at, std::string& marked) const {
    const auto name = std::ranges::find_if(
        names_, [&](std::string_view each) { return text[at] == each[0] && text.substr(at).starts_with(each); });
    if (name != names_.end()) {
      marked.push_back(kIssuerMark);
      return at + name->size();
    }
    const char c = text[at++];
    const bool is_mark = c == kThisYear || c == kOwnYear || c == kIssuerMark || c == kBeginMark;
    marked.push_back(is_mark ? ' ' : c);
    while (at < text.size() && IsContinuation(text[at])) {
      marked.push_back(text[at++]);
    }
    return at;
  }

  std::vector<std::string_view> names_;
  const std::vector<Pattern>& words_;
};

/// The issuer's name and the ends of it that may stand for it, longest first.
std::vector<std::string_view> IssuerNames(std::string_view issuer) {
  std::vector<std::size_t> starts;
  for (std::size_t at = 0; at < issuer.size(); ++at) {
    if (!IsContinuation(issuer[at])) {
      starts.push_back(at);
    }
  }
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i + 3 <= starts.size(); ++i) {
    names.push_back(issuer.substr(starts[i]));
  }
  return names;
}

std::vector<Range> YearsCheck::Masked(std::string_view sentence, std::size_t offset) const {
  std::vector<Range> masked;
  for (const Pattern& mask : masks) {
    Pattern::Match match;
    for (std::size_t at = 0; mask.Find(sentence, at, match);) {
      const auto begin = static_cast<std::size_t>(match[0].text.data() - sentence.data());
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
std::optional<Verdict> YearsCheck::Judge(const Pass& pass, std::size_t index, const std::vector<YearToken>& years,
                                         const YearToken& token, Range sentence) const {
  const ProseText& text = pass.prose()[index];
  const std::string_view folded = text.folded.text;
  const std::vector<Range> masked =
      Masked(folded.substr(sentence.begin, sentence.end - sentence.begin), sentence.begin);
  const auto is_masked = [&](const YearToken& each) {
    return std::ranges::any_of(masked,
                               [&](Range range) { return each.begin >= range.begin && each.begin < range.end; });
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
  const Writer writer(IssuerNames(pass.now().issuer), issuer_words);
  std::string marked;
  if (sentence.begin == 0 && index > 0 && GoesOn(neighbour(index - 1))) {
    const std::string_view previous = neighbour(index - 1);
    writer.Write(previous.substr(SentenceWindow(previous, previous.size(), previous.size()).begin), marked);
  }
  const int own = pass.now().year;
  std::size_t at = sentence.begin;
  for (const YearToken& each : years) {
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
  const auto speaks = [&](const Entry& entry) {
    return entry.IsFor(offset) && entry.Reads(text) && AnyFinds(entry.patterns, shown.passage());
  };
  const bool stated = std::ranges::any_of(
      entries, [&](const Entry& entry) { return entry.verdict != Verdict::kAllow && speaks(entry); });
  if (!stated) {
    return std::nullopt;
  }
  const auto first = std::ranges::find_if(entries, speaks);
  return first->verdict;
}

/// A text in the margin is a page header or footer when it repeats, or when the document has pages. Elsewhere, around
/// the report on a web page, stand the titles of other reports.
bool YearsCheck::IsRunningHead(const Pass& pass, std::size_t index) const {
  if (pass.now().document->transcript) {
    return true;
  }
  const auto same = std::ranges::count_if(pass.prose(), [&](const ProseText& each) {
    return each.part == ProseText::Part::kMargin && each.folded.text == pass.prose()[index].folded.text;
  });
  return same > 1;
}

std::vector<Statement> YearsCheck::Statements(const Pass& pass) const {
  std::vector<Statement> statements;
  std::set<std::string_view> heads;
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
      if (text.part == ProseText::Part::kMargin && (!IsRunningHead(pass, i) || heads.contains(text.folded.text))) {
        break;
      }
      const Range sentence = SentenceWindow(text.folded.text, token.begin, token.end);
      const auto verdict = Judge(pass, i, years, token, sentence);
      if (verdict && *verdict != Verdict::kAllow) {
        statements.push_back({i, token, *verdict == Verdict::kState});
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
      const Range sentence = SentenceWindow(text.folded.text, token.begin, token.end);
      const auto verdict = Judge(pass, i, years, token, sentence);
      if (verdict && *verdict != Verdict::kAllow) {
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
std::optional<int> AgreedYear(const std::vector<Statement>& statements, const Count& own_statements) {
  std::map<int, std::pair<std::size_t, std::size_t>> votes;
  for (const Statement& statement : statements) {
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

Subject SubjectOf(const Pass& pass, const ProseText& text) {
  Subject subject;
  if (text.section >= 0) {
    subject.section = pass.now().sections[static_cast<std::size_t>(text.section)].form->id;
  }
  return subject;
}

void YearsCheck::Run(const Rule& rule, const Pass& pass, Findings& findings) const {
  const Report& report = pass.now();
  if (report.year == 0 || report.year_from == Report::YearFrom::kNowhere ||
      report.year_from == Report::YearFrom::kProse) {
    findings.NotEvaluated(rule, {}, report.title ? report.title->where : Span(),
                          pass.lang() == Lang::kZh ? "标题没有写明年份" : "the title names no year");
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
  std::vector<Statement> statements = Statements(pass);
  const auto agreed =
      majority && report.title_year ? AgreedYear(statements, [&] { return OwnStatements(pass); }) : std::nullopt;
  if (agreed) {
    std::erase_if(statements, [&](const Statement& statement) { return statement.token.year != *agreed; });
    evaluator.SetLocal("found", Value::Number(*agreed));
    evaluator.SetLocal("places", Value::Number(static_cast<std::int64_t>(statements.size())));
    Diagnostic& diagnostic = findings.Fail(rule, pass, report.title_year->where);
    FillIn(*majority, evaluator, pass.lang(), diagnostic);
    diagnostic.severity = rule.SeverityFor(evaluator);
    for (const Statement& statement : statements) {
      const ProseText& text = pass.prose()[statement.text];
      Evidence& evidence = diagnostic.evidence.emplace_back();
      evidence.source = &pass.source();
      evidence.where = text.SpanOf(statement.token.begin, statement.token.end);
      evidence.subject = SubjectOf(pass, text);
      evidence.value = text.folded.text.substr(statement.token.begin, statement.token.end - statement.token.begin);
    }
    return;
  }
  std::erase_if(statements, [](const Statement& statement) { return !statement.sure; });
  if (statements.empty()) {
    findings.Pass();
    return;
  }
  for (const Statement& statement : statements) {
    const ProseText& text = pass.prose()[statement.text];
    evaluator.SetLocal("found", Value::Number(statement.token.year));
    evaluator.SetLocal("places", Value::Number(static_cast<std::int64_t>(statements.size())));
    Diagnostic& diagnostic = findings.Fail(rule, pass, text.SpanOf(statement.token.begin, statement.token.end));
    diagnostic.subject = SubjectOf(pass, text);
    Word(rule, evaluator, pass.lang(), diagnostic);
  }
}

/// The patterns of a node as few as their length allows, each with `anchor` at its end: one search through an
/// alternation costs little more than one through its first branch.
std::vector<Pattern> Merged(const NodeContext& context, const Words& words, const Node* node,
                            std::string_view anchor = {}) {
  constexpr std::size_t kLongest = 4000;
  std::vector<Pattern> merged;
  std::string all;
  const auto flush = [&] {
    if (!all.empty()) {
      merged.emplace_back("(?:" + all + ")" + std::string(anchor));
      all.clear();
    }
  };
  for (const Pattern& pattern : words.Patterns(context, node)) {
    if (all.size() + pattern.expression().size() > kLongest) {
      flush();
    }
    all += (all.empty() ? "" : "|") + pattern.expression();
  }
  flush();
  return merged;
}

void ReadPlaces(const RuleReader& reader, Options& options, Entry& entry) {
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
      const std::string near(Nearest(place, known));
      options.context().Wrong(
          node->where, "没有名为 '" + std::string(place) + "' 的节" + (near.empty() ? "" : "，是不是 '" + near + "'？"),
          "unknown section '" + std::string(place) + "'" + (near.empty() ? "" : ", did you mean '" + near + "'?"));
    }
  }
}

std::optional<Entry> ReadEntry(const RuleReader& reader, const Words& words, const Node& node) {
  Options options(reader.context(), node, {"判断", "decision"});
  Entry entry;
  const Node* patterns = nullptr;
  for (const auto& [key, verdict] :
       {std::pair{"allow", Verdict::kAllow}, std::pair{"lean", Verdict::kLean}, std::pair{"state", Verdict::kState}}) {
    const Node* found = options.Find(key);
    if (found != nullptr && patterns == nullptr) {
      patterns = found;
      entry.verdict = verdict;
    } else if (found != nullptr) {
      reader.context().Wrong(found->where, "allow、lean、state 只能有一个", "only one of allow, lean and state");
    }
  }
  using Years = Entry::Years;
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
    if (auto entry = ReadEntry(reader, words, *node)) {
      check->entries.push_back(std::move(*entry));
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
