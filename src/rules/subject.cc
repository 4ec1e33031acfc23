#include <algorithm>

#include "rules/evaluate.h"

namespace gouji {
namespace {

using Why = Doubt::Why;

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
  if (read.row < 0 && read.loop >= 0) {
    subject.row = LabelOf(binding(static_cast<std::size_t>(read.loop)));
  }
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
  const std::string wanted =
      doubt.at.loop < 0 ? std::string() : evaluator.LabelOf(evaluator.binding(static_cast<std::size_t>(doubt.at.loop)));
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
    case Why::kRowTwice:
      return zh ? "另一表中有不止一行“" + wanted + "”" : "the other table has more than one row '" + wanted + "'";
    case Why::kAbsentRow:
      if (!wanted.empty()) {
        return zh ? "另一表中没有“" + wanted + "”这一行" : "the other table has no row '" + wanted + "'";
      }
      return label.empty() ? (zh ? "缺少该行" : "a row is not there")
                           : named("所在的行缺失", "is in a row that is not there");
    case Why::kAbsentColumn:
      return named("所在的栏缺失", "is in a column that is not there");
    case Why::kRagged:
      return named("所在行的格数与表头不符，无法对应", "is in a row whose cells cannot be told apart");
    case Why::kWords:
      return named("不是数字", "is not a number");
    case Why::kTicks:
      return named("没有勾选，或勾选了不止一项", "has no box ticked, or more than one");
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
