// Rules on what a text must, or must not, say.
//
//   pattern:
//     forbid:                       # each may be a pattern, or a map
//       - '\[bookmark:[^\]]*\]'
//       - {name: {zh: 身份证号, en: …}, find: '(?P<at>…)', with: …, without: '联系#', valid: iso7064-mod11-2, replace:
//       ''}
//   pattern:
//     sections: overview
//     need:                         # one finding for every item no text speaks of, at the rule's `at`
//       - {name: {zh: 主动公开, en: …}, find: 主动公开}
//     ignore: '-\d+-'               # what a page left within words: what is needed may be said around it
//
// `with` and `without` look at the paragraph in which what was found is replaced by "#"; of a very long one, at what
// stands around it.

#include <algorithm>
#include <array>
#include <iterator>
#include <map>

#include "base/rewrite.h"
#include "check/prose.h"
#include "text/offset.h"

namespace gouji {
namespace {

std::string WithoutParting(std::string_view written) {
  std::string number(written);
  std::erase_if(number, [](char c) { return c == ' ' || c == '-'; });
  return number;
}

/// ISO 7064 MOD 11-2: seventeen digits and a check digit, which may be X (GB 11643 identity numbers).
bool IsMod11_2(std::string_view text) {
  int sum = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool ten = (c == 'X' || c == 'x') && i + 1 == text.size();
    if (!ten && (c < '0' || c > '9')) {
      return false;
    }
    sum = (sum * 2 + (ten ? 10 : c - '0')) % 11;
  }
  return sum == 1;
}

/// ISO 7812: bank cards, sixteen to nineteen digits.
bool IsLuhn(std::string_view text) {
  int sum = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[text.size() - 1 - i];
    if (c < '0' || c > '9') {
      return false;
    }
    const int doubled = i % 2 == 1 ? (c - '0') * 2 : c - '0';
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 == 0;
}

/// A check on the digits of a number; blanks and hyphens that part it are taken out before.
struct Validator {
  std::string_view name;
  bool (*is_valid)(std::string_view text);
};
constexpr std::array<Validator, 2> kValidators = {{{"iso7064-mod11-2", IsMod11_2}, {"luhn", IsLuhn}}};

/// Bytes of a paragraph that are looked at on either side of what was found: longer than any real one is.
constexpr std::size_t kFarthest = 6000;

/// Where the character begins that byte `at` belongs to.
std::size_t CharacterAt(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) {
    --at;
  }
  return at;
}

struct Forbidden {
  std::optional<Localized> name;  ///< none: it is called what it says
  std::vector<Pattern> find;
  std::vector<Pattern> with;
  std::vector<Pattern> without;
  const Validator* validator = nullptr;
  std::optional<std::string_view> replacement;
};

struct Needed {
  Localized name;
  std::vector<Pattern> find;
};

class PatternCheck : public Check {
 public:
  ProseScope scope;
  std::vector<Forbidden> forbidden;
  std::vector<Needed> needed;
  std::vector<Pattern> ignored;  ///< what a page left within words

  void Run(const Rule& rule, const Pass& pass, Findings& findings) const override {
    Evaluator evaluator(rule.scope, pass.now(), pass.previous(), rule.missing.value_or(Missing::kZero));
    if (!Applies(rule, pass, evaluator, findings)) {
      return;
    }
    if (!needed.empty()) {
      Need(rule, pass, evaluator, findings);
      return;
    }
    bool fine = true;
    const auto look = [&](const std::vector<ProseText>& texts) {
      for (const ProseText& text : texts) {
        if (scope.Has(text)) {
          fine = Forbid(rule, pass, text, evaluator, findings) && fine;
        }
      }
    };
    look(pass.prose());
    if (scope.HasCells()) {
      look(pass.cells());
    }
    if (fine) {
      findings.Pass();
    }
  }

 private:
  // --- what must not be there

  bool Forbid(const Rule& rule, const Pass& pass, const ProseText& text, Evaluator& evaluator,
              Findings& findings) const {
    const std::string_view folded = text.folded.text;
    std::map<std::size_t, std::size_t> taken;  // from begin to end; none overlaps another
    for (const Forbidden& each : forbidden) {
      for (const Pattern& pattern : each.find) {
        Pattern::Match match;
        for (std::size_t from = 0; from < folded.size() && pattern.Find(text.passage(), from, match);) {
          const Stretch at = PlaceOf(folded, pattern, match);
          from = std::max(at.end, from + 1);
          const auto next = taken.lower_bound(at.end);
          const bool overlaps = next != taken.begin() && std::prev(next)->second > at.begin;
          if (at.begin == at.end || overlaps || !IsMeant(pass, folded, each, at)) {
            continue;
          }
          taken.emplace(at.begin, at.end);
          Fail(rule, pass, text, each, at, evaluator, findings);
        }
      }
    }
    return taken.empty();
  }

  static Stretch PlaceOf(std::string_view folded, const Pattern& pattern, const Pattern::Match& match) {
    const auto group = static_cast<std::size_t>(pattern.GroupOf("at"));
    const std::string_view found = match[group].matched() ? match[group].text : match[0].text;
    const std::size_t begin = OffsetIn(folded, found);
    return {begin, begin + found.size()};
  }

  static bool IsMeant(const Pass& pass, std::string_view folded, const Forbidden& each, const Stretch& at) {
    if (each.validator != nullptr &&
        !each.validator->is_valid(WithoutParting(folded.substr(at.begin, at.end - at.begin)))) {
      return false;
    }
    if (each.with.empty() && each.without.empty()) {
      return true;
    }
    const std::size_t first = CharacterAt(folded, at.begin - std::min(at.begin, kFarthest));
    const std::size_t last = CharacterAt(folded, std::min(folded.size(), at.end + kFarthest));
    const MadeText marked = pass.Read(Marked(folded.substr(first, last - first), at.begin - first, at.end - first));
    return (each.with.empty() || AnyFinds(each.with, marked.passage())) && !AnyFinds(each.without, marked.passage());
  }

  static void Fail(const Rule& rule, const Pass& pass, const ProseText& text, const Forbidden& each, const Stretch& at,
                   Evaluator& evaluator, Findings& findings) {
    Diagnostic& diagnostic = findings.Fail(rule, pass, text, at.begin, at.end);
    const std::string found = text.folded.text.substr(at.begin, at.end - at.begin);
    evaluator.SetLocal("found", Value::OfText(found));
    evaluator.SetLocal("name", Value::OfText(each.name ? std::string(each.name->In(pass.lang())) : found));
    Word(rule, evaluator, pass.lang(), diagnostic);
    if (each.name) {
      SetValue(diagnostic, "name", each.name->In(Lang::kZh));
    }
    if (each.replacement) {
      const auto& origin = text.folded.origin;
      diagnostic.fix = Rewrite(text.text.Part(origin[at.begin], origin[at.end]), *each.replacement);
    }
  }

  // --- what must be there

  /// Whether a text says it once what is ignored is taken out: "政府信-3-息管理".
  bool SaysAround(const Needed& each, std::string_view folded) const {
    std::string words(folded);
    for (const Pattern& pattern : ignored) {
      std::string kept;
      std::size_t done = 0;
      Pattern::Match match;
      for (std::size_t from = 0; from < words.size() && pattern.Find(words, from, match);) {
        const std::size_t begin = OffsetIn(words, match[0].text);
        kept.append(words, done, begin - done);
        done = begin + match[0].text.size();
        from = std::max(done, begin + 1);
      }
      words = kept.append(words, done);
    }
    return words.size() < folded.size() && AnyFinds(each.find, words);
  }

  void Need(const Rule& rule, const Pass& pass, Evaluator& evaluator, Findings& findings) const {
    Span where;
    Subject subject;
    const Report& report = pass.now();
    if (rule.at_section >= 0) {
      const Section& section = report.sections[static_cast<std::size_t>(rule.at_section)];
      // Its absence is another rule's finding; and of one that stands twice only half is read, as what one out of place
      // holds may be another's.
      const bool astray = std::ranges::any_of(report.irregulars, [&](const Irregular& irregular) {
        const bool itself = irregular.subject.section == section.form->id;
        return (irregular.what == Irregularity::kSectionRepeated && itself) ||
               (irregular.what == Irregularity::kSectionOrder &&
                (itself || irregular.expected == section.form->label.official));
      });
      if (!section.present || section.prose.empty() || astray) {
        findings.NotApplicable();
        return;
      }
      where = section.heading.text.where;
      subject.section = section.form->id;
    } else if (report.title) {
      where = report.title->where;
    }
    for (const Needed& each : needed) {
      const auto says = [&](const ProseText& text) {
        return scope.Has(text) && (AnyFinds(each.find, text.passage()) || SaysAround(each, text.folded.text));
      };
      const bool said =
          std::ranges::any_of(pass.prose(), says) || (scope.HasCells() && std::ranges::any_of(pass.cells(), says));
      if (said) {
        findings.Pass();
        continue;
      }
      Diagnostic& diagnostic = findings.Fail(rule, pass, where);
      diagnostic.subject = subject;
      evaluator.SetLocal("name", Value::OfText(std::string(each.name.In(pass.lang()))));
      Word(rule, evaluator, pass.lang(), diagnostic);
      SetValue(diagnostic, "name", each.name.In(Lang::kZh));
    }
  }
};

Forbidden ReadForbidden(const NodeContext& context, const Node& node, const Words& words) {
  Forbidden forbidden;
  if (!node.is_map()) {
    forbidden.find = words.Patterns(context, &node);
    return forbidden;
  }
  Options options(context, node, {"模式", "forbidden pattern"});
  if (options.Find("name") != nullptr) {
    forbidden.name = options.Message("name");
  }
  forbidden.find = words.Patterns(context, options.Find("find", Need::kRequired));
  forbidden.with = words.Patterns(context, options.Find("with"));
  forbidden.without = words.Patterns(context, options.Find("without"));
  if (const Node* name = options.Find("valid")) {
    const auto* const found = std::ranges::find(kValidators, name->scalar(), &Validator::name);
    if (found == kValidators.end()) {
      const std::string wanted(name->scalar());
      context.Wrong(name->where, "没有名为“" + wanted + "”的校验，应为 iso7064-mod11-2 或 luhn",
                    "unknown validator '" + wanted + "', expected iso7064-mod11-2 or luhn");
    } else {
      forbidden.validator = found;
    }
  }
  if (const Node* replacement = options.Find("replace")) {
    forbidden.replacement = replacement->scalar();
  }
  options.Finish();
  return forbidden;
}

Needed ReadNeeded(const NodeContext& context, const Node& node, const Words& words) {
  Needed needed;
  Options options(context, node, {"内容", "needed item"});
  needed.name = options.Message("name", Need::kRequired);
  needed.find = words.Patterns(context, options.Find("find", Need::kRequired));
  options.Finish();
  return needed;
}

std::unique_ptr<Check> Compile(RuleReader& reader, const Node& value) {
  reader.rule.scope.locals = {"found", "name"};
  const NodeContext& context = reader.context();
  auto check = std::make_unique<PatternCheck>();
  Options options(context, value, {"pattern", "pattern"});
  constexpr unsigned kAll = ProseScope::kTitle | ProseScope::kHeadings | ProseScope::kPreface | ProseScope::kSections;
  check->scope = ProseScope::Read(reader, options, kAll);
  const Words words = Words::Read(options);
  for (const Node* node : options.List("forbid")) {
    check->forbidden.push_back(ReadForbidden(context, *node, words));
  }
  for (const Node* node : options.List("need")) {
    check->needed.push_back(ReadNeeded(context, *node, words));
  }
  check->ignored = words.Patterns(context, options.Find("ignore"));
  options.Finish();
  reader.read_common();
  if (check->forbidden.empty() == check->needed.empty()) {
    context.Wrong(value.where, "pattern 应有 forbid 或 need 之一", "pattern wants one of 'forbid' and 'need'");
    return nullptr;
  }
  return check;
}

}  // namespace

extern const Kind kPattern;
const Kind kPattern = {"pattern",
                       {"文字中不得出现、或必须说到某种内容", "what a text must not, or must, say"},
                       Compile,
                       {"at", "missing"}};

}  // namespace gouji
