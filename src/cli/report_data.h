#pragma once

#include <string>
#include <string_view>

#include "report/report.h"

namespace gouji::cli {

/// What was understood of a report, for programs: one JSON object on one line, without a line end. Lines count from 1,
/// columns are code points from 1; `row` is the id of the form's row, or the label of a row the form does not list.
std::string JsonOf(const Report& report);

/// The names of the fields that `CsvOf` writes, with the line end.
inline constexpr std::string_view kCsvHeader = "path,table,row,column,text,line,position\r\n";

/// The bound cells that are there, a record each (RFC 4180).
std::string CsvOf(const Report& report);

}  // namespace gouji::cli
