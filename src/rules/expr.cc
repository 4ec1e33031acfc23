#include "rules/expr.h"

#include <algorithm>
#include <array>

#include "rules/token.h"

namespace gouji {
namespace {

constexpr int kDeepest = 100;

class Parser {
 public:
  Parser(const NodeContext& context, const Node& node, std::size_t begin, std::size_t end, const Scope& scope)
      : context_(context), node_(node), scope_(scope), lexer_(node.scalar, begin, end) {}

  ExprPtr ParseAll() {
    ExprPtr expr = Condition();
    if (!failed_ && lexer_.now().kind != Token::Kind::kEnd) {
      Unexpected();
    }
    return failed_ ? nullptr : std::move(expr);
  }

  std::optional<Loop> ParseLoop() {
    Loop loop;
    loop.name = std::string(Name());
    Word("in");
    if (IsMark("[")) {
      ReadSections(loop);
      return failed_ ? std::nullopt : std::make_optional(loop);
    }
    loop.table = TableHere();
    Mark(".");
    const Token what = lexer_.Take();
    if (!failed_ && what.text != "rows" && what.text != "columns") {
      Fail(what, "应为 rows 或 columns，写的是 '" + std::string(what.text) + "'",
           "expected 'rows' or 'columns', found '" + std::string(what.text) + "'");
    }
    loop.over_rows = what.text == "rows";
    if (!failed_ && lexer_.now().kind != Token::Kind::kEnd) {
      Unexpected();
    }
    return failed_ ? std::nullopt : std::make_optional(loop);
  }

 private:
  void ReadSections(Loop& loop) {
    Mark("[");
    while (!failed_ && !IsMark("]")) {
      const Token id = lexer_.Take();
      loop.sections.push_back(SectionOf(id));
      if (!IsMark(",")) {
        break;
      }
      lexer_.Take();
    }
    Mark("]");
    if (!failed_ && lexer_.now().kind != Token::Kind::kEnd) {
      Unexpected();
    }
  }

  /// The index of a section; an unknown one is reported.
  int SectionOf(const Token& id) {
    const auto section = std::ranges::find(scope_.names->sections, id.text);
    if (section == scope_.names->sections.end()) {
      Unknown(id, "节", "section", {scope_.names->sections.begin(), scope_.names->sections.end()});
      return -1;
    }
    return static_cast<int>(section - scope_.names->sections.begin());
  }

  // --- the grammar, loosest first

  ExprPtr Condition() {
    if (++depth_ > kDeepest) {
      Fail(lexer_.now(), "表达式嵌套过深", "expression is nested too deeply");
      return Blank();
    }
    ExprPtr expr;
    if (IsWord("if")) {
      const Token token = lexer_.Take();
      ExprPtr when = Either();
      Word("then");
      expr = Make(Expr::Op::kImplies, token);
      expr->args.push_back(std::move(when));
      expr->args.push_back(Condition());
    } else {
      expr = Either();
    }
    --depth_;
    return expr;
  }

  ExprPtr Either() { return Chain({{"or", Expr::Op::kOr}}, &Parser::Both); }
  ExprPtr Both() { return Chain({{"and", Expr::Op::kAnd}}, &Parser::Negation); }

  ExprPtr Negation() {
    if (!IsWord("not")) {
      return Comparison();
    }
    ExprPtr expr = Make(Expr::Op::kNot, lexer_.Take());
    if (++depth_ > kDeepest) {
      Fail(lexer_.now(), "表达式嵌套过深", "expression is nested too deeply");
      return expr;
    }
    expr->args.push_back(Negation());
    --depth_;
    return expr;
  }

  ExprPtr Comparison() {
    ExprPtr left = Sum();
    static constexpr std::array<std::pair<std::string_view, Expr::Op>, 6> kOps = {{{"=", Expr::Op::kEqual},
                                                                                   {"!=", Expr::Op::kNotEqual},
                                                                                   {"<", Expr::Op::kLess},
                                                                                   {"<=", Expr::Op::kLessEqual},
                                                                                   {">", Expr::Op::kGreater},
                                                                                   {">=", Expr::Op::kGreaterEqual}}};
    for (const auto& [text, op] : kOps) {
      if (IsMark(text)) {
        ExprPtr expr = Make(op, lexer_.Take());
        expr->args.push_back(std::move(left));
        expr->args.push_back(Sum());
        return expr;
      }
    }
    if (IsWord("in") || IsWord("not")) {
      const bool negated = IsWord("not");
      const Token token = lexer_.Take();
      if (negated) {
        Word("in");
      }
      ExprPtr expr = Make(negated ? Expr::Op::kNotIn : Expr::Op::kIn, token);
      expr->args.push_back(std::move(left));
      expr->args.push_back(List());
      return expr;
    }
    return left;
  }

  ExprPtr Sum() { return Chain({{"+", Expr::Op::kAdd}, {"-", Expr::Op::kSubtract}}, &Parser::Product); }
  ExprPtr Product() { return Chain({{"*", Expr::Op::kMultiply}}, &Parser::Unary); }

  ExprPtr Chain(std::initializer_list<std::pair<std::string_view, Expr::Op>> ops, ExprPtr (Parser::*next)()) {
    ExprPtr left = (this->*next)();
    while (!failed_) {
      const auto op =
          std::ranges::find_if(ops, [&](const auto& each) { return IsMark(each.first) || IsWord(each.first); });
      if (op == ops.end()) {
        break;
      }
      ExprPtr expr = Make(op->second, lexer_.Take());
      expr->args.push_back(std::move(left));
      expr->args.push_back((this->*next)());
      left = std::move(expr);
    }
    return left;
  }

  ExprPtr Unary() {
    if (!IsMark("-")) {
      return Primary();
    }
    ExprPtr expr = Make(Expr::Op::kNegate, lexer_.Take());
    if (++depth_ > kDeepest) {
      Fail(lexer_.now(), "表达式嵌套过深", "expression is nested too deeply");
      return expr;
    }
    expr->args.push_back(Unary());
    --depth_;
    return expr;
  }

  ExprPtr List() {
    ExprPtr expr = Make(Expr::Op::kList, lexer_.now());
    Mark("[");
    while (!failed_ && !IsMark("]")) {
      expr->args.push_back(Sum());
      if (!IsMark(",")) {
        break;
      }
      lexer_.Take();
    }
    Mark("]");
    return expr;
  }

  ExprPtr Primary() {
    const Token token = lexer_.now();
    if (token.kind == Token::Kind::kNumber) {
      lexer_.Take();
      ExprPtr expr = Make(Expr::Op::kNumber, token);
      const auto number = Decimal::Parse(token.text);
      if (!number) {
        Fail(token, "'" + std::string(token.text) + "' 不是数", "'" + std::string(token.text) + "' is not a number");
        return expr;
      }
      expr->number = *number;
      if (IsMark("%")) {
        lexer_.Take();
        expr->number = number->Times(*Decimal::Parse("0.01")).value_or(*number);
      }
      return expr;
    }
    if (token.kind == Token::Kind::kText) {
      lexer_.Take();
      ExprPtr expr = Make(Expr::Op::kText, token);
      expr->text = std::string(token.text);
      return expr;
    }
    if (IsMark("(")) {
      lexer_.Take();
      ExprPtr expr = Condition();
      Mark(")");
      return expr;
    }
    if (IsWord("if")) {
      return Condition();
    }
    if (token.kind == Token::Kind::kName) {
      return Named();
    }
    Unexpected();
    return Blank();
  }

  // --- names

  ExprPtr Named() {
    const Token token = lexer_.Take();
    const std::string name(token.text);
    if (IsMark("(")) {
      return name == "section" ? SectionText(token, false) : Call(token);
    }
    if (name == "true" || name == "false") {
      return Make(name == "true" ? Expr::Op::kTrue : Expr::Op::kFalse, token);
    }
    if (name == "doc") {
      return OfDocument(token, false);
    }
    if (name == "prev") {
      Mark(".");
      return OfPrevious();
    }
    if (IsMark("[")) {
      const int table = scope_.names->TableOf(name);
      if (table < 0) {
        UnknownName(token);
        return Blank();
      }
      return Cells(token, table, false);
    }
    for (std::size_t i = 0; i < scope_.loops.size(); ++i) {
      if (scope_.loops[i].name == name) {
        if (IsMark(".")) {
          lexer_.Take();
          const Token attribute = lexer_.Take();
          if (attribute.text != "label") {
            Fail(attribute, "只有 '" + name + ".label'", "only '" + name + ".label' is known");
          }
        }
        ExprPtr expr = Make(Expr::Op::kLoopLabel, token);
        expr->index = static_cast<int>(i);
        return expr;
      }
    }
    for (std::size_t i = 0; i < scope_.lets.size(); ++i) {
      if (scope_.lets[i].name == name) {
        ExprPtr expr = Make(Expr::Op::kLet, token);
        expr->index = static_cast<int>(i);
        cost_ += scope_.lets[i].cost;
        if (cost_ > kMostParts) {
          TooLong(token);
        }
        return expr;
      }
    }
    return Local(token);
  }

  ExprPtr Local(const Token& token) {
    std::string name(token.text);
    Token last = token;
    while (IsMark(".")) {
      lexer_.Take();
      last = lexer_.Take();
      name += "." + std::string(last.text);
    }
    const auto local = std::ranges::find(scope_.locals, name);
    if (local == scope_.locals.end()) {
      const int table = scope_.names->TableOf(name);
      if (table >= 0) {
        ExprPtr expr = Make(Expr::Op::kCells, token);
        expr->table = table;
        return expr;
      }
      Token whole = token;
      whole.end = last.end;
      whole.text = name;
      UnknownName(whole);
      return Blank();
    }
    ExprPtr expr = Make(Expr::Op::kLocal, token);
    expr->index = static_cast<int>(local - scope_.locals.begin());
    return expr;
  }

  ExprPtr OfDocument(const Token& token, bool previous) {
    Mark(".");
    const Token what = lexer_.Take();
    static constexpr std::array<std::pair<std::string_view, Expr::Op>, 5> kParts = {{{"year", Expr::Op::kDocYear},
                                                                                     {"title", Expr::Op::kDocTitle},
                                                                                     {"issuer", Expr::Op::kDocIssuer},
                                                                                     {"variant", Expr::Op::kDocVariant},
                                                                                     {"due", Expr::Op::kDocDue}}};
    const auto part = std::ranges::find_if(kParts, [&](const auto& each) { return each.first == what.text; });
    if (part == kParts.end()) {
      Fail(what,
           "没有 'doc." + std::string(what.text) +
               "'，可用 doc.year、doc.title、doc.issuer、doc.issuer.class、doc.variant、doc.due",
           "no 'doc." + std::string(what.text) +
               "'; there are doc.year, doc.title, doc.issuer, doc.issuer.class, doc.variant, doc.due");
      return Blank();
    }
    ExprPtr expr = Make(part->second, token);
    expr->previous = previous;
    if (part->second == Expr::Op::kDocIssuer && IsMark(".")) {
      lexer_.Take();
      Word("class");
      expr->op = Expr::Op::kDocIssuerClass;
    }
    return expr;
  }

  ExprPtr OfPrevious() {
    const Token token = lexer_.Take();
    if (token.text == "doc") {
      return OfDocument(token, true);
    }
    if (token.text == "section") {
      return SectionText(token, true);
    }
    const int table = scope_.names->TableOf(token.text);
    if (table < 0) {
      UnknownName(token);
      return Blank();
    }
    return Cells(token, table, true);
  }

  ExprPtr SectionText(const Token& token, bool previous) {
    Mark("(");
    const Token id = lexer_.Take();
    Mark(")");
    Mark(".");
    Word("text");
    ExprPtr expr = Make(Expr::Op::kSectionText, token);
    expr->previous = previous;
    for (std::size_t i = 0; i < scope_.loops.size(); ++i) {
      if (scope_.loops[i].name == id.text && scope_.loops[i].table < 0) {
        expr->loop = static_cast<int>(i);
        return expr;
      }
    }
    expr->index = SectionOf(id);
    return expr;
  }

  ExprPtr Cells(const Token& token, int table, bool previous) {
    ExprPtr expr = Make(Expr::Op::kCells, token);
    expr->table = table;
    expr->previous = previous;
    Mark("[");
    expr->row = AxisHere(table, true);
    Mark(",");
    expr->column = AxisHere(table, false);
    expr->where.end = Where(lexer_.now()).begin;
    Mark("]");
    return expr;
  }

  Axis AxisHere(int table, bool rows) {
    Axis axis;
    if (IsMark("*")) {
      lexer_.Take();
      return axis;
    }
    const Token token = lexer_.Take();
    if (failed_) {
      return axis;
    }
    axis.of = Axis::Of::kOne;
    for (std::size_t i = 0; i < scope_.loops.size(); ++i) {
      if (scope_.loops[i].name == token.text) {
        if (scope_.loops[i].over_rows != rows) {
          Fail(token, std::string("'") + std::string(token.text) + (rows ? "' 是栏，这里应为行" : "' 是行，这里应为栏"),
               std::string("'") + std::string(token.text) +
                   (rows ? "' is a column, a row is needed here" : "' is a row, a column is needed here"));
        }
        axis.loop = static_cast<int>(i);
      }
    }
    if (axis.loop < 0) {
      const Names::Table& names = scope_.names->tables[static_cast<std::size_t>(table)];
      const std::vector<std::string>& ids = rows ? names.rows : names.columns;
      const auto id = std::ranges::find(ids, token.text);
      if (id == ids.end()) {
        std::vector<std::string_view> known(ids.begin(), ids.end());
        for (const Loop& loop : scope_.loops) {
          known.push_back(loop.name);
        }
        Unknown(token, rows ? "行" : "栏", rows ? "row" : "column", known);
        return axis;
      }
      axis.symbol = static_cast<int>(id - ids.begin());
    }
    if (IsMark(".")) {
      lexer_.Take();
      Word("children");
      axis.of = Axis::Of::kChildren;
    }
    return axis;
  }

  ExprPtr Call(const Token& token) {
    const auto& functions = Functions();
    const auto function =
        std::ranges::find_if(functions, [&](const FunctionInfo& each) { return each.name == token.text; });
    if (function == functions.end()) {
      std::vector<std::string_view> known;
      for (const FunctionInfo& each : functions) {
        known.push_back(each.name);
      }
      Unknown(token, "函数", "function", known);
      return Blank();
    }
    ExprPtr expr = Make(Expr::Op::kCall, token);
    expr->function = function->function;
    Mark("(");
    Token last;
    while (!failed_ && !IsMark(")")) {
      last = lexer_.now();
      expr->args.push_back(Condition());
      if (!IsMark(",")) {
        break;
      }
      lexer_.Take();
    }
    Mark(")");
    const int count = static_cast<int>(expr->args.size());
    if (!failed_ && (count < function->least || count > function->most)) {
      Fail(token, "'" + std::string(token.text) + "' 的参数个数不对：写了 " + std::to_string(count) + " 个",
           "wrong number of arguments to '" + std::string(token.text) + "': " + std::to_string(count));
    }
    if (!failed_ && expr->function == Expr::Function::kMatches) {
      const Expr& pattern = *expr->args[1];
      if (pattern.op != Expr::Op::kText) {
        Fail(token, "matches() 的第二个参数应为引号中的模式",
             "the second argument of matches() must be a quoted pattern");
        return expr;
      }
      expr->pattern.emplace(pattern.text);
      if (const auto error = expr->pattern->Check()) {
        last.begin += 1 + error->at;
        last.end = last.begin + std::max<std::size_t>(error->length, 1);
        Fail(last, "模式有误：" + error->zh, "bad pattern: " + error->message);
      }
    }
    return expr;
  }

  int TableHere() {
    const Token token = lexer_.Take();
    const int table = scope_.names->TableOf(token.text);
    if (table < 0 && !failed_) {
      std::vector<std::string_view> known;
      for (const Names::Table& each : scope_.names->tables) {
        known.push_back(each.id);
      }
      Unknown(token, "表", "table", known);
    }
    return table;
  }

  // --- tokens

  bool IsMark(std::string_view text) const {
    return lexer_.now().kind == Token::Kind::kMark && lexer_.now().text == text;
  }
  bool IsWord(std::string_view text) const {
    return lexer_.now().kind == Token::Kind::kName && lexer_.now().text == text;
  }

  void Mark(std::string_view text) {
    if (IsMark(text)) {
      lexer_.Take();
    } else {
      Expected(text);
    }
  }
  void Word(std::string_view text) {
    if (IsWord(text)) {
      lexer_.Take();
    } else {
      Expected(text);
    }
  }
  std::string_view Name() {
    if (lexer_.now().kind != Token::Kind::kName) {
      Unexpected();
      return {};
    }
    return lexer_.Take().text;
  }

  ExprPtr Make(Expr::Op op, const Token& token) {
    cost_ += op == Expr::Op::kLet ? 0 : 1;
    if (cost_ > kMostParts) {
      TooLong(token);
    }
    auto expr = std::make_unique<Expr>();
    expr->op = op;
    expr->where = Where(token);
    return expr;
  }
  ExprPtr Blank() { return Make(Expr::Op::kTrue, lexer_.now()); }

  Span Where(const Token& token) const { return node_.SpanInScalar(*context_.source, token.begin, token.end); }

  void Fail(const Token& token, std::string zh, std::string en) {
    if (!failed_) {
      context_.Wrong(Where(token), std::move(zh), std::move(en));
    }
    failed_ = true;
  }
  void TooLong(const Token& token) {
    const std::string most = std::to_string(kMostParts);
    Fail(token, "表达式过长，连同所用的 let 超过 " + most + " 项",
         "the expression is too long: more than " + most + " parts, those of its lets included");
  }
  void Expected(std::string_view what) {
    const Token& token = lexer_.now();
    const std::string wanted(what);
    if (token.kind == Token::Kind::kEnd) {
      Fail(token, "表达式到此为止，缺 '" + wanted + "'", "expression ends here, '" + wanted + "' is missing");
    } else {
      Fail(token, "应为 '" + wanted + "'，写的是 '" + std::string(token.text) + "'",
           "expected '" + wanted + "', found '" + std::string(token.text) + "'");
    }
  }
  void Unexpected() {
    const Token& token = lexer_.now();
    if (token.kind == Token::Kind::kEnd) {
      Fail(token, "表达式不完整", "expression is not complete");
    } else if (token.text == "=" || token.text == "/") {
      Fail(token, "不认识 '" + std::string(token.text) + "'：相等写作 '='，除法写作 ratio(a, b)",
           "unexpected '" + std::string(token.text) + "': equality is '=', division is ratio(a, b)");
    } else {
      Fail(token, "不应有 '" + std::string(token.text) + "'", "unexpected '" + std::string(token.text) + "'");
    }
  }
  void Unknown(const Token& token, std::string_view zh, std::string_view en,
               const std::vector<std::string_view>& known) {
    const std::string name(token.text);
    const std::string near(Nearest(name, known));
    Fail(token, "没有名为 '" + name + "' 的" + std::string(zh) + (near.empty() ? "" : "，是不是 '" + near + "'？"),
         "unknown " + std::string(en) + " '" + name + "'" + (near.empty() ? "" : ", did you mean '" + near + "'?"));
  }
  void UnknownName(const Token& token) {
    std::vector<std::string_view> known;
    for (const Names::Table& table : scope_.names->tables) {
      known.push_back(table.id);
    }
    for (const Loop& loop : scope_.loops) {
      known.push_back(loop.name);
    }
    for (const Let& let : scope_.lets) {
      known.push_back(let.name);
    }
    known.insert(known.end(), scope_.locals.begin(), scope_.locals.end());
    Unknown(token, "值", "name", known);
  }

  const NodeContext& context_;
  const Node& node_;
  const Scope& scope_;
  Lexer lexer_;
  int depth_ = 0;
  std::size_t cost_ = 0;
  bool failed_ = false;
};

bool IsNode(const NodeContext& context, const Node& node) {
  if (!node.is_scalar() || node.scalar.empty()) {
    context.Wrong(node.where, "应为表达式", "expected an expression");
    return false;
  }
  return true;
}

}  // namespace

ExprPtr ParseExpr(const NodeContext& context, const Node& node, const Scope& scope) {
  return IsNode(context, node) ? ParseExpr(context, node, 0, node.scalar.size(), scope) : nullptr;
}

ExprPtr ParseExpr(const NodeContext& context, const Node& node, std::size_t begin, std::size_t end,
                  const Scope& scope) {
  return Parser(context, node, begin, end, scope).ParseAll();
}

std::optional<Loop> ParseLoop(const NodeContext& context, const Node& node, const Names& names) {
  if (!IsNode(context, node)) {
    return std::nullopt;
  }
  Scope scope;
  scope.names = &names;
  return Parser(context, node, 0, node.scalar.size(), scope).ParseLoop();
}

}  // namespace gouji
