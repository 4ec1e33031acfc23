#include "output/sarif_writer.h"

#include <nlohmann/json.hpp>

#include "base/trouble.h"
#include "output/json_text.h"
#include "output/sarif_descriptor.h"
#include "output/sarif_file.h"
#include "output/spool.h"
#include "output/uri.h"
#include "output/writer.h"

namespace gouji {

extern const Format kSarifFormat;

namespace {

using Json = nlohmann::ordered_json;

constexpr Localized kLeftOut{"另有 {n} 个问题未列出：代码扫描平台每次运行最多接受 {limit} 个结果。",
                             "{n} more results are left out: code scanning takes {limit} a run."};

std::string Owned(std::string_view text) { return std::string(text); }

/// One run of SARIF 2.1.0. Rules stand first, results follow as they come; artifacts and notifications wait in a spool.
class SarifWriter final : public Writer {
 public:
  SarifWriter(std::ostream& out, std::uint64_t results) : out_(out), limit_(results) {}

  void Begin(const RunInfo& run) override {
    run_ = run;
    rules_ = run.rules;
    for (const RuleInfo* trouble : AllTroubles()) {
      // Mistakes in packs and configuration end a run before it begins; only those about documents may become results.
      if (trouble->id.starts_with("GJ0")) troubles_.push_back(trouble);
    }
    rules_.insert(rules_.end(), troubles_.begin(), troubles_.end());
    troubles_.push_back(&NotEvaluatedInfo());
    troubles_.push_back(&LeftOutInfo());
    for (std::size_t i = 0; i < rules_.size(); ++i) indexes_.rules.emplace(rules_[i]->id, i);
    for (std::size_t i = 0; i < troubles_.size(); ++i) indexes_.notifications.emplace(troubles_[i]->id, i);

    out_ << "{\n\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\n\"version\":\"2.1.0\",\n\"runs\":[{\n";
    PutTool();
    Put("automationDetails", {{"id", "gouji/" + run.pack_id + "/"}});
    Put("originalUriBaseIds", {{Owned(kSarifRoot), {{"uri", FolderUri(run.working_directory)}}}});
    Put("columnKind", "utf16CodeUnits");
    Put("defaultEncoding", "utf-8");
    Put("language", Language());
    out_ << "\"results\":[";
  }

  void Add(const Outcome& outcome) override {
    SarifFile file(outcome, artifact_++, run_, indexes_);
    const auto is_result = [this](const Diagnostic& finding) {
      return finding.rule != nullptr && indexes_.rules.contains(finding.rule->id);
    };
    const SarifState state = outcome.has_baseline ? SarifState::kNew : SarifState::kNone;
    for (const Diagnostic& finding : outcome.findings) {
      if (outcome.readable && is_result(finding)) {
        PutResult(file, finding, state);
      } else {
        Append(notifications_, file.Notification(finding));
      }
    }
    for (const Diagnostic& finding : outcome.known) {
      if (is_result(finding)) PutResult(file, finding, SarifState::kUnchanged);
    }
    for (const Unchecked& unchecked : outcome.unchecked) Append(notifications_, file.Notification(unchecked));
    Append(artifacts_, file.Artifact());
  }

  void End(const Summary& summary) override {
    if (results_ > limit_) NotifyOfRest();
    out_ << (results_ > 0 ? "\n" : "") << "],\n\"artifacts\":[";
    artifacts_.CopyTo(out_);
    out_ << "],\n\"invocations\":[{\"executionSuccessful\":" << (summary.exit_code <= 1 ? "true" : "false")
         << ",\"exitCode\":" << summary.exit_code
         << ",\"workingDirectory\":" << DumpJson(Json{{"uri", FolderUri(run_.working_directory)}})
         << ",\"toolExecutionNotifications\":[";
    notifications_.CopyTo(out_);
    out_ << "]}]\n}]\n}\n";
  }

 private:
  void Put(std::string_view key, const Json& value) { out_ << '"' << key << "\":" << DumpJson(value) << ",\n"; }

  void PutResult(SarifFile& file, const Diagnostic& finding, SarifState state) {
    if (++results_ > limit_) return;
    out_ << (results_ > 1 ? ",\n" : "\n") << file.Result(finding, state);
  }

  static void Append(Spool& array, std::string_view member) {
    array.Append(array.empty() ? "\n" : ",\n");
    array.Append(member);
  }

  std::string Say(const Localized& text) const { return Owned(text.In(run_.lang)); }
  std::string Language() const { return run_.lang == Lang::kZh ? "zh-CN" : "en-US"; }

  /// Written out, as the descriptors are.
  void PutTool() {
    const Json driver = {{"name", "gouji"},
                         {"version", Owned(run_.version)},
                         {"semanticVersion", Owned(run_.version)},
                         {"informationUri", GOUJI_HOMEPAGE},
                         {"language", Language()}};
    std::string text = DumpJson(driver);
    text.pop_back();
    out_ << "\"tool\":{\"driver\":" << text << ",\n\"rules\":[";
    PutDescriptors(rules_);
    out_ << "],\n\"notifications\":[";
    PutDescriptors(troubles_);
    out_ << "]}},\n";
  }

  void PutDescriptors(const std::vector<const RuleInfo*>& rules) {
    for (std::size_t i = 0; i < rules.size(); ++i) {
      out_ << (i == 0 ? "\n" : ",\n") << SarifDescriptor(*rules[i], run_.lang);
    }
  }

  void NotifyOfRest() {
    const std::string text =
        Fill(Say(kLeftOut), {{"n", std::to_string(results_ - limit_)}, {"limit", std::to_string(limit_)}});
    const std::string_view id = LeftOutInfo().id;
    Append(notifications_, DumpJson(Json{{"descriptor", {{"id", id}, {"index", indexes_.notifications.at(id)}}},
                                         {"level", "warning"},
                                         {"message", {{"text", text}}}}));
  }

  std::ostream& out_;
  std::uint64_t limit_;
  RunInfo run_;
  std::vector<const RuleInfo*> rules_;     ///< results' descriptors
  std::vector<const RuleInfo*> troubles_;  ///< notifications' descriptors
  SarifIndexes indexes_;
  std::size_t artifact_ = 0;   ///< the index of the next one
  std::uint64_t results_ = 0;  ///< found, whether written or not
  Spool artifacts_;
  Spool notifications_;
};

std::unique_ptr<Writer> Make(std::ostream& out) { return MakeSarifWriter(out); }

}  // namespace

std::unique_ptr<Writer> MakeSarifWriter(std::ostream& out, std::uint64_t results) {
  return std::make_unique<SarifWriter>(out, results);
}

const Format kSarifFormat{
    "sarif", {"SARIF 2.1.0，供代码扫描平台和编辑器", "SARIF 2.1.0, for code scanning and editors"}, Make};

}  // namespace gouji
