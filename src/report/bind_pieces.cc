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

constexpr std::initializer_list<Irregularity> kOfRows = {Irregularity::kBlockMissing, Irregularity::kRowMissing,
                                                         Irregularity::kRowUnexpected, Irregularity::kLabelWording};

bool BeginsOrEndsWithDigit(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return !text.empty() && (is_digit(text.front()) || is_digit(text.back()));
}

/// Whether a label has lost its ordinal and nothing else: Word counts many of them, and converters leave that out.
bool LacksOrdinal(const Label& label, std::string_view key) {
  const Numeral ordinal = ReadNumeral(label.key);
  return ordinal && label.key.substr(ordinal.bytes) == key;
}

}  // namespace

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
    LoseRow(row);
  }
}

bool Binder::AreDisplaced() const {
  if (IsValuesOnly()) {
    return false;
  }
  constexpr int kSeveralRows = 2;  // numbers of so many rows behind one label are not all its own
  std::size_t behind_headers = 0;
  bool any_row = false;
  bool below_header = false;
  bool short_row = false;
  const Line* above = nullptr;
  for (const Line& line : lines_) {
    if (line.at.grid->kind != GridKind::kBare) {
      continue;
    }
    const TableForm::Role* role = line.label < 0 ? nullptr : RoleOf(line.keys[line.label]);
    if (line.numbers > 0 && role != nullptr && role->column && !role->row) {
      return true;
    }
    // Numbers behind a piece of the header's, above all rows: those of the row whose label follows. So with numbers
    // behind the headers of all blocks, of which nothing may be to make out.
    const bool behind_words = line.row < 0 && line.numbers > 0 && line.label >= 0;
    const bool behind_piece = behind_words && IsPiece(line.keys[line.label]);
    behind_headers += behind_words ? 1 : 0;
    below_header =
        below_header || (!any_row && behind_piece) || (behind_headers > 1 && behind_headers == form_.blocks.size());
    short_row = short_row || (any_row && behind_piece);
    any_row = any_row || line.row >= 0;
    below_header =
        below_header || (line.numbers > 0 && line.label < 0 && above != nullptr && above->kind == LineKind::kHeader);
    const bool listed = line.row >= 0 && line.row < static_cast<int>(form_.rows.size());
    const int columns = listed ? static_cast<int>(form_.blocks[form_.rows[line.row].block].columns.size()) : 1;
    short_row = short_row || (line.row >= 0 && line.label >= 0 && std::min(line.values(), line.numbers) < columns);
    if (below_header && short_row) {
      return true;
    }
    above = &line;
    if (listed && line.numbers > kSeveralRows * columns) {
      return true;
    }
  }
  return false;
}

void Binder::FindPieces() {
  if (form_.kind != TableForm::Rows::kListed) {
    return;
  }
  const bool turned = IsValuesOnly() && IsTurned();
  if (turned && std::ranges::any_of(table_.columns[0], [](const BoundColumn& column) { return !column.present; })) {
    TakeBack({Irregularity::kColumnMissing}, true);
    std::erase_if(table_.irregulars, [](const Irregular& each) { return each.what == Irregularity::kRowRagged; });
    LoseValues([](const BoundRow&) { return true; });
    return;
  }
  int header = 0;
  int rows = 0;
  int unnumbered = 0;
  bool below = false;
  bool torn = false;  // some header, those of later blocks too
  std::map<std::string_view, bool> known;
  const auto cut_short = [&](const std::string& key) {
    const auto [found, is_new] = known.try_emplace(key, false);
    if (is_new) {
      found->second = IsCutShort(key);
    }
    return found->second;
  };
  for (const Line& line : lines_) {
    const bool bound = line.row >= 0;
    below = below || bound;
    const int weight = line.at.grid->has_pieces() ? kFewestPieces : 1;
    const auto weigh = [&](const std::string& key) {
      return !IsPiece(key) ? 0 : IsJoined(key) ? kFewestPieces : cut_short(key) ? 1 : weight;
    };
    const bool nameless = bound && line.label < 0 && table_.grids.size() >= kCutUp && !IsValuesOnly();
    if (nameless) {
      rows += weight;  // its label stands between the pieces of the table
    } else if (bound && line.label >= 0) {
      // What stands before the label is the group's, and no matter.
      const bool listed = line.row < static_cast<int>(form_.rows.size());
      // A value and the title of the next block in one cell.
      for (std::size_t i = static_cast<std::size_t>(line.label) + 1; i < line.keys.size(); ++i) {
        rows += line.at.grid->has_pieces() && IsPiece(line.keys[i]) ? kFewestPieces : 0;
      }
      const bool cut = line.label > 0 && IsCutBetween(line.keys[line.label - 1], line.keys[line.label]);
      rows += cut ? kFewestPieces : 0;
      if (listed && LacksOrdinal(form_.rows[line.row].label, line.keys[line.label])) {
        ++unnumbered;
      } else if (line.fit != Fit::kExact && line.fit != Fit::kAlias) {
        rows += listed && IsInterleaved(form_.rows[line.row], line) ? kFewestPieces : weigh(line.keys[line.label]);
      }
    } else {
      const bool here = IsTorn(line);
      torn = torn || here;
      int most = here ? kFewestPieces : 0;
      for (const std::string& key : line.keys) {
        most = std::max(most, weigh(key));
        rows += HoldsMissingRow(key) ? kFewestPieces : 0;
      }
      (below ? rows : header) += most;
    }
  }
  const Strays strays = FindStrays();
  header += kFewestPieces * strays.columns;
  rows += kFewestPieces * strays.rows;
  // Where the header came apart, one row is no slip either.
  rows += header >= kFewestPieces && rows > 0 ? 1 : 0;
  const bool displaced = AreDisplaced();
  const auto noted = [&](std::initializer_list<Irregularity> kinds) {
    return std::ranges::count_if(
        table_.irregulars, [&](const Irregular& each) { return std::ranges::find(kinds, each.what) != kinds.end(); });
  };
  const bool many_missing = table_.bare && noted({Irregularity::kRowMissing}) >= kManyMissing;
  // One row without a label is known by its header alone.
  const bool unknown_row = IsValuesOnly() && header >= kFewestPieces;
  const bool in_rows = displaced || ((rows >= kFewestPieces || many_missing || unknown_row) && noted(kOfRows) > 0);
  const bool wording = std::ranges::any_of(table_.irregulars, [](const Irregular& each) {
    return each.what == Irregularity::kLabelWording && !each.subject.column.empty();
  });
  // Without delimiters the headers of later blocks are among the rows.
  const bool in_header = header >= kFewestPieces || torn || (table_.bare && rows >= kFewestPieces);
  const bool columns_missing = noted({Irregularity::kColumnMissing}) > 0;
  if ((in_rows || in_header) && (wording || columns_missing)) {
    TakeBack({Irregularity::kColumnMissing}, true);
  }
  if (in_header && columns_missing) {
    // Rows as wide as what is left of the header are not too short.
    std::erase_if(table_.irregulars, [](const Irregular& each) { return each.what == Irregularity::kRowRagged; });
  }
  const auto with_numbers = std::ranges::count_if(lines_, [](const Line& line) { return line.numbers > 0; });
  // Numbers in several runs between pieces of the header, or above it and below: which is whose is lost.
  const bool scattered = header >= kFewestPieces && IsValuesOnly();
  if (scattered) {
    std::erase_if(table_.irregulars, [](const Irregular& each) { return each.what == Irregularity::kRowRagged; });
  }
  const Line* whole = IsValuesOnly() ? WholeRow() : nullptr;
  const auto first_numbers = std::ranges::find_if(
      lines_, [&](const Line& line) { return whole == nullptr ? line.numbers > 0 : &line == whole; });
  const bool above_header = IsValuesOnly() && std::any_of(first_numbers, lines_.end(), [](const Line& line) {
                              return line.kind == LineKind::kHeader;
                            });
  const bool blanks = std::ranges::any_of(table_.rows[0].cells, [](const BoundCell& cell) {
    return cell.absence == Absence::kPresent && cell.value.kind == CellValue::Kind::kBlank;
  });
  const bool apart = scattered && whole == nullptr;
  if (table_.bare && (((apart || above_header) && with_numbers > 1) || (apart && blanks))) {
    LoseValues([](const BoundRow&) { return true; });
  }
  if (!in_rows) {
    // One label without its ordinal is a slip, several are not: their rows are known all the same.
    if (unnumbered >= kFewestPieces) TakeBack({Irregularity::kLabelWording}, false);
    // What stands in place of a number may be the end of its label, or run into what stands beside it.
    LoseValues([&](const BoundRow& row) {
      return table_.bare && std::ranges::any_of(row.cells, [&](const BoundCell& cell) {
               return cell.absence == Absence::kPresent && cell.value.kind == CellValue::Kind::kWords &&
                      (IsPiece(LabelKey(cell.text)) || BeginsOrEndsWithDigit(cell.text));
             });
    });
    return;
  }
  TakeBack(kOfRows, false);
  std::erase_if(table_.irregulars, [](const Irregular& each) { return each.what == Irregularity::kRowRagged; });
  // A blank or words among values may be another row's, or a number's place that was lost. Where most is lost, or the
  // numbers stand before their labels, no row is sure of its own.
  LoseValues([&](const BoundRow& row) {
    const bool unsure = row.fit < Fit::kAlias && !IsValuesOnly();
    return displaced || many_missing || unsure || !std::ranges::all_of(row.cells, [](const BoundCell& cell) {
             return cell.absence == Absence::kPresent &&
                    (cell.value.kind == CellValue::Kind::kNumber || cell.value.kind == CellValue::Kind::kPlaceholder) &&
                    (cell.value.style & static_cast<unsigned>(CellValue::kInnerBlanks)) == 0;
           });
  });
}

}  // namespace gouji::binding
