#include <filesystem>
#include <map>

#include <nlohmann/json.hpp>

#include "output/json_text.h"
#include "output/place.h"
#include "output/writer.h"

namespace gouji {

extern const Format kGitlabFormat;

namespace {

using Json = nlohmann::ordered_json;

std::string_view SeverityName(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "major";
    case Severity::kWarning:
      return "minor";
    default:
      return "info";
  }
}

/// GitLab keeps one finding of those that share a fingerprint, so ours, which knows neither path nor number, is not
/// enough.
std::string UniqueFingerprint(const Diagnostic& finding, const std::string& path, int occurrence) {
  Diagnostic place;
  place.values = {{"path", path}, {"finding", Fingerprint(finding)}, {"occurrence", std::to_string(occurrence)}};
  return Fingerprint(place);
}

/// The JSON array of GitLab's code quality reports.
class GitlabWriter final : public Writer {
 public:
  explicit GitlabWriter(std::ostream& out) : out_(out) {}

  void Begin(const RunInfo&) override { out_ << '['; }

  void Add(const Outcome& outcome) override {
    std::map<std::string, int> occurrences;
    for (const Diagnostic& finding : outcome.findings) {
      const Source* source = SourceOf(finding, outcome);
      const Extent extent = ExtentOf(source, finding.where);
      // GitLab matches paths as text, and wants them without "./".
      const std::string path = std::filesystem::path(PathOf(source, outcome)).lexically_normal().generic_string();
      const std::string unique = UniqueFingerprint(finding, path, ++occurrences[Fingerprint(finding)]);
      const Json issue = {
          {"description", finding.message},
          {"check_name", std::string(finding.rule != nullptr ? finding.rule->id : "gouji")},
          {"fingerprint", unique},
          {"severity", std::string(SeverityName(finding.severity))},
          {"location", {{"path", path}, {"lines", {{"begin", extent.begin.line}, {"end", extent.end.line}}}}}};
      out_ << (any_ ? ",\n " : "\n ") << DumpJson(issue);
      any_ = true;
    }
  }

  void End(const Summary&) override { out_ << (any_ ? "\n]\n" : "]\n"); }

 private:
  std::ostream& out_;
  bool any_ = false;
};

std::unique_ptr<Writer> Make(std::ostream& out) { return std::make_unique<GitlabWriter>(out); }

}  // namespace

const Format kGitlabFormat{"gitlab", {"GitLab 的代码质量报告", "code quality report of GitLab"}, Make};

}  // namespace gouji
