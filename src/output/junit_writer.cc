#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "output/first_line.h"
#include "output/markup.h"
#include "output/place.h"
#include "output/writer.h"

namespace gouji {

extern const Format kJunitFormat;

namespace {

std::string CaseName(const RuleInfo* rule, const Subject& subject) {
  std::string name(rule != nullptr ? rule->id : "gouji");
  if (!subject.empty()) name += " " + subject.Path();
  return name;
}

/// A suite a document: a failed case an error, a skipped one a place that could not be checked, one in error for a file
/// that could not be read. Warnings and notes fail nothing and stand in the suite's output.
class JunitWriter final : public Writer {
 public:
  explicit JunitWriter(std::ostream& out) : out_(out) {}

  void Begin(const RunInfo&) override {
    out_ << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"gouji\">\n";
  }

  void Add(const Outcome& outcome) override {
    const auto is_error = [](const Diagnostic& finding) { return finding.severity == Severity::kError; };
    const auto wrong = static_cast<std::size_t>(std::ranges::count_if(outcome.findings, is_error));
    const std::size_t errors = outcome.readable ? 0 : outcome.findings.size();
    const std::size_t failures = outcome.readable ? wrong : 0;
    const std::size_t skipped = outcome.unchecked.size();
    const bool clean = errors + failures + skipped == 0;

    Put("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\">\n", Markup(outcome.path),
        errors + failures + skipped + (clean ? 1 : 0), failures, errors, skipped);
    if (clean) Put("    <testcase classname=\"{}\" name=\"gouji\"/>\n", Markup(outcome.path));
    std::string remarks;
    for (const Diagnostic& finding : outcome.findings) {
      if (!outcome.readable) {
        PutCase("error", finding, outcome);
      } else if (is_error(finding)) {
        PutCase("failure", finding, outcome);
      } else {
        remarks += FirstLine(finding, outcome, false) + '\n';
      }
    }
    for (const Unchecked& unchecked : outcome.unchecked) {
      Put("    <testcase classname=\"{}\" name=\"{}\"><skipped message=\"{}\"/></testcase>\n", Markup(outcome.path),
          Markup(CaseName(unchecked.rule, unchecked.subject)), Markup(unchecked.reason));
    }
    if (!remarks.empty()) Put("    <system-out>{}</system-out>\n", Markup(remarks));
    Put("  </testsuite>\n");
    out_ << suite_;
    suite_.clear();
  }

  void End(const Summary&) override { out_ << "</testsuites>\n"; }

 private:
  template <typename... Args>
  void Put(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(suite_), format, std::forward<Args>(args)...);
  }

  void PutCase(std::string_view verdict, const Diagnostic& finding, const Outcome& outcome) {
    const Place place = ExtentOf(SourceOf(finding, outcome), finding.where).begin;
    Put("    <testcase classname=\"{0}\" name=\"{1}\" file=\"{0}\" line=\"{2}\"><{3} type=\"{4}\" "
        "message=\"{5}\">{6}</{3}>"
        "</testcase>\n",
        Markup(outcome.path), Markup(CaseName(finding.rule, finding.subject)), place.line, verdict,
        Markup(finding.rule != nullptr ? finding.rule->name : "gouji"), Markup(finding.message),
        Details(finding, outcome));
  }

  static std::string Details(const Diagnostic& finding, const Outcome& outcome) {
    std::string details = FirstLine(finding, outcome, false);
    for (const std::string& note : finding.notes) details += '\n' + note;
    return Markup(details);
  }

  std::ostream& out_;
  std::string suite_;
};

std::unique_ptr<Writer> Make(std::ostream& out) { return std::make_unique<JunitWriter>(out); }

}  // namespace

const Format kJunitFormat{"junit", {"JUnit XML，供持续集成展示", "JUnit XML, for CI to show"}, Make};

}  // namespace gouji
