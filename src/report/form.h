#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/diagnostic.h"
#include "base/memo.h"
#include "report/document.h"
#include "report/label.h"
#include "text/number.h"

namespace gouji {

/// A section a pack declares.
struct SectionForm {
  std::string_view id;
  Label label;      ///< of the heading; aliases and patterns are compared without the ordinal
  int ordinal = 0;  ///< from the official heading, or its place in the list
};

struct ColumnForm {
  std::string_view id;
  int symbol = 0;  ///< of the id among the table's column ids, over all variants
  Label label;
  Label under;       ///< the spanning header above it, if the form says one
  int part_of = -1;  ///< index in the block of the column this is a part of
  std::vector<int> children;
};

struct RowForm {
  std::string_view id;
  int symbol = 0;
  Label label;            ///< empty: the row is values only
  std::string_view name;  ///< what messages call a row without a label
  Label under;            ///< the group the row belongs to
  int block = 0;
  int part_of = -1;  ///< index of the row this is a part of
  bool optional = false;
  std::vector<int> children;
};

/// A part of a table with its own heading line and columns.
struct BlockForm {
  std::string_view id;
  Label label;  ///< empty when the table is not cut into blocks
  std::vector<ColumnForm> columns;
  std::vector<int> rows;  ///< indexes into TableForm::rows
};

/// How a key answers to the labels of a table.
struct KeyFits {
  std::vector<Fit> fits;  ///< by `Label::number`
  bool column = false;    ///< it fits a column or what stands above columns
  bool row = false;
  bool group = false;  ///< it fits what stands above rows
  int block = -1;      ///< the block whose label it fits best
};

/// Why a value cell has no value.
enum class Absence {
  kPresent,
  kTable,     ///< the table is not there
  kRow,       ///< the row is not there
  kColumn,    ///< the column is not there
  kRepeated,  ///< there is more than one such row
  kRagged,    ///< the row's cells cannot be told apart
};

/// How a table was bound: by the numbers of its cells, in the order of reading.
struct BoundBefore {
  using Placed = std::int32_t;
  static constexpr Placed kNowhere = -1, kAtRow = -2;
  struct Value {
    Absence absence = Absence::kRow;
    Placed at = kNowhere;
  };
  struct Row {
    int form = -1;
    Fit fit = Fit::kNone;
    bool present = false;
    bool ragged = false;
    bool named = false;  ///< its label is what stands at `at`
    Placed at = kNowhere;
    std::string key;
    std::vector<Value> cells;
  };
  struct Column {
    bool present = false;
    Placed at = kNowhere;
    Fit fit = Fit::kNone;
  };
  bool known = false;
  bool present = false;
  bool bare = false;
  Placed first_line = kNowhere;
  std::vector<Row> rows;
  std::vector<std::vector<Column>> columns;
  std::vector<bool> block_present;
};

/// A table as one variant of a pack declares it.
struct TableForm {
  enum class Rows {
    kListed,    ///< the rows the pack lists, in order
    kOpen,      ///< a list nobody knows beforehand; listed rows (a total) may stand among them
    kKeyValue,  ///< a label stands left of its value
  };
  std::string_view id;
  int symbol = 0;  ///< of the table among the pack's tables
  Localized title;
  std::string_view section;  ///< id of the section it stands in; empty: anywhere
  Label caption;             ///< words of the line above it, where several tables look alike
  Rows kind = Rows::kListed;
  std::vector<BlockForm> blocks;
  std::vector<RowForm> rows;
  std::vector<int> row_of_symbol;                  ///< -1 where this variant has no such row
  std::vector<std::vector<int>> column_of_symbol;  ///< [block][symbol] → index in the block, or -1
  std::vector<Label> ignored;                      ///< labels of rows that are none of the table's
  std::vector<Label> marks;                        ///< labels that show this variant and no other

  /// Row and column of the ids; -1 where there is none.
  const ColumnForm& column(int block, int index) const { return blocks[block].columns[index]; }
  /// For every key that some label of the form has exactly: bits of what it is. Filled by `Index`.
  struct Role {
    bool row = false, column = false, block = false, group = false;
  };
  std::unordered_map<std::string_view, Role> roles;
  /// Whether some column may be called by a number, as years are. Told by `Index`.
  bool numeric_columns = false;
  /// Whether digits alone may do so.
  bool digit_columns = false;
  /// Numbers the labels and fills `roles`: when all labels are there, before a table is bound.
  void Index();
  KeyFits FitsOf(std::string_view key) const;
  Memo<KeyFits, 512> fits;  ///< what `FitsOf` gave: most keys of most reports are the same
  /// How tables were bound, by what they look like: most differ from others in their numbers alone.
  Memo<BoundBefore, 128, 8192, true> bound;

 private:
  int labels_ = 0;
};

struct BoundCell {
  Absence absence = Absence::kRow;
  Span where;
  std::string_view text;
  CellValue value;
};

struct BoundRow {
  int form = -1;           ///< index into TableForm::rows; -1 for an open row
  std::string_view label;  ///< as found
  std::string key;         ///< LabelKey of it
  Span label_at;           ///< where the row stands: its label, else its first cell
  Fit fit = Fit::kNone;
  bool present = false;
  bool ragged = false;
  std::vector<BoundCell> cells;  ///< one for each column of its block
  std::vector<BoundCell> loose;  ///< what a ragged row has in their place, in order
};

struct BoundColumn {
  bool present = false;
  std::string_view label;
  Span where;
  Fit fit = Fit::kNone;
};

/// Something in the shape of a report that is not as its form says. Rules switch these on and word them.
enum class Irregularity {
  kTitleMissing,
  kTitleYearMissing,
  kVariantMismatch,
  kVariantUnsupported,
  kSectionMissing,
  kSectionOrder,
  kSectionHeading,
  kSectionNumeral,
  kSectionEmpty,
  kSectionRepeated,
  kTableMissing,
  kBlockMissing,
  kColumnMissing,
  kRowMissing,
  kRowUnexpected,
  kRowRagged,
  kLabelWording,
  kLabelAlias,
  kColumnOrder,
  kRowOrder,
};

struct Irregular {
  Irregularity what;
  Subject subject;
  Span where;
  Span also;  ///< the other place, of what is there twice; empty else
  std::string found;
  std::string expected;
  bool mild = false;    ///< the lesser form of it
  bool unsure = false;  ///< it cannot be told
  int more = 0;         ///< so many others of the table are the same
  std::vector<Edit> fix;
};

struct BoundTable {
  const TableForm* form = nullptr;
  bool present = false;
  Span first_line;                                ///< first non-blank cell
  std::vector<BoundRow> rows;                     ///< one for each row of the form, then the open ones
  std::vector<std::vector<BoundColumn>> columns;  ///< [block][column]
  std::vector<bool> block_present;
  bool bare = false;  ///< blank cells left no trace
  std::vector<Irregular> irregulars;
  std::vector<const Grid*> grids;  ///< the pieces it was bound from

  /// The cell of a row and a column by symbols; absence says why there is none.
  const BoundCell& At(int row, int column_symbol) const;
};

/// What a cell says, as far as binding looks at it.
struct CellWords {
  CellValue::Kind kind = CellValue::Kind::kBlank;
  std::string key;  ///< `LabelKey` of words; empty for values
};
CellWords ReadWords(std::string_view cell);

/// A row of some grid.
struct GridRow {
  const Grid* grid = nullptr;
  std::uint32_t row = 0;
  std::span<const CellWords* const> words = {};  ///< of its cells, where they were read before
};

/// Binds rows, in the order of reading, to a form: an alignment in order by label likeness, group and shape, so that
/// one damaged label costs one finding and never the table. What two alignments would fill differently is not bound.
/// `captions`: paragraphs among the rows, some of which may be titles of blocks.
BoundTable BindTable(const TableForm& form, const std::vector<GridRow>& rows, std::span<const Text> captions = {});

}  // namespace gouji
