// What comes with a repository besides packs: a configuration, a baseline, the outputs of parts of a run.

#include <memory>
#include <sstream>
#include <string>

#include "config/baseline.h"
#include "config/config.h"
#include "output/merge_jsonl.h"
#include "target.h"

namespace gouji {
namespace {

constexpr std::string_view kPaths[] = {"reports/某县林业局/2023.html", "townships/a.txt", "archive/x/y/报告.docx", "-"};

void RunConfiguration(std::string_view bytes) {
  const auto source = std::make_shared<Source>(".gouji.yaml", std::string(bytes));
  Diagnostics diagnostics;
  const Config config = ReadConfig(source, "/repository", "/repository", Lang::kEn, diagnostics);
  PromiseInside(*source, diagnostics);
  for (const SeverityEntry& entry : config.severities) PromiseInside(*source, entry.selector_at);
  std::vector<Glob> globs = config.include;
  globs.insert(globs.end(), config.exclude.begin(), config.exclude.end());
  for (const Override& each : config.overrides) globs.insert(globs.end(), each.files.begin(), each.files.end());
  for (const Glob& glob : globs) {
    Promise(!glob.error(), "a pattern that is wrong is told and left out");
    for (const std::string_view path : kPaths) glob.Matches(path);
  }
  if (!config.issuer) return;
  const IssuerPattern& issuer = config.issuer->value;
  Promise(issuer.root.find("..") == std::string::npos || ("/" + issuer.root + "/").find("/../") == std::string::npos,
          "no pattern leads out of its folder");
  for (const std::string_view path : kPaths) {
    Pattern::Match match;
    if (!issuer.path.MatchesWhole(path, match)) continue;
    Promise(issuer.path.GroupOf("year") > 0 && issuer.path.GroupOf("issuer") > 0, "a match has issuer and year");
  }
}

void RunBaseline(std::string_view bytes) {
  const Source source("baseline.json", std::string(bytes));
  Diagnostics diagnostics;
  const std::optional<Baseline> baseline = ReadBaseline(source, Lang::kEn, diagnostics);
  PromiseInside(source, diagnostics);
  Promise(baseline.has_value() == diagnostics.all().empty(), "a baseline is read, or a mistake is told");
  if (!baseline) return;
  const std::string written = WriteBaseline(*baseline);
  const Source again("baseline.json", written);
  Diagnostics none;
  const std::optional<Baseline> reread = ReadBaseline(again, Lang::kEn, none);
  Promise(reread.has_value(), "what was written can be read");
  Promise(WriteBaseline(*reread) == written, "what was written and read is written the same");
}

void RunMerge(std::string_view bytes) {
  std::ostringstream merged;
  JsonLinesMerger merger(merged);
  std::istringstream lines{std::string(bytes)};
  for (std::string line; std::getline(lines, line);) {
    if (merger.Take(line) != JsonLinesMerger::Mistake::kNone) break;
  }
  if (merger.EndFile() != JsonLinesMerger::Mistake::kNone) return;
  merger.Finish();
  PromiseHarmless(merged.str());
}

}  // namespace

extern const FuzzTarget kConfigurationTarget;
extern const FuzzTarget kBaselineTarget;
extern const FuzzTarget kMergeTarget;
const FuzzTarget kConfigurationTarget{"configuration", RunConfiguration};
const FuzzTarget kBaselineTarget{"baseline", RunBaseline};
const FuzzTarget kMergeTarget{"merge", RunMerge};

}  // namespace gouji
