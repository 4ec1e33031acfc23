#include "output/sarif_file.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "output/json_text.h"
#include "output/place.h"
#include "output/sarif_descriptor.h"
#include "output/sarif_message.h"
#include "output/uri.h"

namespace gouji {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::uint32_t kContextBytes = 160;  // of context at each end, where a file is one long line
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

/// Where the character begins that byte `at` is in.
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

Json LogicalLocations(const Subject& subject, std::string_view label) {
  Json logical = {{"fullyQualifiedName", subject.Path()}, {"kind", "member"}};
  if (!label.empty()) logical["decoratedName"] = Owned(label);
  return Json::array({logical});
}

/// A reference to a descriptor, with its index where it has one.
Json ReferenceTo(std::string_view id, const std::unordered_map<std::string_view, std::size_t>& indexes) {
  Json reference = {{"id", Owned(id)}};
  if (const auto index = indexes.find(id); index != indexes.end()) reference["index"] = index->second;
  return reference;
}

/// Places in a file, and what is made of them.
class Locations {
 public:
  /// `artifact`: the index of the outcome's own file.
  Locations(const Outcome& outcome, std::size_t artifact, const RunInfo& run)
      : outcome_(outcome), artifact_(artifact), run_(run) {}

  Json ArtifactLocation(std::string_view path) const {
    const FileUri file = FileUriOf(path, run_.working_directory);
    Json location = {{"uri", file.uri}};
    if (file.relative) location["uriBaseId"] = Owned(kSarifRoot);
    if (path == outcome_.path) location["index"] = artifact_;
    return location;
  }

  Json PhysicalLocation(const Source* source, Span where) const {
    Json location = {{"artifactLocation", ArtifactLocation(PathOf(source, outcome_))}};
    if (source != nullptr) location["region"] = Region(*source, where);
    return location;
  }

  Json PrimaryLocation(const Diagnostic& finding) const {
    const Source* source = SourceOf(finding, outcome_);
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
    return cell != nullptr ? cell : SourceOf(finding, outcome_);
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
    Json last = {{"physicalLocation", PhysicalLocation(SourceOf(finding, outcome_), finding.where)},
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
    const Json change = {{"artifactLocation", ArtifactLocation(PathOf(&source, outcome_))},
                         {"replacements", replacements}};
    return Json::array(
        {{{"description", {{"text", Owned(kRepair.In(run_.lang))}}}, {"artifactChanges", Json::array({change})}}});
  }

 private:
  const Outcome& outcome_;
  std::size_t artifact_;
  const RunInfo& run_;
};

}  // namespace

std::string SarifFile::Artifact() const {
  Json artifact = {{"location", Locations(outcome_, index_, run_).ArtifactLocation(outcome_.path)},
                   {"roles", {"analysisTarget"}},
                   {"mimeType", Owned(MimeOf(outcome_.format, outcome_.path))},
                   {"length", outcome_.bytes}};
  if (outcome_.transcript && outcome_.source != nullptr && !outcome_.findings.empty()) {
    // The file is a container: viewers show this text instead, so that lines and columns mean something.
    artifact["contents"] = {{"text", Owned(outcome_.source->text())}};
  }
  return DumpJson(artifact);
}

std::string SarifFile::Result(const Diagnostic& finding, SarifState state) {
  const Locations locations(outcome_, index_, run_);
  const std::string fingerprint = Fingerprint(finding);
  // Two findings on one line of a minified page would be taken for one by the line's hash; ours tells them apart.
  const int occurrence = ++occurrences_[fingerprint];
  std::size_t culprit_id = 0;
  const Json related = locations.Related(finding, culprit_id);
  Json result = {{"ruleId", Owned(finding.rule->id)},
                 {"ruleIndex", indexes_.rules.at(finding.rule->id)},
                 {"kind", "fail"},
                 {"level", Owned(SarifLevel(finding.severity))},
                 {"message", {{"text", SarifMessage(finding, culprit_id, run_.lang)}}},
                 {"locations", Json::array({locations.PrimaryLocation(finding)})}};
  if (!related.empty()) result["relatedLocations"] = related;
  if (auto flows = locations.CodeFlows(finding)) result["codeFlows"] = std::move(*flows);
  result["partialFingerprints"] = {{"primaryLocationLineHash", fmt::format("{}:{}", fingerprint, occurrence)},
                                   {"goujiFinding/v1", fingerprint}};
  const Source* source = SourceOf(finding, outcome_);
  // Edits of a transcript cannot be made in the container it was taken from.
  if (!finding.fix.empty() && source != nullptr && !outcome_.transcript) {
    result["fixes"] = locations.Fixes(finding, *source);
  }
  if (state != SarifState::kNone) result["baselineState"] = state == SarifState::kNew ? "new" : "unchanged";
  if (state == SarifState::kUnchanged) result["suppressions"] = Json::array({{{"kind", "external"}}});
  return DumpJson(result);
}

std::string SarifFile::Notification(const Diagnostic& trouble) const {
  Json notification = Json::object();
  if (trouble.rule != nullptr) notification["descriptor"] = ReferenceTo(trouble.rule->id, indexes_.notifications);
  notification["level"] = Owned(SarifLevel(trouble.severity));
  notification["message"] = {{"text", SarifEscaped(trouble.message)}};
  const Json physical = {{"artifactLocation", Locations(outcome_, index_, run_).ArtifactLocation(outcome_.path)}};
  notification["locations"] = Json::array({{{"physicalLocation", physical}}});
  return DumpJson(notification);
}

std::string SarifFile::Notification(const Unchecked& unchecked) const {
  Json notification = {{"descriptor", ReferenceTo(NotEvaluatedInfo().id, indexes_.notifications)}};
  if (unchecked.rule != nullptr) {
    notification["associatedRule"] = ReferenceTo(unchecked.rule->id, indexes_.rules);
  }
  notification["level"] = "warning";
  notification["message"] = {{"text", SarifEscaped(unchecked.reason)}};
  Json location = {
      {"physicalLocation", Locations(outcome_, index_, run_).PhysicalLocation(outcome_.source, unchecked.where)}};
  if (!unchecked.subject.empty()) location["logicalLocations"] = LogicalLocations(unchecked.subject, {});
  notification["locations"] = Json::array({location});
  return DumpJson(notification);
}

}  // namespace gouji
