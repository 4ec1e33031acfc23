#include "output/finding_json.h"
#include "output/spool.h"
#include "output/writer.h"

namespace gouji {

extern const Format kJsonFormat;

namespace {

/// Objects of one array, a line each.
class Members {
 public:
  void Add(const std::string& object) {
    spool_.Append(spool_.empty() ? "\n  " : ",\n  ");
    spool_.Append(object);
  }
  void CopyTo(std::ostream& out) {
    spool_.CopyTo(out);
    if (!spool_.empty()) out << "\n ";
  }

 private:
  Spool spool_;
};

/// One object. Its summary stands before the findings and is known after them, so they are spooled.
class JsonWriter final : public Writer {
 public:
  explicit JsonWriter(std::ostream& out) : out_(out) {}

  void Begin(const RunInfo& run) override { tool_ = ToolJson(run); }

  void Add(const Outcome& outcome) override {
    for (const Diagnostic& finding : outcome.findings) {
      if (outcome.readable) {
        findings_.Add(FindingJson(finding, outcome));
      } else {
        unreadable_.Add(UnreadableJson(finding, outcome));
      }
    }
    for (const Unchecked& unchecked : outcome.unchecked) unchecked_.Add(UncheckedJson(unchecked, outcome));
  }

  void End(const Summary& summary) override {
    out_ << "{\n \"version\": 1,\n \"tool\": " << tool_ << ",\n \"summary\": " << SummaryJson(summary);
    Put("findings", findings_);
    Put("not_evaluated", unchecked_);
    Put("unreadable", unreadable_);
    out_ << "\n}\n";
  }

 private:
  void Put(std::string_view key, Members& members) {
    out_ << ",\n \"" << key << "\": [";
    members.CopyTo(out_);
    out_ << ']';
  }

  std::ostream& out_;
  std::string tool_;
  Members findings_;
  Members unchecked_;
  Members unreadable_;
};

std::unique_ptr<Writer> Make(std::ostream& out) { return std::make_unique<JsonWriter>(out); }

}  // namespace

const Format kJsonFormat{"json", {"一个 JSON 对象，供程序读取", "one JSON object, for programs"}, Make};

}  // namespace gouji
