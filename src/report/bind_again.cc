// The tables of thousands of reports have the same labels and cells in the same places, with other numbers in them.

#include "report/bind_again.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

namespace gouji::binding {
namespace {

/// A number between blanks.
bool HasNumberAmong(std::string_view says) {
  for (std::size_t at = says.find(' '); at != says.npos; at = says.find(' ', at + 1)) {
    if (at + 1 < says.size() && says[at + 1] >= '0' && says[at + 1] <= '9') {
      return true;
    }
  }
  return false;
}

/// The grids of rows, in order.
std::vector<const Grid*> GridsOf(const std::vector<GridRow>& rows) {
  std::vector<const Grid*> grids;
  for (const GridRow& at : rows) {
    if (std::ranges::find(grids, at.grid) == grids.end()) {
      grids.push_back(at.grid);
    }
  }
  return grids;
}

class LookWriter {
 public:
  LookWriter() { look_.reserve(kUsual); }
  void Byte(unsigned byte) { look_.push_back(static_cast<char>(byte)); }
  void Number(std::size_t number) {
    for (int byte = 0; byte < 4; ++byte, number >>= 8U) {
      Byte(number & 0xFFU);
    }
  }
  void Words(std::string_view words) {
    Number(words.size());
    look_ += words;
  }
  std::string Take() { return std::move(look_); }

 private:
  static constexpr std::size_t kUsual = 4096;
  std::string look_;
};

using Placed = BoundBefore::Placed;

/// The cells of rows, numbered, by where they stand.
class Places {
 public:
  explicit Places(const std::vector<GridRow>& rows) {
    Placed number = 0;
    for (const GridRow& at : rows) {
      for (const Cell& cell : at.grid->Row(at.row)) {
        const auto [found, is_new] = numbers_.emplace(std::pair(cell.text.where.begin, cell.text.where.end), number);
        found->second = is_new ? number : BoundBefore::kNowhere;
        texts_.push_back(cell.text.says);
        ++number;
      }
    }
  }

  /// The cell that stands there, alone, and says this.
  std::optional<Placed> Of(Span where, std::string_view says) const {
    const std::optional<Placed> number = Of(where);
    return number && texts_[static_cast<std::size_t>(*number)] == says ? number : std::nullopt;
  }
  std::optional<Placed> Of(Span where) const {
    const auto found = numbers_.find({where.begin, where.end});
    return found == numbers_.end() || found->second < 0 ? std::nullopt : std::optional(found->second);
  }

 private:
  std::map<std::pair<std::uint32_t, std::uint32_t>, Placed> numbers_;
  std::vector<std::string_view> texts_;
};

/// A value is read from its cell again, or stands nowhere, or where its row does.
std::optional<BoundBefore::Value> ValueOf(const BoundCell& cell, const BoundRow& row, const Places& places) {
  BoundBefore::Value value;
  value.absence = cell.absence;
  if (cell.absence == Absence::kPresent) {
    const std::optional<Placed> at = places.Of(cell.where, cell.text);
    value.at = at.value_or(BoundBefore::kNowhere);
    return at ? std::optional(value) : std::nullopt;
  }
  value.at = cell.where == Span{} ? BoundBefore::kNowhere : BoundBefore::kAtRow;
  const bool is_bare = cell.text.empty() && cell.value.kind == CellValue::Kind::kBlank;
  return is_bare && (cell.where == Span{} || cell.where == row.label_at) ? std::optional(value) : std::nullopt;
}

std::optional<BoundBefore::Row> RowOf(const BoundRow& row, const Places& places) {
  if (!row.loose.empty()) {
    return std::nullopt;
  }
  BoundBefore::Row kept;
  kept.form = row.form;
  kept.fit = row.fit;
  kept.present = row.present;
  kept.ragged = row.ragged;
  kept.key = row.key;
  kept.named = !row.label.empty();
  const std::optional<Placed> at = kept.named ? places.Of(row.label_at, row.label) : places.Of(row.label_at);
  if (!at && (kept.named || row.label_at != Span{})) {
    return std::nullopt;
  }
  kept.at = at.value_or(BoundBefore::kNowhere);
  kept.cells.reserve(row.cells.size());
  for (const BoundCell& cell : row.cells) {
    const std::optional<BoundBefore::Value> value = ValueOf(cell, row, places);
    if (!value) {
      return std::nullopt;
    }
    kept.cells.push_back(*value);
  }
  return kept;
}

/// What is told of a cell, beside its kind.
enum Trait : unsigned {
  kAgain = 4,            ///< the cell before it says the same; of numbers that is not told
  kEmpty = 8,            ///< it says nothing at all
  kHasInnerBlanks = 16,  ///< of a number
  kPlaced = 32,          ///< it is merged, or does not stand right behind the cell before it
};

unsigned KindOf(CellValue::Kind kind) { return static_cast<unsigned>(kind); }

/// `known`: its words, where they were read before.
void AddCell(const TableForm& form, std::span<const Cell> cells, std::size_t index, const CellWords* known,
             LookWriter& look) {
  const Cell& cell = cells[index];
  const std::string_view says = cell.text.says;
  const bool is_placed = cell.column != index || cell.column_span != 1;
  unsigned traits = is_placed ? kPlaced : 0U;
  if (IsPlainNumber(says)) {
    look.Byte(traits | KindOf(CellValue::Kind::kNumber));
    if (is_placed) {
      look.Number(std::size_t{cell.column} << 16U | cell.column_span);
    }
    return;
  }
  std::optional<CellWords> own;
  const CellWords& words = known != nullptr ? *known : own.emplace(ReadWords(says));
  const bool is_number = words.kind == CellValue::Kind::kNumber;
  const bool is_again = !is_number && index > 0 && says == cells[index - 1].text.says;
  const bool has_blanks = is_number && (ReadCell(says).style & static_cast<unsigned>(CellValue::kInnerBlanks)) != 0;
  traits |= (is_again ? kAgain : 0U) | (says.empty() ? kEmpty : 0U) | (has_blanks ? kHasInnerBlanks : 0U);
  look.Byte(traits | KindOf(words.kind));
  if (is_placed) {
    look.Number(std::size_t{cell.column} << 16U | cell.column_span);
  }
  if (is_number && form.numeric_columns) {
    look.Words(says);  // a column may be called so
  }
  if (words.kind == CellValue::Kind::kWords) {
    look.Words(words.key);
    // The name of a column before its value, and numbers between the lines of a label, are looked for in all of it.
    const bool is_telling = says.find(':') != says.npos || says.find("：") != says.npos || HasNumberAmong(says);
    look.Words(is_telling ? says : std::string_view());
  }
}

}  // namespace

bool IsPlainNumber(std::string_view text) {
  constexpr std::size_t kSurelyNumber = 18;
  return !text.empty() && text.size() <= kSurelyNumber &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string LookOf(const TableForm& form, const std::vector<GridRow>& rows) {
  LookWriter look;
  const std::vector<const Grid*> grids = GridsOf(rows);
  for (const Grid* grid : grids) {
    look.Byte(static_cast<unsigned>(grid->kind) << 4U | (grid->padded ? 1U : 0U) | (grid->wrapped ? 2U : 0U) |
              (grid->guessed ? 4U : 0U) | (grid->broken ? 8U : 0U));
    look.Number(grid->columns);
  }
  for (const GridRow& at : rows) {
    const std::span<const Cell> cells = at.grid->Row(at.row);
    look.Number(cells.size());
    look.Byte(at.grid == rows.front().grid ? 0 : 1);
    if (at.grid != rows.front().grid) {
      look.Number(static_cast<std::size_t>(std::ranges::find(grids, at.grid) - grids.begin()));
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
      AddCell(form, cells, i, at.words.empty() ? nullptr : at.words[i], look);
    }
  }
  return look.Take();
}

BoundBefore Remember(const BoundTable& bound, const std::vector<GridRow>& rows) {
  BoundBefore before;
  const Places places(rows);
  const std::optional<Placed> first = places.Of(bound.first_line);
  if (!bound.irregulars.empty() || (!first && bound.first_line != Span{})) {
    return before;
  }
  before.first_line = first.value_or(BoundBefore::kNowhere);
  before.present = bound.present;
  before.bare = bound.bare;
  before.block_present = bound.block_present;
  for (const BoundRow& row : bound.rows) {
    std::optional<BoundBefore::Row> kept = RowOf(row, places);
    if (!kept) {
      return before;
    }
    before.rows.push_back(*std::move(kept));
  }
  for (const std::vector<BoundColumn>& columns : bound.columns) {
    std::vector<BoundBefore::Column>& kept = before.columns.emplace_back();
    for (const BoundColumn& column : columns) {
      const bool is_nowhere = column.where == Span{} && column.label.empty();
      const std::optional<Placed> at = places.Of(column.where, column.label);
      if (!at && !is_nowhere) {
        return before;
      }
      kept.push_back({column.present, is_nowhere ? BoundBefore::kNowhere : *at, column.fit});
    }
  }
  before.known = true;
  return before;
}

BoundTable BindAgain(const TableForm& form, const BoundBefore& before, const std::vector<GridRow>& rows) {
  std::vector<const Text*> texts;
  for (const GridRow& at : rows) {
    for (const Cell& cell : at.grid->Row(at.row)) {
      texts.push_back(&cell.text);
    }
  }
  const Text nothing;
  const auto text_at = [&](Placed at) -> const Text& {
    return at < 0 ? nothing : *texts[static_cast<std::size_t>(at)];
  };
  BoundTable table;
  table.form = &form;
  table.present = before.present;
  table.bare = before.bare;
  table.block_present = before.block_present;
  table.first_line = text_at(before.first_line).where;
  table.grids = GridsOf(rows);
  table.rows.reserve(before.rows.size());
  for (const BoundBefore::Row& kept : before.rows) {
    BoundRow& row = table.rows.emplace_back();
    row.form = kept.form;
    row.fit = kept.fit;
    row.present = kept.present;
    row.ragged = kept.ragged;
    row.key = kept.key;
    row.label = kept.named ? text_at(kept.at).says : std::string_view();
    row.label_at = text_at(kept.at).where;
    row.cells.resize(kept.cells.size());
    for (std::size_t c = 0; c < kept.cells.size(); ++c) {
      const BoundBefore::Value& value = kept.cells[c];
      BoundCell& cell = row.cells[c];
      cell.absence = value.absence;
      cell.where = value.at == BoundBefore::kAtRow ? row.label_at : text_at(value.at).where;
      if (value.absence == Absence::kPresent) {
        cell.text = text_at(value.at).says;
        cell.value = ReadCell(cell.text);
      }
    }
  }
  table.columns.reserve(before.columns.size());
  for (const std::vector<BoundBefore::Column>& kept : before.columns) {
    std::vector<BoundColumn>& columns = table.columns.emplace_back();
    columns.reserve(kept.size());
    for (const BoundBefore::Column& column : kept) {
      const Text& text = text_at(column.at);
      columns.push_back({column.present, text.says, text.where, column.fit});
    }
  }
  return table;
}

}  // namespace gouji::binding
