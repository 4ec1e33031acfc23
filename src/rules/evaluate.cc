#include "rules/evaluate.h"

#include <algorithm>

#include "text/fold.h"

namespace gouji {

struct Evaluator::Trace {
  std::vector<CellRead>* reads = nullptr;
  bool linear = true;
};

namespace {

using Why = Doubt::Why;

bool IsDate(std::int64_t year, std::int64_t month, std::int64_t day) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year < 1900 || year > 9999 || month < 1 || month > 12 || day < 1) {
    return false;
  }
  const bool leap = month == 2 && ((year % 4 == 0 && year % 100 != 0) || year % 400 == 0);
  return day <= kDays[month - 1] + (leap ? 1 : 0);
}

/// "12.5%" and dates, where a cell holds words that are a value all the same.
std::optional<Value> ValueInWords(std::string_view text) {
  const std::string folded = Fold(text);
  if (folded.ends_with('%')) {
    const auto number = Decimal::Parse(std::string_view(folded).substr(0, folded.size() - 1));
    const auto fraction = number ? number->Times(*Decimal::Parse("0.01")) : std::nullopt;
    return fraction ? std::make_optional(Value::Number(*fraction)) : std::nullopt;
  }
  int parts[3] = {0, 0, 0};
  int part = 0;
  bool digit = false;
  for (std::size_t i = 0; i < folded.size() && part < 3;) {
    if (folded[i] >= '0' && folded[i] <= '9') {
      parts[part] = parts[part] * 10 + (folded[i] - '0');
      if (parts[part] > 9999) {
        return std::nullopt;
      }
      digit = true;
      ++i;
      continue;
    }
    const bool mark = folded[i] == '-' || folded[i] == '/' || folded[i] == '.';
    const bool word = folded.substr(i, 3) == "年" || folded.substr(i, 3) == "月" || folded.substr(i, 3) == "日";
    if (!digit || (!mark && !word)) {
      return std::nullopt;
    }
    ++part;
    digit = false;
    i += mark ? 1 : 3;
  }
  part += digit ? 1 : 0;
  return part == 3 && IsDate(parts[0], parts[1], parts[2])
             ? std::make_optional(Value::Date(parts[0], parts[1], parts[2]))
             : std::nullopt;
}

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

Value Value::Number(Decimal number) {
  Value value;
  value.kind = Kind::kNumber;
  value.number = number;
  return value;
}

Value Value::Bool(bool truth) {
  Value value;
  value.kind = Kind::kBool;
  value.truth = truth;
  return value;
}

Value Value::OfText(std::string text) {
  Value value;
  value.kind = Kind::kText;
  value.text = std::move(text);
  return value;
}

Value Value::Date(int year, int month, int day) {
  Value value;
  value.kind = Kind::kDate;
  value.number = Decimal(year * 10000LL + month * 100 + day);
  return value;
}

Value Value::Unknown(Doubt doubt) {
  Value value;
  value.doubt = doubt;
  return value;
}

std::string Value::ToString() const {
  switch (kind) {
    case Kind::kNumber:
      return number.ToString();
    case Kind::kText:
      return text;
    case Kind::kBool:
      return truth ? "true" : "false";
    case Kind::kDate: {
      const std::int64_t day = number.Whole().value_or(0);
      const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
      return std::to_string(day / 10000) + "-" + two(day / 100 % 100) + "-" + two(day % 100);
    }
    case Kind::kCells: {
      std::string all;
      for (const CellRead& read : cells) {
        all += (all.empty() ? "" : ", ") + std::string(read.cell->text);
      }
      return all;
    }
    case Kind::kUnknown:
      break;
  }
  return "?";
}

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
  if (expr.function == F::kMatches) {
    const Value text = Visit(*expr.args[0], 0, trace);
    return text.kind == Value::Kind::kText ? Value::Bool(expr.pattern->Finds(FoldProse(text.text).text))
                                           : Value::Unknown(text.doubt);
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
  if (expr.function == F::kLength) {
    return values[0].kind == Value::Kind::kText
               ? Value::Number(static_cast<std::int64_t>(CodePoints(values[0].text).size()))
               : Value::Unknown({});
  }
  if (expr.function == F::kSimilarity) {
    if (values[0].kind != Value::Kind::kText || values[1].kind != Value::Kind::kText) {
      return Value::Unknown({});
    }
    return Value::Number(Decimal(static_cast<std::int64_t>(Similarity(values[0].text, values[1].text) * 1000))
                             .Times(*Decimal::Parse("0.001"))
                             .value_or(Decimal(0)));
  }
  const bool dates = std::ranges::all_of(values, [](const Value& value) { return value.kind == Value::Kind::kDate; });
  if (std::ranges::any_of(values, [](const Value& value) { return value.kind != Value::Kind::kNumber; }) && !dates) {
    return Value::Unknown({});
  }
  std::optional<Decimal> result;
  switch (expr.function) {
    case F::kSum:
      result = Decimal(0);
      for (std::size_t i = 0; i < values.size() && result; ++i) {
        result = result->Plus(number(i));
      }
      break;
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
  return result ? Value::Number(*result) : Value::Unknown({Why::kTooLarge, {}});
}

std::vector<int> Evaluator::RowsOf(const Expr& expr, const BoundTable& table, Doubt& doubt) const {
  const TableForm& form = *table.form;
  std::vector<int> rows;
  if (expr.row.of == Axis::Of::kAll) {
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      const bool unused = table.rows[i].form >= 0 && form.rows[static_cast<std::size_t>(table.rows[i].form)].optional &&
                          !table.rows[i].present;
      if (!unused) {
        rows.push_back(static_cast<int>(i));
      }
    }
    return rows;
  }
  int row = -1;
  if (expr.row.loop >= 0) {
    const Binding& binding = bindings_[static_cast<std::size_t>(expr.row.loop)];
    row = binding.row;
    if (binding.table != expr.table || expr.previous) {
      // A row of another table, or of another report: the one of the same label.
      const BoundRow& wanted =
          now_.tables[static_cast<std::size_t>(binding.table)].rows[static_cast<std::size_t>(binding.row)];
      const std::string_view id = wanted.form < 0 ? ""
                                                  : now_.tables[static_cast<std::size_t>(binding.table)]
                                                        .form->rows[static_cast<std::size_t>(wanted.form)]
                                                        .id;
      const auto same = std::ranges::find_if(table.rows, [&](const BoundRow& each) {
        return (each.present && !wanted.key.empty() && each.key == wanted.key) ||
               (!id.empty() && each.form >= 0 && form.rows[static_cast<std::size_t>(each.form)].id == id);
      });
      row = same == table.rows.end() ? -1 : static_cast<int>(same - table.rows.begin());
      if (row < 0) {
        doubt.why = Why::kAbsentRow;
      }
    }
  } else {
    row = form.row_of_symbol[static_cast<std::size_t>(expr.row.symbol)];
    if (row < 0) {
      doubt.why = Why::kNotInVariant;
    }
  }
  if (row < 0) {
    return {};
  }
  if (expr.row.of == Axis::Of::kOne) {
    return {row};
  }
  if (table.rows[static_cast<std::size_t>(row)].form < 0) {
    return {};
  }
  for (const int child : form.rows[static_cast<std::size_t>(table.rows[static_cast<std::size_t>(row)].form)].children) {
    if (!form.rows[static_cast<std::size_t>(child)].optional || table.rows[static_cast<std::size_t>(child)].present) {
      rows.push_back(child);
    }
  }
  // The parts of an open table's total are its open rows.
  if (rows.empty() && form.kind == TableForm::Rows::kOpen) {
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      if (table.rows[i].form < 0) {
        rows.push_back(static_cast<int>(i));
      }
    }
  }
  return rows;
}

std::vector<CellRead> Evaluator::CellsOf(const Expr& expr) const {
  static const BoundCell kNoRow{Absence::kRow, {}, {}, {}};
  static const BoundCell kNoTable{Absence::kTable, {}, {}, {}};
  const Report& report = expr.previous ? *previous_ : now_;
  CellRead read;
  read.previous = expr.previous;
  read.table = expr.table;
  if (report.tables.empty() || !report.tables[static_cast<std::size_t>(expr.table)].present) {
    read.cell = &kNoTable;
    return {read};
  }
  const BoundTable& table = report.tables[static_cast<std::size_t>(expr.table)];
  Doubt doubt;
  const std::vector<int> rows = RowsOf(expr, table, doubt);
  if (rows.empty() && doubt.why == Why::kNotInVariant) {
    return {CellRead{}};
  }
  if (rows.empty() && doubt.why == Why::kAbsentRow) {
    read.cell = &kNoRow;
    return {read};
  }
  std::vector<CellRead> cells;
  int column = expr.column.symbol;
  if (expr.column.loop >= 0) {
    column = bindings_[static_cast<std::size_t>(expr.column.loop)].column;
  }
  for (const int row : rows) {
    read.row = row;
    const int block_index =
        table.rows[static_cast<std::size_t>(row)].form < 0
            ? 0
            : table.form->rows[static_cast<std::size_t>(table.rows[static_cast<std::size_t>(row)].form)].block;
    const BlockForm& block = table.form->blocks[static_cast<std::size_t>(block_index)];
    const auto add = [&](int symbol) {
      read.column = symbol;
      read.cell = &table.At(row, symbol);
      cells.push_back(read);
    };
    if (expr.column.of == Axis::Of::kAll) {
      for (const ColumnForm& each : block.columns) {
        add(each.symbol);
      }
      continue;
    }
    const int index =
        table.form->column_of_symbol[static_cast<std::size_t>(block_index)][static_cast<std::size_t>(column)];
    if (index < 0) {
      // The row's block has no such column: with all rows asked for, it is not meant.
      if (expr.row.of == Axis::Of::kOne) {
        return {CellRead{}};
      }
      continue;
    }
    if (expr.column.of == Axis::Of::kOne) {
      add(column);
      continue;
    }
    for (const int child : block.columns[static_cast<std::size_t>(index)].children) {
      add(block.columns[static_cast<std::size_t>(child)].symbol);
    }
  }
  return cells;
}

std::vector<Binding> Evaluator::All(const Loop& loop) const {
  std::vector<Binding> all;
  for (const int section : loop.sections) {
    all.push_back({-1, false, -1, -1, section});
  }
  if (loop.table < 0 || now_.tables.empty()) {
    return all;
  }
  const BoundTable& table = now_.tables[static_cast<std::size_t>(loop.table)];
  if (loop.over_rows) {
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      const BoundRow& row = table.rows[i];
      const bool unused =
          row.form >= 0 && table.form->rows[static_cast<std::size_t>(row.form)].optional && !row.present;
      if (!unused) {
        all.push_back({loop.table, true, static_cast<int>(i), -1, -1});
      }
    }
    return all;
  }
  for (const BlockForm& block : table.form->blocks) {
    for (const ColumnForm& column : block.columns) {
      const bool seen = std::ranges::any_of(all, [&](const Binding& each) { return each.column == column.symbol; });
      if (!seen) {
        all.push_back({loop.table, false, -1, column.symbol, -1});
      }
    }
  }
  return all;
}

namespace {

std::string ColumnLabel(const TableForm& form, int symbol) {
  for (const BlockForm& block : form.blocks) {
    for (const ColumnForm& column : block.columns) {
      if (column.symbol == symbol) {
        const std::string label(column.label.official);
        return column.under.official.empty() ? label : std::string(column.under.official) + "·" + label;
      }
    }
  }
  return {};
}

std::string RowLabel(const BoundTable& table, int row) {
  const BoundRow& bound = table.rows[static_cast<std::size_t>(row)];
  return bound.form < 0 ? std::string(bound.label)
                        : std::string(table.form->rows[static_cast<std::size_t>(bound.form)].label.official);
}

}  // namespace

std::string Evaluator::LabelOf(const Binding& binding) const {
  if (binding.section >= 0) {
    return std::string(now_.sections[static_cast<std::size_t>(binding.section)].form->label.official);
  }
  if (binding.table < 0 || now_.tables.empty()) {
    return {};
  }
  const BoundTable& table = now_.tables[static_cast<std::size_t>(binding.table)];
  return binding.is_row ? RowLabel(table, binding.row) : ColumnLabel(*table.form, binding.column);
}

Subject Evaluator::SubjectOf(const CellRead& read) const {
  Subject subject;
  const Report& from = report(read);
  if (read.table < 0 || from.tables.empty()) {
    return subject;
  }
  const BoundTable& table = from.tables[static_cast<std::size_t>(read.table)];
  subject.section = table.form->section;
  subject.table = table.form->id;
  if (read.row >= 0) {
    const BoundRow& row = table.rows[static_cast<std::size_t>(read.row)];
    subject.row =
        row.form < 0 ? std::string(row.label) : std::string(table.form->rows[static_cast<std::size_t>(row.form)].id);
  }
  for (const BlockForm& block : table.form->blocks) {
    for (const ColumnForm& column : block.columns) {
      if (column.symbol == read.column) {
        subject.column = column.id;
      }
    }
  }
  return subject;
}

std::string Evaluator::LabelOf(const CellRead& read) const {
  const Report& from = report(read);
  if (read.table < 0 || from.tables.empty()) {
    return {};
  }
  const BoundTable& table = from.tables[static_cast<std::size_t>(read.table)];
  const std::string row = read.row < 0 ? std::string() : RowLabel(table, read.row);
  const std::string column = read.column < 0 ? std::string() : ColumnLabel(*table.form, read.column);
  return row.empty() ? column : column.empty() ? row : row + " · " + column;
}

std::string Explain(const Evaluator& evaluator, const Doubt& doubt, Lang lang) {
  const std::string label = doubt.at.table < 0 ? std::string() : evaluator.LabelOf(doubt.at);
  const bool zh = lang == Lang::kZh;
  const auto named = [&](std::string_view in_zh, std::string_view in_en) {
    return (label.empty() ? std::string()
            : zh          ? "“" + label + "”"
                          : "'" + label + "' ") +
           std::string(zh ? in_zh : in_en);
  };
  switch (doubt.why) {
    case Why::kAbsentTable:
      return zh ? "缺少该表" : "the table is not there";
    case Why::kAbsentRow:
      return label.empty() ? (zh ? "缺少该行" : "a row is not there")
                           : named("所在的行缺失", "is in a row that is not there");
    case Why::kAbsentColumn:
      return named("所在的栏缺失", "is in a column that is not there");
    case Why::kRagged:
      return named("所在行的格数与表头不符，无法对应", "is in a row whose cells cannot be told apart");
    case Why::kWords:
      return named("不是数字", "is not a number");
    case Why::kNoPrevious:
      return zh ? "没有上一年的报告" : "no report of the year before";
    case Why::kTooLarge:
      return zh ? "数字过大" : "numbers too large";
    case Why::kBlankSkipped:
    case Why::kBlankFails:
      return named("为空", "is blank");
    case Why::kNotInVariant:
      return zh ? "此模板没有该项" : "this template has no such item";
    case Why::kNoValue:
      break;
  }
  return zh ? "没有可比较的值" : "there is no value to compare";
}

}  // namespace gouji
