#include "report/variant.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <string_view>

namespace gouji {
namespace {

bool HasKey(const GridRow& at, std::string_view key) {
  const std::span<const Cell> cells = at.grid->Row(at.row);
  return std::ranges::any_of(cells, [&](const Cell& cell) { return ReadWords(cell.text.says).key == key; });
}

bool HasWords(const GridRow& at) {
  const std::span<const Cell> cells = at.grid->Row(at.row);
  return std::ranges::any_of(cells, [](const Cell& cell) { return !ReadWords(cell.text.says).key.empty(); });
}

/// Whether the row at `i`, whose label is `key`, is one of the form with all of its values, and the row after it is the
/// form's next one. "（六）其他处理" is a row of one variant and a group of rows in the other, whose labels a
/// conversion may have lost: then something is left of them in between.
bool IsWholeRow(const TableForm& form, std::span<const GridRow> rows, std::size_t i, std::string_view key) {
  const auto row = std::ranges::find_if(form.rows, [&](const RowForm& each) { return each.label.key == key; });
  if (row == form.rows.end() || std::next(row) == form.rows.end()) {
    return false;
  }
  const std::span<const Cell> cells = rows[i].grid->Row(rows[i].row);
  const auto numbers = std::ranges::count_if(
      cells, [](const Cell& cell) { return ReadWords(cell.text.says).kind == CellValue::Kind::kNumber; });
  return numbers == std::ssize(form.blocks[static_cast<std::size_t>(row->block)].columns) && i + 1 < rows.size() &&
         HasWords(rows[i + 1]) && HasKey(rows[i + 1], std::next(row)->label.key);
}

/// Whether a label stands in a table of `own` variant for what it does not stand for in the one that is due.
bool ShowsOwn(const TableForm& own, const TableForm& due, std::span<const GridRow> rows, std::size_t i,
              const std::string& key) {
  const auto in_own = own.roles.find(key);
  const auto in_due = due.roles.find(key);
  if (in_own == own.roles.end()) {
    return false;
  }
  return in_due == due.roles.end() || (in_own->second.row && !in_due->second.row && IsWholeRow(own, rows, i, key));
}

}  // namespace

int VariantOf(const ReportForm& form, int year) {
  for (std::size_t v = 0; v < form.variants.size(); ++v) {
    if (year >= form.variants[v].first_year && year <= form.variants[v].last_year) {
      return static_cast<int>(v);
    }
  }
  return -1;
}

std::vector<int> ChooseVariants(const ReportForm& form, VariantScores& scores, Report& report) {
  const int variants = static_cast<int>(form.variants.size());
  const auto supported = [&](int v) { return form.variants[static_cast<std::size_t>(v)].supported; };
  std::vector<int> total(form.variants.size(), 0);
  for (const auto& [key, score] : scores) {
    total[static_cast<std::size_t>(key.second)] += score;
  }
  int overall = -1;
  for (int v = 0; v < variants; ++v) {
    const auto score = [&](int variant) { return total[static_cast<std::size_t>(variant)]; };
    const bool better = overall < 0 || score(v) > score(overall) || (score(v) == score(overall) && v == report.due);
    overall = supported(v) && better ? v : overall;
  }
  report.variant = overall;
  std::vector<int> chosen;
  chosen.reserve(form.tables.size());
  for (int t = 0; t < static_cast<int>(form.tables.size()); ++t) {
    int best = overall;
    for (int v = 0; v < variants; ++v) {
      const bool there = !form.tables[static_cast<std::size_t>(t)][static_cast<std::size_t>(v)].id.empty();
      if (there && supported(v) && scores[{t, v}] > scores[{t, best}]) {
        best = v;
      }
    }
    chosen.push_back(std::max(best, 0));
  }
  return chosen;
}

void CheckVariant(const ReportForm& form, const std::vector<std::vector<GridRow>>& rows, const std::vector<int>& chosen,
                  Report& report) {
  // A year that was only inferred is no ground for an error.
  if (report.year_from == Report::YearFrom::kProse || report.year_from == Report::YearFrom::kStated || report.due < 0 ||
      !form.variants[static_cast<std::size_t>(report.due)].supported) {
    return;
  }
  for (std::size_t t = 0; t < form.tables.size(); ++t) {
    if (chosen[t] == report.due) {
      continue;
    }
    const TableForm& own = form.tables[t][static_cast<std::size_t>(chosen[t])];
    const TableForm& due = form.tables[t][static_cast<std::size_t>(report.due)];
    for (std::size_t i = 0; i < rows[t].size(); ++i) {
      const GridRow& at = rows[t][i];
      for (const Cell& cell : at.grid->Row(at.row)) {
        const std::string key = ReadWords(cell.text.says).key;
        if (key.empty() || !ShowsOwn(own, due, rows[t], i, key)) {
          continue;
        }
        Irregular& irregular = report.irregulars.emplace_back();
        irregular.what = Irregularity::kVariantMismatch;
        irregular.where = cell.text.where;
        irregular.subject.section = own.section;
        irregular.subject.table = own.id;
        irregular.found = std::string(form.variants[static_cast<std::size_t>(chosen[t])].id);
        irregular.expected = std::string(form.variants[static_cast<std::size_t>(report.due)].id);
        return;
      }
    }
  }
}

}  // namespace gouji
