#include "output/first_line.h"
#include "output/writer.h"

namespace gouji {

extern const Format kGccFormat;

namespace {

class GccWriter final : public Writer {
 public:
  explicit GccWriter(std::ostream& out) : out_(out) {}

  void Begin(const RunInfo&) override {}

  void Add(const Outcome& outcome) override {
    for (const Diagnostic& finding : outcome.findings) out_ << FirstLine(finding, outcome, false) << '\n';
  }

  void End(const Summary&) override {}

 private:
  std::ostream& out_;
};

std::unique_ptr<Writer> Make(std::ostream& out) { return std::make_unique<GccWriter>(out); }

}  // namespace

const Format kGccFormat{
    "gcc", {"每个问题一行，编辑器和持续集成都认得", "one line a finding, as compilers print it"}, Make};

}  // namespace gouji
