// How the evaluator compares two sides.

#include <optional>
#include <utility>

#include "rules/evaluate.h"
#include "text/fold.h"

namespace gouji {
namespace {

using Why = Doubt::Why;

/// Words that are neither a percentage nor a date.
bool IsText(const CellRead& read) {
  return read.cell != nullptr && read.cell->absence == Absence::kPresent &&
         read.cell->value.kind == CellValue::Kind::kWords && !ValueInWords(read.cell->text);
}

bool IsEmpty(const CellRead& read) {
  return read.cell->absence == Absence::kPresent &&
         (read.cell->value.kind == CellValue::Kind::kBlank || read.cell->value.kind == CellValue::Kind::kPlaceholder);
}

}  // namespace

/// Both sides of a comparison, of one kind where they can be: a cell is a number or a date if it says so, and text
/// where text is on the other side; a text that says a date is a date where a date is.
std::pair<Value, Value> Evaluator::Sides(const Expr& left_expr, const Expr& right_expr, Trace& trace) const {
  Value left = Visit(left_expr, 1, trace);
  Value right = Visit(right_expr, 1, trace);
  const auto is_cell = [](const Value& value) { return value.kind == Value::Kind::kCells; };
  const auto read = [&](Value& value, const Value& other) {
    if (!is_cell(value)) {
      return;
    }
    if (value.cells.size() != 1) {
      value = Value::Unknown({Why::kNoValue, value.cells.empty() ? CellRead{} : value.cells.front()});
      return;
    }
    CellRead cell = value.cells.front();
    cell.sign = 1;
    if (trace.reads != nullptr) {
      trace.reads->push_back(cell);
    }
    const bool words = cell.cell->absence == Absence::kPresent && cell.cell->value.kind == CellValue::Kind::kWords;
    if (other.kind == Value::Kind::kText) {
      const auto dated = ValueInWords(other.text);
      const auto own = words ? ValueInWords(cell.cell->text) : std::nullopt;
      value = dated && own && dated->kind == own->kind ? *own : TextOfCell(cell);
    } else if (is_cell(other) && (IsText(cell) || (IsEmpty(cell) && IsText(other.cells.front())))) {
      value = TextOfCell(cell);
    } else {
      value = ReadCellOf(cell);
    }
    value.cells = {cell};
  };
  const bool both = is_cell(left) && is_cell(right);
  const Value kept = both ? left : Value();  // as it was, for the other side
  read(left, right);
  read(right, both ? kept : left);
  const auto settle = [&](Value& value, const Value& other) {
    if (value.kind == other.kind || !value.known() || !other.known()) {
      return;
    }
    if (value.kind == Value::Kind::kText) {
      const auto said = ValueInWords(value.text);
      if (said && said->kind == other.kind && value.cells.empty()) {
        value = *said;
      } else if (!value.cells.empty()) {
        value = Value::Unknown({Why::kWords, value.cells.front()});
      }
    }
  };
  settle(left, right);
  settle(right, left);
  return {std::move(left), std::move(right)};
}

Value Evaluator::Compare(const Expr& expr, Trace& trace) const {
  using Op = Expr::Op;
  if (expr.op == Op::kIn || expr.op == Op::kNotIn) {
    // One that is equal settles it, whatever the others are.
    std::optional<Value> unknown;
    for (const ExprPtr& item : expr.args[1]->args) {
      Value equal = Held(Op::kEqual, Sides(*expr.args[0], *item, trace));
      if (equal.known() && equal.truth) {
        return Value::Bool(expr.op == Op::kIn);
      }
      if (!equal.known() && !unknown) {
        unknown = std::move(equal);
      }
    }
    return unknown ? std::move(*unknown) : Value::Bool(expr.op == Op::kNotIn);
  }
  return Held(expr.op, Sides(*expr.args[0], *expr.args[1], trace));
}

bool Evaluator::AreEqual(const Decimal& a, const Decimal& b) const {
  const auto difference = a.Minus(b);
  return a == b || (difference && difference->Abs() <= tolerance_);
}

Value Evaluator::Held(Expr::Op op, const std::pair<Value, Value>& sides) const {
  using Op = Expr::Op;
  const auto& [left, right] = sides;
  if (!left.known()) {
    return Value::Unknown(left.doubt);
  }
  if (!right.known()) {
    return Value::Unknown(right.doubt);
  }
  const bool text = left.kind == Value::Kind::kText;
  if (left.kind != right.kind) {
    return Value::Unknown({});
  }
  if (op == Op::kEqual || op == Op::kNotEqual) {
    const bool equal = text                                ? Fold(left.text) == Fold(right.text)
                       : left.kind == Value::Kind::kBool   ? left.truth == right.truth
                       : left.kind == Value::Kind::kNumber ? AreEqual(left.number, right.number)
                                                           : left.number == right.number;
    return Value::Bool(equal == (op == Op::kEqual));
  }
  if (text || left.kind == Value::Kind::kBool) {
    return Value::Unknown({Why::kWords, left.cells.empty() ? CellRead{} : left.cells.front()});
  }
  switch (op) {
    case Op::kLess:
      return Value::Bool(left.number < right.number);
    case Op::kLessEqual:
      return Value::Bool(left.number <= right.number);
    case Op::kGreater:
      return Value::Bool(left.number > right.number);
    default:
      return Value::Bool(left.number >= right.number);
  }
}

}  // namespace gouji
