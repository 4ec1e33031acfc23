#include "config/baseline.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/trouble.h"
#include "rules/options.h"
#include "rules/yaml.h"

namespace gouji {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t kVersion = 1;

std::string Dumped(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json ObjectOf(const KnownFinding& finding, std::uint64_t count) {
  Json object{{"rule", finding.rule}};
  Json subject = Json::object();
  for (const auto& [name, part] : {std::pair("section", &finding.subject.section),
                                   {"table", &finding.subject.table},
                                   {"row", &finding.subject.row},
                                   {"column", &finding.subject.column}}) {
    if (!part->empty()) subject[name] = *part;
  }
  if (!subject.empty()) object["subject"] = std::move(subject);
  for (const auto& [name, value] : finding.values) object["values"][name] = value;
  if (!finding.text.empty()) object["text"] = finding.text;
  object["count"] = count;
  return object;
}

/// A baseline is JSON, and JSON is YAML: read as YAML, a mistake is told at its line like any other.
class Reading {
 public:
  Reading(const Source& source, Lang lang, Diagnostics& diagnostics)
      : context_{&source, lang, &diagnostics, Trouble::kBaseline, true} {}

  void Read(const Node& root) {
    Options top(context_, root, {"基线文件", "baseline"});
    const auto version = top.Integer("gouji-baseline", Need::kRequired);
    if (version && *version != kVersion) {
      context_.Wrong(top.Find("gouji-baseline")->where, "基线文件的版本是 " + std::to_string(*version) + "，应为 1",
                     "baseline version " + std::to_string(*version) + ", expected 1");
      return;
    }
    const Node* documents = top.Find("documents", Need::kRequired);
    top.Finish();
    if (documents == nullptr) return;
    if (!documents->is_map()) {
      context_.Wrong(documents->where, "documents 应为 路径: [...] 的映射", "'documents' must be a map of paths");
      return;
    }
    for (std::size_t i = 0; i + 1 < documents->items().size(); i += 2) {
      const Node& findings = documents->items()[i + 1];
      KnownFindings& known = baseline.documents[std::string(documents->items()[i].scalar())];
      if (!findings.is_list()) {
        context_.Wrong(findings.where, "每份文件的问题应为列表", "the findings of a document must be a list");
        continue;
      }
      for (const Node& finding : findings.items()) ReadFinding(finding, known);
    }
  }

  Baseline baseline;

 private:
  void ReadFinding(const Node& node, KnownFindings& known) {
    Options options(context_, node, {"基线的一项", "a finding of the baseline"});
    KnownFinding finding;
    finding.rule = options.Text("rule", Need::kRequired);
    if (const Node* subject = options.Find("subject")) {
      Options parts(context_, *subject, {"subject", "subject"});
      finding.subject.section = parts.Text("section");
      finding.subject.table = parts.Text("table");
      finding.subject.row = parts.Text("row");
      finding.subject.column = parts.Text("column");
      parts.Finish();
    }
    if (const Node* values = options.Find("values")) {
      if (!values->is_map()) context_.Wrong(values->where, "values 应为映射", "'values' must be a map");
      for (std::size_t i = 0; values->is_map() && i + 1 < values->items().size(); i += 2) {
        const Node& value = values->items()[i + 1];
        if (!value.is_scalar()) context_.Wrong(value.where, "values 里的值应为文字", "a value must be text");
        finding.values.emplace_back(values->items()[i].scalar(), value.scalar());
      }
    }
    finding.text = options.Text("text");
    const auto count = options.Integer("count", Need::kRequired);
    if (count && *count < 1) {
      context_.Wrong(options.Find("count")->where, "count 应为正整数", "'count' must be 1 or more");
    }
    options.Finish();
    known[std::move(finding)] += static_cast<std::uint64_t>(std::max<std::int64_t>(count.value_or(1), 1));
  }

  NodeContext context_;
};

}  // namespace

KnownFinding KnownFinding::Of(const Diagnostic& diagnostic) {
  KnownFinding finding;
  finding.rule = diagnostic.rule == nullptr ? std::string_view() : diagnostic.rule->id;
  finding.subject = diagnostic.subject;
  finding.values = diagnostic.values;
  const auto add = [&finding](std::string_view name, const std::optional<std::string>& side) {
    const bool named = std::ranges::any_of(finding.values, [&](const auto& value) { return value.first == name; });
    if (side && !named) finding.values.emplace_back(name, *side);
  };
  add("left", diagnostic.left);
  add("right", diagnostic.right);
  if (finding.subject.empty() && finding.values.empty() && diagnostic.source != nullptr) {
    finding.text = diagnostic.source->Slice(diagnostic.where);
  }
  return finding;
}

std::string KnownFinding::Values() const {
  std::string line = text;
  for (const auto& [name, value] : values) {
    line += (line.empty() ? "" : ", ") + name + " = " + value;
  }
  return line;
}

std::optional<Baseline> ReadBaseline(const Source& source, Lang lang, Diagnostics& diagnostics) {
  constexpr YamlLimits kLimits{64U << 20, 16, 8'000'000};
  Diagnostics own;
  Reading reading(source, lang, own);
  if (const auto tree = ParseYaml(source, lang, kLimits, own, Trouble::kBaseline)) {
    reading.Read(tree->root());
  }
  const bool good = own.all().empty();
  for (Diagnostic& mistake : own.Take()) diagnostics.Add(std::move(mistake));
  return good ? std::optional(std::move(reading.baseline)) : std::nullopt;
}

std::string WriteBaseline(const Baseline& baseline) {
  std::string file = "{\n  \"gouji-baseline\": " + std::to_string(kVersion) + ",\n  \"documents\": {";
  bool first_document = true;
  for (const auto& [path, known] : baseline.documents) {
    if (known.empty()) continue;
    file += first_document ? "\n    " : ",\n    ";
    first_document = false;
    file += Dumped(path) + ": [";
    bool first = true;
    for (const auto& [finding, count] : known) {
      file += first ? "\n      " : ",\n      ";
      first = false;
      file += Dumped(ObjectOf(finding, count));
    }
    file += "\n    ]";
  }
  return file + (first_document ? "}\n}\n" : "\n  }\n}\n");
}

std::vector<Diagnostic> TakeKnown(KnownFindings& known, std::vector<Diagnostic>& findings) {
  std::vector<Diagnostic> taken;
  std::vector<Diagnostic> left;
  for (Diagnostic& finding : findings) {
    const auto found = known.find(KnownFinding::Of(finding));
    if (found == known.end()) {
      left.push_back(std::move(finding));
      continue;
    }
    taken.push_back(std::move(finding));
    if (--found->second == 0) known.erase(found);
  }
  findings = std::move(left);
  return taken;
}

}  // namespace gouji
