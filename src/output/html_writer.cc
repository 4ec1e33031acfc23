#include <algorithm>
#include <array>
#include <iterator>
#include <map>

#include <fmt/format.h>

#include "base/trouble.h"
#include "output/html_style.h"
#include "output/markup.h"
#include "output/place.h"
#include "output/spool.h"
#include "output/writer.h"
#include "text/fold.h"
#include "text/width.h"

namespace gouji {

extern const Format kHtmlFormat;

namespace {

constexpr int kLineCells = 160;
constexpr std::size_t kReferencesShown = 4;        // numbers of findings beside one cell
constexpr std::int64_t kPositionsDrawn = 200'000;  // of one table; no report comes near
constexpr std::array kSeverities{Severity::kError, Severity::kWarning, Severity::kNote};

constexpr Localized kTitle{"勾稽检查报告", "gouji report"};
constexpr Localized kAbout{"规则包 {pack}，{rules} 条规则，gouji {version}",
                           "pack {pack}, {rules} rules, gouji {version}"};
constexpr Localized kDocuments{"文件", "documents"};
constexpr Localized kNotChecked{"未能核对", "not checked"};
constexpr Localized kUnreadable{"无法读取", "unreadable"};
constexpr Localized kShow{"显示", "show"};
constexpr Localized kReport{"报告", "report"};
constexpr Localized kClean{"没有发现问题", "nothing found"};
constexpr Localized kCleanButUnchecked{"已核对的内容没有发现问题", "nothing found in what could be checked"};
constexpr Localized kNoDocuments{"没有找到可检查的文件。", "No documents to check."};
constexpr Localized kYear{"{year} 年度", "{year}"};
constexpr Localized kTranscript{"行号为 gouji dump --text 输出的行号", "lines are those of 'gouji dump --text'"};
constexpr Localized kBasis{"依据：", "Basis: "};
constexpr Localized kWhatToDo{"处理：", "What to do: "};
constexpr Localized kExamples{"示例", "Examples"};
constexpr Localized kWrong{"错误", "wrong"};
constexpr Localized kRight{"正确", "right"};
constexpr Localized kPlace{"第 {line} 行，第 {column} 列", "line {line}, column {column}"};
constexpr Localized kLine{"第 {line} 行", "line {line}"};
constexpr Localized kLeft{"左边", "left"};
constexpr Localized kRightSide{"右边", "right"};
constexpr Localized kRelated{"相关", "related"};
constexpr Localized kSum{"合计", "sum"};
constexpr Localized kDifference{"相差", "difference"};
constexpr Localized kBlank{"空", "blank"};
constexpr Localized kClue{
    "线索：{cell}（{place}）写的是 {value}，若应为 {repair}，本表各处勾稽即全部相符；请核对原始数据。",
    "Clue: {cell} ({place}) says {value}; {repair} there would settle every identity of the table. "
    "Check it against the records."};
constexpr Localized kRewrite{"改法：{old} 改为 {new}", "Fix: {old} becomes {new}"};
constexpr Localized kDelete{"改法：删去 {old}", "Fix: delete {old}"};
constexpr Localized kInsert{"改法：插入 {new}", "Fix: insert {new}"};
constexpr Localized kKeyBad{"有问题的单元格", "cell with a finding"};
constexpr Localized kKeyOperand{"参与计算的单元格", "operand"};
constexpr Localized kKeyCulprit{"改动它即可使本表全部相符", "the one cell that would settle the table"};
constexpr Localized kUncheckedHead{"未能核对 {n} 处", "{n} not checked"};
constexpr Localized kUncheckedItem{"{n} 处：{reason}", "{n}: {reason}"};
constexpr Localized kResolvedHead{"基线中已不存在的问题", "gone from the baseline"};
constexpr Localized kHiddenHead{"基线中已知的 {n} 个问题未列出。",
                                "{n} findings known from the baseline are not shown."};
constexpr Localized kFooter{"由 gouji {version} 生成。gouji 只指出问题，从不改动数字。",
                            "Written by gouji {version}, which points at numbers and never changes one."};

Localized WordOf(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return {"错误", "error"};
    case Severity::kWarning:
      return {"警告", "warning"};
    default:
      return {"提示", "note"};
  }
}

/// Which findings of a document a cell takes part in, and how.
struct CellRole {
  Severity worst = Severity::kOff;     ///< of the findings that stand at it
  std::vector<std::size_t> stands_at;  ///< findings, as indexes
  std::vector<std::size_t> operand_of;
  const Culprit* culprit = nullptr;

  bool any() const { return !stands_at.empty() || !operand_of.empty() || culprit != nullptr; }
};

/// The tables of one document and what its findings say about their cells.
class DrawnCells {
 public:
  explicit DrawnCells(const Outcome& outcome) : outcome_(outcome) {
    for (const DrawnTable& table : outcome.tables) {
      first_.push_back(roles_.size());
      for (const DrawnCell& cell : table.cells) {
        if (!cell.subject.empty()) by_subject_.emplace(cell.subject, roles_.size());
        by_place_.emplace(cell.where, roles_.size());
        roles_.emplace_back();
      }
    }
    for (std::size_t i = 0; i < outcome.findings.size(); ++i) Mark(i);
  }

  /// The number of the cell that stands for a subject or, where it is not bound, a place; nothing when none is drawn.
  std::optional<std::size_t> Find(const Source* source, Span where, const Subject& subject) const {
    const bool elsewhere = source != nullptr && source != outcome_.source;
    if (elsewhere) return std::nullopt;
    if (const auto bound = by_subject_.find(subject); !subject.empty() && bound != by_subject_.end())
      return bound->second;
    // The last cell that begins at or before the place, if the place lies within it.
    auto after = by_place_.upper_bound(Span{where.begin, ~std::uint32_t{0}});
    if (after == by_place_.begin()) return std::nullopt;
    const auto& [span, number] = *--after;
    if (where.begin > span.end || where.end > span.end) return std::nullopt;
    return number;
  }

  const CellRole& role(std::size_t number) const { return roles_[number]; }
  /// The number of the first cell of a table.
  std::size_t first(std::size_t table) const { return first_[table]; }
  bool Touched(std::size_t table) const {
    const std::size_t count = outcome_.tables[table].cells.size();
    const auto begin = roles_.begin() + static_cast<std::ptrdiff_t>(first_[table]);
    return std::any_of(begin, begin + static_cast<std::ptrdiff_t>(count),
                       [](const CellRole& role) { return role.any(); });
  }
  bool any_culprit(std::size_t table) const {
    const std::size_t count = outcome_.tables[table].cells.size();
    for (std::size_t i = 0; i < count; ++i) {
      if (roles_[first_[table] + i].culprit != nullptr) return true;
    }
    return false;
  }

 private:
  void Mark(std::size_t index) {
    const Diagnostic& finding = outcome_.findings[index];
    const Source* own = SourceOf(finding, outcome_);
    if (const auto at = Find(own, finding.where, finding.subject)) {
      roles_[*at].stands_at.push_back(index);
      roles_[*at].worst = std::max(roles_[*at].worst, finding.severity);
    }
    for (const Evidence& cell : finding.evidence) {
      const auto at = Find(cell.source, cell.where, cell.subject);
      if (at && (roles_[*at].stands_at.empty() || roles_[*at].stands_at.back() != index)) {
        roles_[*at].operand_of.push_back(index);
      }
    }
    if (!finding.culprit) return;
    const Culprit& culprit = *finding.culprit;
    if (const auto at = Find(culprit.source, culprit.where, culprit.subject)) roles_[*at].culprit = &culprit;
  }

  const Outcome& outcome_;
  std::vector<std::size_t> first_;
  std::vector<CellRole> roles_;
  std::map<Subject, std::size_t> by_subject_;
  std::map<Span, std::size_t> by_place_;
};

/// One page for whoever has to put the report right. Needs no network, no script and no other file.
class HtmlWriter final : public Writer {
 public:
  explicit HtmlWriter(std::ostream& out) : out_(out) {}

  void Begin(const RunInfo& run) override { run_ = run; }

  void Add(const Outcome& outcome) override {
    ++document_;
    PutOverviewRow(outcome);
    overview_.Append(page_);
    page_.clear();
    PutDocument(outcome);
    documents_.Append(page_);
    page_.clear();
  }

  void End(const Summary& summary) override {
    PutHead(summary);
    out_ << page_;
    page_.clear();
    if (document_ > 0) {
      Put("<table class=\"overview\"><thead><tr><th scope=\"col\">{}</th>", Say(kReport));
      for (const Severity severity : kSeverities)
        Put("<th scope=\"col\" class=\"count\">{}</th>", Say(WordOf(severity)));
      Put("<th scope=\"col\" class=\"count\">{}</th></tr></thead><tbody>\n", Say(kNotChecked));
      out_ << page_;
      page_.clear();
      overview_.CopyTo(out_);
      out_ << "</tbody></table>\n";
      documents_.CopyTo(out_);
    } else {
      out_ << "<p class=\"state\">" << Say(kNoDocuments) << "</p>\n";
    }
    out_ << "</main>\n<footer>" << Filled(kFooter, {{"version", run_.version}}) << "</footer>\n</body>\n</html>\n";
  }

 private:
  template <typename... Args>
  void Put(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(page_), format, std::forward<Args>(args)...);
  }

  std::string Say(const Localized& text) const { return Markup(text.In(run_.lang)); }

  /// Our own words with `values` filled in, all of it as markup.
  std::string Filled(const Localized& text,
                     std::initializer_list<std::pair<std::string_view, std::string_view>> values) const {
    return Markup(Fill(text.In(run_.lang), values));
  }

  std::string CountText(std::uint64_t n) const { return std::to_string(n); }

  std::string ValueText(std::string_view value) const { return value.empty() ? Say(kBlank) : Markup(value); }

  std::string FindingId(std::size_t index) const { return fmt::format("d{}f{}", document_, numbers_[index]); }
  std::string CellId(std::size_t number) const { return fmt::format("d{}c{}", document_, number); }

  void PutHead(const Summary& summary) {
    const std::string title = Say(kTitle);
    Put("<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        "base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" "
        "content=\"light dark\">\n"
        "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n",
        run_.lang == Lang::kZh ? "zh-CN" : "en", title, kHtmlStyle);
    for (const Severity severity : kSeverities) {
      Put("<input class=\"filter\" type=\"checkbox\" id=\"show-{0}\" aria-label=\"{1} {2}\" checked>\n", Name(severity),
          Say(kShow), Say(WordOf(severity)));
    }
    Put("<header><h1>{}</h1>\n<p class=\"about\">{}</p>\n<dl class=\"sums\">\n", title,
        Filled(kAbout, {{"pack", run_.pack_id}, {"rules", CountText(summary.rules)}, {"version", run_.version}}));
    const auto sum = [&](const Localized& word, std::uint64_t n, std::string_view kind) {
      Put("<div class=\"{}{}\"><dt>{}</dt><dd>{}</dd></div>\n", kind, n == 0 ? " zero" : "", Say(word), n);
    };
    sum(kDocuments, summary.documents, "all");
    sum(WordOf(Severity::kError), summary.errors, "error");
    sum(WordOf(Severity::kWarning), summary.warnings, "warning");
    sum(WordOf(Severity::kNote), summary.notes, "note");
    sum(kNotChecked, summary.tally.not_evaluated, "unknown");
    if (summary.unreadable > 0) sum(kUnreadable, summary.unreadable, "error");
    Put("</dl>\n</header>\n<div class=\"bar\"><span class=\"soft\">{}</span>", Say(kShow));
    for (const Severity severity : kSeverities) {
      Put("<label for=\"show-{}\">{}</label>", Name(severity), Say(WordOf(severity)));
    }
    Put("</div>\n<main>\n");
  }

  static std::uint64_t CountOf(const Outcome& outcome, Severity severity) {
    return static_cast<std::uint64_t>(std::ranges::count(outcome.findings, severity, &Diagnostic::severity));
  }

  void PutOverviewRow(const Outcome& outcome) {
    const std::string path = Markup(outcome.path);
    const bool titled = !outcome.title.empty();
    Put("<tr><td><a href=\"#d{}\">{}</a>{}</td>", document_, titled ? Markup(outcome.title) : path,
        titled ? fmt::format("<span class=\"path\">{}</span>", path) : "");
    if (!outcome.readable) {
      Put("<td colspan=\"4\" class=\"count\"><b class=\"error\">{}</b></td></tr>\n", Say(kUnreadable));
      return;
    }
    for (const Severity severity : kSeverities) {
      const std::uint64_t n = CountOf(outcome, severity);
      if (n == 0) {
        Put("<td class=\"count soft\">0</td>");
      } else {
        Put("<td class=\"count\"><b class=\"{}\">{}</b></td>", Name(severity), n);
      }
    }
    Put("<td class=\"count{}\">{}</td></tr>\n", outcome.unchecked.empty() ? " soft" : "", outcome.unchecked.size());
  }

  void PutDocument(const Outcome& outcome) {
    Put("<article id=\"d{}\">\n<h2>{}</h2>\n<p class=\"about\">", document_,
        Markup(outcome.title.empty() ? outcome.path : outcome.title));
    if (!outcome.title.empty()) Put("<span><code>{}</code></span>", Markup(outcome.path));
    if (!outcome.issuer.empty()) Put("<span>{}</span>", Markup(outcome.issuer));
    if (outcome.year != 0) Put("<span>{}</span>", Filled(kYear, {{"year", std::to_string(outcome.year)}}));
    if (outcome.transcript) Put("<span>{}</span>", Say(kTranscript));
    Put("</p>\n");
    if (outcome.findings.empty()) {
      Put("<p class=\"state ok\">{}</p>\n", Say(outcome.unchecked.empty() ? kClean : kCleanButUnchecked));
    }
    const DrawnCells cells(outcome);
    const std::vector<std::vector<std::size_t>> groups = ByRule(outcome);
    numbers_.assign(outcome.findings.size(), 0);
    std::size_t number = 0;
    for (const std::vector<std::size_t>& group : groups) {
      for (const std::size_t i : group) numbers_[i] = ++number;
    }
    for (const std::vector<std::size_t>& group : groups) PutRule(outcome, cells, group);
    for (std::size_t i = 0; i < outcome.tables.size(); ++i) {
      if (cells.Touched(i)) PutTable(outcome, cells, i);
    }
    PutUnchecked(outcome);
    PutBaseline(outcome);
    Put("</article>\n");
  }

  /// Findings of one rule together, so that what it is about is told once: the worst first, then in the order of the
  /// text.
  static std::vector<std::vector<std::size_t>> ByRule(const Outcome& outcome) {
    std::vector<std::vector<std::size_t>> groups;
    for (std::size_t i = 0; i < outcome.findings.size(); ++i) {
      const auto same = [&](const std::vector<std::size_t>& group) {
        return outcome.findings[group.front()].rule == outcome.findings[i].rule;
      };
      auto group = std::ranges::find_if(groups, same);
      if (group == groups.end()) group = groups.insert(groups.end(), std::vector<std::size_t>{});
      group->push_back(i);
    }
    const auto worst = [&](const std::vector<std::size_t>& group) {
      Severity severity = Severity::kOff;
      for (const std::size_t i : group) severity = std::max(severity, outcome.findings[i].severity);
      return severity;
    };
    std::ranges::stable_sort(groups, std::ranges::greater{}, worst);
    return groups;
  }

  void PutRule(const Outcome& outcome, const DrawnCells& cells, const std::vector<std::size_t>& group) {
    const Severity severity = outcome.findings[group.front()].severity;
    const auto same = [&](std::size_t i) { return outcome.findings[i].severity == severity; };
    const std::string only = std::ranges::all_of(group, same) ? fmt::format(" only-{}", Name(severity)) : "";
    Put("<section class=\"rule{}\">\n", only);
    if (const RuleInfo* rule = outcome.findings[group.front()].rule) PutRuleHead(*rule, severity);
    for (const std::size_t i : group) PutFinding(outcome, cells, i);
    Put("</section>\n");
  }

  void PutRuleHead(const RuleInfo& rule, Severity severity) {
    Put("<h3><span class=\"word {}\">{}</span><span>{}</span><code>{}</code></h3>\n", Name(severity),
        Say(WordOf(severity)), rule.title.empty() ? Markup(rule.name) : Say(rule.title), Markup(rule.id));
    if (!rule.why.empty() || !rule.help.empty() || !rule.source.empty()) {
      Put("<div class=\"why\">");
      if (!rule.why.empty()) Put("<p>{}</p>", Say(rule.why));
      if (!rule.help.empty()) Put("<p><b>{}</b>{}</p>", Say(kWhatToDo), Say(rule.help));
      if (!rule.source.empty()) Put("<p><b>{}</b>{}</p>", Say(kBasis), Say(rule.source));
      Put("</div>\n");
    }
    if (rule.wrong.empty() && rule.right.empty()) return;
    Put("<details><summary>{}</summary>", Say(kExamples));
    if (!rule.wrong.empty()) Put("<p>{}</p><pre class=\"line\">{}</pre>", Say(kWrong), Say(rule.wrong));
    if (!rule.right.empty()) Put("<p>{}</p><pre class=\"line\">{}</pre>", Say(kRight), Say(rule.right));
    Put("</details>\n");
  }

  void PutFinding(const Outcome& outcome, const DrawnCells& cells, std::size_t index) {
    const Diagnostic& finding = outcome.findings[index];
    const Source* source = SourceOf(finding, outcome);
    const auto cell = cells.Find(source, finding.where, finding.subject);
    const std::string number = std::to_string(numbers_[index]);
    Put("<div class=\"finding {}\" id=\"{}\">", Name(finding.severity), FindingId(index));
    if (cell) {
      Put("<a class=\"number\" href=\"#{}\">{}</a>", CellId(*cell), number);
    } else {
      Put("<span class=\"number\">{}</span>", number);
    }
    Put("<p class=\"says\">{}</p>\n", Markup(finding.message));
    if (outcome.readable && source != nullptr) {
      const Place place = ExtentOf(source, finding.where).begin;
      const std::string_view label = LabelOf(finding);
      Put("<p class=\"place\">{}{}{}</p>\n",
          Filled(kPlace, {{"line", std::to_string(place.line)}, {"column", std::to_string(place.column)}}),
          label.empty() ? "" : "　", Markup(label));
      PutSourceLine(*source, finding, place.line);
    }
    PutSides(outcome, cells, finding);
    PutHints(outcome, cells, finding);
    Put("</div>\n");
  }

  void PutSourceLine(const Source& source, const Diagnostic& finding, std::uint32_t number) {
    const Span line = source.LineSpan(finding.where.begin);
    if (Trim(source.Slice(line)).empty()) return;
    std::size_t begin = std::min(finding.where.begin, line.end) - line.begin;
    std::size_t end =
        std::clamp(finding.where.end, line.begin + static_cast<std::uint32_t>(begin), line.end) - line.begin;
    const std::string shown = Excerpt(source.Slice(line), begin, end, kLineCells);
    const std::string_view view = shown;
    Put("<pre class=\"line\"><span class=\"at\">{}</span>{}<mark>{}</mark>{}</pre>\n", number,
        Markup(view.substr(0, begin)), Markup(view.substr(begin, end - begin)), Markup(view.substr(end)));
  }

  /// A label, as a link to its cell where that is drawn.
  std::string CellLink(const DrawnCells& cells, const Source* source, Span where, const Subject& subject,
                       std::string_view label) const {
    const auto cell = cells.Find(source, where, subject);
    if (!cell) return Markup(label);
    return fmt::format("<a href=\"#{}\">{}</a>", CellId(*cell), Markup(label));
  }

  std::string PlaceText(const Source* source, Span where, const Source* own, const Outcome& outcome) const {
    const Source* stands_in = source != nullptr ? source : own;
    const std::uint32_t line = ExtentOf(stands_in, where).begin.line;
    if (stands_in == own) return Filled(kLine, {{"line", std::to_string(line)}});
    return Markup(fmt::format("{}:{}", PathOf(stands_in, outcome), line));
  }

  void PutSides(const Outcome& outcome, const DrawnCells& cells, const Diagnostic& finding) {
    if (finding.evidence.empty()) return;
    Put("<div class=\"sides\">\n");
    PutSide(outcome, cells, finding, Evidence::Side::kLeft, kLeft, finding.left);
    PutSide(outcome, cells, finding, Evidence::Side::kRight, kRightSide, finding.right);
    PutSide(outcome, cells, finding, Evidence::Side::kContext, kRelated, std::nullopt);
    Put("</div>\n");
    const auto computed = [](const Evidence& cell) { return cell.side != Evidence::Side::kContext; };
    if (finding.difference && std::ranges::any_of(finding.evidence, computed)) {
      Put("<p class=\"difference\">{} <b>{}</b></p>\n", Say(kDifference), Markup(*finding.difference));
    }
  }

  void PutSide(const Outcome& outcome, const DrawnCells& cells, const Diagnostic& finding, Evidence::Side side,
               const Localized& heading, const std::optional<std::string>& sum) {
    const Source* own = SourceOf(finding, outcome);
    std::size_t count = 0;
    for (const Evidence& cell : finding.evidence) {
      if (cell.side != side) continue;
      if (count++ == 0) Put("<table><caption>{}</caption><tbody>\n", Say(heading));
      const char* sign = side == Evidence::Side::kContext ? "" : cell.negative ? "− " : count == 1 ? "" : "+ ";
      Put("<tr><td>{}</td><td>{}{}</td><td>{}</td></tr>\n",
          CellLink(cells, cell.source, cell.where, cell.subject, cell.label), sign, ValueText(cell.value),
          PlaceText(cell.source, cell.where, own, outcome));
    }
    if (count == 0) return;
    if (count > 1 && sum) Put("<tr class=\"sum\"><td>{}</td><td>= {}</td><td></td></tr>\n", Say(kSum), Markup(*sum));
    Put("</tbody></table>\n");
  }

  void PutHints(const Outcome& outcome, const DrawnCells& cells, const Diagnostic& finding) {
    const Source* own = SourceOf(finding, outcome);
    for (const std::string& note : finding.notes) Put("<p class=\"hint\">{}</p>\n", Markup(note));
    if (finding.culprit) {
      const Culprit& culprit = *finding.culprit;
      // What is filled in is markup already, so the words around it are not escaped again: they are our own.
      Put("<p class=\"hint\">{}</p>\n",
          Fill(kClue.In(run_.lang),
               {{"cell", CellLink(cells, culprit.source, culprit.where, culprit.subject, culprit.label)},
                {"place", PlaceText(culprit.source, culprit.where, own, outcome)},
                {"value", "<b>" + ValueText(culprit.value) + "</b>"},
                {"repair", "<b>" + ValueText(culprit.repair) + "</b>"}}));
    }
    if (own == nullptr) return;
    for (const Edit& edit : finding.fix) {
      const Localized& words = edit.where.empty() ? kInsert : edit.replacement.empty() ? kDelete : kRewrite;
      Put("<p class=\"hint\">{}</p>\n",
          Fill(words.In(run_.lang), {{"old", "<del>" + Markup(own->Slice(edit.where)) + "</del>"},
                                     {"new", "<ins>" + Markup(edit.replacement) + "</ins>"}}));
    }
  }

  void PutTable(const Outcome& outcome, const DrawnCells& cells, std::size_t index) {
    const DrawnTable& table = outcome.tables[index];
    const bool drawable =
        table.rows > 0 && table.columns > 0 && static_cast<std::int64_t>(table.rows) * table.columns <= kPositionsDrawn;
    if (!drawable) return;
    // Which cell covers each position; a position that none covers is a hole, and is shown as one.
    const auto columns = static_cast<std::size_t>(table.columns);
    constexpr std::size_t kHole = ~std::size_t{0};
    std::vector<std::size_t> covered_by(static_cast<std::size_t>(table.rows) * columns, kHole);
    std::vector<std::array<int, 2>> spans(table.cells.size(), {0, 0});
    for (std::size_t i = 0; i < table.cells.size(); ++i) spans[i] = Cover(table, i, covered_by);

    Put("<section class=\"drawn\">");
    if (!table.title.empty()) Put("<h4>{}</h4>", Markup(table.title));
    Put("<div class=\"scroll\"><table><tbody>\n");
    for (int row = 0; row < table.rows; ++row) {
      Put("<tr>");
      for (int column = 0; column < table.columns; ++column) {
        const std::size_t i = covered_by[static_cast<std::size_t>(row) * columns + static_cast<std::size_t>(column)];
        if (i == kHole) {
          Put("<td class=\"gap\"></td>");
        } else if (table.cells[i].row == row && table.cells[i].column == column) {
          PutCell(outcome, table.cells[i], spans[i], cells.role(cells.first(index) + i), cells.first(index) + i);
        }
      }
      Put("</tr>\n");
    }
    Put("</tbody></table></div>\n<p class=\"key\"><span class=\"is-bad\">{}</span><span>{}</span>", Say(kKeyBad),
        Say(kKeyOperand));
    if (cells.any_culprit(index)) Put("<span class=\"is-culprit\">{}</span>", Say(kKeyCulprit));
    Put("</p></section>\n");
  }

  /// Takes the positions of cell `i` that are free, and gives the rows and columns it is drawn over: {0, 0} where
  /// another cell has its first position already.
  static std::array<int, 2> Cover(const DrawnTable& table, std::size_t i, std::vector<std::size_t>& covered_by) {
    const DrawnCell& cell = table.cells[i];
    const auto free = [&](int row, int column) {
      return covered_by[static_cast<std::size_t>(row) * static_cast<std::size_t>(table.columns) +
                        static_cast<std::size_t>(column)] == ~std::size_t{0};
    };
    const bool inside = cell.row >= 0 && cell.column >= 0 && cell.row < table.rows && cell.column < table.columns;
    if (!inside || !free(cell.row, cell.column)) return {0, 0};
    int columns = 1;
    while (columns < cell.column_span && cell.column + columns < table.columns &&
           free(cell.row, cell.column + columns)) {
      ++columns;
    }
    const auto row_is_free = [&](int row) {
      for (int column = cell.column; column < cell.column + columns; ++column) {
        if (!free(row, column)) return false;
      }
      return true;
    };
    int rows = 1;
    while (rows < cell.row_span && cell.row + rows < table.rows && row_is_free(cell.row + rows)) ++rows;
    for (int row = cell.row; row < cell.row + rows; ++row) {
      for (int column = cell.column; column < cell.column + columns; ++column) {
        covered_by[static_cast<std::size_t>(row) * static_cast<std::size_t>(table.columns) +
                   static_cast<std::size_t>(column)] = i;
      }
    }
    return {rows, columns};
  }

  void PutCell(const Outcome& outcome, const DrawnCell& cell, std::array<int, 2> span, const CellRole& role,
               std::size_t number) {
    std::string classes = cell.subject.row.empty() || cell.subject.column.empty() ? "label" : "value";
    if (!role.operand_of.empty()) classes += " operand";
    if (!role.stands_at.empty()) classes += fmt::format(" bad {}", Name(role.worst));
    if (role.culprit != nullptr) classes += " culprit";
    Put("<td class=\"{}\"", classes);
    if (span[0] > 1) Put(" rowspan=\"{}\"", span[0]);
    if (span[1] > 1) Put(" colspan=\"{}\"", span[1]);
    if (role.any()) Put(" id=\"{}\"", CellId(number));
    const bool blank = Trim(cell.text).empty();
    Put(">{}", blank ? (role.any() ? "<span class=\"soft\">" + Say(kBlank) + "</span>" : "") : Markup(cell.text));
    PutReferences(role);
    for (const std::size_t index : role.stands_at) {
      const Diagnostic& finding = outcome.findings[index];
      if (!finding.left || !finding.right) continue;
      Put("<span class=\"sums-differ\">{} ≠ {}</span>", Markup(*finding.left), Markup(*finding.right));
    }
    Put("</td>");
  }

  /// The numbers of the findings a cell belongs to: its own first, then those it is counted in.
  void PutReferences(const CellRole& role) {
    std::vector<std::size_t> all = role.stands_at;
    all.insert(all.end(), role.operand_of.begin(), role.operand_of.end());
    if (all.empty()) return;
    Put("<span class=\"refs\">");
    for (std::size_t i = 0; i < all.size() && i < kReferencesShown; ++i) {
      Put("<a href=\"#{}\">{}</a>", FindingId(all[i]), numbers_[all[i]]);
    }
    if (all.size() > kReferencesShown) Put("…");
    Put("</span>");
  }

  void PutUnchecked(const Outcome& outcome) {
    if (outcome.unchecked.empty()) return;
    std::vector<std::pair<std::string_view, std::size_t>> reasons;
    for (const Unchecked& unchecked : outcome.unchecked) {
      const auto same = [&](const auto& reason) { return reason.first == unchecked.reason; };
      const auto known = std::ranges::find_if(reasons, same);
      if (known == reasons.end()) {
        reasons.emplace_back(unchecked.reason, 1);
      } else {
        ++known->second;
      }
    }
    Put("<section class=\"unchecked\"><h4>{}</h4><ul>\n",
        Filled(kUncheckedHead, {{"n", CountText(outcome.unchecked.size())}}));
    for (const auto& [reason, count] : reasons) {
      Put("<li>{}</li>\n", Filled(kUncheckedItem, {{"n", CountText(count)}, {"reason", reason}}));
    }
    Put("</ul></section>\n");
  }

  void PutBaseline(const Outcome& outcome) {
    if (!outcome.resolved.empty()) {
      Put("<section class=\"unchecked\"><h4>{}</h4><ul>\n", Say(kResolvedHead));
      for (const Diagnostic& gone : outcome.resolved) {
        const std::string id(gone.rule != nullptr ? gone.rule->id : "");
        Put("<li>{}</li>\n", Markup(fmt::format("{} {} {}", id, gone.subject.Path(), gone.message)));
      }
      Put("</ul></section>\n");
    }
    if (outcome.hidden > 0) {
      Put("<p class=\"state soft\">{}</p>\n", Filled(kHiddenHead, {{"n", CountText(outcome.hidden)}}));
    }
  }

  std::ostream& out_;
  RunInfo run_;
  std::string page_;                  ///< the part being written
  std::uint64_t document_ = 0;        ///< the number of the document being written
  std::vector<std::size_t> numbers_;  ///< of its findings, as they are read down the page
  Spool overview_;
  Spool documents_;
};

std::unique_ptr<Writer> Make(std::ostream& out) { return std::make_unique<HtmlWriter>(out); }

}  // namespace

const Format kHtmlFormat{
    "html",
    {"一页网页：给修改报告的人看，可打印", "one page for whoever puts the report right, also on paper"},
    Make,
    true};

}  // namespace gouji
