// The whole way: a file of any format, the shipped rules, and every format of findings.

#include <memory>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "check/kinds.h"
#include "lint.h"
#include "output/writer.h"
#include "rules/library.h"
#include "target.h"

namespace gouji {
namespace {

const std::vector<std::unique_ptr<RulePack>>& Packs() {
  static std::vector<std::shared_ptr<const Source>> sources;
  static const std::vector<std::unique_ptr<RulePack>> packs = [] {
    std::vector<std::unique_ptr<RulePack>> opened;
    Diagnostics diagnostics;
    for (const std::string_view name : ShippedPacks()) {
      opened.push_back(OpenPack(name, Kinds(), Lang::kEn, diagnostics, sources));
      Promise(opened.back() != nullptr, "a shipped pack loads");
    }
    return opened;
  }();
  return packs;
}

std::string Write(const Format& format, const RunInfo& run, const Outcome& outcome, const Summary& summary) {
  std::ostringstream out;
  const std::unique_ptr<Writer> writer = format.make(out);
  writer->Begin(run);
  writer->Add(outcome);
  writer->End(summary);
  return std::move(out).str();
}

bool IsJson(std::string_view text) { return nlohmann::json::accept(text); }

void PromiseWellFormed(std::string_view format, const std::string& written, std::size_t findings) {
  PromiseHarmless(written);
  if (format == "json" || format == "sarif" || format == "gitlab" || format == "rdjson") {
    Promise(IsJson(written), "JSON is well formed");
  } else if (format == "jsonl") {
    std::istringstream lines(written);
    for (std::string line; std::getline(lines, line);) Promise(IsJson(line), "each line is JSON");
  } else if (format == "junit") {
    Promise(pugi::xml_document().load_buffer(written.data(), written.size()), "XML is well formed");
  } else if (format == "html") {
    Promise(written.find("<script") == std::string::npos, "the page holds no script");
    Promise(written.find("=\"javascript:") == std::string::npos, "no link of the page runs script");
  } else if (format == "github") {
    std::istringstream lines(written);
    std::size_t commands = 0;
    for (std::string line; std::getline(lines, line);) commands += line.starts_with("::") ? 1 : 0;
    Promise(commands <= findings, "a finding is one workflow command");
  } else if (format == "gcc") {
    std::istringstream lines(written);
    std::size_t count = 0;
    for (std::string line; std::getline(lines, line);) ++count;
    Promise(count == findings, "a finding is one line");
  }
}

void RunReport(std::string_view bytes) {
  LintOptions options;
  options.lang = Lang::kEn;
  options.draw_tables = true;
  const std::string text(bytes);
  const Outcome outcome = Lint({"report.txt", &text}, Packs(), nullptr, options);
  Summary summary;
  summary.documents = 1;
  RunInfo run;
  run.lang = Lang::kEn;
  run.version = "0";
  run.pack_id = "pack";
  run.working_directory = "/";
  for (const std::unique_ptr<RulePack>& pack : Packs()) {
    for (const std::unique_ptr<Rule>& rule : pack->rules) run.rules.push_back(&rule->info);
  }
  for (const Diagnostic& finding : outcome.findings) {
    Promise(finding.source == nullptr || finding.where.end <= finding.source->text().size(),
            "a finding lies inside its source");
    Promise(finding.message.find("internal error") == std::string::npos, "nothing of ours is thrown");
  }
  for (const Format& format : Formats()) {
    PromiseWellFormed(format.name, Write(format, run, outcome, summary), outcome.findings.size());
  }
}

}  // namespace

extern const FuzzTarget kReportTarget;
const FuzzTarget kReportTarget{"report", RunReport};

}  // namespace gouji
