#include "packtest/selector.h"

#include <algorithm>

#include "text/fold.h"
#include "text/offset.h"

namespace gouji {

bool Selector::Means(const Subject& subject) const {
  const auto fits = [](const std::optional<std::string>& wanted, const std::string& found) {
    return !wanted || *wanted == found || (!found.empty() && Fold(*wanted) == Fold(found));
  };
  if (anything) {
    return true;
  }
  if (title || (table.empty() ? subject.section != section : subject.table != table)) {
    return false;
  }
  return table.empty() || (fits(row, subject.row) && fits(column, subject.column));
}

std::string Written(const Subject& subject) {
  if (!subject.table.empty() && subject.row.empty() && subject.column.empty()) {
    return subject.table;
  }
  if (!subject.table.empty()) {
    return subject.table + "[" + (subject.row.empty() ? "*" : subject.row) + ", " +
           (subject.column.empty() ? "*" : subject.column) + "]";
  }
  return subject.section.empty() ? "" : "section(" + subject.section + ")";
}

std::optional<Selector> SelectorReader::Read(const Node& node) const {
  if (!node.is_scalar() || node.scalar().empty()) {
    Wrong(node, 0, 0, "应为一处：表[行, 栏]、表、section(节) 或 title",
          "expected a place: table[row, column], table, section(id) or title");
    return std::nullopt;
  }
  const std::string_view text = node.scalar();
  Selector selector;
  if (text == "*") {
    selector.anything = true;
    return selector;
  }
  if (text == "title") {
    selector.title = true;
    return selector;
  }
  if (text.starts_with("section(") && text.ends_with(")")) {
    const std::string_view id = text.substr(8, text.size() - 9);
    selector.section = id;
    return Known(node, 8, id, {pack_.names.sections.begin(), pack_.names.sections.end()}, {"节", "section"})
               ? std::make_optional(selector)
               : std::nullopt;
  }
  const std::size_t open = std::min(text.find('['), text.size());
  std::vector<std::string_view> tables;
  for (const Names::Table& table : pack_.names.tables) {
    tables.push_back(table.id);
  }
  const std::string_view table = text.substr(0, open);
  if (!Known(node, 0, table, tables, {"表", "table"})) {
    return std::nullopt;
  }
  selector.table = table;
  if (open == text.size()) {
    return selector;
  }
  const std::size_t comma = text.rfind(',');
  if (comma == std::string_view::npos || comma < open || !text.ends_with(']')) {
    Wrong(node, open, text.size(), "应为 [行, 栏]", "expected [row, column]");
    return std::nullopt;
  }
  const std::string_view row = Trim(text.substr(open + 1, comma - open - 1));
  const std::string_view column = Trim(text.substr(comma + 1, text.size() - comma - 2));
  const Names::Table& names = pack_.names.tables[pack_.names.TableOf(table)];
  std::vector<std::string_view> rows(names.rows.begin(), names.rows.end());
  for (const TableForm& form : pack_.form.tables[pack_.names.TableOf(table)]) {
    for (const BlockForm& block : form.blocks) {
      rows.push_back(block.id);
    }
  }
  bool good = true;
  if (row != "*") {
    good = names.open_rows || Known(node, OffsetIn(text, row), row, rows, {"行", "row"});
    selector.row = row;
  }
  if (column != "*") {
    good =
        Known(node, OffsetIn(text, column), column, {names.columns.begin(), names.columns.end()}, {"栏", "column"}) &&
        good;
    selector.column = column;
  }
  return good ? std::make_optional(selector) : std::nullopt;
}

bool SelectorReader::Known(const Node& node, std::size_t begin, std::string_view name,
                           const std::vector<std::string_view>& known, Localized what) const {
  if (std::ranges::find(known, name) != known.end()) {
    return true;
  }
  const std::string_view near = Nearest(name, known);
  const std::string found(name);
  Wrong(node, begin, begin + name.size(),
        "没有名为“" + found + "”的" + std::string(what.zh) + DidYouMean(near, Lang::kZh),
        "unknown " + std::string(what.en) + " '" + found + "'" + DidYouMean(near, Lang::kEn));
  return false;
}

void SelectorReader::Wrong(const Node& node, std::size_t begin, std::size_t end, std::string zh, std::string en) const {
  const Span where = node.is_scalar() && end > begin ? node.SpanInScalar(*context_.source, begin, end) : node.where;
  context_.Wrong(where, std::move(zh), std::move(en));
}

}  // namespace gouji
