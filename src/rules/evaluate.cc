#include "rules/evaluate.h"

#include <algorithm>

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
    case Absence::kRepeated:
      return Why::kRowTwice;
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
  if (const auto truth = QuickTruth(expr)) {
    return Value::Bool(*truth);
  }
  if (const auto number = QuickNumber(expr)) {
    return Value::Number(*number);
  }
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

/// What a cell without a number is to this rule; `text` is what it may be taken for.
Value Evaluator::Blank(const CellRead& read, Value otherwise) const {
  switch (missing_) {
    case Missing::kZero:
      break;
    case Missing::kSkip:
      return Value::Unknown({Why::kBlankSkipped, read});
    case Missing::kFail:
      return Value::Unknown({Why::kBlankFails, read});
  }
  return otherwise;
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
      return Blank(read, Value::Number(0));
    case CellValue::Kind::kWords:
      break;
  }
  if (auto value = ValueInWords(read.cell->text)) {
    return *value;
  }
  return Value::Unknown({Why::kWords, read});
}

/// What a cell says, where text is wanted: its words, or the one option that is ticked.
Value Evaluator::TextOfCell(const CellRead& read) const {
  if (read.cell->absence != Absence::kPresent) {
    return Value::Unknown({WhyOf(read.cell->absence), read});
  }
  if (read.cell->value.kind == CellValue::Kind::kBlank) {
    return Blank(read, Value::OfText(""));
  }
  const std::vector<Box> boxes = BoxesIn(read.cell->text);
  if (boxes.empty()) {
    return Value::OfText(std::string(read.cell->text));
  }
  if (std::ranges::count(boxes, true, &Box::ticked) != 1) {
    return Value::Unknown({Why::kTicks, read});
  }
  return Value::OfText(std::string(std::ranges::find(boxes, true, &Box::ticked)->label));
}

Value Evaluator::Text(const Expr& expr, Trace& trace) const {
  Value value = Visit(expr, 0, trace);
  if (value.kind != Value::Kind::kCells) {
    return value.kind == Value::Kind::kText || !value.known() ? value : Value::OfText(value.ToString());
  }
  if (value.cells.size() != 1) {
    return Value::Unknown({Why::kNoValue, value.cells.empty() ? CellRead{} : value.cells.front()});
  }
  if (trace.reads != nullptr) {
    trace.reads->push_back(value.cells.front());
  }
  return TextOfCell(value.cells.front());
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
    left.number = left.kind == Value::Kind::kNumber ? left.number.Negated() : left.number;
    return left.kind == Value::Kind::kNumber || !left.known() ? left : Value::Unknown({});
  }
  const int second = expr.op == Op::kSubtract ? -inner : inner;
  Value right = Single(Visit(*expr.args[1], second, trace), second, trace);
  if (!left.known()) {
    return left;
  }
  if (!right.known()) {
    return right;
  }
  if (left.kind == Value::Kind::kDate || right.kind == Value::Kind::kDate) {
    trace.linear = false;
    return OfDates(expr.op, left, right);
  }
  if (left.kind != Value::Kind::kNumber || right.kind != Value::Kind::kNumber) {
    return Value::Unknown({});
  }
  const auto result = expr.op == Op::kAdd        ? left.number.Plus(right.number)
                      : expr.op == Op::kSubtract ? left.number.Minus(right.number)
                                                 : left.number.Times(right.number);
  if (!result) {
    return Value::Unknown({Why::kTooLarge, {}});
  }
  Value value = Value::Number(*result);
  value.percent = expr.op != Op::kMultiply && left.percent && right.percent;
  return value;
}

/// Two dates are so many days apart; a date and a number of days make a date.
Value Evaluator::OfDates(Expr::Op op, const Value& left, const Value& right) {
  const bool two = left.kind == right.kind;
  const std::int64_t days = DaysOf(left.kind == Value::Kind::kDate ? left.number : right.number);
  if (two) {
    return op == Expr::Op::kSubtract ? Value::Number(days - DaysOf(right.number)) : Value::Unknown({});
  }
  const auto more = (left.kind == Value::Kind::kDate ? right : left).number.Whole();
  constexpr std::int64_t kMost = 4'000'000;
  const bool possible = more && *more <= kMost && *more >= -kMost && op != Expr::Op::kMultiply &&
                        (left.kind == Value::Kind::kDate || op == Expr::Op::kAdd);
  return possible ? DateOfDays(op == Expr::Op::kAdd ? days + *more : days - *more) : Value::Unknown({});
}

/// Kleene's three-valued logic: a side that settles the matter settles it whatever the other is.
Value Evaluator::Logic(const Expr& expr, Trace& trace) const {
  using Op = Expr::Op;
  Value left = Visit(*expr.args[0], 0, trace);
  const bool told = left.kind == Value::Kind::kBool;
  if (expr.op == Op::kNot) {
    return told ? Value::Bool(!left.truth) : left;
  }
  if (expr.op == Op::kImplies) {
    if (!told) {
      return left;
    }
    const std::size_t branch = left.truth ? 1 : 2;
    return branch < expr.args.size() ? Visit(*expr.args[branch], 0, trace) : Value::Bool(true);
  }
  const bool settles = expr.op == Op::kOr;
  if (told && left.truth == settles) {
    return left;
  }
  Value right = Visit(*expr.args[1], 0, trace);
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
