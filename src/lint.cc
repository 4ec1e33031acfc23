#include "lint.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <new>

#include <fmt/format.h>

#include "base/trouble.h"
#include "check/culprit.h"
#include "check/echo.h"
#include "check/lost_cell.h"
#include "draw.h"
#include "input/layout.h"
#include "input/reader.h"
#include "report/identify.h"

namespace gouji {
namespace {

Outcome Refused(const Input& input, std::unique_ptr<Source> source, Diagnostics& diagnostics) {
  Outcome outcome;
  outcome.path = input.path;
  outcome.readable = false;
  outcome.findings = diagnostics.Take();
  std::shared_ptr<const Source> kept = std::move(source);
  outcome.source = kept.get();
  outcome.keep.push_back(kept);
  return outcome;
}

Outcome Unreadable(const Input& input, Trouble trouble, std::string detail) {
  auto source = std::make_unique<Source>(std::string(input.path), "");
  Diagnostics diagnostics;
  diagnostics.Add(MakeTrouble(trouble, *source, {}, std::move(detail)));
  return Refused(input, std::move(source), diagnostics);
}

ReportOptions OptionsFor(const LintOptions& options) { return {options.year, &FindBareTables}; }

/// The report of the year before, read again: reports are not kept in memory.
std::unique_ptr<Understood> ReadPrevious(const RulePack& pack, const Report& now, const PreviousReports* previous,
                                         const Input& self, const LintOptions& options) {
  if (now.year == 0) {
    return nullptr;
  }
  std::string path;
  if (self.profile != nullptr && self.profile->previous) {
    path = self.profile->previous(self.path, now.year - 1);
  }
  if (path.empty() && previous != nullptr) {
    path = previous->Find(now, now.year - 1);
  }
  std::string error;
  auto bytes = path.empty() || path == self.path ? std::nullopt : ReadBytes(path, options.lang, error);
  if (!bytes) {
    return nullptr;
  }
  Diagnostics ignored;
  std::unique_ptr<Source> refused;
  auto document = ReadDocument(std::move(path), std::move(*bytes), options.lang, ignored, refused);
  if (!document) {
    return nullptr;
  }
  auto understood = std::make_unique<Understood>();
  understood->document = std::move(*document);
  understood->report = Understand(pack.form, understood->document, OptionsFor(options));
  // A file may stand in the place of last year's report and be another year's.
  const int year = understood->report.year;
  return year == 0 || year == now.year - 1 ? std::move(understood) : nullptr;
}

/// The severity that configuration gives the rule, if it does.
std::optional<Severity> Configured(const Profile* profile, const RuleInfo& rule) {
  if (profile == nullptr) {
    return std::nullopt;
  }
  const auto found = profile->severities.find(&rule);
  return found == profile->severities.end() ? std::nullopt : std::optional(found->second);
}

void RunRules(const RulePack& pack, const Profile* profile, const Pass& pass, Outcome& outcome) {
  Findings findings;
  for (const std::unique_ptr<Rule>& rule : pack.rules) {
    const std::optional<Severity> configured = Configured(profile, rule->info);
    if (configured.value_or(rule->info.severity) == Severity::kOff || rule->check == nullptr) {
      continue;
    }
    if (!rule->AppliesTo(pass.now())) {
      findings.NotApplicable();
      continue;
    }
    outcome.without_previous = outcome.without_previous || (rule->compares_years && pass.previous() == nullptr);
    const std::size_t before = findings.diagnostics.size();
    rule->check->Run(*rule, pass, findings);
    for (std::size_t i = before; configured && i < findings.diagnostics.size(); ++i) {
      findings.diagnostics[i].severity = *configured;
    }
  }
  FindCulprits(pass, findings);
  FindLostCells(pack.rules, pass, findings);
  DropEchoes(findings);
  std::ranges::move(findings.diagnostics, std::back_inserter(outcome.findings));
  std::ranges::move(findings.unchecked, std::back_inserter(outcome.unchecked));
  outcome.tally.pass += findings.tally.pass;
  outcome.tally.fail += findings.tally.fail;
  outcome.tally.not_applicable += findings.tally.not_applicable;
  outcome.tally.not_evaluated += findings.tally.not_evaluated;
}

Outcome LintOne(const Input& input, const std::vector<std::unique_ptr<RulePack>>& packs,
                const PreviousReports* previous, const LintOptions& options) {
  auto read = options.ahead == nullptr ? std::nullopt : options.ahead->Take(input);
  if (!read) {
    std::string error;
    auto bytes = BytesOf(input, options.lang, error);
    if (!bytes) {
      return Unreadable(input, Trouble::kUnreadable, error);
    }
    const std::uint64_t size = bytes->size();
    Diagnostics diagnostics;
    std::unique_ptr<Source> refused;
    auto document = ReadDocument(std::string(input.path), std::move(*bytes), options.lang, diagnostics, refused);
    if (!document) {
      Outcome outcome = Refused(input, std::move(refused), diagnostics);
      outcome.bytes = size;
      return outcome;
    }
    read = {*std::move(document), size};
  }
  Outcome outcome;
  outcome.path = input.path;
  outcome.bytes = read->bytes;
  auto understood = std::make_shared<Understood>();
  understood->document = std::move(read->document);
  outcome.source = understood->document.source.get();
  outcome.transcript = understood->document.transcript;
  outcome.format = understood->document.format;
  outcome.keep.push_back(understood);
  bool claimed = false;
  std::vector<const RulePack*> all;
  all.reserve(packs.size());
  for (const std::unique_ptr<RulePack>& pack : packs) {
    all.push_back(pack.get());
  }
  for (const RulePack* pack : input.profile == nullptr ? all : input.profile->packs) {
    if (!Claims(pack->form, understood->document)) {
      continue;
    }
    claimed = true;
    understood->report = Understand(pack->form, understood->document, OptionsFor(options));
    const Report& report = understood->report;
    outcome.title = report.title ? std::string(report.title->says) : std::string();
    outcome.issuer = report.issuer;
    outcome.year = report.year;
    std::shared_ptr<Understood> before = ReadPrevious(*pack, report, previous, input, options);
    const Pass pass(report, before == nullptr ? nullptr : &before->report, options.lang, &pack->vocabulary);
    RunRules(*pack, input.profile, pass, outcome);
    if (before != nullptr) {
      outcome.keep.push_back(before);
    }
    if (options.draw_tables) {
      const std::vector<DrawnTable> tables = DrawTables(report, options.lang);
      outcome.tables.insert(outcome.tables.end(), tables.begin(), tables.end());
    }
  }
  if (!claimed) {
    const bool zh = options.lang == Lang::kZh;
    outcome.findings.push_back(MakeTrouble(
        Trouble::kNotAReport, *outcome.source, {},
        zh ? "文件不像要检查的报告：没有这种报告的标题，各部分的标题不到一半，也没有规定的表"
           : "the document does not look like a report to be checked: no such title, less than half of the section "
             "headings, no table of the form"));
    outcome.readable = false;
  }
  Sort(outcome.findings);
  std::ranges::stable_sort(outcome.unchecked, [](const Unchecked& a, const Unchecked& b) {
    return std::tie(a.where, a.rule->id, a.subject) < std::tie(b.where, b.rule->id, b.subject);
  });
  return outcome;
}

}  // namespace

Outcome Lint(const Input& input, const std::vector<std::unique_ptr<RulePack>>& packs, const PreviousReports* previous,
             const LintOptions& options) {
  // One document that brings out a mistake of ours, or wants more memory than there is, must not take the others with
  // it.
  try {
    return LintOne(input, packs, previous, options);
  } catch (const TooManyFindings&) {
    return Unreadable(input, Trouble::kOverLimit,
                      Fill(options.lang == Lang::kZh ? "问题或未能核对之处超过 {limit} 个，此文件没有检查"
                                                     : "more than {limit} findings, or places that cannot be checked; "
                                                       "the file was not checked",
                           {{"limit", std::to_string(kMostFindings)}}));
  } catch (const std::bad_alloc&) {
    return Unreadable(
        input, Trouble::kUnreadable,
        options.lang == Lang::kZh ? "内存不足，此文件没有检查" : "out of memory; the file was not checked");
  } catch (const std::exception& error) {
    const std::string what = error.what();
    return Unreadable(input, Trouble::kUnreadable,
                      options.lang == Lang::kZh
                          ? "检查此文件时内部出错（" + what + "），此文件没有检查"
                          : "internal error while checking (" + what + "); the file was not checked");
  }
}

bool LintAll(const std::vector<Input>& inputs, const std::vector<std::unique_ptr<RulePack>>& packs,
             const PreviousReports* previous, const LintOptions& options, const Effort& effort,
             const std::function<bool(const Outcome&)>& give) {
  InTurn<Outcome>::Work work;
  work.count = inputs.size();
  work.begin = [&, previous](std::size_t i) { return Lint(inputs[i], packs, previous, options); };
  work.give_up = [&](std::size_t i) {
    const std::string seconds = fmt::format("{:g}", std::chrono::duration<double>(effort.limit).count());
    return Unreadable(
        inputs[i], Trouble::kOverLimit,
        Fill(options.lang == Lang::kZh ? "{seconds} 秒内没有检查完，此文件没有检查（--timeout）"
                                       : "not finished within {seconds} seconds; the file was not checked "
                                         "(--timeout)",
             {{"seconds", seconds}}));
  };
  work.give = [&give](const Outcome& outcome) { return give(outcome); };
  return InTurn<Outcome>::Run(std::move(work), effort);
}

}  // namespace gouji
