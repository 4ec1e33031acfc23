#include "rules/evaluate.h"

#include <algorithm>

#include "text/fold.h"

namespace gouji {
namespace {

using Why = Doubt::Why;

std::string TextOf(const Section& section) {
  std::string text;
  for (const Text& prose : section.prose) {
    text.append(prose.says);
    text.push_back('\n');
  }
  return text;
}

Why WhyOf(Absence absence) {
  switch (absence) {
    case Absence::kTable:
      return Why::kAbsentTable;
    case Absence::kColumn:
      return Why::kAbsentColumn;
    case Absence::kRagged:
      return Why::kRagged;
    default:
      return Why::kAbsentRow;
  }
}

}  // namespace

void Evaluator::SetLocal(std::string_view name, Value value) {
  const auto local = std::ranges::find(scope_.locals, name);
  if (local != scope_.locals.end()) {
    locals_[static_cast<std::size_t>(local - scope_.locals.begin())] = std::move(value);
  }
}

Value Evaluator::Evaluate(const Expr& expr) const {
  Trace trace;
  return Single(Visit(expr, 1, trace), 1, trace);
}

Value Evaluator::Evaluate(const Expr& expr, std::vector<CellRead>& reads, bool& linear) const {
  Trace trace;
  trace.reads = &reads;
  Value value = Single(Visit(expr, 1, trace), 1, trace);
  linear = linear && trace.linear;
  return value;
}

/// A lone cell where a value is wanted.
Value Evaluator::Single(Value value, int sign, Trace& trace) const {
  if (value.kind != Value::Kind::kCells) {
    return value;
  }
  if (value.cells.size() != 1) {
    return Value::Unknown({Why::kNoValue, value.cells.empty() ? CellRead{} : value.cells.front()});
  }
  CellRead read = value.cells.front();
  read.sign = sign;
  if (trace.reads != nullptr) {
    trace.reads->push_back(read);
  }
  return ReadCellOf(read);
}

Value Evaluator::ReadCellOf(const CellRead& read) const {
  if (read.cell->absence != Absence::kPresent) {
    return Value::Unknown({WhyOf(read.cell->absence), read});
  }
  switch (read.cell->value.kind) {
    case CellValue::Kind::kNumber:
      return Value::Number(read.cell->value.number);
    case CellValue::Kind::kBlank:
    case CellValue::Kind::kPlaceholder:
      switch (missing_) {
        case Missing::kZero:
          return Value::Number(0);
        case Missing::kSkip:
          return Value::Unknown({Why::kBlankSkipped, read});
        case Missing::kFail:
          return Value::Unknown({Why::kBlankFails, read});
      }
      break;
    case CellValue::Kind::kWords:
      break;
  }
  if (auto value = ValueInWords(read.cell->text)) {
    return *value;
  }
  return Value::Unknown({Why::kWords, read});
}

Value Evaluator::Visit(const Expr& expr, int sign, Trace& trace) const {
  using Op = Expr::Op;
  const Report* report = expr.previous ? previous_ : &now_;
  if (report == nullptr) {
    return Value::Unknown({Why::kNoPrevious, {}});
  }
  switch (expr.op) {
    case Op::kNumber:
      return Value::Number(expr.number);
    case Op::kText:
      return Value::OfText(expr.text);
    case Op::kTrue:
    case Op::kFalse:
      return Value::Bool(expr.op == Op::kTrue);
    case Op::kCells: {
      Value value;
      value.cells = CellsOf(expr);
      value.kind = Value::Kind::kCells;
      if (value.cells.size() == 1 && value.cells[0].cell == nullptr) {
        return Value::Unknown({Why::kNotInVariant, {}});
      }
      return value;
    }
    case Op::kLocal:
      trace.linear = false;
      return locals_[static_cast<std::size_t>(expr.index)];
    case Op::kLet:
      return Visit(*scope_.lets[static_cast<std::size_t>(expr.index)].value, sign, trace);
    case Op::kLoopLabel:
      return Value::OfText(LabelOf(bindings_[static_cast<std::size_t>(expr.index)]));
    case Op::kDocYear:
      return report->year == 0 ? Value::Unknown({}) : Value::Number(report->year);
    case Op::kDocTitle:
      return Value::OfText(report->title ? std::string(report->title->says) : std::string());
    case Op::kDocIssuer:
      return Value::OfText(report->issuer);
    case Op::kDocIssuerClass:
      return Value::OfText(std::string(report->issuer_class));
    case Op::kDocVariant:
      return Value::OfText(
          report->variant < 0 ? "" : std::string(report->form->variants[static_cast<std::size_t>(report->variant)].id));
    case Op::kDocDue:
      return Value::OfText(
          report->due < 0 ? "" : std::string(report->form->variants[static_cast<std::size_t>(report->due)].id));
    case Op::kSectionText: {
      const int index = expr.loop < 0 ? expr.index : bindings_[static_cast<std::size_t>(expr.loop)].section;
      const Section& section = report->sections[static_cast<std::size_t>(index)];
      return section.present ? Value::OfText(TextOf(section)) : Value::Unknown({});
    }
    case Op::kNegate:
    case Op::kAdd:
    case Op::kSubtract:
    case Op::kMultiply:
      return Arithmetic(expr, sign, trace);
    case Op::kEqual:
    case Op::kNotEqual:
    case Op::kLess:
    case Op::kLessEqual:
    case Op::kGreater:
    case Op::kGreaterEqual:
    case Op::kIn:
    case Op::kNotIn:
      return Compare(expr, trace);
    case Op::kAnd:
    case Op::kOr:
    case Op::kNot:
    case Op::kImplies:
      return Logic(expr, trace);
    case Op::kCall:
      return Call(expr, sign, trace);
    case Op::kDate:
    case Op::kList:
      break;
  }
  return Value::Unknown({});
}

Value Evaluator::Arithmetic(const Expr& expr, int sign, Trace& trace) const {
  using Op = Expr::Op;
  if (expr.op == Op::kMultiply) {
    trace.linear = false;
  }
  const int inner = expr.op == Op::kMultiply ? 0 : sign;
  Value left = Single(Visit(*expr.args[0], expr.op == Op::kNegate ? -sign : inner, trace),
                      expr.op == Op::kNegate ? -sign : inner, trace);
  if (expr.op == Op::kNegate) {
    return left.kind == Value::Kind::kNumber ? Value::Number(left.number.Negated()) : left;
  }
  const int second = expr.op == Op::kSubtract ? -inner : inner;
  Value right = Single(Visit(*expr.args[1], second, trace), second, trace);
  if (!left.known()) {
    return left;
  }
  if (!right.known()) {
    return right;
  }
  if (left.kind != Value::Kind::kNumber || right.kind != Value::Kind::kNumber) {
    return Value::Unknown({});
  }
  const auto result = expr.op == Op::kAdd        ? left.number.Plus(right.number)
                      : expr.op == Op::kSubtract ? left.number.Minus(right.number)
                                                 : left.number.Times(right.number);
  return result ? Value::Number(*result) : Value::Unknown({Why::kTooLarge, {}});
}

Value Evaluator::Compare(const Expr& expr, Trace& trace) const {
  using Op = Expr::Op;
  const auto side = [&](const Expr& arg, bool wants_text) {
    Value value = Visit(arg, 1, trace);
    if (value.kind == Value::Kind::kCells && value.cells.size() == 1 && wants_text &&
        value.cells[0].cell->absence == Absence::kPresent) {
      return Value::OfText(std::string(value.cells[0].cell->text));
    }
    return Single(std::move(value), 1, trace);
  };
  const auto equal = [](const Value& a, const Value& b) {
    return a.kind == Value::Kind::kText   ? Fold(a.text) == Fold(b.text)
           : a.kind == Value::Kind::kBool ? a.truth == b.truth
                                          : a.number == b.number;
  };
  if (expr.op == Op::kIn || expr.op == Op::kNotIn) {
    const auto& items = expr.args[1]->args;
    const bool text = !items.empty() && items[0]->op == Op::kText;
    const Value left = side(*expr.args[0], text);
    if (!left.known()) {
      return left;
    }
    bool found = false;
    for (const ExprPtr& item : items) {
      const Value value = side(*item, text);
      if (!value.known()) {
        return value;
      }
      found = found || (value.kind == left.kind && equal(left, value));
    }
    return Value::Bool(found == (expr.op == Op::kIn));
  }
  const bool text = expr.args[0]->op == Op::kText || expr.args[1]->op == Op::kText;
  const Value left = side(*expr.args[0], text);
  const Value right = side(*expr.args[1], text);
  if (!left.known()) {
    return left;
  }
  if (!right.known()) {
    return right;
  }
  if (left.kind != right.kind) {
    return Value::Unknown({});
  }
  if (expr.op == Op::kEqual || expr.op == Op::kNotEqual) {
    return Value::Bool(equal(left, right) == (expr.op == Op::kEqual));
  }
  if (left.kind == Value::Kind::kText || left.kind == Value::Kind::kBool) {
    return Value::Unknown({});
  }
  switch (expr.op) {
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

/// Kleene's three-valued logic: a side that settles the matter settles it whatever the other is.
Value Evaluator::Logic(const Expr& expr, Trace& trace) const {
  using Op = Expr::Op;
  const Value left = Visit(*expr.args[0], 0, trace);
  if (expr.op == Op::kNot) {
    return left.kind == Value::Kind::kBool ? Value::Bool(!left.truth) : left;
  }
  const bool settles = expr.op == Op::kOr;  // the truth that settles; "if" is settled by a false condition
  if (left.kind == Value::Kind::kBool && left.truth == settles) {
    return expr.op == Op::kImplies ? Visit(*expr.args[1], 0, trace) : left;
  }
  if (expr.op == Op::kImplies) {
    if (left.kind == Value::Kind::kBool) {
      return left.truth ? Visit(*expr.args[1], 0, trace) : Value::Bool(true);
    }
    return left;
  }
  const Value right = Visit(*expr.args[1], 0, trace);
  if (right.kind == Value::Kind::kBool && right.truth == settles) {
    return right;
  }
  return !left.known() ? left : right;
}

std::vector<Value> Evaluator::Flatten(const std::vector<ExprPtr>& args, int sign, Trace& trace) const {
  std::vector<Value> values;
  for (const ExprPtr& arg : args) {
    Value value = Visit(*arg, sign, trace);
    if (value.kind != Value::Kind::kCells) {
      values.push_back(std::move(value));
      continue;
    }
    values.reserve(values.size() + value.cells.size());
    for (CellRead& read : value.cells) {
      read.sign = sign;
      if (trace.reads != nullptr) {
        trace.reads->push_back(read);
      }
      Value& cell = values.emplace_back(ReadCellOf(read));
      cell.cells.push_back(read);
    }
  }
  return values;
}

}  // namespace gouji
