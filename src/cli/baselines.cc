#include "cli/baselines.h"

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "base/system_error.h"
#include "base/trouble.h"
#include "cli/packs.h"
#include "output/whole_file.h"
#include "text/width.h"

namespace gouji::cli {
namespace {

namespace fs = std::filesystem;

/// The absolute folder that paths in a baseline start from.
std::string FolderOf(const std::string& baseline) {
  std::error_code error;
  const fs::path whole = fs::absolute(baseline, error);
  const fs::path folder = fs::weakly_canonical(whole.parent_path(), error);
  return (error ? whole.parent_path() : folder).string();
}

std::string KeyOf(const std::string& folder, const std::string& document) {
  std::error_code error;
  const fs::path path = fs::absolute(document, error);
  const fs::path parent = fs::weakly_canonical(path.parent_path(), error);
  return (parent / path.filename()).lexically_proximate(folder).generic_string();
}

}  // namespace

bool Baselines::Read(const Given& given) {
  if (opened_.contains(given.value)) {
    return true;
  }
  Opened& opened = opened_[given.value];
  opened.folder = FolderOf(given.value);
  std::string error;
  auto bytes = ReadBytes(given.value, line_.lang, error);
  const Source source(given.value, bytes ? std::move(*bytes) : std::string());
  Diagnostics diagnostics;
  if (!error.empty()) {
    const bool zh = line_.lang == Lang::kZh;
    diagnostics.Add(MakeTrouble(Trouble::kBaseline, source, {},
                                error + (zh ? "（" + given.origin + "）；用 --write-baseline 可以生成"
                                            : " (" + given.origin + "); --write-baseline makes one")));
  } else if (auto baseline = ReadBaseline(source, line_.lang, diagnostics)) {
    opened.baseline = std::move(*baseline);
  }
  ReportMistakes(diagnostics.all(), line_);
  return diagnostics.all().empty();
}

bool Baselines::Open(const std::vector<const FileSettings*>& applies) {
  if (line_.write_baseline.empty()) {
    bool good = true;
    for (const FileSettings* each : applies) {
      good = (!each->baseline || Read(*each->baseline)) && good;
    }
    return good;
  }
  std::error_code error;
  if (!fs::exists(line_.write_baseline, error)) {
    return true;
  }
  // What it says of documents that are not checked now stays, as long as they are there.
  if (!Read({line_.write_baseline, "--write-baseline"})) {
    return false;
  }
  const Opened& old = opened_.at(line_.write_baseline);
  for (const auto& [path, known] : old.baseline.documents) {
    if (fs::exists(fs::path(old.folder) / path, error)) {
      written_.documents.emplace(path, known);
    }
  }
  return true;
}

void Baselines::Apply(const FileSettings& of_file, Outcome& outcome) {
  if (!line_.write_baseline.empty()) {
    const std::string key = KeyOf(FolderOf(line_.write_baseline), outcome.path);
    if (!outcome.readable) {
      return;
    }
    KnownFindings& known = written_.documents[key];
    if (checked_.insert(key).second) {
      known.clear();
    }
    for (const Diagnostic& finding : outcome.findings) {
      ++known[KnownFinding::Of(finding)];
    }
    outcome.has_baseline = true;
    outcome.known = std::exchange(outcome.findings, {});
    outcome.hidden = outcome.known.size();
    return;
  }
  const auto opened = of_file.baseline ? opened_.find(of_file.baseline->value) : opened_.end();
  if (opened == opened_.end() || !outcome.readable) {
    return;
  }
  const auto& documents = opened->second.baseline.documents;
  const auto found = documents.find(KeyOf(opened->second.folder, outcome.path));
  Hide(found == documents.end() ? KnownFindings() : found->second, of_file, outcome);
}

void Baselines::Hide(KnownFindings known, const FileSettings& of_file, Outcome& outcome) const {
  outcome.has_baseline = true;
  outcome.known = TakeKnown(known, outcome.findings);
  outcome.hidden = outcome.known.size();
  for (const auto& [finding, count] : known) {
    const auto rule = std::ranges::find_if(
        of_file.rules, [&, &wanted = finding.rule](const RuleSetting& each) { return each.rule->info.id == wanted; });
    const bool exists = rule != of_file.rules.end();
    // A rule that did not run, or could not tell, has not found that something is gone.
    const bool silent =
        exists && (rule->severity == Severity::kOff || std::ranges::any_of(outcome.unchecked, [&](const Unchecked& u) {
                     return u.rule == &rule->rule->info;
                   }));
    for (std::uint64_t i = 0; i < count && !silent; ++i) {
      Diagnostic& gone = outcome.resolved.emplace_back();
      gone.rule = exists ? &rule->rule->info : nullptr;
      gone.severity = exists ? rule->severity : Severity::kNote;
      gone.source = outcome.source;
      gone.subject = finding.subject;
      gone.values = finding.values;
      gone.message = (exists ? std::string() : finding.rule + ": ") + finding.Values();
    }
  }
}

bool Baselines::Write() const {
  if (line_.write_baseline.empty()) {
    return true;
  }
  const bool zh = line_.lang == Lang::kZh;
  WholeFile file(line_.write_baseline);
  file.out() << WriteBaseline(written_);
  if (!file.Keep()) {
    std::cerr << "gouji: " << (zh ? "写不了“" : "cannot write '") << Printable(line_.write_baseline)
              << (zh ? "”：" : "': ") << SystemError(file.error(), line_.lang) << "\n";
    return false;
  }
  std::uint64_t findings = 0;
  std::uint64_t documents = 0;
  for (const auto& [path, known] : written_.documents) {
    documents += known.empty() ? 0 : 1;
    for (const auto& [finding, count] : known) {
      findings += count;
    }
  }
  if (zh) {
    std::cerr << "gouji: " << Printable(line_.write_baseline) << "：记下 " << documents << " 份文件的 " << findings
              << " 个已知问题\n";
  } else {
    std::cerr << "gouji: " << Printable(line_.write_baseline) << ": " << findings << " known "
              << (findings == 1 ? "finding" : "findings") << " in " << documents << " "
              << (documents == 1 ? "document" : "documents") << "\n";
  }
  return true;
}

}  // namespace gouji::cli
