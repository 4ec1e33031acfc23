#include <algorithm>
#include <map>

#include "rules/evaluate.h"
#include "text/fold.h"

namespace gouji {
namespace {

using Why = Doubt::Why;

double Similarity(const std::string& a, const std::string& b) {
  // Shared character pairs over all pairs (Dice): linear, and indifferent to moved sentences.
  const std::u32string left = CodePoints(Fold(a));
  const std::u32string right = CodePoints(Fold(b));
  if (left.size() < 2 || right.size() < 2) {
    return left == right ? 1 : 0;
  }
  std::map<std::pair<char32_t, char32_t>, int> pairs;
  for (std::size_t i = 1; i < left.size(); ++i) {
    ++pairs[{left[i - 1], left[i]}];
  }
  int shared = 0;
  for (std::size_t i = 1; i < right.size(); ++i) {
    int& rest = pairs[{right[i - 1], right[i]}];
    shared += rest > 0 ? 1 : 0;
    rest -= rest > 0 ? 1 : 0;
  }
  return 2.0 * shared / static_cast<double>(left.size() + right.size() - 2);
}

}  // namespace

/// Sums are what most rules are made of, over a hundred cells and more: numbers are added up as they are read. Gives
/// the same as adding up what `Flatten` gives.
Value Evaluator::Sum(const std::vector<ExprPtr>& args, int sign, Trace& trace) const {
  std::optional<Decimal> sum = Decimal(0);
  std::optional<Value> doubt;
  bool dates = true;
  bool numbers = true;
  const auto add = [&](const Decimal& number) { sum = sum ? sum->Plus(number) : sum; };
  const auto take = [&](const Value& value, const CellRead* read) {
    if (!value.known() && !doubt) {
      doubt = value;
      if (read != nullptr) {
        doubt->cells.push_back(*read);
      }
    }
    dates = dates && value.kind == Value::Kind::kDate;
    numbers = numbers && value.kind == Value::Kind::kNumber;
    add(value.number);
  };
  for (const ExprPtr& arg : args) {
    Value value = Visit(*arg, sign, trace);
    if (value.kind != Value::Kind::kCells) {
      take(value, nullptr);
      continue;
    }
    for (CellRead& read : value.cells) {
      read.sign = sign;
      if (trace.reads != nullptr) {
        trace.reads->push_back(read);
      }
      const BoundCell& cell = *read.cell;
      if (cell.absence == Absence::kPresent && cell.value.kind == CellValue::Kind::kNumber) {
        dates = false;
        add(cell.value.number);
      } else {
        take(ReadCellOf(read), &read);
      }
    }
  }
  if (doubt) {
    return *std::move(doubt);
  }
  if (!numbers && !dates) {
    return Value::Unknown({});
  }
  return sum ? Value::Number(*sum) : Value::Unknown({Why::kTooLarge, {}});
}

Value Evaluator::Call(const Expr& expr, int sign, Trace& trace) const {
  using F = Expr::Function;
  const int inner = expr.function == F::kSum ? sign : 0;
  if (expr.function != F::kSum) {
    trace.linear = false;
  }
  if (expr.function == F::kExists) {
    const Expr& arg = *expr.args[0];
    if (arg.op == Expr::Op::kCells && arg.row.of == Axis::Of::kAll && arg.column.of == Axis::Of::kAll) {
      const Report* report = arg.previous ? previous_ : &now_;
      return Value::Bool(report != nullptr && !report->tables.empty() &&
                         report->tables[static_cast<std::size_t>(arg.table)].present);
    }
    const std::vector<CellRead> cells = arg.op == Expr::Op::kCells ? CellsOf(arg) : std::vector<CellRead>();
    return Value::Bool(!cells.empty() && std::ranges::all_of(cells, [](const CellRead& read) {
      return read.cell != nullptr && read.cell->absence == Absence::kPresent;
    }));
  }
  if (expr.function == F::kMatches || expr.function == F::kLength || expr.function == F::kSimilarity) {
    return OfText(expr, trace);
  }
  if (expr.function == F::kSum) {
    return Sum(expr.args, inner, trace);
  }
  const std::vector<Value> values = Flatten(expr.args, inner, trace);
  const auto first_unknown = std::ranges::find_if(values, [](const Value& value) { return !value.known(); });
  const auto is = [](const Value& value, CellValue::Kind kind) {
    return !value.cells.empty() && value.cells[0].cell->absence == Absence::kPresent &&
           value.cells[0].cell->value.kind == kind;
  };
  const auto absent = [](const Value& value) {
    return !value.known() && (value.cells.empty() || value.cells[0].cell->absence != Absence::kPresent);
  };
  const auto is_number = [&](const Value& value) {
    return value.cells.empty() ? value.kind == Value::Kind::kNumber : is(value, CellValue::Kind::kNumber);
  };
  const auto is_blank = [&](const Value& value) {
    return is(value, CellValue::Kind::kBlank) || is(value, CellValue::Kind::kPlaceholder);
  };
  const auto first_absent = std::ranges::find_if(values, absent);
  switch (expr.function) {
    case F::kTicked:
      return Ticked(values);
    case F::kAnyNumber:
    case F::kAnyBlank: {
      const bool any = expr.function == F::kAnyNumber ? std::ranges::any_of(values, is_number)
                                                      : std::ranges::any_of(values, is_blank);
      return !any && first_absent != values.end() ? *first_absent : Value::Bool(any);
    }
    case F::kBlank:
    case F::kNumber: {
      const bool blank = expr.function == F::kBlank;
      const bool all = std::ranges::all_of(
          values, [&](const Value& value) { return absent(value) || (blank ? is_blank(value) : is_number(value)); });
      return all && first_absent != values.end() ? *first_absent : Value::Bool(all);
    }
    case F::kCount:
      return first_absent != values.end()
                 ? *first_absent
                 : Value::Number(static_cast<std::int64_t>(std::ranges::count_if(values, is_number)));
    default:
      break;
  }
  if (first_unknown != values.end()) {
    return *first_unknown;
  }
  const auto number = [&](std::size_t i) { return values[i].number; };
  const bool dates = std::ranges::all_of(values, [](const Value& value) { return value.kind == Value::Kind::kDate; });
  const auto odd = std::ranges::find_if(values, [](const Value& value) { return value.kind != Value::Kind::kNumber; });
  if (odd != values.end() && !dates) {
    return Value::Unknown({Why::kWords, odd->cells.empty() ? CellRead{} : odd->cells.front()});
  }
  const bool of_dates = expr.function == F::kMin || expr.function == F::kMax || expr.function == F::kYear ||
                        expr.function == F::kMonth || expr.function == F::kDay;
  if (dates != of_dates && !values.empty() &&
      (dates || expr.function == F::kYear || expr.function == F::kMonth || expr.function == F::kDay)) {
    return Value::Unknown({Why::kWords, values[0].cells.empty() ? CellRead{} : values[0].cells.front()});
  }
  const auto percent = std::ranges::all_of(values, [](const Value& value) { return value.percent; });
  std::optional<Decimal> result;
  switch (expr.function) {
    case F::kMin:
    case F::kMax: {
      const bool smallest = expr.function == F::kMin;
      if (values.empty()) {
        return Value::Unknown({});
      }
      Value best = values[0];
      for (const Value& value : values) {
        if (smallest ? value.number < best.number : value.number > best.number) {
          best = value;
        }
      }
      best.cells.clear();
      return best;
    }
    case F::kAbs:
      result = number(0).Abs();
      break;
    case F::kRatio:
      if (number(1).is_zero()) {
        return Value::Unknown({});
      }
      result = number(0).DividedBy(number(1), 12);
      break;
    case F::kPercent: {
      const int places = static_cast<int>(number(1).Whole().value_or(0)) + 2;
      return Value::Percent(number(0).Rounded(std::clamp(places, 0, 18)));
    }
    case F::kYear:
    case F::kMonth:
    case F::kDay: {
      const std::int64_t day = number(0).Whole().value_or(0);
      return Value::Number(expr.function == F::kYear    ? day / 10000
                           : expr.function == F::kMonth ? day / 100 % 100
                                                        : day % 100);
    }
    case F::kRound:
      result = number(0).Rounded(static_cast<int>(number(1).Whole().value_or(0)));
      break;
    case F::kDate: {
      const auto part = [&](std::size_t i) { return number(i).Whole().value_or(0); };
      return IsDate(part(0), part(1), part(2))
                 ? Value::Date(static_cast<int>(part(0)), static_cast<int>(part(1)), static_cast<int>(part(2)))
                 : Value::Unknown({});
    }
    default:
      break;
  }
  if (!result) {
    return Value::Unknown({Why::kTooLarge, {}});
  }
  Value value = Value::Number(*result);
  value.percent = percent && (expr.function == F::kSum || expr.function == F::kAbs) && !values.empty();
  return value;
}

/// matches(), length() and similarity(): a cell is what it says.
Value Evaluator::OfText(const Expr& expr, Trace& trace) const {
  using F = Expr::Function;
  Value text = Text(*expr.args[0], trace);
  if (!text.known()) {
    return text;
  }
  if (expr.function == F::kMatches) {
    return Value::Bool(expr.pattern->Finds(FoldProse(text.text).text));
  }
  if (expr.function == F::kLength) {
    return Value::Number(static_cast<std::int64_t>(CodePoints(text.text).size()));
  }
  Value other = Text(*expr.args[1], trace);
  if (!other.known()) {
    return other;
  }
  return Value::Number(Decimal(static_cast<std::int64_t>(Similarity(text.text, other.text) * 1000))
                           .Times(*Decimal::Parse("0.001"))
                           .value_or(Decimal(0)));
}

Value Evaluator::Ticked(const std::vector<Value>& values) {
  std::int64_t ticked = 0;
  for (const Value& value : values) {
    if (value.cells.empty() || value.cells[0].cell->absence != Absence::kPresent) {
      return value.known() ? Value::Unknown({}) : value;
    }
    ticked += std::ranges::count(BoxesIn(value.cells[0].cell->text), true, &Box::ticked);
  }
  return Value::Number(ticked);
}

}  // namespace gouji
