#include "rules/expr.h"

#include <algorithm>
#include <array>

#include "rules/expr_parser.h"

namespace gouji {
namespace {

constexpr int kDeepest = 100;

}  // namespace

ExprPtr Parser::ParseAll() {
  ExprPtr expr = Condition();
  if (!failed_ && lexer_.now().kind != Token::Kind::kEnd) {
    Unexpected();
  }
  return failed_ ? nullptr : std::move(expr);
}

ExprPtr Parser::Condition() {
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
    if (IsWord("else")) {
      lexer_.Take();
      expr->args.push_back(Condition());
    }
  } else {
    expr = Either();
  }
  --depth_;
  return expr;
}

ExprPtr Parser::Either() { return Chain({{"or", Expr::Op::kOr}}, &Parser::Both); }

ExprPtr Parser::Both() { return Chain({{"and", Expr::Op::kAnd}}, &Parser::Negation); }

ExprPtr Parser::Negation() {
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

ExprPtr Parser::Comparison() {
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

ExprPtr Parser::Sum() { return Chain({{"+", Expr::Op::kAdd}, {"-", Expr::Op::kSubtract}}, &Parser::Product); }

ExprPtr Parser::Product() { return Chain({{"*", Expr::Op::kMultiply}}, &Parser::Unary); }

ExprPtr Parser::Chain(std::initializer_list<std::pair<std::string_view, Expr::Op>> ops, ExprPtr (Parser::*next)()) {
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

ExprPtr Parser::Unary() {
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

ExprPtr Parser::List() {
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

ExprPtr Parser::Primary() {
  const Token token = lexer_.now();
  if (token.kind == Token::Kind::kNumber) {
    lexer_.Take();
    ExprPtr expr = Make(Expr::Op::kNumber, token);
    const auto number = Decimal::Parse(token.text);
    if (!number) {
      Fail(token, "“" + std::string(token.text) + "”不是数", "'" + std::string(token.text) + "' is not a number");
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

void Parser::Mark(std::string_view text) {
  if (IsMark(text)) {
    lexer_.Take();
  } else {
    Expected(text);
  }
}

void Parser::Word(std::string_view text) {
  if (IsWord(text)) {
    lexer_.Take();
  } else {
    Expected(text);
  }
}

std::string_view Parser::Name() {
  if (lexer_.now().kind != Token::Kind::kName) {
    Unexpected();
    return {};
  }
  return lexer_.Take().text;
}

ExprPtr Parser::Make(Expr::Op op, const Token& token) {
  cost_ += op == Expr::Op::kLet ? 0 : 1;
  if (cost_ > kMostParts) {
    TooLong(token);
  }
  auto expr = std::make_unique<Expr>();
  expr->op = op;
  expr->begin = token.begin;
  expr->end = token.end;
  return expr;
}

ExprPtr Parser::Blank() { return Make(Expr::Op::kTrue, lexer_.now()); }

Span Parser::Where(const Token& token) const { return node_.SpanInScalar(*context_.source, token.begin, token.end); }

void Parser::Fail(const Token& token, std::string zh, std::string en) {
  if (!failed_) {
    context_.Wrong(Where(token), std::move(zh), std::move(en));
  }
  failed_ = true;
}

void Parser::TooLong(const Token& token) {
  const std::string most = std::to_string(kMostParts);
  Fail(token, "表达式过长，连同所用的 let 超过 " + most + " 项",
       "the expression is too long: more than " + most + " parts, those of its lets included");
}

void Parser::Expected(std::string_view what) {
  const Token& token = lexer_.now();
  const std::string wanted(what);
  if (token.kind == Token::Kind::kEnd) {
    Fail(token, "表达式到此为止，缺“" + wanted + "”", "expression ends here, '" + wanted + "' is missing");
  } else {
    Fail(token, "应为“" + wanted + "”，写的是“" + std::string(token.text) + "”",
         "expected '" + wanted + "', found '" + std::string(token.text) + "'");
  }
}

void Parser::Unexpected() {
  const Token& token = lexer_.now();
  const std::string text(token.text);
  if (token.kind == Token::Kind::kEnd) {
    Fail(token, "表达式不完整", "expression is not complete");
    return;
  }
  /// What people write who know other languages.
  struct Usual {
    std::string_view found;
    std::string_view zh;
    std::string_view en;
  };
  static constexpr std::array<Usual, 13> kUsual = {{
      {"=", "相等只写一个“=”", "equality is a single '='"},
      {"/", "除法写作 ratio(a, b)", "division is ratio(a, b)"},
      {"&", "“并且”写作 and", "write 'and'"},
      {"|", "“或者”写作 or", "write 'or'"},
      {"!", "“非”写作 not，不等写作 !=", "write 'not', and '!=' for unequal"},
      {"≠", "不等写作 !=", "unequal is '!='"},
      {"≤", "写作 <=", "write '<='"},
      {"≥", "写作 >=", "write '>='"},
      {"×", "乘法写作 *", "write '*'"},
      {"÷", "除法写作 ratio(a, b)", "division is ratio(a, b)"},
      {"^", "没有乘方", "there are no powers"},
      {"{", "花括号只用在消息里", "braces are for messages"},
      {"?", "条件写作 if … then …", "a condition is 'if … then …'"},
  }};
  const auto* usual = std::ranges::find(kUsual, token.text, &Usual::found);
  if (usual != kUsual.end()) {
    Fail(token, "不应有“" + text + "”：" + std::string(usual->zh),
         "unexpected '" + text + "': " + std::string(usual->en));
  } else if (token.kind == Token::Kind::kBad && (text[0] == '"' || text[0] == '\'')) {
    Fail(token, "引号没有结束", "the quote is never closed");
  } else if (token.kind == Token::Kind::kBad && static_cast<unsigned char>(text[0]) >= 0x80) {
    Fail(token, "不应有“" + text + "”，标点写成半角", "unexpected '" + text + "': marks must be half-width");
  } else {
    Fail(token, "不应有“" + text + "”", "unexpected '" + text + "'");
  }
}

namespace {
bool IsNode(const NodeContext& context, const Node& node) {
  if (!node.is_scalar() || node.scalar().empty()) {
    context.Wrong(node.where, "应为表达式", "expected an expression");
    return false;
  }
  return true;
}

}  // namespace

ExprPtr ParseExpr(const NodeContext& context, const Node& node, const Scope& scope, Wanted wanted) {
  if (!IsNode(context, node)) {
    return nullptr;
  }
  ExprPtr expr = Parser(context, node, 0, node.scalar().size(), scope).ParseAll();
  return expr != nullptr && CheckTypes(context, node, *expr, scope, wanted) ? std::move(expr) : nullptr;
}

ExprPtr ParseExpr(const NodeContext& context, const Node& node, std::size_t begin, std::size_t end,
                  const Scope& scope) {
  ExprPtr expr = Parser(context, node, begin, end, scope).ParseAll();
  return expr != nullptr && CheckTypes(context, node, *expr, scope, Wanted::kAnything) ? std::move(expr) : nullptr;
}

std::optional<Loop> ParseLoop(const NodeContext& context, const Node& node, const Names& names) {
  if (!IsNode(context, node)) {
    return std::nullopt;
  }
  Scope scope;
  scope.names = &names;
  return Parser(context, node, 0, node.scalar().size(), scope).ParseLoop();
}

}  // namespace gouji
