// Rules on dates that stand in the prose.
//
//   dates:
//     find: ['统计期限[^。]*?(?P<from>…)至(?P<to>…)']   # every named group is a date; matched in folded text
//     whole: true                                      # the pattern must be a whole paragraph
//     last: 6                                          # only the last six paragraphs of the last section …
//     below_title: 3                                     # … and, given as well, the first three below the title
//     equal: {from: 'date(doc.year, 1, 1)'}            # what a date must be …
//     earliest: {signed: 'date(doc.year, 12, 31)'}     # … or must not be before, …
//     latest: {signed: …}                              # … or after
//     order: [from, to]                                # and which must not come before another
//     except: '9月1日.*8月31日'                         # from the first date to the last: these are of another matter
//
// One finding for every match. Of a date that should be another one the year is wrong, or what follows it; one that is
// too early or too late is wrong as a whole. A date without a year is of the year of the one before it; without a day,
// of the first or (the last date) the last one of the month; and of a year alone only the year is held against what is
// expected.

#include <algorithm>

#include "check/prose.h"
#include "text/offset.h"
#include "text/written_date.h"

namespace gouji {
namespace {

/// What must hold of the date a group found.
struct Expectation {
  enum class What { kEqual, kEarliest, kLatest };
  What what = What::kEqual;
  std::string group;
  ExprPtr date;
};

struct Found {
  std::string_view group;
  std::size_t begin = 0;  ///< in the folded text
  std::size_t end = 0;
  WrittenDate written;
  WrittenDate meant;  ///< with the parts that are not there filled in; month 0: of a year alone
};

class DatesCheck : public Check {
 public:
  std::vector<Pattern> patterns;
  std::vector<std::string> groups;  ///< of the patterns, in their order
  std::vector<Expectation> expectations;
  std::vector<std::string> order;
  std::vector<Pattern> except;
  bool whole = false;
  int last = 0;         ///< 0: everywhere
  int below_title = 0;  ///< so many first ones, beside `last`

  void Run(const Rule& rule, const Pass& pass, Findings& findings) const override {
    Evaluator evaluator(rule.scope, pass.now(), pass.previous(), Missing::kSkip);
    if (!HasYear(rule, pass, findings) || !Applies(rule, pass, evaluator, findings)) {
      return;
    }
    const std::vector<ProseText>& prose = pass.prose();
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < prose.size(); ++i) {
      if (prose[i].part == ProseText::Part::kPreface || prose[i].part == ProseText::Part::kSection) {
        places.push_back(i);
      }
    }
    if (last > 0 && !places.empty()) {
      const ProseText& end = prose[places.back()];
      std::vector<std::size_t> above;
      std::ranges::copy_if(places, std::back_inserter(above), [&](std::size_t i) {
        const Report& report = pass.now();
        return prose[i].part == ProseText::Part::kPreface && end.part != ProseText::Part::kPreface && report.title &&
               prose[i].text.where.begin > report.title->where.begin;
      });
      above.resize(std::min<std::size_t>(above.size(), static_cast<std::size_t>(below_title)));
      std::erase_if(places,
                    [&](std::size_t i) { return prose[i].part != end.part || prose[i].section != end.section; });
      places.erase(places.begin(), places.end() - std::min<std::ptrdiff_t>(last, std::ssize(places)));
      places.insert(places.begin(), above.begin(), above.end());
    }
    bool any = false;
    for (const std::size_t i : places) {
      any = Read(rule, pass, prose[i], evaluator, findings) || any;
    }
    if (!any) {
      findings.NotApplicable();
    }
  }

 private:
  static bool HasYear(const Rule& rule, const Pass& pass, Findings& findings) {
    const Report& report = pass.now();
    if (report.year_from == Report::YearFrom::kNowhere || report.year_from == Report::YearFrom::kProse) {
      findings.NotEvaluated(rule, {}, report.title ? report.title->where : Span(),
                            pass.lang() == Lang::kZh ? "标题没有写明年份" : "the title names no year");
      return false;
    }
    return true;
  }

  /// Judges the dates of one text. True when there were any.
  bool Read(const Rule& rule, const Pass& pass, const ProseText& text, Evaluator& evaluator, Findings& findings) const {
    const std::string_view folded = text.folded.text;
    for (const Pattern& pattern : patterns) {
      Pattern::Match match;
      if (whole ? pattern.MatchesWhole(folded, match) : pattern.Find(text.passage(), 0, match)) {
        const std::vector<Found> dates = DatesOf(folded, pattern, match);
        if (!dates.empty() &&
            AnyMatchesWhole(except, folded.substr(dates.front().begin, dates.back().end - dates.front().begin))) {
          return false;
        }
        if (!dates.empty()) {
          Judge(rule, pass, text, dates, evaluator, findings);
          return true;
        }
      }
    }
    return false;
  }

  /// The dates of a match in the order they stand in; none when a group that took part is no date.
  std::vector<Found> DatesOf(std::string_view folded, const Pattern& pattern, const Pattern::Match& match) const {
    std::vector<Found> dates;
    for (const std::string& name : groups) {
      const auto group = static_cast<std::size_t>(pattern.GroupOf(name));
      if (group == 0 || !match[group].matched()) {
        continue;
      }
      const auto written = ReadDate(match[group].text);
      if (!written) {
        return {};
      }
      const std::size_t begin = OffsetIn(folded, match[group].text);
      dates.push_back({name, begin, begin + match[group].text.size(), *written, *written});
    }
    std::ranges::sort(dates, {}, &Found::begin);
    int year = 0;
    for (std::size_t i = 0; i < dates.size(); ++i) {
      WrittenDate& meant = dates[i].meant;
      if (meant.year == 0) {
        meant.year = year;
      }
      year = meant.year;
      if (meant.year == 0) {
        return {};
      }
      if (meant.month > 0 && meant.day == 0) {
        meant.day = i > 0 && i + 1 == dates.size() ? DaysIn(meant.year, meant.month) : 1;
      }
    }
    return dates;
  }

  void Judge(const Rule& rule, const Pass& pass, const ProseText& text, const std::vector<Found>& dates,
             Evaluator& evaluator, Findings& findings) const {
    for (const std::string& group : groups) {
      evaluator.SetLocal(group, Value::Unknown({}));
    }
    for (const Found& each : dates) {
      const WrittenDate& meant = each.meant;
      evaluator.SetLocal(
          each.group, meant.month == 0 ? Value::Number(meant.year) : Value::Date(meant.year, meant.month, meant.day));
    }
    const auto wrong = WrongIn(dates, evaluator);
    if (!wrong) {
      findings.Pass();
      return;
    }
    const std::string found(text.folded.text.substr(dates.front().begin, dates.back().end - dates.front().begin));
    evaluator.SetLocal("found", Value::OfText(found));
    Diagnostic& diagnostic = findings.Fail(rule, pass, text, wrong->first, wrong->second);
    Word(rule, evaluator, pass.lang(), diagnostic);
  }

  /// Bytes of the folded text that are wrong.
  std::optional<std::pair<std::size_t, std::size_t>> WrongIn(const std::vector<Found>& dates,
                                                             const Evaluator& evaluator) const {
    struct Doubted {
      const Found* found;
      WrittenDate expected;
      bool in_part;
    };
    std::vector<Doubted> doubted;
    for (const Found& each : dates) {
      for (const Expectation& expectation : expectations) {
        if (expectation.group != each.group) {
          continue;
        }
        const auto expected = DateOf(evaluator.Evaluate(*expectation.date));
        if (expected && !Holds(each.meant, expectation.what, *expected)) {
          doubted.push_back({&each, *expected, expectation.what == Expectation::What::kEqual});
        }
      }
    }
    // A wrong year says more than a wrong day, wherever they stand.
    for (const Doubted& each : doubted) {
      if (each.in_part && each.found->written.year != 0 && each.found->written.year != each.expected.year) {
        return std::pair{each.found->begin, each.found->begin + each.found->written.year_bytes};
      }
    }
    for (std::size_t i = 0; i + 1 < order.size(); ++i) {
      const auto first = std::ranges::find(dates, order[i], &Found::group);
      const auto second = std::ranges::find(dates, order[i + 1], &Found::group);
      if (first != dates.end() && second != dates.end() && second->meant < first->meant) {
        return std::pair{first->begin, first->end};
      }
    }
    if (doubted.empty()) {
      return std::nullopt;
    }
    const Found& first = *doubted.front().found;
    const bool only_day =
        doubted.front().in_part && first.written.year == doubted.front().expected.year && first.written.month != 0;
    return std::pair{first.begin + (only_day ? first.written.rest : 0), first.end};
  }

  static std::optional<WrittenDate> DateOf(const Value& value) {
    const auto whole = value.kind == Value::Kind::kDate ? value.number.Whole() : std::nullopt;
    if (!whole) {
      return std::nullopt;
    }
    const int number = static_cast<int>(*whole);
    WrittenDate date;
    date.year = number / 10000;
    date.month = number / 100 % 100;
    date.day = number % 100;
    return date;
  }

  static bool Holds(const WrittenDate& meant, Expectation::What what, const WrittenDate& expected) {
    using What = Expectation::What;
    if (meant.month == 0) {
      return what == What::kEqual      ? meant.year == expected.year
             : what == What::kEarliest ? meant.year >= expected.year
                                       : meant.year <= expected.year;
    }
    return what == What::kEqual      ? (meant <=> expected) == 0
           : what == What::kEarliest ? (meant <=> expected) >= 0
                                     : (meant <=> expected) <= 0;
  }
};

void CheckGroup(const NodeContext& context, const Node& node, const std::vector<std::string>& groups) {
  if (std::ranges::find(groups, node.scalar()) != groups.end()) {
    return;
  }
  const std::string name(node.scalar());
  const std::string_view near = Nearest(name, std::vector<std::string_view>(groups.begin(), groups.end()));
  context.Wrong(node.where, "模式中没有命名组“" + name + "”" + DidYouMean(near, Lang::kZh),
                "no pattern has a group '" + name + "'" + DidYouMean(near, Lang::kEn));
}

std::unique_ptr<Check> Compile(RuleReader& reader, const Node& value) {
  const NodeContext& context = reader.context();
  auto check = std::make_unique<DatesCheck>();
  Options options(context, value, {"dates", "dates"});
  check->patterns = reader.Patterns(options.Find("find", Need::kRequired));
  check->whole = options.Flag("whole").value_or(false);
  check->last = static_cast<int>(options.Integer("last").value_or(0));
  check->below_title = static_cast<int>(options.Integer("below_title").value_or(0));
  check->except = reader.Patterns(options.Find("except"));
  GroupNames(check->patterns, check->groups);
  Scope& scope = reader.rule.scope;
  scope.locals = check->groups;
  scope.locals.emplace_back("found");
  using What = Expectation::What;
  for (const auto& [key, what] :
       {std::pair{"equal", What::kEqual}, std::pair{"earliest", What::kEarliest}, std::pair{"latest", What::kLatest}}) {
    const Node* node = options.Find(key);
    if (node == nullptr) {
      continue;
    }
    if (!node->is_map()) {
      context.Wrong(node->where, "应为 命名组: 日期 的映射", "expected a map of groups and dates");
      continue;
    }
    for (std::size_t i = 0; i + 1 < node->items().size(); i += 2) {
      CheckGroup(context, node->items()[i], check->groups);
      if (ExprPtr date = ParseExpr(context, node->items()[i + 1], scope)) {
        check->expectations.push_back({what, std::string(node->items()[i].scalar()), std::move(date)});
      }
    }
  }
  for (const Node* node : options.List("order")) {
    CheckGroup(context, *node, check->groups);
    check->order.emplace_back(node->scalar());
  }
  options.Finish();
  reader.read_common();
  return check;
}

}  // namespace

extern const Kind kDates;
const Kind kDates = {"dates", {"正文中的日期", "dates that stand in the prose"}, Compile};

}  // namespace gouji
