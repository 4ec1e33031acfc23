// What a name in an expression stands for, and the functions.

#include <algorithm>
#include <array>

#include "rules/expr_parser.h"
#include "text/fold_pattern.h"

namespace gouji {

int Parser::SectionOf(const Token& id) {
  const auto section = std::ranges::find(scope_.names->sections, id.text);
  if (section == scope_.names->sections.end()) {
    Unknown(id, "节", "section", {scope_.names->sections.begin(), scope_.names->sections.end()});
    return -1;
  }
  return static_cast<int>(section - scope_.names->sections.begin());
}

ExprPtr Parser::Named() {
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
          Fail(attribute, "只有“" + name + ".label”", "only '" + name + ".label' is known");
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

ExprPtr Parser::Local(const Token& token) {
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

ExprPtr Parser::OfDocument(const Token& token, bool previous) {
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
         "没有“doc." + std::string(what.text) +
             "”，可用 doc.year、doc.title、doc.issuer、doc.issuer.class、doc.variant、doc.due",
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

ExprPtr Parser::OfPrevious() {
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

ExprPtr Parser::SectionText(const Token& token, bool previous) {
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

ExprPtr Parser::Call(const Token& token) {
  const auto& functions = Functions();
  const auto function =
      std::ranges::find_if(functions, [&](const FunctionInfo& each) { return each.name == token.text; });
  if (function == functions.end()) {
    std::vector<std::string_view> known;
    known.reserve(functions.size());
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
    const std::string least = std::to_string(function->least);
    const bool exact = function->least == function->most;
    Fail(token,
         "“" + std::string(token.text) + "”的参数应为 " + least + (exact ? "" : " 个或更多") + (exact ? " 个" : "") +
             "，写了 " + std::to_string(count) + " 个",
         "'" + std::string(token.text) + "' takes " + least + (exact ? "" : " or more") + " arguments, found " +
             std::to_string(count));
  }
  if (!failed_ && expr->function == Expr::Function::kMatches) {
    const Expr& pattern = *expr->args[1];
    if (pattern.op != Expr::Op::kText) {
      Fail(token, "matches() 的第二个参数应为引号中的模式",
           "the second argument of matches() must be a quoted pattern");
      return expr;
    }
    expr->pattern = context_.MakePattern(PatternForProse(pattern.text));
    if (const auto error = context_.check_patterns ? Pattern(pattern.text).Check() : std::nullopt) {
      last.begin += 1 + error->at;
      last.end = last.begin + std::max<std::size_t>(error->length, 1);
      Fail(last, "模式有误：" + error->zh, "bad pattern: " + error->message);
    }
  }
  return expr;
}

void Parser::Unknown(const Token& token, std::string_view zh, std::string_view en,
                     const std::vector<std::string_view>& known) {
  const std::string name(token.text);
  const std::string_view near = Nearest(name, known);
  Fail(token, "没有名为“" + name + "”的" + std::string(zh) + DidYouMean(near, Lang::kZh),
       "unknown " + std::string(en) + " '" + name + "'" + DidYouMean(near, Lang::kEn));
}

void Parser::UnknownName(const Token& token) {
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

}  // namespace gouji
