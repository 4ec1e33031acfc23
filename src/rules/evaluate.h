#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "report/report.h"
#include "rules/expr.h"
#include "rules/value.h"

namespace gouji {

/// Evaluates the expressions of one rule on one report with one set of bindings. Three answers: a value, or the reason
/// there is none.
class Evaluator {
 public:
  Evaluator(const Scope& scope, const Report& now, const Report* previous, Missing missing)
      : scope_(scope),
        now_(now),
        previous_(previous),
        missing_(missing),
        bindings_(scope.loops.size()),
        locals_(scope.locals.size()) {}

  /// How far two numbers may be apart and still be equal.
  void set_tolerance(const Decimal& tolerance) { tolerance_ = tolerance; }

  void Bind(std::size_t loop, Binding binding) { bindings_[loop] = binding; }
  const Binding& binding(std::size_t loop) const { return bindings_[loop]; }
  void SetLocal(std::size_t local, Value value) { locals_[local] = std::move(value); }
  /// Sets a local by name; nothing when the scope has none of that name.
  void SetLocal(std::string_view name, Value value);

  Value Evaluate(const Expr& expr) const;
  /// What `Evaluate` gives, where it is a number that comes of cells with plain numbers, or blank ones that count as 0;
  /// nothing where there is more to it. Several times as fast.
  std::optional<Decimal> QuickNumber(const Expr& expr) const;
  /// The same for a condition on such numbers.
  std::optional<bool> QuickTruth(const Expr& expr) const;
  /// The same, collecting the cells that went into a sum with their signs. `linear` stays true while the value is a
  /// plain sum of cells and constants.
  Value Evaluate(const Expr& expr, std::vector<CellRead>& reads, bool& linear) const;

  /// The cells of a kCells expression, as they are; one without a cell where the variant has no such place, or there is
  /// no report of the year before.
  std::vector<CellRead> CellsOf(const Expr& expr) const;
  /// Every binding of a loop, in order.
  std::vector<Binding> All(const Loop& loop) const;

  std::string LabelOf(const Binding& binding) const;
  Subject SubjectOf(const CellRead& read) const;
  /// "上年结转政府信息公开申请数量 · 自然人".
  std::string LabelOf(const CellRead& read) const;
  const Report& report(const CellRead& read) const { return read.previous ? *previous_ : now_; }
  const Scope& scope() const { return scope_; }

 private:
  /// What one evaluation collects on its way.
  struct Trace {
    std::vector<CellRead>* reads = nullptr;
    bool linear = true;
  };
  Value Visit(const Expr& expr, int sign, Trace& trace) const;
  Value Arithmetic(const Expr& expr, int sign, Trace& trace) const;
  Value Compare(const Expr& expr, Trace& trace) const;
  Value Logic(const Expr& expr, Trace& trace) const;
  Value Call(const Expr& expr, int sign, Trace& trace) const;
  Value Blank(const CellRead& read, Value otherwise) const;
  Value OfText(const Expr& expr, Trace& trace) const;
  Value Exists(const Expr& cells) const;
  Value ReadCellOf(const CellRead& read) const;
  Value Sum(const std::vector<ExprPtr>& args, int sign, Trace& trace) const;
  Value TextOfCell(const CellRead& read) const;
  Value Text(const Expr& expr, Trace& trace) const;
  static Value OfDates(Expr::Op op, const Value& left, const Value& right);
  std::pair<Value, Value> Sides(const Expr& left_expr, const Expr& right_expr, Trace& trace) const;
  bool AreEqual(const Decimal& a, const Decimal& b) const;
  Value Held(Expr::Op op, const std::pair<Value, Value>& sides) const;
  Value Single(Value value, int sign, Trace& trace) const;
  std::vector<Value> Flatten(const std::vector<ExprPtr>& args, int sign, Trace& trace) const;
  int ColumnIn(int table, const Binding& binding) const;
  std::vector<int> RowsOf(const Expr& expr, const BoundTable& table, Doubt& doubt) const;
  int RowLike(const BoundRow& wanted, std::string_view id, const BoundTable& table, Doubt& doubt) const;
  template <typename Take>
  bool EachCell(const Expr& expr, const Take& take) const;
  std::optional<Decimal> QuickCell(const BoundCell& cell) const;
  template <typename Join>
  std::optional<Decimal> QuickFold(const Expr& expr, std::optional<Decimal> first, const Join& join) const;
  std::optional<bool> QuickCall(const Expr& expr) const;
  /// The expression, with a let in its place followed to what it stands for.
  const Expr& Meant(const Expr& expr) const;

  const Scope& scope_;
  const Report& now_;
  const Report* previous_;
  Missing missing_;
  Decimal tolerance_;
  std::vector<Binding> bindings_;
  std::vector<Value> locals_;

  /// The rows of a table that rows of others are looked for in: the first of each label, and how many there are, and
  /// the first of each row of the form.
  struct RowIndex {
    std::unordered_map<std::string_view, std::pair<int, int>> by_key;
    std::unordered_map<std::string_view, int> by_id;
  };
  mutable std::map<const BoundTable*, RowIndex> indexes_;  ///< made when first asked for; an evaluator is one thread's
};

/// The reason in words, in both languages.
std::string Explain(const Evaluator& evaluator, const Doubt& doubt, Lang lang);

}  // namespace gouji
