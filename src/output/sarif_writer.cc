#include "output/sarif_writer.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <span>
#include <unordered_map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/trouble.h"
#include "output/json_text.h"
#include "output/place.h"
#include "output/sarif_descriptor.h"
#include "output/sarif_message.h"
#include "output/spool.h"
#include "output/uri.h"
#include "output/writer.h"

namespace gouji {

extern const Format kSarifFormat;

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kRoot = "SRCROOT";
constexpr std::uint32_t kContextBytes = 160;  // of context at each end, where a file is one long line

constexpr Localized kLeftOut{"另有 {n} 个问题未列出：代码扫描平台每次运行最多接受 {limit} 个结果。",
                             "{n} more results are left out: code scanning takes {limit} a run."};
constexpr Localized kRepair{"改正写法", "put the wording right"};

std::string Owned(std::string_view text) { return std::string(text); }

std::string_view MimeOf(std::string_view format, std::string_view path) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kTypes{
      {{"html", "text/html"},
       {"htm", "text/html"},
       {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
       {"pdf", "application/pdf"},
       {"markdown", "text/markdown"},
       {"md", "text/markdown"}}};
  const std::string_view extension = path.substr(std::min(path.size(), path.rfind('.') + 1));
  for (const std::string_view name : {format, extension}) {
    const auto found = std::ranges::find(kTypes, name, &decltype(kTypes)::value_type::first);
    if (found != kTypes.end()) return found->second;
    if (!format.empty()) break;
  }
  return format.empty() ? "application/octet-stream" : "text/plain";
}

/// `by` bytes further left or right in the text, moved on to the start of a character.
std::uint32_t CharacterStart(std::string_view text, std::uint32_t at) {
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

/// Positions as SARIF's viewers count them: UTF-16 units, the end after the last.
Json Region(const Source& source, Span where) {
  const Place begin = source.PlaceOf(where.begin);
  const Place end = source.PlaceOf(where.end);
  return {{"startLine", begin.line},
          {"startColumn", begin.utf16},
          {"endLine", end.line},
          {"endColumn", end.utf16},
          {"snippet", {{"text", Owned(source.Slice(where))}}}};
}

/// The lines around a region, or what is near it where they are long: a converted report may be one line of 170 KB.
Span ContextOf(const Source& source, Span where) {
  const std::string_view text = source.text();
  const auto size = static_cast<std::uint32_t>(text.size());
  Span first = source.LineSpan(where.begin);
  if (first.begin > 0) first = source.LineSpan(first.begin - 1);
  Span last = source.LineSpan(where.end);
  const auto next = text.find_first_not_of("\r\n", last.end);
  if (next != std::string_view::npos) last = source.LineSpan(static_cast<std::uint32_t>(next));
  Span context{std::min(first.begin, where.begin), std::max(last.end, where.end)};
  if (where.begin - context.begin > kContextBytes) context.begin = where.begin - kContextBytes;
  if (context.end - where.end > kContextBytes) context.end = std::min(size, where.end + kContextBytes);
  return {CharacterStart(text, context.begin), CharacterStart(text, context.end)};
}

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
    for (std::size_t i = 0; i < rules_.size(); ++i) index_of_.emplace(rules_[i]->id, i);

    out_ << "{\n\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\n\"version\":\"2.1.0\",\n\"runs\":[{\n";
    PutTool();
    Put("automationDetails", {{"id", "gouji/" + run.pack_id + "/"}});
    Put("originalUriBaseIds", {{Owned(kRoot), {{"uri", FolderUri(run.working_directory)}}}});
    Put("columnKind", "utf16CodeUnits");
    Put("defaultEncoding", "utf-8");
    Put("language", Language());
    out_ << "\"results\":[";
  }

  void Add(const Outcome& outcome) override {
    outcome_ = &outcome;
    occurrences_.clear();
    for (const Diagnostic& finding : outcome.findings) {
      if (outcome.readable && finding.rule != nullptr && index_of_.contains(finding.rule->id)) {
        Put(finding, outcome.has_baseline ? State::kNew : State::kNone);
      } else {
        Notify(finding);
      }
    }
    for (const Diagnostic& finding : outcome.known) {
      if (finding.rule != nullptr && index_of_.contains(finding.rule->id)) Put(finding, State::kUnchanged);
    }
    for (const Unchecked& unchecked : outcome.unchecked) Notify(unchecked);
    Append(artifacts_, Artifact());
    ++artifact_;
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

  static void Append(Spool& array, const Json& member) {
    array.Append(array.empty() ? "\n" : ",\n");
    array.Append(DumpJson(member));
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

  Json ArtifactLocation(std::string_view path) const {
    const FileUri file = FileUriOf(path, run_.working_directory);
    Json location = {{"uri", file.uri}};
    if (file.relative) location["uriBaseId"] = Owned(kRoot);
    if (path == outcome_->path) location["index"] = artifact_;
    return location;
  }

  Json Artifact() const {
    Json artifact = {{"location", ArtifactLocation(outcome_->path)},
                     {"roles", {"analysisTarget"}},
                     {"mimeType", Owned(MimeOf(outcome_->format, outcome_->path))},
                     {"length", outcome_->bytes}};
    if (outcome_->transcript && outcome_->source != nullptr && !outcome_->findings.empty()) {
      // The file is a container: viewers show this text instead, so that lines and columns mean something.
      artifact["contents"] = {{"text", Owned(outcome_->source->text())}};
    }
    return artifact;
  }

  Json PhysicalLocation(const Source* source, Span where) const {
    Json location = {{"artifactLocation", ArtifactLocation(PathOf(source, *outcome_))}};
    if (source != nullptr) location["region"] = Region(*source, where);
    return location;
  }

  static Json LogicalLocations(const Subject& subject, std::string_view label) {
    const std::string path = subject.Path();
    Json logical = {{"fullyQualifiedName", path}, {"kind", "member"}};
    if (!label.empty()) logical["decoratedName"] = Owned(label);
    return Json::array({logical});
  }

  Json PrimaryLocation(const Diagnostic& finding) const {
    const Source* source = SourceOf(finding, *outcome_);
    Json physical = PhysicalLocation(source, finding.where);
    if (source != nullptr) {
      const Span context = ContextOf(*source, finding.where);
      if (context != finding.where) physical["contextRegion"] = Region(*source, context);
    }
    Json location = {{"physicalLocation", physical}};
    if (!finding.subject.empty()) location["logicalLocations"] = LogicalLocations(finding.subject, LabelOf(finding));
    return location;
  }

  Json RelatedLocation(const Source* source, Span where, const Subject& subject, std::string_view label,
                       std::string_view value, std::size_t id) const {
    Json location = Json::object();
    if (id != 0) location["id"] = id;
    location["physicalLocation"] = PhysicalLocation(source, where);
    if (!subject.empty()) location["logicalLocations"] = LogicalLocations(subject, label);
    location["message"] = {{"text", SarifEscaped(fmt::format("{} = {}", label, SarifValue(value, run_.lang)))}};
    return location;
  }

  const Source* SourceOfCell(const Source* cell, const Diagnostic& finding) const {
    return cell != nullptr ? cell : SourceOf(finding, *outcome_);
  }

  Json Related(const Diagnostic& finding, std::size_t& culprit_id) const {
    Json related = Json::array();
    for (const Evidence& cell : std::span(finding.evidence).first(std::min(finding.evidence.size(), kSarifOperands))) {
      related.push_back(RelatedLocation(SourceOfCell(cell.source, finding), cell.where, cell.subject, cell.label,
                                        cell.value, related.size() + 1));
    }
    if (!finding.culprit) return related;
    const Culprit& culprit = *finding.culprit;
    const auto same = [&](const Evidence& cell) {
      return cell.where == culprit.where && cell.source == culprit.source;
    };
    const auto operand = std::ranges::find_if(finding.evidence, same);
    culprit_id = static_cast<std::size_t>(operand - finding.evidence.begin()) + 1;
    if (related.size() < culprit_id) {
      culprit_id = related.size() + 1;
      related.push_back(RelatedLocation(SourceOfCell(culprit.source, finding), culprit.where, culprit.subject,
                                        culprit.label, culprit.value, culprit_id));
    }
    return related;
  }

  /// The operands in order, so that a viewer can step through them and show all at once; the finding's own place last.
  std::optional<Json> CodeFlows(const Diagnostic& finding) const {
    Json steps = Json::array();
    for (const Evidence& cell : finding.evidence) {
      if (cell.side == Evidence::Side::kContext || steps.size() >= kSarifOperands) continue;
      steps.push_back({{"location", RelatedLocation(SourceOfCell(cell.source, finding), cell.where, {}, cell.label,
                                                    cell.value, 0)}});
    }
    if (steps.empty()) return std::nullopt;
    Json last = {{"physicalLocation", PhysicalLocation(SourceOf(finding, *outcome_), finding.where)},
                 {"message", {{"text", SarifEscaped(finding.message)}}}};
    steps.push_back({{"location", last}});
    return Json::array({{{"threadFlows", Json::array({{{"locations", steps}}})}}});
  }

  Json Fixes(const Diagnostic& finding, const Source& source) const {
    Json replacements = Json::array();
    for (const Edit& edit : finding.fix) {
      Json deleted = Region(source, edit.where);
      deleted.erase("snippet");
      replacements.push_back({{"deletedRegion", deleted}, {"insertedContent", {{"text", edit.replacement}}}});
    }
    const Json change = {{"artifactLocation", ArtifactLocation(PathOf(&source, *outcome_))},
                         {"replacements", replacements}};
    return Json::array({{{"description", {{"text", Say(kRepair)}}}, {"artifactChanges", Json::array({change})}}});
  }

  /// What a baseline makes of a finding; without one, nothing.
  enum class State { kNone, kNew, kUnchanged };

  void Put(const Diagnostic& finding, State state) {
    if (++results_ > limit_) return;
    Json result = Result(finding);
    if (state != State::kNone) result["baselineState"] = state == State::kNew ? "new" : "unchanged";
    if (state == State::kUnchanged) result["suppressions"] = Json::array({{{"kind", "external"}}});
    out_ << (results_ > 1 ? ",\n" : "\n") << DumpJson(result);
  }

  Json Result(const Diagnostic& finding) {
    const std::string fingerprint = Fingerprint(finding);
    // Two findings on one line of a minified page would be taken for one by the line's hash; ours tells them apart.
    const int occurrence = ++occurrences_[fingerprint];
    std::size_t culprit_id = 0;
    const Json related = Related(finding, culprit_id);
    Json result = {{"ruleId", Owned(finding.rule->id)},
                   {"ruleIndex", index_of_.at(finding.rule->id)},
                   {"kind", "fail"},
                   {"level", Owned(SarifLevel(finding.severity))},
                   {"message", {{"text", SarifMessage(finding, culprit_id, run_.lang)}}},
                   {"locations", Json::array({PrimaryLocation(finding)})}};
    if (!related.empty()) result["relatedLocations"] = related;
    if (auto flows = CodeFlows(finding)) result["codeFlows"] = std::move(*flows);
    result["partialFingerprints"] = {{"primaryLocationLineHash", fmt::format("{}:{}", fingerprint, occurrence)},
                                     {"goujiFinding/v1", fingerprint}};
    const Source* source = SourceOf(finding, *outcome_);
    // Edits of a transcript cannot be made in the container it was taken from.
    if (!finding.fix.empty() && source != nullptr && !outcome_->transcript) result["fixes"] = Fixes(finding, *source);
    return result;
  }

  /// A file that could not be read, or trouble that no rule of the run stands for.
  void Notify(const Diagnostic& trouble) {
    Json notification = Json::object();
    if (trouble.rule != nullptr) notification["descriptor"] = DescriptorReference(trouble.rule->id);
    notification["level"] = Owned(SarifLevel(trouble.severity));
    notification["message"] = {{"text", SarifEscaped(trouble.message)}};
    Json physical = {{"artifactLocation", ArtifactLocation(outcome_->path)}};
    notification["locations"] = Json::array({{{"physicalLocation", physical}}});
    Append(notifications_, notification);
  }

  void Notify(const Unchecked& unchecked) {
    Json notification = {{"descriptor", DescriptorReference(NotEvaluatedInfo().id)}};
    if (unchecked.rule != nullptr) {
      Json rule = {{"id", Owned(unchecked.rule->id)}};
      if (const auto index = index_of_.find(unchecked.rule->id); index != index_of_.end())
        rule["index"] = index->second;
      notification["associatedRule"] = rule;
    }
    notification["level"] = "warning";
    notification["message"] = {{"text", SarifEscaped(unchecked.reason)}};
    Json location = {{"physicalLocation", PhysicalLocation(outcome_->source, unchecked.where)}};
    if (!unchecked.subject.empty()) location["logicalLocations"] = LogicalLocations(unchecked.subject, {});
    notification["locations"] = Json::array({location});
    Append(notifications_, notification);
  }

  void NotifyOfRest() {
    const std::string text =
        Fill(Say(kLeftOut), {{"n", std::to_string(results_ - limit_)}, {"limit", std::to_string(limit_)}});
    Append(
        notifications_,
        {{"descriptor", DescriptorReference(LeftOutInfo().id)}, {"level", "warning"}, {"message", {{"text", text}}}});
  }

  Json DescriptorReference(std::string_view id) const {
    Json reference = {{"id", Owned(id)}};
    const auto found = std::ranges::find(troubles_, id, &RuleInfo::id);
    if (found != troubles_.end()) reference["index"] = found - troubles_.begin();
    return reference;
  }

  std::ostream& out_;
  std::uint64_t limit_;
  RunInfo run_;
  std::vector<const RuleInfo*> rules_;     ///< results' descriptors
  std::vector<const RuleInfo*> troubles_;  ///< notifications' descriptors
  std::unordered_map<std::string_view, std::size_t> index_of_;
  const Outcome* outcome_ = nullptr;  ///< the one being added
  std::size_t artifact_ = 0;          ///< its index
  std::map<std::string, int> occurrences_;
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
