#include "output/merge_jsonl.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "output/json_text.h"
#include "text/well_formed.h"

namespace gouji {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kFinding = "{\"rule\":";
constexpr std::string_view kLast = "{\"version\":1,\"tool\":";

bool IsControl(char c) { return static_cast<unsigned char>(c) < 0x20; }

void AppendAll(const Json& items, Spool& array) {
  for (const Json& item : items) {
    if (!array.empty()) array.Append(",");
    array.Append(DumpJson(item));
  }
}

bool IsLastLine(const Json& line) {
  const auto has = [&](const char* key, bool (Json::*is)() const noexcept) {
    return line.contains(key) && (line[key].*is)();
  };
  return line.is_object() && has("tool", &Json::is_object) && has("summary", &Json::is_object) &&
         has("not_evaluated", &Json::is_array) && has("unreadable", &Json::is_array);
}

}  // namespace

JsonLinesMerger::Mistake JsonLinesMerger::Take(std::string_view line) {
  // What gouji wrote holds nothing that a terminal would obey, so what does is not its.
  if (!IsUtf8(line) || SafeJson(line) != line || std::ranges::any_of(line, IsControl)) return Mistake::kNoLine;
  if (line.starts_with(kFinding)) {
    open_ = true;
    out_ << line << '\n';
    return Mistake::kNone;
  }
  return line.starts_with(kLast) ? TakeLast(line) : Mistake::kNoLine;
}

JsonLinesMerger::Mistake JsonLinesMerger::TakeLast(std::string_view line) {
  const Json last = Json::parse(line, nullptr, false);
  if (!IsLastLine(last)) return Mistake::kNoLine;
  const std::string tool = DumpJson(last["tool"]);
  if (!tool_.empty() && tool != tool_) return Mistake::kOtherTool;
  tool_ = tool;
  summary_ = last["summary"].dump();
  for (const auto& [name, count] : last["summary"].items()) {
    if (!count.is_number_unsigned()) return Mistake::kNoLine;
    // The rules are the same ones in every part.
    const auto value = count.get<std::uint64_t>();
    counts_[name] = name == "rules" ? value : counts_[name] + value;
  }
  AppendAll(last["not_evaluated"], unchecked_);
  AppendAll(last["unreadable"], unreadable_);
  open_ = false;
  ended_ = true;
  return Mistake::kNone;
}

JsonLinesMerger::Mistake JsonLinesMerger::EndFile() {
  const bool ended = std::exchange(ended_, false);
  return open_ ? Mistake::kUnfinished : ended ? Mistake::kNone : Mistake::kNothing;
}

void JsonLinesMerger::Finish() {
  Json summary = Json::parse(summary_);
  for (auto& [name, count] : summary.items()) count = counts_[name];
  out_ << kLast << tool_ << ",\"summary\":" << DumpJson(summary) << ",\"not_evaluated\":[";
  unchecked_.CopyTo(out_);
  out_ << "],\"unreadable\":[";
  unreadable_.CopyTo(out_);
  out_ << "]}\n";
}

bool JsonLinesMerger::HasFindings(Severity severity) const {
  return Count("errors") > 0 || (severity <= Severity::kWarning && Count("warnings") > 0) ||
         (severity <= Severity::kNote && Count("notes") > 0);
}

std::uint64_t JsonLinesMerger::Count(const std::string& name) const {
  const auto found = counts_.find(name);
  return found == counts_.end() ? 0 : found->second;
}

}  // namespace gouji
