#include <algorithm>

#include "rules/expr.h"

namespace gouji {
namespace {

template <typename Visit>
void Walk(const Expr& expr, const Scope& scope, const Visit& visit) {
  visit(expr);
  if (expr.op == Expr::Op::kLet) {
    Walk(*scope.lets[static_cast<std::size_t>(expr.index)].value, scope, visit);
  }
  for (const ExprPtr& arg : expr.args) {
    Walk(*arg, scope, visit);
  }
}

}  // namespace

int Names::TableOf(std::string_view id) const {
  const auto table = std::ranges::find_if(tables, [&](const Table& each) { return each.id == id; });
  return table == tables.end() ? -1 : static_cast<int>(table - tables.begin());
}

std::size_t CostOf(const Expr& expr, const Scope& scope) {
  std::size_t cost = 0;
  Walk(expr, scope, [&](const Expr& each) { cost += each.op == Expr::Op::kLet ? 0 : 1; });
  return cost;
}

bool ReadsCells(const Expr& expr, const Scope& scope) {
  bool reads = false;
  Walk(expr, scope, [&](const Expr& each) { reads = reads || each.op == Expr::Op::kCells; });
  return reads;
}

bool ReadsPrevious(const Expr& expr, const Scope& scope) {
  bool reads = false;
  Walk(expr, scope, [&](const Expr& each) { reads = reads || each.previous; });
  return reads;
}

void TablesRead(const Expr& expr, const Scope& scope, std::vector<int>& tables) {
  Walk(expr, scope, [&](const Expr& each) {
    if (each.op == Expr::Op::kCells && !each.previous && std::ranges::find(tables, each.table) == tables.end()) {
      tables.push_back(each.table);
    }
  });
}

const std::vector<FunctionInfo>& Functions() {
  using F = Expr::Function;
  static const std::vector<FunctionInfo> kFunctions = {
      {"sum", F::kSum, 1, 99, {"各格之和", "sum of the cells or numbers"}},
      {"count", F::kCount, 1, 99, {"是数的格数", "how many of the cells are numbers"}},
      {"min", F::kMin, 1, 99, {"最小值", "the smallest"}},
      {"max", F::kMax, 1, 99, {"最大值", "the largest"}},
      {"abs", F::kAbs, 1, 1, {"绝对值", "absolute value"}},
      {"ratio",
       F::kRatio,
       2,
       2,
       {"第一个数除以第二个数，保留 12 位小数", "the first divided by the second, to 12 decimals"}},
      {"round", F::kRound, 2, 2, {"四舍五入到若干位小数", "rounded to so many decimals"}},
      {"blank", F::kBlank, 1, 99, {"各格都空（或为占位符）", "every cell is blank or a placeholder"}},
      {"number", F::kNumber, 1, 99, {"各格都是数", "every cell is a number"}},
      {"any_number", F::kAnyNumber, 1, 99, {"至少一格是数", "at least one cell is a number"}},
      {"any_blank", F::kAnyBlank, 1, 99, {"至少一格空（或为占位符）", "at least one cell is blank or a placeholder"}},
      {"date", F::kDate, 3, 3, {"年、月、日组成的日期", "a date of year, month and day"}},
      {"length", F::kLength, 1, 1, {"文字的字符数", "characters of a text"}},
      {"matches", F::kMatches, 2, 2, {"文字中能找到模式", "the pattern is found in the text"}},
      {"similarity", F::kSimilarity, 2, 2, {"两段文字的相似度，0 到 1", "how alike two texts are, 0 to 1"}},
      {"percent",
       F::kPercent,
       2,
       2,
       {"按百分数四舍五入：percent(0.8541, 1) 是 85.4%", "rounded as a percentage: percent(0.8541, 1) is 85.4%"}},
      {"year", F::kYear, 1, 1, {"日期的年", "the year of a date"}},
      {"month", F::kMonth, 1, 1, {"日期的月", "the month of a date"}},
      {"day", F::kDay, 1, 1, {"日期的日", "the day of a date"}},
      {"ticked", F::kTicked, 1, 99, {"各格中勾选的方框数", "how many boxes are ticked in the cells"}},
      {"exists", F::kExists, 1, 1, {"表、行或格存在", "the table or the cells are there"}},
  };
  return kFunctions;
}

}  // namespace gouji
