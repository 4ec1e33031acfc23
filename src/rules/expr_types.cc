// What an expression can be, told when the pack loads: a mistake that would leave a rule without an answer in every
// report is shown at its token.

#include <string>

#include "rules/expr.h"
#include "rules/value.h"

namespace gouji {
namespace {

enum class Type {
  kAny,  // known in a report only: a captured group
  kNumber,
  kText,
  kBool,
  kDate,
  kCell,   // one cell: a number, a date or text
  kCells,  // several
};

Localized NameOf(Type type) {
  switch (type) {
    case Type::kNumber:
      return {"数", "a number"};
    case Type::kText:
      return {"文字", "text"};
    case Type::kBool:
      return {"条件（是或否）", "a condition (true or false)"};
    case Type::kDate:
      return {"日期", "a date"};
    case Type::kCell:
      return {"一格", "a cell"};
    case Type::kCells:
      return {"若干格", "several cells"};
    case Type::kAny:
      break;
  }
  return {"值", "a value"};
}

class TypeChecker {
 public:
  TypeChecker(const NodeContext& context, const Node& node, const Scope& scope)
      : context_(context), node_(node), scope_(scope) {}

  bool Check(const Expr& expr, Wanted wanted) {
    const Type type = TypeOf(expr);
    switch (wanted) {
      case Wanted::kAnything:
        break;
      case Wanted::kCondition:
        Condition(expr, type);
        break;
      case Wanted::kValue:
        One(expr, type);
        break;
      case Wanted::kCells:
        if (expr.op != Expr::Op::kCells) {
          Wrong(expr, "应为格：表[行, 栏]", "expected cells: table[row, column]");
        }
        break;
    }
    return good_;
  }

 private:
  void Wrong(const Expr& expr, const std::string& zh, const std::string& en) {
    if (good_) {
      context_.Wrong(node_.SpanInScalar(*context_.source, expr.begin, expr.end), zh, en);
    }
    good_ = false;
  }

  /// A condition is wanted.
  void Condition(const Expr& expr, Type type) {
    if (type != Type::kBool && type != Type::kAny) {
      const Localized name = NameOf(type);
      Wrong(expr, "这里应为条件（如 a = b），写的是" + std::string(name.zh),
            "a condition (like a = b) is needed here, found " + std::string(name.en));
    }
  }

  /// One value is wanted.
  void One(const Expr& expr, Type type) {
    if (type == Type::kCells) {
      Wrong(expr, "这里应为一个值，写的是若干格：用 sum()、min()、max() 或 count()",
            "one value is needed here, found several cells: use sum(), min(), max() or count()");
    }
  }

  void Number(const Expr& expr, Type type, bool dates) {
    One(expr, type);
    if (type == Type::kText || type == Type::kBool || (type == Type::kDate && !dates)) {
      const Localized name = NameOf(type);
      Wrong(expr, "这里应为数，写的是" + std::string(name.zh),
            "a number is needed here, found " + std::string(name.en));
    }
  }

  static bool IsSingle(const Axis& axis) { return axis.of == Axis::Of::kOne; }

  Type TypeOf(const Expr& expr) {
    using Op = Expr::Op;
    switch (expr.op) {
      case Op::kNumber:
      case Op::kDocYear:
        return Type::kNumber;
      case Op::kText:
      case Op::kLoopLabel:
      case Op::kDocTitle:
      case Op::kDocIssuer:
      case Op::kDocIssuerClass:
      case Op::kDocVariant:
      case Op::kDocDue:
      case Op::kSectionText:
        return Type::kText;
      case Op::kTrue:
      case Op::kFalse:
        return Type::kBool;
      case Op::kCells:
        return IsSingle(expr.row) && IsSingle(expr.column) ? Type::kCell : Type::kCells;
      case Op::kLocal:
        return Type::kAny;
      case Op::kLet:
        return TypeOf(*scope_.lets[static_cast<std::size_t>(expr.index)].value);
      case Op::kNegate:
        Number(*expr.args[0], TypeOf(*expr.args[0]), false);
        return Type::kNumber;
      case Op::kAdd:
      case Op::kSubtract:
      case Op::kMultiply:
        return OfArithmetic(expr);
      case Op::kEqual:
      case Op::kNotEqual:
      case Op::kLess:
      case Op::kLessEqual:
      case Op::kGreater:
      case Op::kGreaterEqual:
        OfComparison(expr);
        return Type::kBool;
      case Op::kIn:
      case Op::kNotIn:
        One(*expr.args[0], TypeOf(*expr.args[0]));
        for (const ExprPtr& item : expr.args[1]->args) {
          One(*item, TypeOf(*item));
        }
        return Type::kBool;
      case Op::kAnd:
      case Op::kOr:
      case Op::kNot:
      case Op::kImplies:
        for (const ExprPtr& arg : expr.args) {
          Condition(*arg, TypeOf(*arg));
        }
        return Type::kBool;
      case Op::kCall:
        return OfCall(expr);
      case Op::kList:
        break;
    }
    return Type::kAny;
  }

  Type OfArithmetic(const Expr& expr) {
    const Type left = TypeOf(*expr.args[0]);
    const Type right = TypeOf(*expr.args[1]);
    const bool dates = expr.op != Expr::Op::kMultiply;
    Number(*expr.args[0], left, dates);
    Number(*expr.args[1], right, dates);
    const bool open = left == Type::kAny || left == Type::kCell || right == Type::kAny || right == Type::kCell;
    if (left == Type::kDate || right == Type::kDate) {
      return left == right ? Type::kNumber : Type::kAny;
    }
    return open && dates ? Type::kAny : Type::kNumber;
  }

  void OfComparison(const Expr& expr) {
    const Type left = TypeOf(*expr.args[0]);
    const Type right = TypeOf(*expr.args[1]);
    One(*expr.args[0], left);
    One(*expr.args[1], right);
    const bool order = expr.op != Expr::Op::kEqual && expr.op != Expr::Op::kNotEqual;
    const auto is_open = [](Type type) { return type == Type::kAny || type == Type::kCell || type == Type::kCells; };
    const bool texts = left == Type::kText || right == Type::kText;
    // A text may say a date: t[r, due] <= "2024-03-31".
    const auto is_dated = [](const Expr& side) {
      return side.op == Expr::Op::kText && ValueInWords(side.text).has_value();
    };
    if (order && texts && !is_dated(*expr.args[0]) && !is_dated(*expr.args[1])) {
      Wrong(expr, "文字没有大小之分，只能用 = 和 !=", "texts have no order: only = and != can compare them");
    }
    if (order && (left == Type::kBool || right == Type::kBool)) {
      Wrong(expr, "条件没有大小之分", "conditions have no order");
    }
    const bool dated = is_dated(*expr.args[0]) || is_dated(*expr.args[1]);
    if (!is_open(left) && !is_open(right) && left != right && !dated) {
      const Localized a = NameOf(left);
      const Localized b = NameOf(right);
      Wrong(expr, std::string(a.zh) + "与" + std::string(b.zh) + "无法比较",
            std::string(a.en) + " cannot be compared with " + std::string(b.en));
    }
  }

  Type OfCall(const Expr& expr) {
    using F = Expr::Function;
    std::vector<Type> types;
    for (const ExprPtr& arg : expr.args) {
      types.push_back(TypeOf(*arg));
    }
    const auto cells_only = [&](std::size_t i) {
      if (types[i] != Type::kCell && types[i] != Type::kCells) {
        Wrong(*expr.args[i], "这里应为格：表[行, 栏]", "cells are needed here: table[row, column]");
      }
    };
    switch (expr.function) {
      case F::kBlank:
      case F::kAnyBlank:
      case F::kTicked:
      case F::kExists:
        for (std::size_t i = 0; i < types.size(); ++i) {
          cells_only(i);
        }
        return expr.function == F::kTicked ? Type::kNumber : Type::kBool;
      case F::kNumber:
      case F::kAnyNumber:
        return Type::kBool;
      case F::kCount:
        return Type::kNumber;
      case F::kMatches:
        One(*expr.args[0], types[0]);
        return Type::kBool;
      case F::kLength:
      case F::kSimilarity:
        for (std::size_t i = 0; i < types.size(); ++i) {
          One(*expr.args[i], types[i]);
        }
        return Type::kNumber;
      case F::kDate:
        for (std::size_t i = 0; i < types.size(); ++i) {
          Number(*expr.args[i], types[i], false);
        }
        return Type::kDate;
      case F::kYear:
      case F::kMonth:
      case F::kDay:
        One(*expr.args[0], types[0]);
        if (types[0] == Type::kNumber || types[0] == Type::kText || types[0] == Type::kBool) {
          Wrong(*expr.args[0], "这里应为日期", "a date is needed here");
        }
        return Type::kNumber;
      case F::kSum:
      case F::kMin:
      case F::kMax: {
        bool dates = false;
        bool open = false;
        for (std::size_t i = 0; i < types.size(); ++i) {
          dates = dates || types[i] == Type::kDate;
          open = open || types[i] == Type::kAny || types[i] == Type::kCell || types[i] == Type::kCells;
          if (types[i] != Type::kCells) {
            Number(*expr.args[i], types[i], expr.function != F::kSum);
          }
        }
        return expr.function == F::kSum ? Type::kNumber : open ? Type::kAny : dates ? Type::kDate : Type::kNumber;
      }
      case F::kAbs:
      case F::kRatio:
      case F::kRound:
      case F::kPercent:
        for (std::size_t i = 0; i < types.size(); ++i) {
          Number(*expr.args[i], types[i], false);
        }
        return Type::kNumber;
    }
    return Type::kAny;
  }

  const NodeContext& context_;
  const Node& node_;
  const Scope& scope_;
  bool good_ = true;
};

}  // namespace

bool CheckTypes(const NodeContext& context, const Node& node, const Expr& expr, const Scope& scope, Wanted wanted) {
  return TypeChecker(context, node, scope).Check(expr, wanted);
}

}  // namespace gouji
