// Sums and conditions over cells that hold numbers, which nearly all are: worked out without writing down what was
// read.

#include <algorithm>

#include "rules/evaluate.h"

namespace gouji {
namespace {

bool IsNumber(const BoundCell& cell) {
  return cell.absence == Absence::kPresent && cell.value.kind == CellValue::Kind::kNumber;
}

bool IsBlank(const BoundCell& cell) {
  return cell.absence == Absence::kPresent &&
         (cell.value.kind == CellValue::Kind::kBlank || cell.value.kind == CellValue::Kind::kPlaceholder);
}

}  // namespace

/// Hands the cells of a kCells expression to `take` as `CellsOf` would give them, until it returns false. False, maybe
/// after some, where there is more to tell than cells.
template <typename Take>
bool Evaluator::EachCell(const Expr& expr, const Take& take) const {
  const Report* report = expr.previous ? previous_ : &now_;
  if (report == nullptr || report->tables.empty()) {
    return false;
  }
  const BoundTable& table = report->tables[static_cast<std::size_t>(expr.table)];
  if (!table.present) {
    return false;
  }
  const TableForm& form = *table.form;
  int column = expr.column.symbol;
  if (expr.column.loop >= 0) {
    column = ColumnIn(expr.table, bindings_[static_cast<std::size_t>(expr.column.loop)]);
    if (column < 0) {
      return false;
    }
  }
  bool good = true;
  // False when no more is wanted.
  const auto row_of_cells = [&](int row) {
    const BoundRow& bound = table.rows[static_cast<std::size_t>(row)];
    const auto block =
        static_cast<std::size_t>(bound.form < 0 ? 0 : form.rows[static_cast<std::size_t>(bound.form)].block);
    const std::vector<ColumnForm>& columns = form.blocks[block].columns;
    if (expr.column.of == Axis::Of::kAll) {
      return std::ranges::all_of(columns, [&](const ColumnForm& each) { return take(table.At(row, each.symbol)); });
    }
    const int index = form.column_of_symbol[block][static_cast<std::size_t>(column)];
    if (index < 0) {
      good = expr.row.of != Axis::Of::kOne;
      return good;
    }
    if (expr.column.of == Axis::Of::kOne) {
      return take(table.At(row, column));
    }
    return std::ranges::all_of(columns[static_cast<std::size_t>(index)].children, [&](int child) {
      return take(table.At(row, columns[static_cast<std::size_t>(child)].symbol));
    });
  };
  const int count = static_cast<int>(table.rows.size());
  const auto all_rows = [&](bool open_only) {
    for (int row = 0; row < count; ++row) {
      const BoundRow& bound = table.rows[static_cast<std::size_t>(row)];
      const bool unused = bound.form >= 0 &&
                          (open_only || (form.rows[static_cast<std::size_t>(bound.form)].optional && !bound.present));
      if (!unused && !row_of_cells(row)) {
        break;
      }
    }
    return good;
  };
  if (expr.row.of == Axis::Of::kAll || expr.row.of == Axis::Of::kOpen) {
    return all_rows(expr.row.of == Axis::Of::kOpen);
  }
  int row = -1;
  if (expr.row.loop >= 0) {
    const Binding& binding = bindings_[static_cast<std::size_t>(expr.row.loop)];
    row = binding.table == expr.table && !expr.previous ? binding.row : -1;
  } else {
    row = form.row_of_symbol[static_cast<std::size_t>(expr.row.symbol)];
  }
  if (row < 0) {
    return false;
  }
  if (expr.row.of == Axis::Of::kOne) {
    row_of_cells(row);
    return good;
  }
  const int in_form = table.rows[static_cast<std::size_t>(row)].form;
  if (in_form < 0) {
    return false;
  }
  bool any = false;
  for (const int child : form.rows[static_cast<std::size_t>(in_form)].children) {
    if (form.rows[static_cast<std::size_t>(child)].optional && !table.rows[static_cast<std::size_t>(child)].present) {
      continue;
    }
    any = true;
    if (!row_of_cells(child)) {
      return good;
    }
  }
  return any || form.kind != TableForm::Rows::kOpen ? good : all_rows(true);
}

std::optional<Decimal> Evaluator::QuickCell(const BoundCell& cell) const {
  if (IsNumber(cell)) {
    return cell.value.number;
  }
  return IsBlank(cell) && missing_ == Missing::kZero ? std::optional<Decimal>(0) : std::nullopt;
}

std::optional<Decimal> Evaluator::QuickNumber(const Expr& written) const {
  using Op = Expr::Op;
  const Expr& expr = Meant(written);
  switch (expr.op) {
    case Op::kNumber:
      return expr.number;
    case Op::kLocal: {
      const Value& local = locals_[static_cast<std::size_t>(expr.index)];
      const bool plain = local.kind == Value::Kind::kNumber && !local.percent && local.cells.empty();
      return plain ? std::optional(local.number) : std::nullopt;
    }
    case Op::kCells: {
      const BoundCell* only = nullptr;
      int cells = 0;
      const auto take = [&](const BoundCell& cell) {
        only = &cell;
        return ++cells < 2;
      };
      return EachCell(expr, take) && cells == 1 ? QuickCell(*only) : std::nullopt;
    }
    case Op::kNegate: {
      const auto number = QuickNumber(*expr.args[0]);
      return number ? std::optional(number->Negated()) : std::nullopt;
    }
    case Op::kAdd:
    case Op::kSubtract: {
      const auto left = QuickNumber(*expr.args[0]);
      const auto right = left ? QuickNumber(*expr.args[1]) : std::nullopt;
      return !right ? std::nullopt : expr.op == Op::kAdd ? left->Plus(*right) : left->Minus(*right);
    }
    case Op::kCall:
      switch (expr.function) {
        case Expr::Function::kSum:
          return QuickFold(expr, Decimal(0), [](const Decimal& sum, const Decimal& each) { return sum.Plus(each); });
        case Expr::Function::kMax:
          return QuickFold(expr, std::nullopt, [](const Decimal& most, const Decimal& each) {
            return std::optional(each > most ? each : most);
          });
        case Expr::Function::kMin:
          return QuickFold(expr, std::nullopt, [](const Decimal& least, const Decimal& each) {
            return std::optional(each < least ? each : least);
          });
        default:
          return std::nullopt;
      }
    default:
      return std::nullopt;
  }
}

/// The arguments' numbers taken together, one after another; `first` is what they are before the first of them.
template <typename Join>
std::optional<Decimal> Evaluator::QuickFold(const Expr& expr, std::optional<Decimal> first, const Join& join) const {
  std::optional<Decimal> all = first;
  bool good = true;
  const auto add = [&](const std::optional<Decimal>& number) {
    all = number && all ? join(*all, *number) : number;
    good = all.has_value();
    return good;
  };
  for (const ExprPtr& arg : expr.args) {
    const Expr& meant = Meant(*arg);
    const bool told = meant.op == Expr::Op::kCells
                          ? EachCell(meant, [&](const BoundCell& cell) { return add(QuickCell(cell)); })
                          : add(QuickNumber(meant));
    if (!told || !good) {
      return std::nullopt;
    }
  }
  return all;
}

std::optional<bool> Evaluator::QuickTruth(const Expr& written) const {
  using Op = Expr::Op;
  const Expr& expr = Meant(written);
  const auto sides = [&](const auto& holds) -> std::optional<bool> {
    const auto left = QuickNumber(*expr.args[0]);
    const auto right = left ? QuickNumber(*expr.args[1]) : std::nullopt;
    return right ? std::optional<bool>(holds(*left, *right)) : std::nullopt;
  };
  using Number = const Decimal&;
  switch (expr.op) {
    case Op::kEqual:
      return sides([this](Number a, Number b) { return AreEqual(a, b); });
    case Op::kNotEqual:
      return sides([this](Number a, Number b) { return !AreEqual(a, b); });
    case Op::kLess:
      return sides([](Number a, Number b) { return a < b; });
    case Op::kLessEqual:
      return sides([](Number a, Number b) { return a <= b; });
    case Op::kGreater:
      return sides([](Number a, Number b) { return a > b; });
    case Op::kGreaterEqual:
      return sides([](Number a, Number b) { return a >= b; });
    case Op::kIn:
    case Op::kNotIn: {
      const auto number = QuickNumber(*expr.args[0]);
      bool found = false;
      for (const ExprPtr& item : expr.args[1]->args) {
        const auto other = number ? QuickNumber(*item) : std::nullopt;
        if (!other) {
          return std::nullopt;
        }
        found = found || AreEqual(*number, *other);
      }
      return found == (expr.op == Op::kIn);
    }
    case Op::kNot: {
      const auto truth = QuickTruth(*expr.args[0]);
      return truth ? std::optional(!*truth) : std::nullopt;
    }
    case Op::kAnd:
    case Op::kOr: {
      const auto left = QuickTruth(*expr.args[0]);
      return !left || *left == (expr.op == Op::kOr) ? left : QuickTruth(*expr.args[1]);
    }
    case Op::kCall:
      return QuickCall(expr);
    default:
      return std::nullopt;
  }
}

/// any_number(cells) and blank(cells).
std::optional<bool> Evaluator::QuickCall(const Expr& expr) const {
  const bool any_number = expr.function == Expr::Function::kAnyNumber;
  if ((!any_number && expr.function != Expr::Function::kBlank) || expr.args.size() != 1) {
    return std::nullopt;
  }
  const Expr& cells = Meant(*expr.args[0]);
  bool settled = false;
  bool absent = false;
  const auto take = [&](const BoundCell& cell) {
    absent = absent || cell.absence != Absence::kPresent;
    settled = any_number ? IsNumber(cell) : cell.absence == Absence::kPresent && !IsBlank(cell);
    return !settled;
  };
  if (cells.op != Expr::Op::kCells || !EachCell(cells, take) || (absent && !settled)) {
    return std::nullopt;
  }
  return settled == any_number;
}

const Expr& Evaluator::Meant(const Expr& written) const {
  const Expr* expr = &written;
  while (expr->op == Expr::Op::kLet) {
    expr = scope_.lets[static_cast<std::size_t>(expr->index)].value.get();
  }
  return *expr;
}

}  // namespace gouji
