#include "report/recut.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "report/outline.h"

namespace gouji {
namespace {

/// What a cell is to the tables of a form.
enum class Part { kValue, kOther, kTitle, kRow, kColumn, kGroup };

/// Whether words are nearly the title of a block: 第二十条(一)项
bool TitlesBlock(const ReportForm& form, std::string_view key) {
  return std::ranges::any_of(form.tables, [&](const std::vector<TableForm>& variants) {
    return std::ranges::any_of(variants, [&](const TableForm& table) {
      return std::ranges::any_of(table.blocks, [&](const BlockForm& block) {
        return !block.label.empty() && FitOf(block.label, key) != Fit::kNone;
      });
    });
  });
}

Part PartOf(const ReportForm& form, const Text& text) {
  std::optional<ReportForm::KnownWords> own;
  const ReportForm::KnownWords* remembered = form.known_words.Of(text.says, [&] { return form.Know(text.says); });
  const ReportForm::KnownWords& known = remembered != nullptr ? *remembered : own.emplace(form.Know(text.says));
  if (known.kind != CellValue::Kind::kWords) {
    return Part::kValue;
  }
  TableForm::Role is;
  for (const auto& variants : known.roles) {
    for (const TableForm::Role* role : variants) {
      if (role != nullptr) {
        is.row = is.row || role->row;
        is.column = is.column || role->column;
        is.block = is.block || role->block;
        is.group = is.group || role->group;
      }
    }
  }
  if (is.block || (!is.row && !is.group && HeadsSection(form, text))) {
    return Part::kTitle;
  }
  if (!is.column && !is.row && !is.group) {
    return TitlesBlock(form, known.key) ? Part::kTitle : Part::kOther;
  }
  return is.column ? Part::kColumn : is.row ? Part::kRow : Part::kGroup;
}

/// Whether a row that holds `parts` ends before a cell that is `next`.
bool EndsBefore(const std::vector<Part>& parts, Part next) {
  const auto has = [&](Part part) { return std::ranges::find(parts, part) != parts.end(); };
  if (parts.empty()) {
    return false;
  }
  switch (next) {
    case Part::kTitle:
      return true;
    case Part::kRow:
      return has(Part::kTitle) || has(Part::kRow) || has(Part::kColumn) || has(Part::kValue);
    case Part::kColumn:
    case Part::kGroup:
      return has(Part::kTitle) || has(Part::kRow) || has(Part::kValue);
    case Part::kValue:
      return has(Part::kTitle) || parts.back() == Part::kColumn;
    case Part::kOther:
      break;
  }
  return has(Part::kTitle);
}

void Cut(const ReportForm& form, Grid& grid) {
  std::uint16_t next = 0;
  std::vector<Cell> cells;
  std::vector<Part> last;      // of the row before
  std::ptrdiff_t columns = 0;  // of the header above
  const auto values_short_by_one = [&] {
    return std::ranges::count(last, Part::kRow) > 0 && std::ranges::count(last, Part::kValue) + 1 == columns;
  };
  for (std::uint32_t row = 0; row < grid.rows; ++row) {
    const std::span<const Cell> line = grid.Row(row);
    std::vector<Part> parts;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const Cell& cell = line[i];
      const Part part = PartOf(form, cell.text);
      // Words before the title of a block are the last value of the row above when it is one short.
      const bool before_title = part == Part::kOther && i == 0 && line.size() > 1 &&
                                PartOf(form, line[1].text) == Part::kTitle && values_short_by_one();
      // The last label of a header, taken for that of the values below it.
      const bool header_ends =
          parts.empty() && line.size() > 1 && part == Part::kColumn && last.size() > 1 && last.back() == Part::kColumn;
      if (before_title || header_ends) {
        parts = last;
        --next;
      } else if (EndsBefore(parts, part)) {
        parts.clear();
        ++next;
      }
      Cell& cut = cells.emplace_back(cell);
      cut.row = next;
      cut.column = static_cast<std::uint16_t>(parts.size());
      parts.push_back(part);
    }
    next += parts.empty() ? 0 : 1;
    const std::ptrdiff_t named = std::ranges::count(parts, Part::kColumn);
    columns = named > 0 ? named : columns;
    last = std::move(parts);
  }
  grid.cells = std::move(cells);
  grid.Finish();
}

}  // namespace

void CutRows(const ReportForm& form, Document& document) {
  for (Block& block : document.blocks) {
    if (Grid* grid = std::get_if<Grid>(&block); grid != nullptr && grid->guessed) {
      Cut(form, *grid);
      grid->guessed = false;
    }
  }
}

}  // namespace gouji
