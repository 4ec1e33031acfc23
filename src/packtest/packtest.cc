#include "packtest/packtest.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <span>

#include "base/trouble.h"
#include "packtest/draft.h"
#include "packtest/edit.h"
#include "packtest/expect.h"
#include "text/fold.h"

namespace gouji {
namespace {

/// Plain decimals of the same value are equal, whatever zeros they end in.
bool SameValue(std::string_view a, std::string_view b) {
  const auto x = Decimal::Parse(a);
  const auto y = Decimal::Parse(b);
  return a == b || (x && y && *x == *y);
}

std::string Quoted(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    quoted += c == '"' || c == '\\' ? std::string("\\") + c : c == '\n' ? std::string("\\n") : std::string(1, c);
  }
  return quoted + "\"";
}

class TestRunner {
 public:
  TestRunner(const RulePack& pack, const Rule& rule, Lang lang, KeyLog* keys, PackTests& results,
             RuleCoverage& coverage)
      : pack_(pack), rule_(rule), lang_(lang), keys_(keys), results_(results), coverage_(coverage) {}

  void Run(const Node& node) {
    Diagnostics mistakes;
    const NodeContext context{rule_.source, lang_, &mistakes, Trouble::kPack, true, nullptr, keys_};
    Options test(context, node, {"测试", "test"});
    name_ = std::string(test.Text("name", Need::kRequired));
    Staged now;
    Staged before;
    Prepare(test, now);
    const Node* previous = test.Find("previous");
    if (previous != nullptr) {
      Options inner(context, *previous, {"previous", "previous"});
      Prepare(inner, before);
      inner.Finish();
    }
    const Expected expected = ReadExpected(context, pack_, test);
    test.Finish();
    ++results_.tests;
    ++coverage_.tests;
    if (!mistakes.all().empty()) {
      ++results_.failed;
      std::ranges::move(mistakes.Take(), std::back_inserter(results_.mistakes));
      return;
    }
    const Report* last = previous == nullptr ? nullptr : &before.report;
    const Findings findings = Check(now.report, last, lang_);
    const Lang other = lang_ == Lang::kZh ? Lang::kEn : Lang::kZh;
    const Findings in_other = Check(now.report, last, other);
    coverage_.fired = coverage_.fired || findings.tally.fail > 0;
    coverage_.passed = coverage_.passed || findings.tally.pass > 0;
    coverage_.doubted = coverage_.doubted || findings.tally.not_evaluated > 0;
    results_.seen.push_back({rule_.source, node.where, name_, Describe(findings)});
    const std::size_t failures = results_.failures.size();
    Compare(test, expected, findings, in_other);
    results_.failed += results_.failures.size() > failures ? 1 : 0;
  }

 private:
  void Prepare(Options& test, Staged& staged) {
    Draft draft = ReadDraft(pack_, rule_, test);
    const Node* edit = test.Find("edit");
    Stage(pack_.form, draft, staged);
    const Draft base = draft;
    for (std::size_t t = 0; t < staged.report.tables.size(); ++t) {
      if (base.has_table(static_cast<int>(t)) && !staged.report.tables[t].present) {
        const Node* table = test.Find("tables");
        table = table == nullptr ? test.Find("table") : table;
        test.context().Wrong(
            (table == nullptr ? test.node() : *table).where,
            "认不出表“" + pack_.names.tables[t].id + "”：没有一行一栏的名称与表样相符",
            "this is no table '" + pack_.names.tables[t].id + "': none of its labels are those of the form");
      }
    }
    if (!base.whole()) {
      staged.own_form = PartOf(pack_.form, base, staged.report);
    }
    if (edit != nullptr) {
      ApplyEdit(test.context(), pack_, staged, *edit, draft);
    }
    if (edit != nullptr || staged.own_form) {
      Stage(staged.own_form ? *staged.own_form : pack_.form, draft, staged);
    }
    if (!base.whole()) {
      ForgetTheRest(base, staged.report);
    }
  }

  Findings Check(const Report& now, const Report* before, Lang lang) const {
    const Pass pass(now, before, lang, &pack_.vocabulary);
    Findings findings;
    if (rule_.AppliesTo(now)) {
      rule_.check->Run(rule_, pass, findings);
    } else {
      findings.NotApplicable();
    }
    return findings;
  }

  // --- what was expected, what was got

  void Compare(Options& test, const Expected& expected, const Findings& findings, const Findings& in_other) {
    const Node& where = *test.Find("expect");
    if (expected.verdict != Expected::Verdict::kListed) {
      CompareVerdict(where, expected, findings);
      return;
    }
    std::vector<bool> used(findings.diagnostics.size(), false);
    for (const ExpectedFinding& each : expected.findings) {
      CompareFinding(each, findings, in_other, used);
    }
    for (std::size_t i = 0; i < used.size(); ++i) {
      if (!used[i]) {
        const std::string found = Describe(findings.diagnostics[i]);
        Failed(where, "没有预期的发现：" + found, "a finding nobody expected: " + found);
      }
    }
    for (const auto& [node, wanted_selector] : expected.doubts) {
      const auto& selector = wanted_selector;
      if (std::ranges::none_of(findings.unchecked, [&](const Unchecked& each) { return Means(selector, each); })) {
        Failed(*node, "应为未能核对，实际：" + Short(findings, Lang::kZh),
               "expected not evaluated, got " + Short(findings, Lang::kEn));
      }
    }
    for (const Unchecked& each : findings.unchecked) {
      if (std::ranges::none_of(expected.doubts, [&](const auto& doubt) { return Means(doubt.second, each); })) {
        const std::string place = Place(each);
        Failed(where, "没有预期的“未能核对”：" + place + "（" + each.reason + "）",
               "not evaluated where nobody expected it: " + place + " (" + each.reason + ")");
      }
    }
  }

  static bool Means(const Selector& selector, const Unchecked& each) {
    return selector.Means(each.subject) || (!each.cause.empty() && selector.Means(each.cause));
  }

  void CompareVerdict(const Node& where, const Expected& expected, const Findings& findings) {
    const Tally& tally = findings.tally;
    const bool wants_pass = expected.verdict == Expected::Verdict::kPass;
    const bool met = tally.fail == 0 && tally.not_evaluated == 0 && (wants_pass ? tally.pass > 0 : tally.pass == 0);
    if (!met) {
      Failed(where, std::string(wants_pass ? "应为通过，实际：" : "应为不适用，实际：") + Short(findings, Lang::kZh),
             std::string(wants_pass ? "expected pass, got " : "expected not_applicable, got ") +
                 Short(findings, Lang::kEn));
    }
  }

  void CompareFinding(const ExpectedFinding& expected, const Findings& findings, const Findings& in_other,
                      std::vector<bool>& used) {
    bool any = false;
    for (std::size_t i = 0; i < used.size(); ++i) {
      const Diagnostic& found = findings.diagnostics[i];
      if (used[i] || !StandsAt(expected, found) || (any && (!expected.at || expected.at->is_one()))) {
        continue;
      }
      used[i] = true;
      any = true;
      CompareDetails(expected, found, i < in_other.diagnostics.size() ? &in_other.diagnostics[i] : nullptr);
    }
    if (!any) {
      Failed(*expected.node, "应在这里有发现，实际：" + Short(findings, Lang::kZh),
             "expected a finding here, got " + Short(findings, Lang::kEn));
    }
  }

  static bool StandsAt(const ExpectedFinding& expected, const Diagnostic& found) {
    if (expected.at && expected.at->title) {
      return found.subject.empty();
    }
    if (expected.at && !expected.at->Means(found.subject)) {
      return false;
    }
    return expected.text.empty() || Fold(found.source->Slice(found.where)) == Fold(expected.text);
  }

  void CompareDetails(const ExpectedFinding& expected, const Diagnostic& found, const Diagnostic* in_other) {
    for (const auto& [key, value] : expected.values) {
      CompareValue(*key, *value, found);
    }
    if (expected.severity && *expected.severity != found.severity) {
      Failed(
          *expected.node,
          "级别应为 " + std::string(Name(*expected.severity)) + "，实际为 " + std::string(Name(found.severity)),
          "expected severity " + std::string(Name(*expected.severity)) + ", got " + std::string(Name(found.severity)));
    }
    if (expected.message) {
      const std::string_view wanted = expected.message->In(lang_);
      const bool same = found.message == wanted || (in_other != nullptr && in_other->message == wanted);
      if (!same) {
        Failed(*expected.node, "消息应为“" + std::string(wanted) + "”，实际为“" + found.message + "”",
               "expected message '" + std::string(wanted) + "', got '" + found.message + "'");
      }
    }
  }

  void CompareValue(const Node& key, const Node& value, const Diagnostic& found) {
    const std::string name(key.scalar());
    std::optional<std::string> got;
    std::string known;
    for (const auto& [each, text] : found.values) {
      known += (known.empty() ? "" : ", ") + each;
      if (each == name) {
        got = text;
      }
    }
    if (!got) {
      got = name == "left" ? found.left : name == "right" ? found.right : name == "difference" ? found.difference : got;
    }
    if (!got) {
      Failed(key, "消息里没有名为“" + name + "”的值，有：" + known,
             "the message has no value '" + name + "', it has: " + known);
    } else if (!SameValue(*got, value.scalar())) {
      Failed(value, "“" + name + "”应为 " + std::string(value.scalar()) + "，实际为 " + *got,
             "expected '" + name + "' to be " + std::string(value.scalar()) + ", got " + *got);
    }
  }

  void Failed(const Node& node, const std::string& zh, const std::string& en) {
    Diagnostic failure;
    failure.rule = &rule_.info;
    failure.severity = Severity::kError;
    failure.source = rule_.source;
    failure.where = node.where;
    failure.message = lang_ == Lang::kZh ? "测试“" + name_ + "”：" + zh : "test '" + name_ + "': " + en;
    results_.failures.push_back(std::move(failure));
  }

  // --- in words

  static std::string Place(const Unchecked& each) { return Written(each.cause.empty() ? each.subject : each.cause); }

  static std::string PlaceOf(const Diagnostic& found) {
    const std::string at = Written(found.subject);
    const std::string_view words = found.source->Slice(found.where);
    return at.empty() ? "text: " + Quoted(words) : "at: " + Quoted(at);
  }

  static std::string Describe(const Diagnostic& found) {
    std::string text = "{" + PlaceOf(found);
    std::string values;
    for (const auto& [name, value] : found.values) {
      const bool plain = std::ranges::all_of(
          name, [](char c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
      values += (values.empty() ? "" : ", ") + (plain ? name : Quoted(name)) + ": " +
                (Decimal::Parse(value) ? value : Quoted(value));
    }
    return text + (values.empty() ? "" : ", values: {" + values + "}") + "}";
  }

  static std::string Describe(const Findings& findings) {
    if (findings.diagnostics.empty() && findings.unchecked.empty()) {
      return findings.tally.pass > 0 ? "expect: pass\n" : "expect: not_applicable\n";
    }
    std::string text = "expect:\n";
    for (const Diagnostic& found : findings.diagnostics) {
      text += "  - " + Describe(found) + "\n";
    }
    for (const Unchecked& each : findings.unchecked) {
      const std::string place = Place(each);
      text += "  - {not_evaluated: " + Quoted(place.empty() ? "*" : place) + "}  # " + each.reason + "\n";
    }
    return text;
  }

  static std::string Short(const Findings& findings, Lang lang) {
    const bool zh = lang == Lang::kZh;
    if (!findings.diagnostics.empty()) {
      const std::size_t more = findings.diagnostics.size() - 1;
      const std::string first = Describe(findings.diagnostics.front());
      return (zh ? "发现 " : "a finding ") + first +
             (more == 0 ? ""
                        : (zh ? " 等 " + std::to_string(more + 1) + " 处" : " and " + std::to_string(more) + " more"));
    }
    if (!findings.unchecked.empty()) {
      const Unchecked& first = findings.unchecked.front();
      return (zh ? "未能核对 " : "not evaluated ") + Place(first) + (zh ? "（" : " (") + first.reason +
             (zh ? "）" : ")");
    }
    return findings.tally.pass > 0 ? (zh ? "通过" : "pass") : (zh ? "不适用" : "not_applicable");
  }

  const RulePack& pack_;
  const Rule& rule_;
  Lang lang_;
  KeyLog* keys_;
  PackTests& results_;
  RuleCoverage& coverage_;
  std::string name_;
};

/// The tests of rules. Those of a shipped pack stand in its text only.
class TestLists {
 public:
  explicit TestLists(Lang lang) : lang_(lang) {}

  std::span<const Node> Of(const Rule& rule) {
    if (rule.tests == nullptr) return {};
    const Node* tests = rule.tests->items().empty() ? NodeAt(TreeOf(*rule.source), rule.tests->where) : rule.tests;
    return tests == nullptr ? std::span<const Node>() : tests->items();
  }

 private:
  const Node& TreeOf(const Source& source) {
    std::unique_ptr<NodeTree>& tree = trees_[&source];
    Diagnostics none;  // the file was read before
    if (tree == nullptr) tree = ParseYaml(source, lang_, {}, none);
    return tree->root();
  }

  static const Node* NodeAt(const Node& node, Span where) {
    if (node.where == where && node.is_list()) return &node;
    for (const Node& item : node.items()) {
      if (const Node* found = NodeAt(item, where)) return found;
    }
    return nullptr;
  }

  Lang lang_;
  std::map<const Source*, std::unique_ptr<NodeTree>> trees_;
};

}  // namespace

bool PackTests::good() const {
  return mistakes.empty() && failures.empty() &&
         std::ranges::none_of(coverage, [](const RuleCoverage& each) { return each.untested() || each.incomplete(); });
}

PackTests RunPackTests(const RulePack& pack, Lang lang, const std::function<bool(const Rule&)>& wanted, KeyLog* keys) {
  PackTests results;
  TestLists tests(lang);
  for (const std::unique_ptr<Rule>& rule : pack.rules) {
    if (!wanted(*rule)) {
      continue;
    }
    RuleCoverage coverage;
    coverage.rule = rule.get();
    if (rule->tests != nullptr && !rule->tests->is_list()) {
      Diagnostics mistakes;
      NodeContext{rule->source, lang, &mistakes, Trouble::kPack, true, nullptr, nullptr}.Wrong(
          rule->tests->where, "tests 应为列表", "tests must be a list");
      std::ranges::move(mistakes.Take(), std::back_inserter(results.mistakes));
    } else {
      for (const Node& test : tests.Of(*rule)) {
        TestRunner(pack, *rule, lang, keys, results, coverage).Run(test);
      }
    }
    results.coverage.push_back(coverage);
  }
  return results;
}

}  // namespace gouji
