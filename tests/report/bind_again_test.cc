// Tables that look like others, which are bound by what is remembered of those.

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "check/prose_report.h"
#include "input/layout.h"
#include "input/reader.h"
#include "report/dump.h"
#include "report/whole_report.h"

namespace gouji {
namespace {

/// What is understood of a text, and where each cell and label of it stands.
std::string Understanding(const ReportForm& form, const std::string& text) {
  Diagnostics diagnostics;
  std::unique_ptr<Source> refused;
  auto document = ReadDocument("report.txt", text, Lang::kZh, diagnostics, refused);
  REQUIRE(document);
  const Report report = Understand(form, *document, {0, &FindBareTables});
  std::string said = DumpText(report, Lang::kZh);
  const auto add = [&said](Span where) { said += " " + std::to_string(where.begin) + "-" + std::to_string(where.end); };
  for (const BoundTable& table : report.tables) {
    said +=
        "\n" + std::to_string(table.present) + std::to_string(table.bare) + std::to_string(table.grids.size()) + ":";
    add(table.first_line);
    for (const BoundRow& row : table.rows) {
      said += "\n" + row.key + " " + std::string(row.label) + " " + std::to_string(row.form) +
              std::to_string(static_cast<int>(row.fit)) + std::to_string(row.present) + std::to_string(row.ragged) +
              std::to_string(row.loose.size());
      add(row.label_at);
      for (const BoundCell& cell : row.cells) {
        said += " " + std::string(Name(cell.absence)) + "=" + std::string(cell.text);
        add(cell.where);
      }
    }
    for (const std::vector<BoundColumn>& columns : table.columns) {
      for (const BoundColumn& column : columns) {
        said += "\n" + std::string(column.label) + std::to_string(column.present) +
                std::to_string(static_cast<int>(column.fit));
        add(column.where);
      }
    }
    said += "\n" + std::to_string(table.irregulars.size());
  }
  return said;
}

std::string Replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != text.npos);
  return text.replace(at, from.size(), to);
}

/// With a digit more in every number of a row of the report.
std::string Larger(const std::string& text, std::string_view label) {
  const std::size_t begin = text.find(label);
  const std::size_t end = text.find('\n', begin);
  REQUIRE(end != text.npos);
  std::string row;
  for (std::size_t at = begin; at < end; ++at) {
    const bool starts = text[at] >= '0' && text[at] <= '9' && text[at - 1] == ' ';
    row += (starts ? "7" : "") + std::string(1, text[at]);
  }
  return text.substr(0, begin) + row + text.substr(end);
}

TEST_CASE("tables: one that looks like another is bound as it would be alone") {
  const std::string whole = Joined(WholeReport());
  std::string tabs = whole;
  std::ranges::replace(tabs, '|', '\t');
  std::vector<std::string> texts = {
      whole,
      Larger(whole, "一、本年新收政府信息公开申请数量"),
      Larger(whole, "（七）总计"),
      // Two numbers that are the same side by side may be one cell written twice.
      Replaced(whole, "| 97 | 15 | 3 |", "| 97 | 97 | 3 |"),
      // What is not a number looks otherwise.
      Replaced(whole, "| 97 | 15 | 3 |", "| 97 | | 3 |"),
      Replaced(whole, "| 97 | 15 | 3 |", "| 97 | 不详 | 3 |"),
      Replaced(whole, "| 97 | 15 | 3 |", "| 97 | 1 5 | 3 |"),
      Replaced(whole, "| 97 | 15 | 3 |", "| 97 | 3 |"),
      Replaced(whole, "| 规章 | 0 |", "| 规 章 | 0 |"),
      Replaced(whole, "（七）总计", "（七）总 计"),
      Replaced(whole, "2.重复申请", "2.重复的申请"),
      Replaced(whole, "| 行政许可 | 112 | | |", "| 行政许可 | 112 | |"),
      "\n" + whole,
      tabs,
      Replaced(tabs, "97", "8"),
      ReportText({}, "无。"),
      ReportText({.received = 5, .total = 5}, "无。"),
      ReportText({.received = 7, .total = 7}, "无。"),
  };
  const ReportForm& form = ShippedRules().front()->form;
  for (int round = 0; round < 4; ++round) {
    for (std::size_t i = 0; i < texts.size(); ++i) {
      CAPTURE(round);
      CAPTURE(i);
      const ReportForm forgetful = form;  // copies remember nothing
      CHECK(Understanding(form, texts[i]) == Understanding(forgetful, texts[i]));
    }
  }
}

TEST_CASE("tables: what was noted of one is noted of the next that looks like it") {
  const std::string damaged = Replaced(Joined(WholeReport()), "2.重复申请", "2.重复的申请");
  const std::string said = Said(CheckText(damaged));
  CHECK(!said.empty());
  for (int round = 0; round < 3; ++round) {
    CHECK(Said(CheckText(damaged)) == said);
  }
}

}  // namespace
}  // namespace gouji
