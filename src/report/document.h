#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "base/source.h"

namespace gouji {

/// One cell of a grid. A merged cell is stored once, at its first row and column.
struct Cell {
  Text text;  ///< without blanks at its ends; where a blank cell stands, an empty span there
  std::uint16_t row = 0;
  std::uint16_t column = 0;  ///< in a sequence grid, the index in its row
  std::uint16_t row_span = 1;
  std::uint16_t column_span = 1;
};

/// How far the columns of a grid can be trusted.
enum class GridKind {
  kExact,     ///< every cell knows its columns (HTML, DOCX, pipe tables, TSV)
  kSequence,  ///< cells of a row in order; a merged cell is one cell, a continuation an empty one or none
  kBare,      ///< cells of a row in order, and blank cells left no trace
};

/// A table as the file has it: cells by row, each with what it says and where it stands.
struct Grid {
  GridKind kind = GridKind::kExact;
  /// Blank cells at the end of a row may be padding to the table's width.
  bool padded = false;
  /// Labels wrapped in their columns: what stands on a line may be a piece of one, no misspelling of it.
  bool wrapped = false;
  /// Nothing in the file says where its rows end.
  bool guessed = false;
  /// Line ends stand inside of cells too: a row may go on in the first cell of the next.
  bool broken = false;
  Span where;
  std::vector<Cell> cells;  ///< by row, then column
  std::uint32_t rows = 0;
  std::uint32_t columns = 0;

  /// Whether words on a line may be a piece of a label, or of two.
  bool has_pieces() const { return wrapped || kind == GridKind::kBare; }
  /// The cells that start in `row`, in order.
  std::span<const Cell> Row(std::uint32_t row) const;
  /// The cell that covers a position, or null.
  const Cell* At(std::uint32_t row, std::uint32_t column) const;
  /// Sorts the cells, undoes merges that overlap or leave the grid, counts rows and columns, and builds what `Row` and
  /// `At` need. To be called once by whoever filled `cells`.
  void Finish();

 private:
  std::vector<std::uint32_t> row_start_;
  std::vector<std::uint32_t> covering_;  ///< kExact with spans: index of the cell + 1 per position
};

/// A stretch of words: a line, or several joined over line and page breaks.
struct Paragraph {
  enum class Role {
    kBody,
    kHeading,  ///< marked as one by the format (h2, heading style, ##)
    kMargin,   ///< page header or footer, page mark: not part of the report's prose
  };
  Text text;  ///< blanks at the ends kept out
  Role role = Role::kBody;
  /// Its numeral is the mark of a list, which the format numbers by itself: it says nothing of the way in which the
  /// document numbers.
  bool listed = false;
};

using Block = std::variant<Paragraph, Grid>;

/// A file as paragraphs and grids in the order of reading.
struct Document {
  std::unique_ptr<Source> source;
  std::vector<Block> blocks;
  /// What a page says above the part that was taken for the report, its links aside: the title may stand there.
  std::vector<Text> above;
  std::vector<std::uint32_t> pictures;  ///< where pictures stand in the source, which may show what is not read
  /// The source is a transcript (docx, pdf): its lines are not lines of the file.
  bool transcript = false;
  std::string_view format;  ///< the name of the reader it comes from: "html"
};

}  // namespace gouji
