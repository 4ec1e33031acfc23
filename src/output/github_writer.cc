#include <array>

#include <fmt/format.h>

#include "base/trouble.h"
#include "output/place.h"
#include "output/summary_line.h"
#include "output/writer.h"
#include "text/width.h"

namespace gouji {

extern const Format kGithubFormat;

namespace {

/// GitHub shows no more annotations of one kind in a step, and silently drops the rest.
constexpr std::size_t kShown = 10;

constexpr Localized kNotShown{
    "另有 {errors} 个错误、{warnings} 个警告、{notes} 个提示未在此显示（GitHub 每步每类只显示 {shown} 个）",
    "not shown here: {errors} more {error}, {warnings} more {warning}, {notes} more {note} "
    "(GitHub shows {shown} of a kind in a step)"};

std::string Escaped(std::string_view text, bool property) {
  std::string escaped;
  for (const char c : text) {
    const bool special = c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ','));
    if (special) {
      escaped += fmt::format("%{:02X}", static_cast<unsigned>(c));
    } else {
      escaped += c;
    }
  }
  return escaped;
}

std::string Property(std::string_view text) { return Escaped(text, true); }

/// Annotations of one severity: the first few, and how many there were.
struct Kind {
  std::string_view command;
  std::vector<std::string> lines;
  std::uint64_t count = 0;

  std::uint64_t not_shown() const { return count - lines.size(); }
};

/// Workflow commands, errors first, as few as are shown.
class GithubWriter final : public Writer {
 public:
  explicit GithubWriter(std::ostream& out) : out_(out) {}

  void Begin(const RunInfo& run) override { lang_ = run.lang; }

  void Add(const Outcome& outcome) override {
    hidden_ += outcome.hidden;
    resolved_ += outcome.resolved.size();
    for (const Diagnostic& finding : outcome.findings) {
      Kind& kind = KindOf(finding.severity);
      if (++kind.count <= kShown) kind.lines.push_back(Command(kind.command, finding, outcome));
    }
  }

  void End(const Summary& summary) override {
    for (const Kind& kind : kinds_) {
      for (const std::string& line : kind.lines) out_ << line << '\n';
    }
    const auto& [errors, warnings, notes] = kinds_;
    if (errors.not_shown() + warnings.not_shown() + notes.not_shown() > 0) out_ << NotShown() << '\n';
    out_ << SummaryLine(summary, lang_, hidden_, resolved_) << '\n';
  }

 private:
  std::string NotShown() const {
    const auto& [errors, warnings, notes] = kinds_;
    const auto plural = [](const Kind& kind, std::string_view one, std::string_view many) {
      return kind.not_shown() == 1 ? one : many;
    };
    return Fill(kNotShown.In(lang_), {{"errors", std::to_string(errors.not_shown())},
                                      {"error", plural(errors, "error", "errors")},
                                      {"warnings", std::to_string(warnings.not_shown())},
                                      {"warning", plural(warnings, "warning", "warnings")},
                                      {"notes", std::to_string(notes.not_shown())},
                                      {"note", plural(notes, "note", "notes")},
                                      {"shown", std::to_string(kShown)}});
  }

  Kind& KindOf(Severity severity) {
    return kinds_[severity == Severity::kError ? 0 : severity == Severity::kWarning ? 1 : 2];
  }

  static std::string Command(std::string_view command, const Diagnostic& finding, const Outcome& outcome) {
    const Source* source = SourceOf(finding, outcome);
    const auto [begin, end] = ExtentOf(source, finding.where);
    std::string place = fmt::format("file={},line={}", Property(Printable(PathOf(source, outcome))), begin.line);
    if (begin.line != end.line) {
      place += fmt::format(",endLine={}", end.line);  // columns of several lines are refused
    } else {
      place += fmt::format(",col={},endColumn={}", begin.column, end.column);
    }
    std::string message = Escaped(Printable(finding.message), false);
    for (const std::string& note : finding.notes) message += "%0A" + Escaped(Printable(note), false);
    const std::string_view id = finding.rule != nullptr ? finding.rule->id : "gouji";
    return fmt::format("::{} {},title={}::{}", command, place, Property(id), message);
  }

  std::ostream& out_;
  Lang lang_ = Lang::kZh;
  std::uint64_t hidden_ = 0;
  std::uint64_t resolved_ = 0;
  std::array<Kind, 3> kinds_{Kind{"error", {}, 0}, Kind{"warning", {}, 0}, Kind{"notice", {}, 0}};
};

std::unique_ptr<Writer> Make(std::ostream& out) { return std::make_unique<GithubWriter>(out); }

}  // namespace

const Format kGithubFormat{"github", {"GitHub Actions 的批注", "annotations of GitHub Actions"}, Make};

}  // namespace gouji
