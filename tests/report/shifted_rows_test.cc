// Rows whose values stand further left than those of others, because cells that were merged left nothing behind.

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "check/prose_report.h"
#include "report/whole_report.h"

namespace gouji {
namespace {

/// The whole report with tabs for pipes: table 3 without the blank cells that stand before or between its labels, and
/// with nothing but the totals in its rows.
std::string OnlyTotals() {
  std::string text;
  bool in_requests = false;
  for (const std::string& line : WholeReport()) {
    in_requests = line.starts_with("三、") || (in_requests && !line.starts_with("四、"));
    if (!line.starts_with("|")) {
      text += line + "\n";
      continue;
    }
    std::vector<std::string> cells;
    for (std::size_t at = 1; at < line.size();) {
      const std::size_t end = line.find('|', at);
      std::string cell = line.substr(at, end - at);
      cell.erase(0, cell.find_first_not_of(' '));
      cell.erase(cell.find_last_not_of(' ') + 1);
      cells.push_back(cell);
      at = end + 1;
    }
    const bool row = in_requests && cells.size() == 10 &&
                     cells.back().find_first_not_of("0123456789") == std::string::npos && !cells.back().empty();
    std::string written;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const bool value = row && i >= 3;
      if (in_requests && !value && cells[i].empty()) {
        continue;
      }
      written += (written.empty() ? "" : "\t") + (value && i != 9 ? std::string() : cells[i]);
    }
    text += written + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("rows: blanks before a lone total are values where several rows end as early") {
  const Outcome outcome = CheckText(OnlyTotals());
  std::string rules;
  for (const Diagnostic& diagnostic : outcome.findings) {
    rules += (rules.empty() ? "" : " ") + std::string(diagnostic.rule->id);
  }
  CHECK(rules == "GK210 GK304");
}

}  // namespace gouji
