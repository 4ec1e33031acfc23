#include "output/finding_json.h"
#include "output/spool.h"
#include "output/writer.h"

namespace gouji {

extern const Format kJsonLinesFormat;

namespace {

/// A finding a line as soon as it is known; the last line is the object form without findings.
class JsonLinesWriter final : public Writer {
 public:
  explicit JsonLinesWriter(std::ostream& out) : out_(out) {}

  void Begin(const RunInfo& run) override { tool_ = ToolJson(run); }

  void Add(const Outcome& outcome) override {
    for (const Diagnostic& finding : outcome.findings) {
      if (outcome.readable) {
        out_ << FindingJson(finding, outcome) << '\n';
      } else {
        Add(unreadable_, UnreadableJson(finding, outcome));
      }
    }
    for (const Unchecked& unchecked : outcome.unchecked) Add(unchecked_, UncheckedJson(unchecked, outcome));
  }

  void End(const Summary& summary) override {
    out_ << "{\"version\":1,\"tool\":" << tool_ << ",\"summary\":" << SummaryJson(summary) << ",\"not_evaluated\":[";
    unchecked_.CopyTo(out_);
    out_ << "],\"unreadable\":[";
    unreadable_.CopyTo(out_);
    out_ << "]}\n";
  }

 private:
  static void Add(Spool& array, const std::string& object) {
    if (!array.empty()) array.Append(",");
    array.Append(object);
  }

  std::ostream& out_;
  std::string tool_;
  Spool unchecked_;
  Spool unreadable_;
};

std::unique_ptr<Writer> Make(std::ostream& out) { return std::make_unique<JsonLinesWriter>(out); }

}  // namespace

const Format kJsonLinesFormat{
    "jsonl", {"每个问题一行 JSON，最后一行是汇总", "one JSON object a finding, then one with the summary"}, Make};

}  // namespace gouji
