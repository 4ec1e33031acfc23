#include <array>
#include <iterator>

#include <fmt/format.h>

#include "output/html_document.h"
#include "output/markup.h"
#include "text/fold.h"

namespace gouji {
namespace {

constexpr std::size_t kReferencesShown = 4;        // numbers of findings beside one cell
constexpr std::int64_t kPositionsDrawn = 200'000;  // of one table; no report comes near

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
    Put("<div class=\"scroll\"><table><tbody>\n");
    for (int row = 0; row < table.rows; ++row) {
      Put("<tr>");
      for (int column = 0; column < table.columns; ++column) {
        const std::size_t i = covered_by[static_cast<std::size_t>(row) * columns + static_cast<std::size_t>(column)];
        if (i == kHole) {
          Put("<td class=\"gap\"></td>");
        } else if (table.cells[i].row == row && table.cells[i].column == column) {
          PutCell(table.cells[i], spans[i], document_.cells().role(document_.cells().first(index) + i),
                  document_.cells().first(index) + i);
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

  void PutCell(const DrawnCell& cell, std::array<int, 2> span, const CellRole& role, std::size_t number) {
    std::string classes = cell.subject.row.empty() || cell.subject.column.empty() ? "label" : "value";
    if (!role.operand_of.empty()) classes += " operand";
    if (!role.stands_at.empty()) classes += fmt::format(" bad {}", Name(role.worst));
    if (role.culprit != nullptr) classes += " culprit";
    Put("<td class=\"{}\"", classes);
    if (span[0] > 1) Put(" rowspan=\"{}\"", span[0]);
    if (span[1] > 1) Put(" colspan=\"{}\"", span[1]);
    if (role.any()) Put(" id=\"{}\"", document_.CellId(number));
    const bool blank = Trim(cell.text).empty();
    Put(">{}",
        blank ? (role.any() ? "<span class=\"soft\">" + words_.Say(kBlank) + "</span>" : "") : Markup(cell.text));
    PutReferences(role);
    for (const std::size_t index : role.stands_at) {
      const Diagnostic& finding = document_.outcome().findings[index];
      if (!finding.left || !finding.right) continue;
      Put("<span class=\"sums-differ\">{} ≠ {}</span>", Markup(*finding.left), Markup(*finding.right));
    }
    Put("</td>");
  }

  void PutReferences(const CellRole& role) {
    std::vector<std::size_t> all = role.stands_at;
    all.insert(all.end(), role.operand_of.begin(), role.operand_of.end());
    if (all.empty()) return;
    Put("<span class=\"refs\">");
    for (std::size_t i = 0; i < all.size() && i < kReferencesShown; ++i) {
      Put("<a href=\"#{}\">{}</a>", document_.FindingId(all[i]), document_.NumberOf(all[i]));
    }
    if (all.size() > kReferencesShown) Put("…");
    Put("</span>");
  }

  std::string& page_;
  const HtmlDocument& document_;
  const HtmlWords& words_;
};

}  // namespace

void PutTable(std::string& page, const HtmlDocument& document, std::size_t index) {
  TablePart(page, document).Put(index);
}

}  // namespace gouji
