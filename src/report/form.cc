#include "report/form.h"

#include <algorithm>

#include "text/needs.h"

namespace gouji {
namespace {

bool IsDigits(std::string_view text) { return text.find_first_not_of("0123456789") == text.npos; }

/// Whether a label may be there in digits alone.
bool MayBeDigits(const Label& label) {
  const auto may_match = [](const Pattern& pattern) {
    const std::string needs = WriteNeeds(NeedsOf(pattern.expression()));
    const std::vector<std::string_view> words = WordsOf(ReadNeeds(needs).few);
    return words.empty() || std::ranges::any_of(words, IsDigits);
  };
  return (!label.key.empty() && IsDigits(label.key)) || std::ranges::any_of(label.aliases, IsDigits) ||
         std::ranges::any_of(label.patterns, may_match);
}

/// "（三）不予公开-1、属于国家秘密": a row or column under a group, with the group's name written in front of its own.
bool HasGroupInFront(const Label& group, const Label& label, std::string_view key) {
  constexpr std::string_view kBetween = "-·:.,/>|";
  const auto follows = [&](std::string_view name) {
    const std::size_t at = name.empty() ? key.npos : key.rfind(name);
    if (at == key.npos) {
      return false;
    }
    std::string_view own = key.substr(at + name.size());
    while (!own.empty() && (kBetween.find(own.front()) != kBetween.npos || own.starts_with("—"))) {
      own.remove_prefix(own.starts_with("—") ? std::string_view("—").size() : 1);
    }
    return !own.empty() && FitOf(label, LabelKey(own)) != Fit::kNone;
  };
  return follows(group.key) || std::ranges::any_of(group.aliases, follows);
}

}  // namespace

void TableForm::Index() {
  roles.clear();
  fits.Forget();
  labels_ = 0;
  const auto note = [this](Label& label, bool Role::*what) {
    label.number = labels_++;
    if (!label.key.empty()) {
      roles[label.key].*what = true;
    }
    for (const std::string& alias : label.aliases) {
      roles[alias].*what = true;
    }
  };
  numeric_columns = digit_columns = false;
  const auto numeric = [](std::string_view text) { return ReadCell(text).kind == CellValue::Kind::kNumber; };
  for (BlockForm& block : blocks) {
    note(block.label, &Role::block);
    for (ColumnForm& column : block.columns) {
      numeric_columns = numeric_columns || numeric(column.label.key) || numeric(column.under.key) ||
                        !column.label.patterns.empty() || std::ranges::any_of(column.label.aliases, numeric);
      digit_columns = digit_columns || MayBeDigits(column.label) || MayBeDigits(column.under);
      note(column.label, &Role::column);
      note(column.under, &Role::group);
    }
  }
  for (RowForm& row : rows) {
    note(row.label, &Role::row);
    note(row.under, &Role::group);
  }
}

KeyFits TableForm::FitsOf(std::string_view key) const {
  KeyFits found;
  found.fits.resize(static_cast<std::size_t>(labels_));
  const auto fit = [&](const Label& label) {
    return found.fits[static_cast<std::size_t>(label.number)] = FitOf(label, key);
  };
  const auto fit_below = [&](const Label& group, const Label& label) {
    Fit& best = found.fits[static_cast<std::size_t>(label.number)];
    best = FitOf(label, key);
    // Of both together it says less whether there is a slip in them.
    return best = best < Fit::kAlias && HasGroupInFront(group, label, key) ? Fit::kAlias : best;
  };
  Fit best = Fit::kNone;
  double nearest = 0;
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    Fit block = fit(blocks[b].label);
    // A caption may have got into the first cell: "单位：件" over the title of the block.
    if (block < Fit::kAlias && !blocks[b].label.key.empty() && key.ends_with(blocks[b].label.key)) {
      block = Fit::kAlias;
    }
    // Titles of blocks differ in one character: of several that are nearly what is written, the nearest is meant.
    const double likeness = block == Fit::kSimilar ? Likeness(blocks[b].label.key, key) : 0;
    if ((block > best || (block == Fit::kSimilar && best == block && likeness > nearest)) && !blocks[b].label.empty()) {
      best = block;
      nearest = likeness;
      found.block = static_cast<int>(b);
    }
    for (const ColumnForm& column : blocks[b].columns) {
      const bool leaf = fit_below(column.under, column.label) != Fit::kNone;
      const bool above = fit(column.under) != Fit::kNone;
      found.column = found.column || leaf || above;
    }
  }
  for (const RowForm& row : rows) {
    found.row = fit_below(row.under, row.label) != Fit::kNone || found.row;
    found.group = fit(row.under) != Fit::kNone || found.group;
  }
  return found;
}

CellWords ReadWords(std::string_view cell) {
  const CellValue::Kind kind = ReadCell(cell).kind;
  return {kind, kind == CellValue::Kind::kWords ? LabelKey(cell) : std::string()};
}

const BoundCell& BoundTable::At(int row, int column_symbol) const {
  static const BoundCell kNoTable{Absence::kTable, {}, {}, {}};
  static const BoundCell kNoRow{Absence::kRow, {}, {}, {}};
  static const BoundCell kNoColumn{Absence::kColumn, {}, {}, {}};
  if (!present) {
    return kNoTable;
  }
  const BoundRow& bound = rows[row];
  if (!bound.present) {
    return kNoRow;
  }
  const int block = bound.form < 0 ? 0 : form->rows[bound.form].block;
  const int column = form->column_of_symbol[block][column_symbol];
  return column < 0 ? kNoColumn : bound.cells[column];
}

}  // namespace gouji
