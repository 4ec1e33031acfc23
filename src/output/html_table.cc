#include <array>
#include <iterator>
#include <vector>

#include <fmt/format.h>

#include "output/html_document.h"
#include "output/markup.h"
#include "text/fold.h"

namespace gouji {
namespace {

constexpr std::size_t kOperandsShown = 4;          // numbers of findings that a cell is counted in
constexpr std::int64_t kPositionsDrawn = 200'000;  // of one table; no report comes near

constexpr Localized kTable{"表", "table"};
constexpr Localized kBlank{"空", "blank"};
constexpr Localized kKeyBad{"有问题的单元格", "cell with a finding"};
constexpr Localized kKeyOperand{"参与计算的单元格", "operand"};
constexpr Localized kKeyCulprit{"改动它即可使本表全部相符", "the one cell that would settle the table"};

/// Draws one table of the report.
class TablePart {
 public:
  TablePart(std::string& page, const HtmlDocument& document)
      : page_(page), document_(document), words_(document.words()) {}

  void Put(std::size_t index) {
    const DrawnTable& table = document_.outcome().tables[index];
    const bool drawable =
        table.rows > 0 && table.columns > 0 && static_cast<std::int64_t>(table.rows) * table.columns <= kPositionsDrawn;
    if (!drawable) return;
    // Which cell covers each position; a position that none covers is a hole, and is shown as one.
    const auto columns = static_cast<std::size_t>(table.columns);
    constexpr std::size_t kHole = ~std::size_t{0};
    std::vector<std::size_t> covered_by(static_cast<std::size_t>(table.rows) * columns, kHole);
    std::vector<std::array<int, 2>> spans(table.cells.size(), {0, 0});
    for (std::size_t i = 0; i < table.cells.size(); ++i) spans[i] = Cover(table, i, covered_by);

    Put("<section class=\"drawn\">");
    if (!table.title.empty()) Put("<h4>{}</h4>", Markup(table.title));
    // A wide table scrolls by itself, by keyboard too.
    Put("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{}\"><table><tbody>\n",
        table.title.empty() ? words_.Say(kTable) : Markup(table.title));
    std::vector<bool> has_values(static_cast<std::size_t>(table.rows), false);
    for (const DrawnCell& cell : table.cells) {
      if (IsValue(cell) && cell.row >= 0 && cell.row < table.rows)
        has_values[static_cast<std::size_t>(cell.row)] = true;
    }
    for (int row = 0; row < table.rows; ++row) {
      Put("<tr>");
      const std::string_view scope = has_values[static_cast<std::size_t>(row)] ? "row" : "col";
      for (int column = 0; column < table.columns; ++column) {
        const std::size_t i = covered_by[static_cast<std::size_t>(row) * columns + static_cast<std::size_t>(column)];
        if (i == kHole) {
          Put("<td class=\"gap\"></td>");
        } else if (table.cells[i].row == row && table.cells[i].column == column) {
          PutCell(table.cells[i], spans[i], scope, document_.cells().first(index) + i);
        }
      }
      Put("</tr>\n");
    }
    Put("</tbody></table></div>\n<p class=\"key\"><span class=\"is-bad\">{}</span><span>{}</span>", words_.Say(kKeyBad),
        words_.Say(kKeyOperand));
    if (document_.cells().AnyCulprit(index)) Put("<span class=\"is-culprit\">{}</span>", words_.Say(kKeyCulprit));
    Put("</p></section>\n");
  }

 private:
  template <typename... Args>
  void Put(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(page_), format, std::forward<Args>(args)...);
  }

  /// Takes the positions of cell `i` that are free, and gives the rows and columns it is drawn over: {0, 0} where
  /// another cell has its first position already.
  static std::array<int, 2> Cover(const DrawnTable& table, std::size_t i, std::vector<std::size_t>& covered_by) {
    const DrawnCell& cell = table.cells[i];
    const auto free = [&](int row, int column) {
      return covered_by[static_cast<std::size_t>(row) * static_cast<std::size_t>(table.columns) +
                        static_cast<std::size_t>(column)] == ~std::size_t{0};
    };
    const bool inside = cell.row >= 0 && cell.column >= 0 && cell.row < table.rows && cell.column < table.columns;
    if (!inside || !free(cell.row, cell.column)) return {0, 0};
    int columns = 1;
    while (columns < cell.column_span && cell.column + columns < table.columns &&
           free(cell.row, cell.column + columns)) {
      ++columns;
    }
    const auto row_is_free = [&](int row) {
      for (int column = cell.column; column < cell.column + columns; ++column) {
        if (!free(row, column)) return false;
      }
      return true;
    };
    int rows = 1;
    while (rows < cell.row_span && cell.row + rows < table.rows && row_is_free(cell.row + rows)) ++rows;
    for (int row = cell.row; row < cell.row + rows; ++row) {
      for (int column = cell.column; column < cell.column + columns; ++column) {
        covered_by[static_cast<std::size_t>(row) * static_cast<std::size_t>(table.columns) +
                   static_cast<std::size_t>(column)] = i;
      }
    }
    return {rows, columns};
  }

  static bool IsValue(const DrawnCell& cell) { return !cell.subject.row.empty() && !cell.subject.column.empty(); }

  void PutCell(const DrawnCell& cell, std::array<int, 2> span, std::string_view scope, std::size_t number) {
    const CellRole& role = document_.cells().role(number);
    const bool blank = Trim(cell.text).empty();
    const bool heads = !IsValue(cell) && !blank;
    std::string classes = IsValue(cell) ? "value" : "label";
    if (!role.operand_of.empty()) classes += " operand";
    if (!role.stands_at.empty()) classes += fmt::format(" bad {}", Name(role.worst));
    if (role.culprit != nullptr) classes += " culprit";
    for (const std::size_t index : role.stands_at) classes += fmt::format(" f{}", document_.NumberOf(index));
    for (const std::size_t index : role.operand_of) classes += fmt::format(" f{}", document_.NumberOf(index));
    Put("<{} class=\"{}\"", heads ? "th" : "td", classes);
    if (heads) Put(" scope=\"{}{}\"", scope, span[scope == "row" ? 0 : 1] > 1 ? "group" : "");
    if (span[0] > 1) Put(" rowspan=\"{}\"", span[0]);
    if (span[1] > 1) Put(" colspan=\"{}\"", span[1]);
    if (role.any()) Put(" id=\"{}\"", document_.CellId(number));
    Put(">{}",
        blank ? (role.any() ? "<span class=\"soft\">" + words_.Say(kBlank) + "</span>" : "") : Markup(cell.text));
    PutReferences(role);
    for (const std::size_t index : role.stands_at) {
      const Diagnostic& finding = document_.outcome().findings[index];
      if (!finding.left || !finding.right) continue;
      Put("<span class=\"sums-differ\">{} ≠ {}</span>", Markup(*finding.left), Markup(*finding.right));
    }
    Put("</{}>", heads ? "th" : "td");
  }

  /// The numbers of the findings a cell belongs to: its own first, which the findings link back to, then those it is
  /// counted in.
  void PutReferences(const CellRole& role) {
    if (role.stands_at.empty() && role.operand_of.empty()) return;
    Put("<span class=\"refs\">");
    for (const std::size_t index : role.stands_at) {
      Put("<a id=\"{}\" href=\"#{}\">{}</a>", document_.MarkId(index), document_.FindingId(index),
          document_.NumberOf(index));
    }
    for (std::size_t i = 0; i < role.operand_of.size() && i < kOperandsShown; ++i) {
      Put("<a href=\"#{}\">{}</a>", document_.FindingId(role.operand_of[i]), document_.NumberOf(role.operand_of[i]));
    }
    if (role.operand_of.size() > kOperandsShown) Put("…");
    Put("</span>");
  }

  std::string& page_;
  const HtmlDocument& document_;
  const HtmlPhrases& words_;
};

}  // namespace

void PutTable(std::string& page, const HtmlDocument& document, std::size_t index) {
  TablePart(page, document).Put(index);
}

}  // namespace gouji
