#pragma once

#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "output/writer.h"

namespace gouji::sample {

/// A rule of arithmetic and one with a text repair, as a pack would give them.
inline const RuleInfo kBalance{.id = "GK301",
                               .name = "requests-column-balance",
                               .severity = Severity::kError,
                               .tags = {"table", "arithmetic"},
                               .title = {"申请办理表逐列平衡", "request table balances in every column"},
                               .why = {"第一项加第二项之和，等于第三项加第四项之和。", "printed on the form"},
                               .source = {"政府信息公开工作年度报告格式，表三表头", ""},
                               .help = {"先核对“（七）总计”。", "check the total first"},
                               .wrong = {},
                               .right = {}};
inline const RuleInfo kNumeral{.id = "GK104",
                               .name = "section-number-style",
                               .severity = Severity::kWarning,
                               .tags = {"section"},
                               .title = {"标题序号的写法", "section numbers are written in Chinese"},
                               .why = {"格式规定用“四、”。", ""},
                               .source = {},
                               .help = {},
                               .wrong = {},
                               .right = {}};
inline const RuleInfo kUnsupported{.id = "GJ003",
                                   .name = "unsupported-format",
                                   .severity = Severity::kError,
                                   .tags = {"input"},
                                   .title = {"不支持的文件格式", "a file format is not supported"},
                                   .why = {},
                                   .source = {},
                                   .help = {},
                                   .wrong = {},
                                   .right = {}};

inline constexpr std::string_view kText =
    "某县林业局2023年政府信息公开工作年度报告\n"
    "三、收到和处理政府信息公开申请情况\n"
    "\t一、本年新收\t100\n"
    "\t二、上年结转\t25\n"
    "\t（七）总计\t124\n"
    "\t四、结转下年度\t\n"
    "4、政府信息公开行政复议、行政诉讼情况\n";

/// The first place where `words` stand, at or after `from`.
inline Span SpanOf(const Source& source, std::string_view words, std::size_t from = 0) {
  const auto at = static_cast<std::uint32_t>(source.text().find(words, from));
  return {at, at + static_cast<std::uint32_t>(words.size())};
}

inline Evidence Operand(const Source& source, std::string_view row, std::string_view label, std::string_view value,
                        Span where, Evidence::Side side) {
  Evidence cell;
  cell.source = &source;
  cell.where = where;
  cell.subject = {"三", "requests", std::string(row), "person"};
  cell.label = label;
  cell.value = value;
  cell.side = side;
  return cell;
}

/// 100 + 25 against 124 + blank.
inline Diagnostic Unbalanced(const Source& source) {
  using Side = Evidence::Side;
  Diagnostic finding;
  finding.rule = &kBalance;
  finding.severity = Severity::kError;
  finding.source = &source;
  finding.where = SpanOf(source, "124");
  finding.message = "“自然人”列不平衡：新收与上年结转之和为 125，总计与结转下年度之和为 124，相差 1";
  finding.subject = {"三", "requests", "total", "person"};
  finding.values = {{"in", "125"}, {"out", "124"}};
  finding.left = "125";
  finding.right = "124";
  finding.difference = "1";
  const Span blank = {SpanOf(source, "四、结转下年度\t").end, SpanOf(source, "四、结转下年度\t").end};
  finding.evidence = {Operand(source, "new", "本年新收 · 自然人", "100", SpanOf(source, "100"), Side::kLeft),
                      Operand(source, "carry_in", "上年结转 · 自然人", "25", SpanOf(source, "25"), Side::kLeft),
                      Operand(source, "total", "（七）总计 · 自然人", "124", SpanOf(source, "124"), Side::kRight),
                      Operand(source, "carry_out", "结转下年度 · 自然人", "", blank, Side::kRight)};
  finding.culprit =
      Culprit{&source, SpanOf(source, "100"), {"三", "requests", "new", "person"}, "本年新收 · 自然人", "100", "99"};
  return finding;
}

/// "4、" for "四、", with its repair.
inline Diagnostic Numeral(const Source& source) {
  Diagnostic finding;
  finding.rule = &kNumeral;
  finding.severity = Severity::kWarning;
  finding.source = &source;
  finding.where = SpanOf(source, "4、");
  finding.message = "标题序号写作“4、”，应为“四、”";
  finding.subject = {"四", "", "", ""};
  finding.values = {{"found", "4、"}};
  finding.fix = {{finding.where, "四、"}};
  return finding;
}

/// A finding of `kNumeral` at a place.
inline Diagnostic NumeralAt(const Source& source, Span where) {
  Diagnostic finding;
  finding.rule = &kNumeral;
  finding.source = &source;
  finding.where = where;
  return finding;
}

/// One document with one finding.
inline Outcome With(const Source& source, const Diagnostic& finding) {
  Outcome outcome;
  outcome.path = source.name();
  outcome.source = &source;
  outcome.findings = {finding};
  return outcome;
}

/// One document with one finding of each, and two places that could not be checked.
inline Outcome Wrong(const Source& source) {
  Outcome outcome;
  outcome.path = source.name();
  outcome.source = &source;
  outcome.title = "某县林业局2023年政府信息公开工作年度报告";
  outcome.issuer = "某县林业局";
  outcome.year = 2023;
  outcome.bytes = source.text().size();
  outcome.format = "text";
  outcome.findings = {Unbalanced(source), Numeral(source)};
  const Span row = SpanOf(source, "（七）总计");
  outcome.unchecked = {{&kBalance, {"三", "requests", "total", "business"}, row, "行“（七）总计”的单元格少于 7 个", {}},
                       {&kBalance, {"三", "requests", "total", "all"}, row, "行“（七）总计”的单元格少于 7 个", {}}};
  outcome.tally = {40, 2, 3, 2};
  return outcome;
}

/// A file refused for its format. `source` is empty and bears its name.
inline Outcome Refused(const Source& source) {
  Outcome outcome;
  outcome.path = source.name();
  outcome.source = &source;
  outcome.readable = false;
  Diagnostic reason;
  reason.rule = &kUnsupported;
  reason.source = &source;
  reason.message = "不支持 .doc 文件，请另存为 .docx";
  outcome.findings = {reason};
  return outcome;
}

inline RunInfo Run() {
  RunInfo run;
  run.lang = Lang::kZh;
  run.version = "1.2.3";
  run.pack_id = "gk-annual-report";
  run.rules = {&kNumeral, &kBalance};
  run.working_directory = "/home/ci/repo";
  return run;
}

inline Summary Sum(const std::vector<const Outcome*>& outcomes) {
  Summary summary;
  summary.rules = Run().rules.size();
  for (const Outcome* outcome : outcomes) {
    ++summary.documents;
    if (!outcome->readable) ++summary.unreadable;
    for (const Diagnostic& finding : outcome->findings) {
      if (finding.severity == Severity::kError) ++summary.errors;
      if (finding.severity == Severity::kWarning) ++summary.warnings;
      if (finding.severity == Severity::kNote) ++summary.notes;
    }
    summary.tally.pass += outcome->tally.pass;
    summary.tally.fail += outcome->tally.fail;
    summary.tally.not_applicable += outcome->tally.not_applicable;
    summary.tally.not_evaluated += outcome->tally.not_evaluated;
    if (outcome->without_previous) ++summary.without_previous;
  }
  summary.exit_code = summary.unreadable != 0 ? 3 : summary.errors != 0 ? 1 : 0;
  return summary;
}

/// What the format of that name writes; empty when there is no such format.
inline std::string Write(std::string_view format, const std::vector<const Outcome*>& outcomes,
                         const RunInfo& run = Run()) {
  for (const Format& each : Formats()) {
    if (each.name != format) continue;
    std::ostringstream out;
    const std::unique_ptr<Writer> writer = each.make(out);
    // What a writer needs of the run it has to keep: the caller's is gone when documents come.
    auto begun = std::make_unique<RunInfo>(run);
    writer->Begin(*begun);
    begun.reset();
    for (const Outcome* outcome : outcomes) writer->Add(*outcome);
    writer->End(Sum(outcomes));
    return out.str();
  }
  return {};
}

}  // namespace gouji::sample
