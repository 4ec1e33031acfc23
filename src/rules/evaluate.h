#pragma once

#include <map>
#include <string>
#include <vector>

#include "report/report.h"
#include "rules/expr.h"

namespace gouji {

/// What a blank cell is to an expression.
enum class Missing {
  kZero,  ///< counts as 0
  kSkip,  ///< the rule does not apply
  kFail,  ///< breaks the rule
};

/// A row or a column a loop's variable stands for.
struct Binding {
  int table = -1;
  bool is_row = false;
  int row = -1;      ///< index in the bound table's rows
  int column = -1;   ///< symbol
  int section = -1;  ///< index, of a loop over sections
};

/// A cell an expression read, with the place it has in the report.
struct CellRead {
  const BoundCell* cell = nullptr;
  bool previous = false;
  int table = -1;
  int row = -1;     ///< index in the bound table's rows
  int column = -1;  ///< symbol
  int sign = 1;     ///< the cell is added or subtracted; 0: it is not a plain operand
};

/// Why an expression has no value.
struct Doubt {
  enum class Why {
    kAbsentTable,
    kAbsentRow,
    kAbsentColumn,
    kRagged,
    kWords,
    kNoPrevious,
    kNotInVariant,
    kBlankSkipped,
    kBlankFails,
    kNoValue,
    kTooLarge
  };
  Why why = Why::kNoValue;
  CellRead at;
};

struct Value {
  enum class Kind { kUnknown, kNumber, kText, kBool, kDate, kCells };
  Kind kind = Kind::kUnknown;
  Decimal number;  ///< kNumber; kDate: yyyymmdd
  std::string text;
  bool truth = false;
  std::vector<CellRead> cells;
  Doubt doubt;

  static Value Number(Decimal number);
  static Value Bool(bool truth);
  static Value OfText(std::string text);
  static Value Date(int year, int month, int day);
  static Value Unknown(Doubt doubt);
  bool known() const { return kind != Kind::kUnknown; }
  /// As a person reads it: 12, 51.81, 2023-12-31.
  std::string ToString() const;
};

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

  void Bind(std::size_t loop, Binding binding) { bindings_[loop] = binding; }
  const Binding& binding(std::size_t loop) const { return bindings_[loop]; }
  void SetLocal(std::size_t local, Value value) { locals_[local] = std::move(value); }
  /// Sets a local by name; nothing when the scope has none of that name.
  void SetLocal(std::string_view name, Value value);

  Value Evaluate(const Expr& expr) const;
  /// The same, collecting the cells that went into a sum with their signs. `linear` stays true while the value is a
  /// plain sum of cells and constants.
  Value Evaluate(const Expr& expr, std::vector<CellRead>& reads, bool& linear) const;

  /// The cells of a kCells expression, as they are.
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
  struct Trace;
  Value Visit(const Expr& expr, int sign, Trace& trace) const;
  Value Arithmetic(const Expr& expr, int sign, Trace& trace) const;
  Value Compare(const Expr& expr, Trace& trace) const;
  Value Logic(const Expr& expr, Trace& trace) const;
  Value Call(const Expr& expr, int sign, Trace& trace) const;
  Value ReadCellOf(const CellRead& read) const;
  Value Single(Value value, int sign, Trace& trace) const;
  std::vector<Value> Flatten(const std::vector<ExprPtr>& args, int sign, Trace& trace) const;
  std::vector<int> RowsOf(const Expr& expr, const BoundTable& table, Doubt& doubt) const;

  const Scope& scope_;
  const Report& now_;
  const Report* previous_;
  Missing missing_;
  std::vector<Binding> bindings_;
  std::vector<Value> locals_;
};

/// The reason in words, in both languages.
std::string Explain(const Evaluator& evaluator, const Doubt& doubt, Lang lang);

}  // namespace gouji
