#pragma once

#include <vector>

#include "output/writer.h"
#include "report/report.h"

namespace gouji {

/// The tables of a report as people know them. Where the file knows its columns (HTML, Word, Markdown) a table is drawn
/// as it stands there. Where cells only follow one another, as in text, every cell is put under the column it was bound
/// to, headings over the columns they are named for, so that a figure can be told by its place. Titles are in `lang`.
std::vector<DrawnTable> DrawTables(const Report& report, Lang lang);

}  // namespace gouji
