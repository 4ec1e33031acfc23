#include "output/finding_json.h"

#include <nlohmann/json.hpp>

#include "output/json_text.h"
#include "output/place.h"

namespace gouji {
namespace {

using Json = nlohmann::ordered_json;

std::string Owned(std::string_view text) { return std::string(text); }

Json SubjectObject(const Subject& subject) {
  Json object = Json::object();
  if (!subject.section.empty()) object["section"] = subject.section;
  if (!subject.table.empty()) object["table"] = subject.table;
  if (!subject.row.empty()) object["row"] = subject.row;
  if (!subject.column.empty()) object["column"] = subject.column;
  return object;
}

void PutRule(Json& object, const RuleInfo* rule) {
  object["rule"] = rule != nullptr ? Owned(rule->id) : "";
  object["name"] = rule != nullptr ? Owned(rule->name) : "";
}

void PutExtent(Json& object, const Extent& extent) {
  object["line"] = extent.begin.line;
  object["column"] = extent.begin.column;
  object["end_line"] = extent.end.line;
  object["end_column"] = extent.end.column;
}

Json ValuesObject(const Diagnostic& finding) {
  Json values = Json::object();
  if (finding.left) values["left"] = *finding.left;
  if (finding.right) values["right"] = *finding.right;
  if (finding.difference) values["difference"] = *finding.difference;
  for (const auto& [name, value] : finding.values) values.emplace(name, value);
  return values;
}

std::string_view NameOf(Evidence::Side side) {
  switch (side) {
    case Evidence::Side::kLeft:
      return "left";
    case Evidence::Side::kRight:
      return "right";
    case Evidence::Side::kContext:
      break;
  }
  return "context";
}

Json RelatedObject(const Evidence& cell, const Source* own, const Outcome& outcome) {
  const Source* source = cell.source != nullptr ? cell.source : own;
  const Place place = ExtentOf(source, cell.where).begin;
  Json object = {{"path", Owned(PathOf(source, outcome))},
                 {"line", place.line},
                 {"column", place.column},
                 {"message", cell.label},
                 {"subject", SubjectObject(cell.subject)},
                 {"value", cell.value},
                 {"side", Owned(NameOf(cell.side))}};
  if (cell.negative) object["negative"] = true;
  return object;
}

Json CulpritObject(const Culprit& culprit, const Source* own) {
  const Place place = ExtentOf(culprit.source != nullptr ? culprit.source : own, culprit.where).begin;
  return {{"line", place.line},       {"column", place.column},
          {"message", culprit.label}, {"subject", SubjectObject(culprit.subject)},
          {"value", culprit.value},   {"repair", culprit.repair}};
}

Json EditObject(const Edit& edit, const Source* source) {
  Json object = Json::object();
  PutExtent(object, ExtentOf(source, edit.where));
  object["text"] = source != nullptr ? Owned(source->Slice(edit.where)) : "";
  object["replacement"] = edit.replacement;
  return object;
}

}  // namespace

std::string ToolJson(const RunInfo& run) {
  return DumpJson(Json{{"name", "gouji"}, {"version", Owned(run.version)}, {"pack", run.pack_id}});
}

std::string SummaryJson(const Summary& summary) {
  return DumpJson(Json{{"documents", summary.documents},
                       {"errors", summary.errors},
                       {"warnings", summary.warnings},
                       {"notes", summary.notes},
                       {"not_evaluated", summary.tally.not_evaluated},
                       {"unreadable", summary.unreadable},
                       {"rules", summary.rules},
                       {"pass", summary.tally.pass},
                       {"fail", summary.tally.fail},
                       {"not_applicable", summary.tally.not_applicable},
                       {"without_previous", summary.without_previous}});
}

std::string FindingJson(const Diagnostic& finding, const Outcome& outcome) {
  const Source* source = SourceOf(finding, outcome);
  Json object = Json::object();
  PutRule(object, finding.rule);
  object["severity"] = Owned(Name(finding.severity));
  object["path"] = Owned(PathOf(source, outcome));
  PutExtent(object, ExtentOf(source, finding.where));
  object["message"] = finding.message;
  object["fingerprint"] = Fingerprint(finding);
  object["subject"] = SubjectObject(finding.subject);
  object["values"] = ValuesObject(finding);
  object["related"] = Json::array();
  for (const Evidence& cell : finding.evidence) object["related"].push_back(RelatedObject(cell, source, outcome));
  if (finding.culprit) object["culprit"] = CulpritObject(*finding.culprit, source);
  object["fix"] = Json::array();
  for (const Edit& edit : finding.fix) object["fix"].push_back(EditObject(edit, source));
  object["notes"] = finding.notes;
  return DumpJson(object);
}

std::string UncheckedJson(const Unchecked& unchecked, const Outcome& outcome) {
  const Place place = ExtentOf(outcome.source, unchecked.where).begin;
  return DumpJson(Json{{"rule", unchecked.rule != nullptr ? Owned(unchecked.rule->id) : ""},
                       {"path", outcome.path},
                       {"subject", SubjectObject(unchecked.subject)},
                       {"reason", unchecked.reason},
                       {"line", place.line},
                       {"column", place.column}});
}

std::string UnreadableJson(const Diagnostic& reason, const Outcome& outcome) {
  Json object = Json::object();
  PutRule(object, reason.rule);
  object["path"] = outcome.path;
  object["message"] = reason.message;
  return DumpJson(object);
}

}  // namespace gouji
