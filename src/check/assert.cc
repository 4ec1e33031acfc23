// Rules that hold an expression over cells to be true, once for every binding of their loops.

#include <algorithm>

#include "check/assert_evidence.h"

namespace gouji {
namespace {

class AssertCheck : public Check {
 public:
  AssertCheck(ExprPtr claim, Decimal tolerance) : claim_(std::move(claim)), tolerance_(tolerance) {}

  void Prepare(Rule& rule) {
    TablesRead(*claim_, rule.scope, tables_);
    if (rule.at_cell != nullptr) {
      TablesRead(*rule.at_cell, rule.scope, tables_);
    }
    previous_ = ReadsPrevious(*claim_, rule.scope);
    rule.compares_years = rule.compares_years || previous_;
  }

  bool MayDoubt(const Rule& rule) const override { return ReadsCells(*claim_, rule.scope); }

  bool AddsUp() const override { return is_equation(); }

  void Run(const Rule& rule, const Pass& pass, Findings& findings) const override {
    if (previous_ && pass.previous() == nullptr) {
      findings.NotApplicable();
      return;
    }
    for (const int t : tables_) {
      const bool absent = pass.now().tables.empty() || !pass.now().tables[static_cast<std::size_t>(t)].present;
      if (absent) {
        NoTable(rule, pass, t, findings);
        return;
      }
    }
    Evaluator evaluator = EvaluatorFor(rule, pass);
    Each(rule, pass, evaluator, 0, findings);
  }

  void Recall(const Held& held, const Pass& pass, Findings& findings) const override {
    Evaluator evaluator = EvaluatorFor(*held.rule, pass);
    for (std::size_t loop = 0; loop < held.bindings.size(); ++loop) {
      evaluator.Bind(loop, held.bindings[loop]);
    }
    std::vector<CellRead> left_reads;
    std::vector<CellRead> right_reads;
    bool linear = true;
    const Value left = evaluator.Evaluate(*claim_->args[0], left_reads, linear);
    const Value right = evaluator.Evaluate(*claim_->args[1], right_reads, linear);
    if (linear) {
      Remember(left, right, left_reads, right_reads, true, findings);
    }
  }

 private:
  Evaluator EvaluatorFor(const Rule& rule, const Pass& pass) const {
    Evaluator evaluator(rule.scope, pass.now(), pass.previous(), rule.missing.value_or(Missing::kZero));
    evaluator.set_tolerance(tolerance_);
    return evaluator;
  }

  /// Whether the claim holds, as nearly all do, over cells with plain numbers. Then nothing need be told of it.
  bool HoldsPlainly(const Evaluator& evaluator) const {
    if (!is_equation()) {
      return evaluator.QuickTruth(*claim_).value_or(false);
    }
    const auto left = evaluator.QuickNumber(*claim_->args[0]);
    const auto right = left ? evaluator.QuickNumber(*claim_->args[1]) : std::nullopt;
    return right && Equal(*left, *right);
  }

  /// Said once a rule, not once a cell.
  static void NoTable(const Rule& rule, const Pass& pass, int t, Findings& findings) {
    const Report& report = pass.now();
    if (report.tables.empty()) {
      findings.NotApplicable();
      return;
    }
    const TableForm* form = report.tables[static_cast<std::size_t>(t)].form;
    const Section* section = form == nullptr ? nullptr : report.FindSection(form->section);
    if (form == nullptr || form->id.empty()) {
      findings.NotApplicable();
      return;
    }
    Subject subject{std::string(form->section), std::string(form->id), "", ""};
    const Span where = section != nullptr && section->present ? section->heading.text.where : Span{};
    findings.NotEvaluated(rule, std::move(subject), where,
                          pass.lang() == Lang::kZh ? "缺少该表" : "the table is not there");
  }

  void Each(const Rule& rule, const Pass& pass, Evaluator& evaluator, std::size_t loop, Findings& findings) const {
    if (loop == rule.scope.loops.size()) {
      One(rule, pass, evaluator, findings);
      return;
    }
    for (const Binding& binding : evaluator.All(rule.scope.loops[loop])) {
      evaluator.Bind(loop, binding);
      Each(rule, pass, evaluator, loop + 1, findings);
    }
  }

  static Subject SubjectAt(const Rule& rule, const Evaluator& evaluator, Span& where) {
    if (rule.at_cell == nullptr) {
      return {};
    }
    const std::vector<CellRead> cells = evaluator.CellsOf(*rule.at_cell);
    if (cells.empty() || cells[0].cell == nullptr) {
      return {};
    }
    // Of several cells the finding stands at the first that holds a number other than 0.
    const auto telling = std::ranges::find_if(cells, [](const CellRead& read) {
      return read.cell->value.kind == CellValue::Kind::kNumber && !read.cell->value.number.is_zero();
    });
    const CellRead& read = telling == cells.end() ? cells[0] : *telling;
    where = read.cell->where;
    return evaluator.SubjectOf(read);
  }

  /// The section the finding stands at; -1 where it stands elsewhere.
  static int SectionOf(const Rule& rule, const Evaluator& evaluator) {
    return rule.at_loop < 0 ? rule.at_section : evaluator.binding(static_cast<std::size_t>(rule.at_loop)).section;
  }

  static Span Place(const Rule& rule, const Pass& pass, const Evaluator& evaluator, Subject& subject) {
    Span where;
    subject = SubjectAt(rule, evaluator, where);
    const Report& report = pass.now();
    if (rule.at_title && report.title) {
      where = report.title->where;
    } else if (const int index = SectionOf(rule, evaluator); index >= 0) {
      const Section& section = report.sections[static_cast<std::size_t>(index)];
      where = section.present ? section.heading.text.where : where;
      subject.section = section.form->id;
    }
    return where;
  }

  void One(const Rule& rule, const Pass& pass, const Evaluator& evaluator, Findings& findings) const {
    // Most verdicts are none to tell anybody of, and then need no place.
    Subject subject;
    Span where;
    const auto find_place = [&] { where = Place(rule, pass, evaluator, subject); };
    const auto doubtful = [&](const Doubt& doubt) {
      if (doubt.IsNoMatter()) {
        findings.NotApplicable();
        return;
      }
      find_place();
      Doubtful(rule, pass, evaluator, doubt, subject, where, findings);
    };
    if (rule.when != nullptr) {
      const Value when = evaluator.Evaluate(*rule.when);
      if (when.kind == Value::Kind::kBool && !when.truth) {
        findings.NotApplicable();
        return;
      }
      if (!when.known()) {
        doubtful(when.doubt);
        return;
      }
    }
    if (HoldsPlainly(evaluator)) {
      if (is_equation()) {
        Held& held = findings.held.emplace_back(Held{&rule, {}});
        for (std::size_t loop = 0; loop < rule.scope.loops.size(); ++loop) {
          held.bindings.push_back(evaluator.binding(loop));
        }
      }
      findings.Pass();
      return;
    }
    const AssertOutcome outcome = OutcomeOf(evaluator);
    const Value& verdict = outcome.verdict;
    if (!verdict.known()) {
      doubtful(verdict.doubt);
      return;
    }
    if (verdict.kind != Value::Kind::kBool) {
      find_place();
      findings.NotEvaluated(rule, subject, where,
                            pass.lang() == Lang::kZh ? "没有可比较的值" : "there is no value to compare");
      return;
    }
    if (is_equation() && outcome.linear && outcome.numbers()) {
      Remember(outcome.left, outcome.right, outcome.left_reads, outcome.right_reads, verdict.truth, findings);
    }
    if (verdict.truth) {
      findings.Pass();
      return;
    }
    find_place();
    Diagnostic& diagnostic = findings.Fail(rule, pass, where);
    diagnostic.subject = subject;
    Word(rule, evaluator, pass.lang(), diagnostic);
    ShowOutcome(pass, evaluator, outcome, diagnostic);
    if (previous_) {
      ShowSectionBefore(pass, SectionOf(rule, evaluator), diagnostic);
    }
  }

  bool is_equation() const { return claim_->op == Expr::Op::kEqual; }

  bool is_comparison() const {
    return is_equation() || (claim_->op >= Expr::Op::kNotEqual && claim_->op <= Expr::Op::kGreaterEqual);
  }

  AssertOutcome OutcomeOf(const Evaluator& evaluator) const {
    AssertOutcome outcome;
    outcome.compares = is_comparison();
    if (outcome.compares) {
      outcome.left = evaluator.Evaluate(*claim_->args[0], outcome.left_reads, outcome.linear);
      outcome.right = evaluator.Evaluate(*claim_->args[1], outcome.right_reads, outcome.linear);
    }
    bool ignored = true;
    outcome.verdict = is_equation() && outcome.numbers() ? Value::Bool(Equal(outcome.left.number, outcome.right.number))
                                                         : evaluator.Evaluate(*claim_, outcome.reads, ignored);
    return outcome;
  }

  bool Equal(const Decimal& left, const Decimal& right) const {
    const auto difference = left.Minus(right);
    return difference && difference->Abs() <= tolerance_;
  }

  static void Remember(const Value& left, const Value& right, const std::vector<CellRead>& left_reads,
                       const std::vector<CellRead>& right_reads, bool holds, Findings& findings) {
    Identity identity;
    identity.reads = left_reads;
    for (CellRead read : right_reads) {
      read.sign = -read.sign;
      identity.reads.push_back(read);
    }
    const bool plain =
        std::ranges::all_of(identity.reads, [](const CellRead& read) { return read.sign != 0 && !read.previous; });
    const auto residual = left.number.Minus(right.number);
    if (!plain || !residual || identity.reads.empty()) {
      return;
    }
    identity.residual = *residual;
    identity.table = identity.reads.front().table;
    identity.diagnostic = holds ? -1 : static_cast<std::ptrdiff_t>(findings.diagnostics.size());
    findings.identities.push_back(std::move(identity));
  }

  void Doubtful(const Rule& rule, const Pass& pass, const Evaluator& evaluator, const Doubt& doubt,
                const Subject& subject, Span where, Findings& findings) const {
    if (doubt.why == Doubt::Why::kBlankFails) {
      Diagnostic& diagnostic = findings.Fail(rule, pass, doubt.at.cell->where);
      diagnostic.subject = evaluator.SubjectOf(doubt.at);
      Word(rule, evaluator, pass.lang(), diagnostic);
      return;
    }
    findings.NotEvaluated(rule, subject, where, Explain(evaluator, doubt, pass.lang()), evaluator.SubjectOf(doubt.at));
  }

  ExprPtr claim_;
  std::vector<int> tables_;
  bool previous_ = false;
  Decimal tolerance_;
};

std::unique_ptr<Check> Compile(RuleReader& reader, const Node& value) {
  reader.read_common();
  Rule& rule = reader.rule;
  ExprPtr claim = ParseExpr(reader.context(), value, rule.scope, Wanted::kCondition);
  const Decimal tolerance = reader.Tolerance();
  if (claim == nullptr) {
    return nullptr;
  }
  if (!rule.missing && ReadsCells(*claim, rule.scope)) {
    reader.options.Find("missing", Need::kRequired);
  }
  auto check = std::make_unique<AssertCheck>(std::move(claim), tolerance);
  check->Prepare(rule);
  return check;
}

}  // namespace

extern const Kind kAssert;
const Kind kAssert = {"assert",
                      {"对若干格的表达式须成立，写法如 requests[new, c] = sum(…)",
                       "an expression over cells must hold: requests[new, c] = sum(…)"},
                      Compile,
                      {"for", "at", "missing", "tolerance"}};

}  // namespace gouji
