#include <nlohmann/json.hpp>

#include "output/json_text.h"
#include "output/place.h"
#include "output/writer.h"

namespace gouji {

extern const Format kRdjsonFormat;

namespace {

using Json = nlohmann::ordered_json;

std::string_view SeverityName(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "ERROR";
    case Severity::kWarning:
      return "WARNING";
    default:
      return "INFO";
  }
}

/// Reviewdog counts columns in bytes of UTF-8.
Json Position(const Source& source, std::uint32_t offset) {
  return {{"line", source.PlaceOf(offset).line}, {"column", offset - source.LineSpan(offset).begin + 1}};
}

Json Range(const Source& source, Span where) {
  return {{"start", Position(source, where.begin)}, {"end", Position(source, where.end)}};
}

Json Location(const Source* source, Span where, const Outcome& outcome) {
  Json location = {{"path", std::string(PathOf(source, outcome))}};
  if (source != nullptr) location["range"] = Range(*source, where);
  return location;
}

Json DiagnosticObject(const Diagnostic& finding, const Outcome& outcome) {
  const Source* source = SourceOf(finding, outcome);
  Json object = {{"message", finding.message},
                 {"location", Location(source, finding.where, outcome)},
                 {"severity", std::string(SeverityName(finding.severity))}};
  if (finding.rule != nullptr) object["code"] = {{"value", std::string(finding.rule->id)}};
  // A suggestion is offered on its own, so repairs that belong together are none; and a transcript cannot be edited.
  if (finding.fix.size() == 1 && source != nullptr && !outcome.transcript) {
    const Edit& edit = finding.fix.front();
    object["suggestions"] = Json::array({{{"range", Range(*source, edit.where)}, {"text", edit.replacement}}});
  }
  if (finding.evidence.empty()) return object;
  Json related = Json::array();
  for (const Evidence& cell : finding.evidence) {
    const std::string label = cell.value.empty() ? cell.label : cell.label + " = " + cell.value;
    related.push_back({{"message", label},
                       {"location", Location(cell.source != nullptr ? cell.source : source, cell.where, outcome)}});
  }
  object["relatedLocations"] = related;
  return object;
}

/// Reviewdog's DiagnosticResult.
class RdjsonWriter final : public Writer {
 public:
  explicit RdjsonWriter(std::ostream& out) : out_(out) {}

  void Begin(const RunInfo&) override { out_ << "{\"source\":{\"name\":\"gouji\"},\"diagnostics\":["; }

  void Add(const Outcome& outcome) override {
    for (const Diagnostic& finding : outcome.findings) {
      out_ << (any_ ? ",\n" : "\n") << DumpJson(DiagnosticObject(finding, outcome));
      any_ = true;
    }
  }

  void End(const Summary&) override { out_ << (any_ ? "\n]}\n" : "]}\n"); }

 private:
  std::ostream& out_;
  bool any_ = false;
};

std::unique_ptr<Writer> Make(std::ostream& out) { return std::make_unique<RdjsonWriter>(out); }

}  // namespace

const Format kRdjsonFormat{"rdjson", {"reviewdog 的诊断格式", "diagnostics for reviewdog"}, Make};

}  // namespace gouji
