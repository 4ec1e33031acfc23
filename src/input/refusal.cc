#include "input/refusal.h"

#include "input/cell_placement.h"
#include "input/limits.h"

namespace gouji {

std::nullopt_t Refuse(Diagnostics& diagnostics, Trouble trouble, Lang lang, std::string_view zh, std::string_view en) {
  const Source nowhere("", "");
  Diagnostic diagnostic = MakeTrouble(trouble, nowhere, {}, std::string(Localized{zh, en}.In(lang)));
  diagnostic.source = nullptr;
  diagnostics.Add(std::move(diagnostic));
  return std::nullopt;
}

std::nullopt_t RefuseLargeTextTable(Diagnostics& diagnostics, Lang lang) {
  return Refuse(diagnostics, Trouble::kOverLimit, lang,
                Fill("文件中的表格超过 {rows} 行、{columns} 列或 {cells} 格，不予解析",
                     {{"rows", std::to_string(kMostRows)},
                      {"columns", std::to_string(kMostColumns)},
                      {"cells", std::to_string(kMostCellsInGrid)}}),
                Fill("a table of the file has more than {rows} rows, {columns} columns or {cells} cells",
                     {{"rows", std::to_string(kMostRows)},
                      {"columns", std::to_string(kMostColumns)},
                      {"cells", std::to_string(kMostCellsInGrid)}}));
}

std::nullopt_t RefuseLargeTable(Diagnostics& diagnostics, Lang lang) {
  const std::string rows = std::to_string(kMaxTableRows);
  const std::string columns = std::to_string(kMaxTableColumns);
  return Refuse(diagnostics, Trouble::kOverLimit, lang,
                Fill("文件中的表格超过 {rows} 行或 {columns} 列，不予解析", {{"rows", rows}, {"columns", columns}}),
                Fill("a table of the file has more than {rows} rows or {columns} columns",
                     {{"rows", rows}, {"columns", columns}}));
}

}  // namespace gouji
