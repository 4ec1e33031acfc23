// Tables whose labels a converter broke up: there, what is missing cannot be told from what is only in pieces.

#include <algorithm>

#include "report/binder.h"

namespace gouji::binding {
namespace {

/// So many lines of nothing but pieces are no slip of the hand any more, in a table whose cells are whole; and so many
/// rows that seem to be missing where cells are not.
constexpr int kFewestPieces = 2;
constexpr int kManyMissing = 3;
constexpr std::size_t kCutUp = 3;  // pieces of one table

constexpr std::size_t kWholeLabel = std::size_t{4} * 3;  // shorter ones are words of other labels

constexpr std::initializer_list<Irregularity> kOfRows = {Irregularity::kBlockMissing, Irregularity::kRowMissing,
                                                         Irregularity::kRowUnexpected, Irregularity::kLabelWording};

bool IsWithin(const Label& label, std::string_view key) {
  return label.key.size() > key.size() && label.key.find(key) != std::string::npos;
}

}  // namespace

bool Binder::IsPiece(const std::string& key) const {
  const KeyFits& known = FitsOf(key);
  if (key.empty() || RoleOf(key) != nullptr ||
      std::ranges::any_of(known.fits, [](Fit fit) { return fit >= Fit::kAlias; })) {
    return false;
  }
  // Cells that hold more than one label, or a label and what belongs to another.
  const auto has_more = [&](const Label& label) {
    return label.key.size() >= kWholeLabel && key.size() > label.key.size() && key.find(label.key) != std::string::npos;
  };
  const auto fits = [&](const Label& label) { return IsWithin(label, key) || has_more(label); };
  const bool part = std::ranges::any_of(form_.blocks, [&](const BlockForm& block) {
    return fits(block.label) || std::ranges::any_of(block.columns, [&](const ColumnForm& column) {
             return fits(column.label) || IsWithin(column.under, key);
           });
  });
  return part || std::ranges::any_of(form_.rows,
                                     [&](const RowForm& row) { return fits(row.label) || IsWithin(row.under, key); });
}

void Binder::TakeBack(std::initializer_list<Irregularity> kinds, bool of_columns) {
  std::erase_if(table_.irregulars, [&](const Irregular& irregular) {
    const bool wording =
        of_columns && irregular.what == Irregularity::kLabelWording && !irregular.subject.column.empty();
    return wording || std::ranges::find(kinds, irregular.what) != kinds.end();
  });
  for (const Irregularity what : kinds) {
    Note(what, table_.first_line).mild = true;
  }
}

template <typename Unsure>
void Binder::LoseValues(Unsure unsure) {
  for (BoundRow& row : table_.rows) {
    if (!row.present || !unsure(row)) {
      continue;
    }
    row.ragged = true;
    for (BoundCell& cell : row.cells) {
      cell = BoundCell{};
      cell.absence = Absence::kRagged;
      cell.where = row.label_at;
    }
  }
}

bool Binder::AreDisplaced() const {
  if (IsValuesOnly()) {
    return false;
  }
  bool below_header = false;
  const Line* above = nullptr;
  for (const Line& line : lines_) {
    if (line.at.grid->kind != GridKind::kBare) {
      continue;
    }
    const TableForm::Role* role = line.label < 0 ? nullptr : RoleOf(line.keys[line.label]);
    if (line.numbers > 0 && role != nullptr && role->column && !role->row) {
      return true;
    }
    below_header =
        below_header || (line.numbers > 0 && line.label < 0 && above != nullptr && above->kind == LineKind::kHeader);
    if (below_header && line.row >= 0 && line.label >= 0 && line.values() == 0) {
      return true;
    }
    above = &line;
  }
  return false;
}

void Binder::FindPieces() {
  if (form_.kind != TableForm::Rows::kListed) {
    return;
  }
  int header = 0;
  int rows = 0;
  bool below = false;
  for (const Line& line : lines_) {
    const bool bound = line.row >= 0;
    below = below || bound;
    const auto is_piece = [&](const std::string& key) { return IsPiece(key); };
    const int weight = line.at.grid->has_pieces() ? kFewestPieces : 1;
    const bool nameless = bound && line.label < 0 && table_.grids.size() >= kCutUp && !IsValuesOnly();
    if (nameless) {
      rows += weight;  // its label stands between the pieces of the table
    } else if (bound && line.label >= 0) {
      // What stands before the label is the group's, and no matter.
      rows += line.fit != Fit::kExact && line.fit != Fit::kAlias && is_piece(line.keys[line.label]) ? weight : 0;
    } else if (std::ranges::any_of(line.keys, is_piece)) {
      (below ? rows : header) += weight;
    }
  }
  const bool displaced = AreDisplaced();
  const auto noted = [&](std::initializer_list<Irregularity> kinds) {
    return std::ranges::count_if(
        table_.irregulars, [&](const Irregular& each) { return std::ranges::find(kinds, each.what) != kinds.end(); });
  };
  const bool many_missing = table_.bare && noted({Irregularity::kRowMissing}) >= kManyMissing;
  const bool in_rows = displaced || ((rows >= kFewestPieces || many_missing) && noted(kOfRows) > 0);
  const bool wording = std::ranges::any_of(table_.irregulars, [](const Irregular& each) {
    return each.what == Irregularity::kLabelWording && !each.subject.column.empty();
  });
  if ((in_rows || header >= kFewestPieces) && (wording || noted({Irregularity::kColumnMissing}) > 0)) {
    TakeBack({Irregularity::kColumnMissing}, true);
  }
  const auto with_numbers = std::ranges::count_if(lines_, [](const Line& line) { return line.numbers > 0; });
  // Numbers in several runs between pieces of the header: which is whose is lost.
  const bool scattered = header >= kFewestPieces && IsValuesOnly();
  if (scattered) {
    std::erase_if(table_.irregulars, [](const Irregular& each) { return each.what == Irregularity::kRowRagged; });
  }
  if (scattered && table_.bare && with_numbers > 1) {
    LoseValues([](const BoundRow&) { return true; });
  }
  if (!in_rows) {
    return;
  }
  TakeBack(kOfRows, false);
  std::erase_if(table_.irregulars, [](const Irregular& each) { return each.what == Irregularity::kRowRagged; });
  // A blank or words among values may be another row's, or a number's place that was lost. Where most is lost, or the
  // numbers stand before their labels, no row is sure of its own.
  LoseValues([&](const BoundRow& row) {
    return displaced || many_missing || !std::ranges::all_of(row.cells, [](const BoundCell& cell) {
             return cell.absence == Absence::kPresent &&
                    (cell.value.kind == CellValue::Kind::kNumber || cell.value.kind == CellValue::Kind::kPlaceholder) &&
                    (cell.value.style & static_cast<unsigned>(CellValue::kInnerBlanks)) == 0;
           });
  });
}

}  // namespace gouji::binding
