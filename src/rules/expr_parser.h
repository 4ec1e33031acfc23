#pragma once

// The inside of `ParseExpr`: the grammar in expr.cc, names and functions in expr_names.cc, cells and loops in
// expr_cells.cc.

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/expr.h"
#include "rules/token.h"

namespace gouji {

class Parser {
 public:
  Parser(const NodeContext& context, const Node& node, std::size_t begin, std::size_t end, const Scope& scope)
      : context_(context), node_(node), scope_(scope), lexer_(node.scalar(), begin, end) {}

  ExprPtr ParseAll();

  std::optional<Loop> ParseLoop();

 private:
  void ReadSections(Loop& loop);

  /// The index of a section; an unknown one is reported.
  int SectionOf(const Token& id);

  ExprPtr Condition();

  ExprPtr Either();
  ExprPtr Both();

  ExprPtr Negation();

  ExprPtr Comparison();

  ExprPtr Sum();
  ExprPtr Product();

  ExprPtr Chain(std::initializer_list<std::pair<std::string_view, Expr::Op>> ops, ExprPtr (Parser::*next)());

  ExprPtr Unary();

  ExprPtr List();

  ExprPtr Primary();

  ExprPtr Named();

  ExprPtr Local(const Token& token);

  ExprPtr OfDocument(const Token& token, bool previous);

  ExprPtr OfPrevious();

  ExprPtr SectionText(const Token& token, bool previous);

  ExprPtr Cells(const Token& token, int table, bool previous);

  Axis AxisHere(int table, bool rows);

  void CheckColumnLoop(const Token& token, int table, int looped);

  ExprPtr Call(const Token& token);

  int TableHere();

  bool IsMark(std::string_view text) const {
    return lexer_.now().kind == Token::Kind::kMark && lexer_.now().text == text;
  }
  bool IsWord(std::string_view text) const {
    return lexer_.now().kind == Token::Kind::kName && lexer_.now().text == text;
  }

  void Mark(std::string_view text);
  void Word(std::string_view text);
  std::string_view Name();

  ExprPtr Make(Expr::Op op, const Token& token);
  ExprPtr Blank();

  Span Where(const Token& token) const;

  void Fail(const Token& token, std::string zh, std::string en);
  void TooLong(const Token& token);
  void Expected(std::string_view what);
  void Unexpected();
  void Unknown(const Token& token, std::string_view zh, std::string_view en,
               const std::vector<std::string_view>& known);
  void UnknownName(const Token& token);

  const NodeContext& context_;
  const Node& node_;
  const Scope& scope_;
  Lexer lexer_;
  int depth_ = 0;
  std::size_t cost_ = 0;
  bool failed_ = false;
};

}  // namespace gouji
