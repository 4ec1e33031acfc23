#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "base/trouble.h"
#include "output/first_line.h"
#include "output/place.h"
#include "output/reasons.h"
#include "output/summary_line.h"
#include "output/writer.h"
#include "text/fold.h"
#include "text/width.h"

namespace gouji {

extern const Format kTextFormat;

namespace {

constexpr int kWidthWithoutTerminal = 100;
constexpr int kBesideLabels = 30;  // cells that gutter, values and places take of a line of the evidence
constexpr int kLabelCells = 72;    // no label of a form is longer
constexpr std::size_t kReasonsShown = 5;
constexpr std::size_t kEditsShown = 3;

constexpr Localized kLeft{"左边", "left"};
constexpr Localized kRight{"右边", "right"};
constexpr Localized kSum{"合计", "sum"};
constexpr Localized kDifference{"相差", "difference"};
constexpr Localized kRelated{"相关", "related"};
constexpr Localized kBlank{"空", "blank"};
constexpr Localized kLine{"第 {line} 行", "line {line}"};
constexpr Localized kSubject{"位置：{subject}", "cell: {subject}"};
constexpr Localized kCulprit{
    "线索：“{label}”（{place}）写的是 {value}，若应为 {repair}，本表各处勾稽即全部相符；请核对原始数据",
    "clue: '{label}' ({place}) says {value}; {repair} there would settle every identity of the "
    "table; check it against the records"};
constexpr Localized kReplace{"改法：“{old}”改为“{new}”", "fix: replace '{old}' with '{new}'"};
constexpr Localized kDelete{"改法：删去“{old}”", "fix: delete '{old}'"};
constexpr Localized kInsert{"改法：插入“{new}”", "fix: insert '{new}'"};
constexpr Localized kMoreEdits{"改法：另有 {n} 处", "fix: {n} more places"};
constexpr Localized kUncheckedHead{"{path}：未能核对 {n} 处：", "{path}: could not check {n} {places}:"};
constexpr Localized kUncheckedReason{"{n} 处：{reason}", "{n} {places}: {reason}"};
constexpr Localized kMoreReasons{"另有 {n} 处，原因从略", "{n} more {places}, for other reasons"};
constexpr Localized kResolvedHead{"{path}：基线中的 {n} 个问题已不存在：",
                                  "{path}: {n} {findings} of the baseline gone:"};
constexpr Localized kMoreResolved{"另有 {n} 个", "{n} more"};

std::string_view Plural(std::uint64_t n, std::string_view one, std::string_view many) { return n == 1 ? one : many; }

std::string Padding(int cells) { return std::string(static_cast<std::size_t>(std::max(0, cells)), ' '); }

std::string PadRight(std::string_view text, int cells) { return std::string(text) + Padding(cells - Cells(text)); }

std::string PadLeft(std::string_view text, int cells) { return Padding(cells - Cells(text)) + std::string(text); }

/// A label of at most so many cells. What tells it from its neighbours stands at both ends ("row · column"), so it is
/// cut in the middle.
std::string Shorten(std::string_view text, int cells) {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string head = Excerpt(text, begin, end, cells);
  if (head == text) return Printable(head);
  begin = end = text.size();
  const std::string tail = Excerpt(text, begin, end, cells / 2 + 1);
  begin = end = 0;
  head = Excerpt(text, begin, end, cells - Cells(tail) + 2);
  constexpr std::string_view kEllipsis = "…";
  if (head.ends_with(kEllipsis)) head.resize(head.size() - kEllipsis.size());
  return Printable(head + tail);
}

/// Prints one document after another, and a last line on the whole run.
class TextWriter final : public Writer {
 public:
  explicit TextWriter(std::ostream& out) : out_(out) {}

  void Begin(const RunInfo& run) override {
    lang_ = run.lang;
    color_ = run.color;
    width_ = run.width > 0 ? run.width : kWidthWithoutTerminal;
    label_cells_ = std::clamp(width_ - kBesideLabels, 20, kLabelCells);
  }

  void Add(const Outcome& outcome) override {
    for (const Diagnostic& finding : outcome.findings) PutFinding(finding, outcome);
    if (!outcome.unchecked.empty()) PutUnchecked(outcome);
    if (!outcome.resolved.empty()) PutResolved(outcome);
    hidden_ += outcome.hidden;
    resolved_ += outcome.resolved.size();
    out_ << page_;
    page_.clear();
  }

  void End(const Summary& summary) override { out_ << SummaryLine(summary, lang_, hidden_, resolved_) << '\n'; }

 private:
  /// A row of the evidence table: an operand, a sum, or the difference.
  struct Row {
    std::string label;
    std::string value;
    std::string place;
    bool heading = false;
  };

  std::string_view Say(const Localized& text) const { return text.In(lang_); }

  template <typename... Args>
  void Put(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(page_), format, std::forward<Args>(args)...);
  }

  void PutFinding(const Diagnostic& finding, const Outcome& outcome) {
    Put("{}\n", FirstLine(finding, outcome, color_));
    const Source* source = SourceOf(finding, outcome);
    if (!outcome.readable || source == nullptr) {
      Put("\n");
      return;
    }
    const std::string number = std::to_string(source->PlaceOf(finding.where.begin).line);
    gutter_ = std::string(number.size() + 1, ' ');
    PutSourceLine(*source, finding, number);
    PutEvidence(finding, outcome);
    PutNotes(finding, outcome, *source);
    Put("\n");
  }

  void PutSourceLine(const Source& source, const Diagnostic& finding, std::string_view number) {
    const Span line = source.LineSpan(finding.where.begin);
    if (Trim(source.Slice(line)).empty()) return;
    const Paint faint = FaintPaint(color_);
    const Paint paint = PaintOf(finding.severity, color_);
    // A span that goes on over lines is marked to the end of its first.
    std::size_t begin = std::min(finding.where.begin, line.end) - line.begin;
    std::size_t end =
        std::clamp(finding.where.end, line.begin + static_cast<std::uint32_t>(begin), line.end) - line.begin;
    const int room = std::max(20, width_ - static_cast<int>(gutter_.size()) - 3);
    const std::string excerpt = Excerpt(source.Slice(line), begin, end, room);
    Put("{} {} |{} {}\n", faint.on, number, faint.off, Printable(excerpt));
    Put("{}{} |{} {}{}{}\n", faint.on, gutter_, faint.off, paint.on, Marks(excerpt, begin, end), paint.off);
  }

  std::string PlaceText(const Source* source, Span where, const Outcome& outcome, const Source* own) const {
    const Source* stands_in = source != nullptr ? source : own;
    const Place place = ExtentOf(stands_in, where).begin;
    if (stands_in == own) return Fill(Say(kLine), {{"line", std::to_string(place.line)}});
    return fmt::format("{}:{}", Printable(PathOf(stands_in, outcome)), place.line);
  }

  std::string Value(std::string_view value) const {
    return value.empty() ? std::string(Say(kBlank)) : Printable(value);
  }

  void AddSide(std::vector<Row>& rows, const Diagnostic& finding, const Outcome& outcome, Evidence::Side side,
               const Localized& heading, const std::optional<std::string>& sum) const {
    std::vector<const Evidence*> cells;
    for (const Evidence& cell : finding.evidence) {
      if (cell.side == side) cells.push_back(&cell);
    }
    if (cells.empty()) return;
    rows.push_back({std::string(Say(heading)), "", "", true});
    for (const Evidence* cell : cells) {
      const bool first = cell == cells.front();
      const char* sign = side == Evidence::Side::kContext ? "" : cell->negative ? "- " : first ? "" : "+ ";
      rows.push_back({Shorten(cell->label, label_cells_), sign + Value(cell->value),
                      PlaceText(cell->source, cell->where, outcome, SourceOf(finding, outcome))});
    }
    if (cells.size() > 1 && sum) rows.push_back({std::string(Say(kSum)), "= " + *sum, ""});
  }

  void PutEvidence(const Diagnostic& finding, const Outcome& outcome) {
    std::vector<Row> rows;
    AddSide(rows, finding, outcome, Evidence::Side::kLeft, kLeft, finding.left);
    AddSide(rows, finding, outcome, Evidence::Side::kRight, kRight, finding.right);
    if (!rows.empty() && finding.difference) {
      rows.push_back({std::string(Say(kDifference)), "", "", true});
      rows.back().value = *finding.difference;
    }
    AddSide(rows, finding, outcome, Evidence::Side::kContext, kRelated, std::nullopt);
    if (rows.empty()) return;

    int labels = 0;
    int values = 0;
    for (const Row& row : rows) {
      labels = std::max(labels, Cells(row.label) + (row.heading ? 0 : 2));
      values = std::max(values, Cells(row.value));
    }
    const Paint faint = FaintPaint(color_);
    Put("{}{} |{}\n", faint.on, gutter_, faint.off);
    for (const Row& row : rows) {
      std::string line = PadRight((row.heading ? "" : "  ") + row.label, labels) + "  " + PadLeft(row.value, values);
      if (row.value.empty()) line = row.label;
      Put("{}{} |{} {}", faint.on, gutter_, faint.off, line);
      if (!row.place.empty()) Put("  {}{}{}", faint.on, row.place, faint.off);
      Put("\n");
    }
  }

  void PutNote(std::string_view note) {
    const Paint faint = FaintPaint(color_);
    Put("{}{} ={} {}\n", faint.on, gutter_, faint.off, note);
  }

  void PutNotes(const Diagnostic& finding, const Outcome& outcome, const Source& source) {
    if (outcome.transcript && !finding.subject.empty()) {
      // The line is a transcript's: whoever has the file open in Word needs the table, the row and the column.
      const std::string_view label = LabelOf(finding);
      const std::string path = finding.subject.Path();
      const std::string subject = label.empty() ? path : fmt::format("{} ({})", label, path);
      PutNote(Printable(Fill(Say(kSubject), {{"subject", subject}})));
    }
    for (const std::string& note : finding.notes) PutNote(Printable(note));
    if (finding.culprit) {
      const Culprit& culprit = *finding.culprit;
      PutNote(Fill(Say(kCulprit), {{"label", Printable(culprit.label)},
                                   {"place", PlaceText(culprit.source, culprit.where, outcome, &source)},
                                   {"value", Value(culprit.value)},
                                   {"repair", Value(culprit.repair)}}));
    }
    PutFix(finding, source);
    if (finding.rule != nullptr) PutNote(fmt::format("gouji explain {}", finding.rule->id));
  }

  void PutFix(const Diagnostic& finding, const Source& source) {
    for (std::size_t i = 0; i < finding.fix.size() && i < kEditsShown; ++i) {
      const Edit& edit = finding.fix[i];
      const Localized& text = edit.where.empty() ? kInsert : edit.replacement.empty() ? kDelete : kReplace;
      PutNote(Fill(Say(text), {{"old", Printable(source.Slice(edit.where))}, {"new", Printable(edit.replacement)}}));
    }
    if (finding.fix.size() > kEditsShown) {
      PutNote(Fill(Say(kMoreEdits), {{"n", std::to_string(finding.fix.size() - kEditsShown)}}));
    }
  }

  void PutUnchecked(const Outcome& outcome) {
    const std::size_t all = outcome.unchecked.size();
    const Paint bold = BoldPaint(color_);
    Put("{}{}{}\n", bold.on,
        Fill(Say(kUncheckedHead), {{"path", Printable(outcome.path)},
                                   {"n", std::to_string(all)},
                                   {"places", Plural(all, "place", "places")}}),
        bold.off);
    std::size_t told = 0;
    const std::vector<Reason> reasons = ReasonsOf(outcome);
    for (std::size_t i = 0; i < reasons.size() && i < kReasonsShown; ++i) {
      const Reason& reason = reasons[i];
      told += reason.places;
      Put("  {}", Fill(Say(kUncheckedReason), {{"n", std::to_string(reason.places)},
                                               {"places", Plural(reason.places, "place", "places")},
                                               {"reason", Printable(reason.text)}}));
      if (!reason.rules.empty()) Put(" [{}]", fmt::join(reason.rules, ", "));
      Put("\n");
    }
    if (told < all) {
      Put("  {}\n", Fill(Say(kMoreReasons),
                         {{"n", std::to_string(all - told)}, {"places", Plural(all - told, "place", "places")}}));
    }
    Put("\n");
  }

  void PutResolved(const Outcome& outcome) {
    const std::size_t all = outcome.resolved.size();
    Put("{}\n", Fill(Say(kResolvedHead), {{"path", Printable(outcome.path)},
                                          {"n", std::to_string(all)},
                                          {"findings", Plural(all, "finding", "findings")}}));
    for (std::size_t i = 0; i < all && i < kReasonsShown; ++i) {
      const Diagnostic& gone = outcome.resolved[i];
      std::string line = "  ";
      if (gone.rule != nullptr) line += fmt::format("[{}] ", gone.rule->id);
      line += Printable(gone.subject.Path());
      if (!gone.subject.empty() && !gone.message.empty()) line += ": ";
      line += Printable(gone.message);
      Put("{}\n", line);
    }
    if (all > kReasonsShown) Put("  {}\n", Fill(Say(kMoreResolved), {{"n", std::to_string(all - kReasonsShown)}}));
    Put("\n");
  }

  std::ostream& out_;
  Lang lang_ = Lang::kZh;
  bool color_ = false;
  int width_ = kWidthWithoutTerminal;
  int label_cells_ = kLabelCells;
  std::string page_;    ///< what is being written on one document
  std::string gutter_;  ///< blanks as wide as the line number of the finding being written
  std::uint64_t hidden_ = 0;
  std::uint64_t resolved_ = 0;
};

std::unique_ptr<Writer> Make(std::ostream& out) { return std::make_unique<TextWriter>(out); }

}  // namespace

const Format kTextFormat{"text", {"给人看：原文、标记、逐项证据", "for people: source line, marks, evidence"}, Make};

}  // namespace gouji
