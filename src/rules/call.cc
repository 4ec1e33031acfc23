#include <algorithm>
#include <map>
#include <optional>
#include <utility>

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

/// The reason why a value of cells is none of those wanted: the cell is named, where there is one.
Value NotWanted(const Value& value) {
  return Value::Unknown({Why::kWords, value.cells.empty() ? CellRead{} : value.cells.front()});
}

bool IsThere(const Value& value) { return !value.cells.empty() && value.cells[0].cell->absence == Absence::kPresent; }

bool IsOf(CellValue::Kind kind, const Value& value) {
  return IsThere(value) && value.cells[0].cell->value.kind == kind;
}

bool IsBlank(const Value& value) {
  return IsOf(CellValue::Kind::kBlank, value) || IsOf(CellValue::Kind::kPlaceholder, value);
}

bool IsNumber(const Value& value) {
  return value.cells.empty() ? value.kind == Value::Kind::kNumber : IsOf(CellValue::Kind::kNumber, value);
}

Value Ticked(const std::vector<Value>& values) {
  std::int64_t ticked = 0;
  for (const Value& value : values) {
    if (!IsThere(value)) {
      return value.known() ? Value::Unknown({}) : value;
    }
    ticked += std::ranges::count(BoxesIn(value.cells[0].cell->text), true, &Box::ticked);
  }
  return Value::Number(ticked);
}

/// What is asked of the cells themselves, blank ones too; nothing where the function is for what they say. A cell that
/// is not there leaves it open, unless another settles it.
std::optional<Value> OfCells(Expr::Function function, const std::vector<Value>& values) {
  using F = Expr::Function;
  const auto is_absent = [](const Value& value) { return !value.known() && !IsThere(value); };
  const auto absent = std::ranges::find_if(values, is_absent);
  const auto told = [&](bool settled, const Value& value) {
    return settled || absent == values.end() ? value : *absent;
  };
  switch (function) {
    case F::kTicked:
      return Ticked(values);
    case F::kAnyNumber:
    case F::kAnyBlank: {
      const bool any = std::ranges::any_of(values, function == F::kAnyNumber ? IsNumber : IsBlank);
      return told(any, Value::Bool(any));
    }
    case F::kNumber:
    case F::kBlank: {
      const auto is_one = function == F::kNumber ? IsNumber : IsBlank;
      const bool all = std::ranges::all_of(values, [&](const Value& each) { return is_absent(each) || is_one(each); });
      return told(!all, Value::Bool(all));
    }
    case F::kCount:
      return told(false, Value::Number(static_cast<std::int64_t>(std::ranges::count_if(values, IsNumber))));
    default:
      return std::nullopt;
  }
}

/// The smallest or the largest of numbers or dates.
Value Outermost(bool smallest, const std::vector<Value>& values) {
  Value best = values[0];
  for (const Value& value : values) {
    if (smallest ? value.number < best.number : value.number > best.number) {
      best = value;
    }
  }
  best.cells.clear();
  return best;
}

Value PartOfDate(Expr::Function function, const Value& date) {
  const std::int64_t day = date.number.Whole().value_or(0);
  return Value::Number(function == Expr::Function::kYear    ? day / 10000
                       : function == Expr::Function::kMonth ? day / 100 % 100
                                                            : day % 100);
}

/// What is worked out of numbers.
Value OfNumbers(Expr::Function function, const std::vector<Value>& values) {
  using F = Expr::Function;
  const auto number = [&](std::size_t i) { return values[i].number; };
  const auto whole = [&](std::size_t i) { return values[i].number.Whole().value_or(0); };
  const auto places = [&](std::int64_t least, std::int64_t most) {
    return static_cast<int>(std::clamp(whole(1), least, most));
  };
  switch (function) {
    case F::kAbs: {
      Value value = Value::Number(number(0).Abs());
      value.percent = values[0].percent;
      return value;
    }
    case F::kRatio: {
      const auto ratio = number(0).DividedBy(number(1), 12);
      return ratio ? Value::Number(*ratio) : Value::Unknown({number(1).is_zero() ? Why::kNoValue : Why::kTooLarge, {}});
    }
    case F::kPercent:
      return Value::Percent(number(0).Rounded(places(-2, 16) + 2));
    case F::kRound:
      return Value::Number(number(0).Rounded(places(0, 18)));
    case F::kDate:
      return IsDate(whole(0), whole(1), whole(2))
                 ? Value::Date(static_cast<int>(whole(0)), static_cast<int>(whole(1)), static_cast<int>(whole(2)))
                 : Value::Unknown({});
    default:
      return Value::Unknown({});
  }
}

/// What is worked out of what cells say.
Value OfValues(Expr::Function function, const std::vector<Value>& values) {
  using F = Expr::Function;
  if (values.empty()) {
    return Value::Unknown({});
  }
  const bool of_date = function == F::kYear || function == F::kMonth || function == F::kDay;
  const bool outermost = function == F::kMin || function == F::kMax;
  const auto is_not = [](Value::Kind kind) { return [kind](const Value& value) { return value.kind != kind; }; };
  const auto no_number = std::ranges::find_if(values, is_not(Value::Kind::kNumber));
  const auto no_date = std::ranges::find_if(values, is_not(Value::Kind::kDate));
  const bool are_dates = no_date == values.end();
  if (of_date) {
    return are_dates ? PartOfDate(function, values[0]) : NotWanted(*no_date);
  }
  if (no_number != values.end() && !(outermost && are_dates)) {
    return NotWanted(*no_number);
  }
  return outermost ? Outermost(function == F::kMin, values) : OfNumbers(function, values);
}

}  // namespace

/// Sums are what most rules are made of, over a hundred cells and more: numbers are added up as they are read.
Value Evaluator::Sum(const std::vector<ExprPtr>& args, int sign, Trace& trace) const {
  std::optional<Decimal> sum = Decimal(0);
  bool plain = false;     // a number that is no percentage is among them
  bool percents = false;  // a percentage is
  std::optional<Value> doubt;
  std::optional<Value> no_number;
  const auto add = [&](const Value& value) {
    sum = sum ? sum->Plus(value.number) : sum;
    (value.percent ? percents : plain) = true;
  };
  const auto note = [](std::optional<Value>& first, Value value, const CellRead* read) {
    if (first) {
      return;
    }
    first = std::move(value);
    if (read != nullptr) {
      first->cells = {*read};
    }
  };
  const auto take = [&](Value value, const CellRead* read) {
    if (!value.known()) {
      note(doubt, std::move(value), read);
    } else if (value.kind != Value::Kind::kNumber) {
      note(no_number, std::move(value), read);
    } else if (read == nullptr || read->cell->value.kind == CellValue::Kind::kWords) {
      add(value);
    }  // else a blank cell, which counts as 0
  };
  for (const ExprPtr& arg : args) {
    Value value = Visit(*arg, sign, trace);
    if (value.kind != Value::Kind::kCells) {
      take(std::move(value), nullptr);
      continue;
    }
    for (CellRead& read : value.cells) {
      read.sign = sign;
      if (trace.reads != nullptr) {
        trace.reads->push_back(read);
      }
      const BoundCell& cell = *read.cell;
      if (cell.absence == Absence::kPresent && cell.value.kind == CellValue::Kind::kNumber) {
        sum = sum ? sum->Plus(cell.value.number) : sum;
        plain = true;
      } else {
        take(ReadCellOf(read), &read);
      }
    }
  }
  if (doubt) {
    return *std::move(doubt);
  }
  if (no_number) {
    return NotWanted(*no_number);
  }
  if (!sum) {
    return Value::Unknown({Why::kTooLarge, {}});
  }
  Value whole = Value::Number(*sum);
  whole.percent = percents && !plain;
  return whole;
}

Value Evaluator::Exists(const Expr& cells) const {
  if (cells.op != Expr::Op::kCells) {
    return Value::Bool(false);
  }
  if (cells.row.of == Axis::Of::kAll && cells.column.of == Axis::Of::kAll) {
    const Report* report = cells.previous ? previous_ : &now_;
    return Value::Bool(report != nullptr && !report->tables.empty() &&
                       report->tables[static_cast<std::size_t>(cells.table)].present);
  }
  const std::vector<CellRead> read = CellsOf(cells);
  return Value::Bool(!read.empty() && std::ranges::all_of(read, [](const CellRead& each) {
    return each.cell != nullptr && each.cell->absence == Absence::kPresent;
  }));
}

Value Evaluator::Call(const Expr& expr, int sign, Trace& trace) const {
  using F = Expr::Function;
  if (expr.function == F::kSum) {
    return Sum(expr.args, sign, trace);
  }
  trace.linear = false;
  switch (expr.function) {
    case F::kExists:
      return Exists(*expr.args[0]);
    case F::kMatches:
    case F::kLength:
    case F::kSimilarity:
      return OfText(expr, trace);
    default:
      break;
  }
  const std::vector<Value> values = Flatten(expr.args, 0, trace);
  if (auto told = OfCells(expr.function, values)) {
    return *std::move(told);
  }
  const auto unknown = std::ranges::find_if(values, [](const Value& value) { return !value.known(); });
  return unknown != values.end() ? *unknown : OfValues(expr.function, values);
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

}  // namespace gouji
