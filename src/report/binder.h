#pragma once

// The inside of `BindTable`: what its steps, one a file, know of each other.

#include <algorithm>
#include <initializer_list>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/form.h"

namespace gouji::binding {

enum class LineKind { kBlank, kBlock, kHeader, kData, kGroup, kOther };

/// A row of a grid as the form might see it.
struct Line {
  GridRow at;
  std::span<const Cell> cells;
  std::vector<std::string> keys;       // of words cells; empty for values
  std::vector<CellValue::Kind> kinds;  // of every cell
  LineKind kind = LineKind::kOther;
  int block = -1;              // of a title line, or in force at a data line; -1 unknown
  int label = -1;              // index of the cell that is the row's label
  int group = -1;              // index of a cell that names the row's group
  std::string_view group_key;  // the group in force
  int numbers = 0;
  int row = -1;  // form row it is bound to
  Fit fit = Fit::kNone;
  bool weak = false;  // bound by place more than by label

  std::string_view key() const { return label < 0 ? std::string_view() : std::string_view(keys[label]); }
  int values() const { return static_cast<int>(cells.size()) - label - 1; }
};

/// Where the first words of a line stand; the line's own place where it has none.
Span FirstWords(const Line& line);

inline bool IsValue(CellValue::Kind kind) { return kind != CellValue::Kind::kWords; }

/// Binding a table's rows to its form. The steps: tell what each line is (block title, header, data), align the data
/// lines with the form's rows in order, bind the header cells, find where the values of each line stand, and say what
/// is not as it should be.
class Binder {
 public:
  /// Holds both, which outlive it.
  Binder(const TableForm& form, const std::vector<GridRow>& rows, std::span<const Text> captions);

  BoundTable Bind();

  /// Whether something depended on two numbers being the same.
  bool compared_numbers() const { return compared_numbers_; }

 private:
  // --- what each line is

  void ReadLines();

  /// The captions that are titles of blocks.
  void ReadCaptions(std::span<const Text> captions);

  void ReadNumericHeader(Line& line) const;

  bool IsColumn(const std::string& key) const;

  /// Some converters write the words of a merged cell into every column it covers.
  static void DropClones(Line& line);

  /// "第二十条  第（一）项": where columns are told by blanks, two of them in a label part it; and converters of PDF
  /// cut labels at the columns of other rows.
  void JoinParts(Line& line) const;

  const TableForm::Role* RoleOf(const std::string& key) const;

  const KeyFits& FitsOf(std::string_view key) const;

  Fit FitOf(const Label& label, std::string_view key) const {
    return FitsOf(key).fits[static_cast<std::size_t>(label.number)];
  }

  bool FitsColumn(const std::string& key) const { return FitsOf(key).column; }

  bool FitsRow(const std::string& key) const { return FitsOf(key).row; }

  bool FitsGroup(const std::string& key) const { return FitsOf(key).group; }

  int BlockOf(const std::string& key) const { return FitsOf(key).block; }

  void Classify(Line& line);

  /// Of a row without a label of its own: "0, 0, 若干, 0" are its values, and the words are no label.
  bool HasWordsForValues(const Line& line) const;

  int CountColumns(const Line& line) const;

  /// The label is the rightmost words cell that answers to a row; without one, the last of the words a line begins
  /// with.
  void FindLabel(Line& line) const;

  // --- rows

  bool IsValuesOnly() const;

  static constexpr int kNever = -1'000'000;
  static constexpr int kGap = -6;

  int Score(const Line& line, int row_index, Fit& fit) const;

  /// A label that lost its beginning or its end to a line break, or that was rewritten but is recognisable.
  static int WeakScore(std::string_view key, std::string_view official);

  void Align();

  /// The common case: every row there, every label known, in order.
  bool AlignExactly(const std::vector<int>& data);

  /// Needleman–Wunsch over lines and rows. The tables are bounded: a form has some dozens of rows, and lines past a
  /// limit belong to no form.
  void AlignByScore(const std::vector<int>& data);

  /// A line without a label that could be one of several rows is none of them.
  void UnbindAmbiguous(const std::vector<int>& data);

  /// Lines left over: a row out of its place is bound and named; a second one of a row, or an unknown one, is named.
  void BindMisplaced();

  /// The rest of a label that wrapped, or a header's, with numbers of its neighbours behind it.
  bool IsWrapped(const Line& line) const;

  /// The label of a row below without its numbers: a merged cell that was printed once for each column it covers.
  bool IsPrintedAgain(const Line& line) const;

  // --- columns

  void BindHeaders();

  /// The block whose rows follow a line, before the next title of a block; -1 when none do. A header belongs to them,
  /// whether or not the title above it was lost.
  int BlockBelow(std::size_t index) const;

  static int FirstIndex(const Line& line);

  struct HeaderCell {
    const Line* line;
    int index;
    bool used = false;
    const Cell& cell() const { return line->cells[index]; }
    const std::string& key() const { return line->keys[index]; }
  };

  /// Labels that stand once are found wherever they are; those that stand several times, in the order of their columns.
  void BindColumns(int b);

  /// Where one of several equal labels is lost, their order tells which: the longest run of header cells that agrees
  /// with the form's.
  void SettleRepeats(int b, const std::vector<HeaderCell>& found);

  /// Columns whose labels nobody knows, where just as many unknown labels stand between known ones: "商业 | 科研".
  void BindByPlace(int b, const std::vector<HeaderCell>& found);

  void NoteWording(const Label& label, const Line& line, int index, std::string_view column);

  /// The labels that others stand under, of groups of rows and of columns: each as often as it is worded differently.
  void NoteGroups();

  void NoteLabel(const Label& label, const Text& found, std::string_view row, std::string_view column);

  // --- values

  /// Whether one of the columns would stand between those of a group that it is none of ("总计" among the legal
  /// persons).
  bool PartsGroup(int b, const std::vector<int>& columns) const;

  /// Where the values of a block stand in an exact grid: a column for each column of the block, -1 where it has none.
  std::vector<int> ValueColumns(const Grid& grid, int b);

  /// Rows that have a number where the header has no column. A row whose label was printed a column too far does not
  /// count.
  int NumbersOutside(const Grid& grid, int b, const std::vector<int>& columns) const;

  bool IsHeaded(const Line& line, const Cell& cell, int b) const;
  /// Whether words of the header stand above a cell, or span it.
  bool IsCovered(const Line& line, const Cell& cell, int b) const;

  /// Whether the header has a cell in a place of its own for every column of a block.
  bool AllNamed(int b) const;

  bool RunBehindLabels(const Grid& grid, int b, int first) const;

  /// The header names fewer columns than the form, and the rows have just as many values.
  bool LostColumn(const Grid* grid, int b) const;

  int BlockOfLine(const Line& line) const;

  void Put(BoundRow& row, int column, const Cell& cell);

  void BindValues();

  void BindLabel(const Line& line, BoundRow& row);

  void BindExact(const Line& line, const std::vector<int>& columns, BoundRow& row);

  /// Where columns were guessed, a row that has as many values as the form has columns has them in order, whatever
  /// blanks stand between. False, and nothing bound, where it has not.
  bool BindFilled(const Line& line, BoundRow& row);

  /// Whether several numbers stand in one cell of a row that has blank ones: columns that a converter ran together.
  static bool HasNumbersTogether(const BoundRow& row);

  /// Whether the header of a block leaves columns between those that it names.
  bool IsSpaced(const Grid& grid, int b) const;

  /// Takes the name of a column off its values: pages for phones have it there, hidden ("自然人：9").
  void DropColumnNames(int block, BoundRow& row) const;

  /// Whether numbers of a row stand between the lines of its label: "…只计这一情 2 0 0 0形，不计其他情形）".
  static bool HasNumbersInLabel(const Line& line);

  /// The values of a row are not known.
  static void LoseRow(BoundRow& row);
  /// The same, and that nobody can tell whether it has too few.
  void LoseUnsure(BoundRow& row);

  /// Numbers on a line of their own that are too few for a row: the ends of numbers too long for their cells, or some
  /// that stood lower than the others of their row.
  bool IsStray(const Line& line) const;
  /// Such numbers are of the row above or of the one below, whichever has too few; else neither is known.
  void LoseBesideStrays();

  static int Width(const Line& line);

  /// How wide most rows of a grid are that are bound.
  int UsualWidth(const Grid& grid) const;

  /// A value that says the same as the one before it, under a header that does so too: a merged cell written twice.
  bool IsClone(const Line& line, std::size_t index) const;

  /// The header too has the words of the last column once more above this cell.
  bool ClonedInHeader(const Line& line, std::size_t index) const;

  static bool CoversAnother(const Cell& cell, const std::vector<int>& columns);

  /// A label printed a column too far pushes its values along; when there are as many as columns, none of them blank at
  /// the end, they are the row's.
  bool BindShifted(const Line& line, const std::vector<int>& columns, BoundRow& row);

  /// Whether a line ends before the last column, as several others do while some reach it: rows of which each has as
  /// many cells as it has labels and values, in columns of their own.
  bool EndsAsOthers(const Line& line, int last) const;

  /// Whether every row of a grid has a blank cell at its end: a column that only spaces the page.
  bool AllEndBlank(const Grid& grid) const;

  void BindSequence(const Line& line, int block, BoundRow& row);

  /// `column`: where the values of the grid begin, when that is known; blanks left of it are its labels'.
  void MarkRagged(const Line& line, BoundRow& row, int column = 0);

  /// Value cells of a line as a reader counts them: blanks at the end that may be padding are none.
  static int Filled(const Line& line);

  /// A table of one row that has no label: its values are the lines behind the header, or pieces of it, one for each
  /// group of columns.
  void BindValuesOnly();

  /// The line of such a table that has a number for every column, and nothing else; null where there is none.
  const Line* WholeRow() const;

  /// Columns of the form that stand under one label.
  struct ColumnGroup {
    std::size_t first = 0;
    std::size_t count = 0;
  };
  /// Empty where there are not several groups of columns that are called alike in each.
  std::vector<ColumnGroup> ColumnGroups() const;
  /// The group that the label of a line is, or names among other words; -1 where there is none, or several.
  int GroupNamedBy(const Line& line, const std::vector<ColumnGroup>& groups) const;
  /// Whether several lines of numbers have groups of columns for labels.
  bool IsTurned() const;
  /// Binds a table with a line for each group. False, and nothing bound, where some line is not as it should be.
  bool BindTurned(BoundRow& row);

  /// The column of the form whose label and group stand above a position; -1 when there is none.
  int ColumnAbove(const Line& line, const Cell& value, const Line*& leaf_line, int& leaf_index) const;

  /// Values that stand in an exact grid belong to the columns whose labels stand above them, however the header's
  /// merged cells came out.
  bool BindUnderHeaders(const Line& line, BoundRow& row);

  void NoteHeaderTypo(const ColumnForm& column, const Text& label);

  static int PlaceholderCount(const Line& line);

  /// Key–value tables: the value of a label is the cell to its right, wherever it stands.
  void BindPairs();
  void BindPairs(Fit wanted, std::set<const Cell*>& values);

  // --- open rows

  /// Where the columns of the form stand in a grid; empty where it is no part of the table.
  struct OpenColumns {
    std::vector<int> at;      // for each column of the form, -1 where it has none
    std::uint32_t width = 0;  // of the grid whose header said so
  };
  struct OpenLine {
    Line* line;
    OpenColumns columns;
  };

  void BindOpen();
  bool IsOpenHeader(const Line& line) const;
  OpenColumns ColumnsIn(const Grid& grid, const OpenColumns& before);
  void BindUngrouped(const Grid& grid, OpenColumns& columns);
  int OpenLabel(const Line& line, const OpenColumns& columns) const;
  bool IsRemark(const Line& line, const OpenColumns& columns) const;
  bool IsIgnored(const std::string& key) const;
  void NameRows(const std::vector<OpenLine>& rows);
  void BindOpenRow(const Line& line, const OpenColumns& columns);
  int HeaderWidth(const Grid& grid) const;

  // --- what is not there

  Irregular& Note(Irregularity what, Span where);

  void NotePresence();

  bool AnyColumnNamed() const;

  /// Whether a part of a block's title is left among the lines above its rows, where such titles may wrap.
  bool HasPieceOfTitle(int b) const;

  /// Whether a block has a header, or pieces of one. A caption is none.
  bool HasHeader(int b) const;

  /// Whether some line stands where headers stand: then a column that is not known may be there in other words.
  bool AnyHeader() const;

  void ReportMissing();

  /// Notes what cannot be told of a table in which blank cells left no trace.
  void NoteUnsure();

  /// What is lost together is reported as one: the columns of a header line, the rows of a group.
  void ReportColumns(int b, bool untitled);

  /// Rows that all have as many values too few, or too many: something happened to the table, not to each of them.
  void JoinRagged();

  /// The first words of a block's header line: the one that names most of its columns.
  Span HeaderPlace(int b) const;

  /// Where a lost column is missed: at the first of its group, else at the header line.
  Span ColumnPlace(int b, const ColumnForm& lost) const;

  /// Whether a row that was not found may be there in pieces, where labels wrapped.
  bool IsInPieces(int row) const;

  /// A key that is part of some label of the form and no label itself, or a label of a row with more before it.
  bool IsPiece(const std::string& key) const;

  /// Of a label: its beginning or its end, but for a character or two that no cell has which nothing else explains, and
  /// no paragraph of their own. Wrapping would have left them in a line of their own; somebody left them out.
  bool IsCutShort(const Label& label, const std::string& key) const;

  /// The same of any label of the form.
  bool IsCutShort(const std::string& key) const;

  /// A key that has the whole label of a row that was not found, and more.
  bool HoldsMissingRow(const std::string& key) const;

  /// A piece that is a whole label of a column behind what belongs to another.
  bool IsBehindOther(const std::string& key) const;

  /// Whether the cells of a header were cut where no hand cuts them: several labels run into others, or many of them
  /// are short of a part.
  /// Whether a label of a row ends one key and goes on in the next.
  bool IsCutBetween(std::string_view key, std::string_view next) const;
  bool IsTorn(const Line& line) const;

  /// A key that is two labels of the form, or one and a number: cells that a converter ran together.
  bool IsJoined(const std::string& key) const;

  /// The characters of a label in an order no hand types: "4 保护第三方合法权益." for "4.保护第三方合法权益". Some
  /// programs put a mark that stands a little lower behind the others.
  static bool IsScrambled(const Label& label, const std::string& key);

  /// The label of a row with characters of its group's in between, which was printed beside it from top to bottom.
  bool IsInterleaved(const RowForm& row, const Line& line) const;

  /// The label of a column with characters of one that was not found: they wrapped side by side.
  bool HoldsLostColumn(const std::string& key) const;

  /// Whether numbers were printed apart from their labels, where only the order of the words is left: behind the last
  /// label of a header, right below it while some row has too few, or those of several rows behind one label.
  bool AreDisplaced() const;

  /// Tells whether labels of rows or columns came in pieces. Then what was noted only because they did is taken back,
  /// and the lesser form of it noted for the table: what seems to be missing or wrong may not be.
  void FindPieces();

  /// How much of what seems to be missing stands in paragraphs beside the table, of its header and of all else: a
  /// converter took a part of the table for one.
  struct Strays {
    int columns = 0;
    int rows = 0;
  };
  Strays FindStrays() const;

  /// Whether a key names a column that was found, in whichever block.
  bool NamesFoundColumn(const std::string& key) const;

  /// What a key would name that was not found.
  Strays Missing(const std::string& key, bool with_value) const;

  /// Whether pieces of a label stand on lines that are no rows: it wrapped around the line of its numbers.
  bool HasPiecesOf(const Label& label) const;
  /// Whether a key differs from a label by what a wrapped line left out of it or put to it.
  bool IsWithAPiece(const Label& label, std::string_view key) const;
  /// The values of rows that are unsure are not known.
  template <typename Unsure>
  void LoseValues(Unsure unsure);

  /// Takes back what of these kinds was noted, and says of the whole table that it cannot be told.
  void TakeBack(std::initializer_list<Irregularity> kinds, bool of_columns);

  void ReportRows(int b);

  void ReportRow(int row, Span where);

  const TableForm& form_;
  mutable std::map<std::string, KeyFits, std::less<>> own_fits_;  // of keys the form has no room to remember
  mutable bool compared_numbers_ = false;
  const std::vector<GridRow>& source_rows_;
  BoundTable table_;
  std::vector<Line> lines_;
  std::vector<int> ambiguous_;
  std::set<std::pair<int, int>> ambiguous_rows_;
  bool rows_unsure_ = false;     // some row that was not found may be there in pieces
  bool columns_unsure_ = false;  // some block's header names too few, and no row tells whether it has to name more
  std::vector<bool> title_found_;
  std::map<int, Span> title_at_;
  std::span<const Text> around_;                // paragraphs, in order, where something seems to be missing
  std::vector<std::pair<Span, int>> captions_;  // titles that stand outside the grids, and their blocks
  std::vector<std::vector<const Line*>> headers_;
  std::map<int, std::map<int, std::pair<const Grid*, int>>> column_cells_;
};

}  // namespace gouji::binding
