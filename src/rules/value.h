#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "report/form.h"
#include "text/number.h"

namespace gouji {

/// What a blank cell is to an expression.
enum class Missing {
  kZero,  ///< counts as 0
  kSkip,  ///< the rule does not apply
  kFail,  ///< breaks the rule
};

/// A row or a column a loop's variable stands for.
struct Binding {
  int table = -1;
  bool is_row = false;
  int row = -1;      ///< index in the bound table's rows
  int column = -1;   ///< symbol
  int section = -1;  ///< index, of a loop over sections
};

/// A cell an expression read, with the place it has in the report.
struct CellRead {
  const BoundCell* cell = nullptr;
  bool previous = false;
  int table = -1;
  int row = -1;     ///< index in the bound table's rows
  int column = -1;  ///< symbol
  int loop = -1;    ///< whose row was looked for in another table
  int sign = 1;     ///< the cell is added or subtracted; 0: it is not a plain operand
};

/// Why an expression has no value.
struct Doubt {
  enum class Why {
    kAbsentTable,
    kAbsentRow,
    kAbsentColumn,
    kRagged,
    kWords,
    kNoPrevious,
    kNotInVariant,
    kBlankSkipped,
    kBlankFails,
    kNoValue,
    kTooLarge,
    kTicks,
    kRowTwice,
  };
  Why why = Why::kNoValue;
  CellRead at;

  /// Nothing was to be told: there is no report of last year, or the form has no such cell.
  bool IsNoMatter() const { return why == Why::kNoPrevious || why == Why::kNotInVariant || why == Why::kBlankSkipped; }
};

struct Value {
  enum class Kind { kUnknown, kNumber, kText, kBool, kDate, kCells };
  Kind kind = Kind::kUnknown;
  Decimal number;        ///< kNumber; kDate: yyyymmdd
  bool percent = false;  ///< of a number: to be printed as one, 0.854 as 85.4%
  std::string text;
  bool truth = false;
  std::vector<CellRead> cells;
  Doubt doubt;

  static Value Number(Decimal number);
  static Value Percent(Decimal number);
  static Value Bool(bool truth);
  static Value OfText(std::string text);
  static Value Date(int year, int month, int day);
  static Value Unknown(Doubt doubt);
  bool known() const { return kind != Kind::kUnknown; }
  /// As a person reads it: 12, 51.81, 2023-12-31.
  std::string ToString() const;
};

/// Whether there is such a day.
bool IsDate(std::int64_t year, std::int64_t month, std::int64_t day);

/// "12.5%" and dates, where a cell holds words that are a value all the same: 2023-12-31, 2023年12月31日,
/// 31 December 2023, December 31, 2023.
std::optional<Value> ValueInWords(std::string_view text);

/// Days since some day long ago, and the date of so many days.
std::int64_t DaysOf(const Decimal& date);
Value DateOfDays(std::int64_t days);

/// The options of a cell with boxes, "□是 ☑否": each with whether it is ticked. Empty where there are no boxes.
struct Box {
  std::string_view label;
  bool ticked = false;
};
std::vector<Box> BoxesIn(std::string_view text);

}  // namespace gouji
