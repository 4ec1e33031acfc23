#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "rules/options.h"
#include "text/number.h"
#include "text/pattern.h"

namespace gouji {

/// The names a pack declares, over all its variants. Expressions are resolved against these when the pack loads.
struct Names {
  struct Table {
    std::string id;
    std::vector<std::string> rows;
    std::vector<std::string> columns;
    bool open_rows = false;
  };
  std::vector<Table> tables;
  std::vector<std::string> sections;

  int TableOf(std::string_view id) const;
};

/// `for: c in requests.columns`, `for: r in requests.rows`, `for: r in grants.open` or `for: s in [overview,
/// problems]`.
struct Loop {
  std::string name;
  bool over_rows = false;
  int table = -1;             ///< -1: over sections
  std::vector<int> sections;  ///< indexes of the sections looped over
  bool open_only = false;     ///< of the rows, those that the pack does not list
  bool wrong = false;         ///< it could not be read, which was reported: its name is known all the same
};

struct Expr;
using ExprPtr = std::unique_ptr<Expr>;

struct Let {
  std::string name;
  ExprPtr value;
  std::size_t cost = 0;  ///< parts of the value, those of the lets it uses included
};

/// What an expression may speak of beside the pack's names.
struct Scope {
  const Names* names = nullptr;
  std::vector<Loop> loops;
  std::vector<Let> lets;            ///< each may use those before it
  std::vector<std::string> locals;  ///< values a kind provides: "found", "extract.count"
};

/// Rows or columns of a table that an expression names.
struct Axis {
  enum class Of { kAll, kOne, kChildren, kOpen };
  Of of = Of::kAll;
  int symbol = -1;  ///< of the row or column; -1 when a loop's variable gives it
  int loop = -1;
};

struct Expr {
  enum class Op {
    kNumber,
    kText,
    kTrue,
    kFalse,
    kCells,  ///< table[row, column]
    kLocal,
    kLet,
    kLoopLabel,
    kDocYear,
    kDocTitle,
    kDocIssuer,
    kDocIssuerClass,
    kDocVariant,
    kDocDue,
    kSectionText,
    kNegate,
    kAdd,
    kSubtract,
    kMultiply,
    kEqual,
    kNotEqual,
    kLess,
    kLessEqual,
    kGreater,
    kGreaterEqual,
    kIn,
    kNotIn,
    kAnd,
    kOr,
    kNot,
    kImplies,
    kCall,
    kList,
  };
  enum class Function {
    kSum,
    kCount,
    kMin,
    kMax,
    kAbs,
    kRatio,
    kRound,
    kBlank,
    kNumber,
    kAnyNumber,
    kAnyBlank,
    kDate,
    kLength,
    kMatches,
    kSimilarity,
    kExists,
    kPercent,
    kYear,
    kMonth,
    kDay,
    kTicked,
  };

  Op op = Op::kNumber;
  Function function = Function::kSum;
  std::vector<ExprPtr> args;
  Decimal number;
  std::string text;
  int table = -1;         ///< kCells
  int index = -1;         ///< of a local, let, loop or section
  int loop = -1;          ///< kSectionText: of the loop whose section is meant, instead of `index`
  bool previous = false;  ///< prev.
  Axis row, column;
  std::optional<Pattern> pattern;  ///< of matches()
  std::size_t begin = 0, end = 0;  ///< the bytes of its scalar
};

/// What an expression is for.
enum class Wanted {
  kAnything,
  kCondition,  ///< true or false: a rule's `assert` and `when`
  kValue,      ///< one number, date or text
  kCells,      ///< table[row, column]: a place
};

/// Parses and resolves an expression that stands in a scalar node. Every mistake is reported at its token, what can
/// never be of the wanted type among them; null then.
ExprPtr ParseExpr(const NodeContext& context, const Node& node, const Scope& scope, Wanted wanted = Wanted::kAnything);
/// The same for bytes [begin, end) of the scalar: a message's placeholder.
ExprPtr ParseExpr(const NodeContext& context, const Node& node, std::size_t begin, std::size_t end, const Scope& scope);

/// `name in table.rows` or `name in table.columns`.
std::optional<Loop> ParseLoop(const NodeContext& context, const Node& node, const Names& names);

/// Reports, at its token in the scalar node it was read from, a part that can never have a value: text in a sum,
/// several cells where one is wanted, an order of texts, a condition that is a number.
bool CheckTypes(const NodeContext& context, const Node& node, const Expr& expr, const Scope& scope, Wanted wanted);

/// How many parts the expression has, those of the lets it uses included. Parsing refuses more than `kMostParts`, so
/// that no pack can ask for work without end by lets of lets.
std::size_t CostOf(const Expr& expr, const Scope& scope);
inline constexpr std::size_t kMostParts = 1000;

/// Whether the expression reads cells, and whether of the year before.
bool ReadsCells(const Expr& expr, const Scope& scope);
bool ReadsPrevious(const Expr& expr, const Scope& scope);
/// The symbols of the tables it reads, each once.
void TablesRead(const Expr& expr, const Scope& scope, std::vector<int>& tables);

/// The functions and their arguments, for the documentation and "did you mean".
struct FunctionInfo {
  std::string_view name;
  Expr::Function function;
  int least = 0, most = 0;  ///< arguments
  Localized summary;
};
const std::vector<FunctionInfo>& Functions();

}  // namespace gouji
