// table[row, column], and the loops that give rows and columns.

#include <algorithm>

#include "rules/expr_parser.h"

namespace gouji {

std::optional<Loop> Parser::ParseLoop() {
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
  loop.open_only = what.text == "open";
  loop.over_rows = loop.open_only || what.text == "rows";
  if (!failed_ && !loop.over_rows && what.text != "columns") {
    Fail(what, "应为 rows、open 或 columns，写的是“" + std::string(what.text) + "”",
         "expected 'rows', 'open' or 'columns', found '" + std::string(what.text) + "'");
  } else if (!failed_ && loop.open_only && !scope_.names->tables[static_cast<std::size_t>(loop.table)].open_rows) {
    Fail(what, "这个表没有不定的行：它不是 kind: open", "the table has no open rows: it is not of kind 'open'");
  }
  if (!failed_ && lexer_.now().kind != Token::Kind::kEnd) {
    Unexpected();
  }
  return failed_ ? std::nullopt : std::make_optional(loop);
}

void Parser::ReadSections(Loop& loop) {
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

ExprPtr Parser::Cells(const Token& token, int table, bool previous) {
  ExprPtr expr = Make(Expr::Op::kCells, token);
  expr->table = table;
  expr->previous = previous;
  Mark("[");
  expr->row = AxisHere(table, true);
  Mark(",");
  expr->column = AxisHere(table, false);
  expr->end = lexer_.now().begin;
  Mark("]");
  return expr;
}

Axis Parser::AxisHere(int table, bool rows) {
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
      if (scope_.loops[i].over_rows != rows && !scope_.loops[i].wrong) {
        Fail(token, "“" + std::string(token.text) + (rows ? "”是栏，这里应为行" : "”是行，这里应为栏"),
             std::string("'") + std::string(token.text) +
                 (rows ? "' is a column, a row is needed here" : "' is a row, a column is needed here"));
      }
      axis.loop = static_cast<int>(i);
    }
  }
  if (axis.loop < 0 && rows && token.text == "open" &&
      scope_.names->tables[static_cast<std::size_t>(table)].open_rows) {
    axis.of = Axis::Of::kOpen;
    return axis;
  }
  if (axis.loop >= 0 && !rows) {
    CheckColumnLoop(token, table, scope_.loops[static_cast<std::size_t>(axis.loop)].table);
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
      if (rows && names.open_rows) {
        known.emplace_back("open");
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

/// `other[row, c]`: the column of the same id; there must be one at least.
void Parser::CheckColumnLoop(const Token& token, int table, int looped) {
  if (table == looped || looped < 0) {
    return;
  }
  const auto& tables = scope_.names->tables;
  const std::vector<std::string>& own = tables[static_cast<std::size_t>(table)].columns;
  const bool any = std::ranges::any_of(tables[static_cast<std::size_t>(looped)].columns,
                                       [&](const std::string& id) { return std::ranges::find(own, id) != own.end(); });
  if (!any) {
    const std::string name(token.text);
    const std::string& here = tables[static_cast<std::size_t>(table)].id;
    Fail(token, "“" + name + "”的各栏在表“" + here + "”里都没有",
         "table '" + here + "' has none of the columns of '" + name + "'");
  }
}

int Parser::TableHere() {
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

}  // namespace gouji
