#include "report/reassemble.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>

#include "report/label_tiling.h"
#include "report/scraps.h"
#include "report/table_sorter.h"

namespace gouji {
namespace {

Span WhereOf(const Block& block) {
  const auto* paragraph = std::get_if<Paragraph>(&block);
  return paragraph != nullptr ? paragraph->text.where : std::get<Grid>(block).where;
}

/// Whether the words of a label are the form's, or the form's with a mark or two at another place.
enum class Said { kNot, kMoved, kWell };

class TableWriter {
 public:
  TableWriter(const TableForm& form, const Tiling& tiling, std::span<const Scrap> scraps, Source& source)
      : form_(form), tiling_(tiling), scraps_(scraps), source_(source) {
    const bool groups = std::ranges::any_of(form.rows, [](const RowForm& row) { return !row.under.empty(); });
    const bool labels = std::ranges::any_of(form.rows, [](const RowForm& row) { return !row.label.empty(); });
    labels_ = groups ? 2 : labels ? 1 : 0;
  }

  /// False where some label is not as the form has it: then how it is written is another matter.
  bool Write(Grid& grid) {
    grid_ = &grid;
    grid.where = {scraps_[tiling_.begin].where.begin, scraps_[tiling_.end - 1].where.end};
    for (std::size_t b = 0; b < form_.blocks.size(); ++b) {
      WriteHeader(b);
      for (const int r : form_.blocks[b].rows) WriteRow(static_cast<std::size_t>(r));
    }
    grid.wrapped = moved_;
    grid.Finish();
    return well_;
  }

 private:
  void Put(Text text, std::size_t column, std::size_t row_span = 1, std::size_t column_span = 1) {
    Cell& cell = grid_->cells.emplace_back();
    cell.text = text;
    cell.row = row_;
    cell.column = static_cast<std::uint16_t>(column);
    cell.row_span = static_cast<std::uint16_t>(row_span);
    cell.column_span = static_cast<std::uint16_t>(column_span);
  }

  Text TextOf(const Tiling::Found& found) {
    TextBuilder words(source_);
    for (const Span part : found.parts) words.Add(part);
    const Text text = words.Build(grid_->where.begin);
    const std::string key = LabelKey(text.says);
    const Said said = FitOf(*found.label, key) >= Fit::kAlias ? Said::kWell : IsMoved(*found.label, key);
    well_ = well_ && said != Said::kNot;
    moved_ = moved_ || said == Said::kMoved;
    return text;
  }

  static Said IsMoved(const Label& label, std::string key) {
    std::ranges::sort(key);
    const auto same = [&](std::string other) {
      std::ranges::sort(other);
      return other == key;
    };
    return same(label.key) || std::ranges::any_of(label.aliases, same) ? Said::kMoved : Said::kNot;
  }

  void WriteHeader(std::size_t b) {
    const BlockForm& block = form_.blocks[b];
    const std::size_t width = block.columns.size();
    if (!block.label.empty()) {
      Put(TextOf(tiling_.blocks[b].title), 0, 1, labels_ + width);
      ++row_;
    }
    const bool unders = std::ranges::any_of(block.columns, [](const ColumnForm& each) { return !each.under.empty(); });
    const std::size_t rows = unders ? 2 : 1;
    if (labels_ > 0) Put(b == 0 ? Others() : source_.At({grid_->where.begin, grid_->where.begin}), 0, rows, labels_);
    for (std::size_t c = 0; c < width; ++c) {
      const bool alone = unders && block.columns[c].under.empty();
      const Tiling::Found& under = tiling_.blocks[b].unders[c];
      if (alone) Put(TextOf(tiling_.blocks[b].columns[c]), labels_ + c, rows);
      if (under.label == nullptr) continue;
      std::size_t end = c + 1;
      while (end < width && tiling_.blocks[b].unders[end].label == nullptr && !block.columns[end].under.empty()) ++end;
      Put(TextOf(under), labels_ + c, 1, end - c);
    }
    row_ = static_cast<std::uint16_t>(row_ + rows - 1);
    for (std::size_t c = 0; c < width; ++c) {
      if (!unders || !block.columns[c].under.empty()) Put(TextOf(tiling_.blocks[b].columns[c]), labels_ + c);
    }
    ++row_;
  }

  void WriteRow(std::size_t r) {
    const Tiling::Row& row = tiling_.rows[r];
    const bool grouped = !form_.rows[r].under.empty();
    if (row.group.label != nullptr) {
      std::size_t end = r + 1;
      while (end < form_.rows.size() && form_.rows[end].under.key == form_.rows[r].under.key) ++end;
      Put(TextOf(row.group), 0, end - r);
    }
    if (row.label.label != nullptr) Put(TextOf(row.label), grouped ? 1 : 0, 1, grouped ? 1 : labels_);
    for (std::size_t c = 0; c < row.values.size(); ++c) {
      Put(source_.At(scraps_[row.values[c]].where), labels_ + c);
    }
    ++row_;
  }

  /// What the header has beside its labels.
  Text Others() {
    TextBuilder words(source_);
    for (const std::size_t scrap : tiling_.others) words.Add(scraps_[scrap].where);
    return words.Build(grid_->where.begin);
  }

  const TableForm& form_;
  const Tiling& tiling_;
  std::span<const Scrap> scraps_;
  Source& source_;
  Grid* grid_ = nullptr;
  std::size_t labels_ = 0;
  std::uint16_t row_ = 0;
  bool well_ = true;
  bool moved_ = false;
};

/// Whether numbers stand side by side behind a table: a row that it does not account for.
bool HasRowBehind(std::span<const Scrap> scraps) {
  constexpr std::size_t kRow = 2;
  std::size_t run = 0;
  for (const Scrap& scrap : scraps) {
    run = scrap.is_value ? (scrap.begins_line ? 1 : run + 1) : 0;
    if (run >= kRow) return true;
  }
  return false;
}

/// The lines of a stretch as paragraphs.
void PutLines(Source& source, Span where, std::vector<Block>& blocks) {
  const std::string_view text = source.text();
  for (std::uint32_t at = where.begin; at < where.end;) {
    const std::size_t end = std::min<std::size_t>(std::min(text.find('\n', at), text.size()), where.end);
    Span line{at, static_cast<std::uint32_t>(end)};
    while (!line.empty() && static_cast<unsigned char>(text[line.begin]) <= ' ') ++line.begin;
    while (!line.empty() && static_cast<unsigned char>(text[line.end - 1]) <= ' ') --line.end;
    if (!line.empty()) blocks.emplace_back(Paragraph{source.At(line)});
    at = static_cast<std::uint32_t>(end) + 1;
  }
}

/// Puts a grid in the place of the blocks it was made of; what these have before and behind it stays, line by line.
void Replace(Document& document, std::size_t begin, std::size_t end, Grid grid) {
  std::vector<Block> blocks;
  std::vector<Block> behind;
  const Span table = grid.where;
  for (std::size_t i = begin; i < end; ++i) {
    Block& block = document.blocks[i];
    const Span where = WhereOf(block);
    const auto* paragraph = std::get_if<Paragraph>(&block);
    const bool is_margin = paragraph != nullptr && paragraph->role == Paragraph::Role::kMargin;
    if (is_margin || where.end <= table.begin || where.begin >= table.end) {
      (where.begin < table.begin ? blocks : behind).push_back(std::move(block));
      continue;
    }
    if (where.begin < table.begin) PutLines(*document.source, {where.begin, table.begin}, blocks);
    if (where.end > table.end) PutLines(*document.source, {table.end, where.end}, behind);
  }
  blocks.emplace_back(std::move(grid));
  std::ranges::move(behind, std::back_inserter(blocks));
  const auto at = [&](std::size_t i) { return document.blocks.begin() + static_cast<std::ptrdiff_t>(i); };
  document.blocks.erase(at(begin), at(end));
  document.blocks.insert(at(begin), std::make_move_iterator(blocks.begin()), std::make_move_iterator(blocks.end()));
}

/// Whether binding left something of a table open.
bool IsOpen(const BoundTable& table) {
  return !table.irregulars.empty() || !table.present || std::ranges::any_of(table.rows, [](const BoundRow& row) {
    return std::ranges::any_of(row.cells, [](const BoundCell& cell) { return cell.absence != Absence::kPresent; });
  });
}

std::optional<Grid> Assemble(const std::vector<TableForm>& variants, std::span<const Scrap> scraps, Source& source) {
  for (const TableForm& form : variants) {
    if (form.id.empty()) continue;
    const std::optional<Tiling> tiling = TileLabels(form, scraps);
    Grid grid;
    if (tiling && !HasRowBehind(scraps.subspan(tiling->end)) &&
        TableWriter(form, *tiling, scraps, source).Write(grid)) {
      return grid;
    }
  }
  return std::nullopt;
}

}  // namespace

bool ReassembleTables(const ReportForm& form, const std::vector<FoundHeading>& headings, const Report& report,
                      Document& document) {
  if (report.tables.empty()) return false;  // of a template that nobody describes
  // The last number of a page may have been taken for the page's.
  std::vector<Span> margins;
  std::vector<Span> worded;
  for (const Text& margin : report.margins) {
    margins.push_back(margin.where);
    if (ReadCell(margin.says).kind != CellValue::Kind::kNumber) worded.push_back(margin.where);
  }
  struct Assembled {
    std::size_t begin, end;  // blocks
    Grid grid;
  };
  std::vector<Assembled> assembled;
  for (std::size_t h = 0; h < headings.size(); ++h) {
    const FoundHeading& heading = headings[h];
    const bool last = h + 1 == headings.size();
    const std::vector<int> tables = TablesOf(form, form.sections[heading.section].id);
    const bool apart = heading.row < 0 && (last || headings[h + 1].row < 0);
    if (tables.size() != 1 || !apart || !IsOpen(report.tables[static_cast<std::size_t>(tables.front())])) continue;
    const auto text_end = static_cast<std::uint32_t>(document.source->text().size());
    const Span where{heading.heading.text.where.end, last ? text_end : headings[h + 1].heading.text.where.begin};
    if (where.begin >= where.end) continue;
    const std::vector<TableForm>& variants = form.tables[static_cast<std::size_t>(tables.front())];
    const auto assemble = [&](std::span<const Span> left_out) {
      return Assemble(variants, ScrapsOf(*document.source, where, left_out), *document.source);
    };
    std::optional<Grid> grid = assemble(margins);
    if (!grid && worded.size() < margins.size()) grid = assemble(worded);
    const std::size_t end = last ? document.blocks.size() : headings[h + 1].block;
    if (grid) assembled.push_back({heading.block + 1, std::max(heading.block + 1, end), *std::move(grid)});
  }
  for (std::size_t i = assembled.size(); i-- > 0;) {
    Replace(document, assembled[i].begin, assembled[i].end, std::move(assembled[i].grid));
  }
  return !assembled.empty();
}

}  // namespace gouji
