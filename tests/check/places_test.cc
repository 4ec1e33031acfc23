// Where the findings about tables stand, and what else they point at: every rule, by the catalogue.

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "prose_report.h"
#include "report/whole_report.h"

namespace gouji {
namespace {

std::string_view LineAt(const Source& source, Span where) {
  const std::string_view text = source.text();
  const std::size_t begin = text.rfind('\n', where.begin == 0 ? 0 : where.begin - 1) + 1;
  return text.substr(begin, text.find('\n', where.begin) - begin);
}

/// "GK303 error 41 in （一）予以公开 ×7": rule, severity, what stands at the place, the label of its line and how many
/// places are related.
std::string Told(const Outcome& outcome) {
  std::string told;
  for (const Diagnostic& finding : outcome.findings) {
    const std::string_view line = LineAt(*outcome.source, finding.where);
    const auto column = std::ranges::count(
        line.substr(0, finding.where.begin - static_cast<std::size_t>(line.data() - outcome.source->text().data())),
        '|');
    told += (told.empty() ? "" : "; ") + std::string(finding.rule->id) + " " + std::string(Name(finding.severity)) +
            " '" + std::string(outcome.source->Slice(finding.where)) + "' in column " + std::to_string(column) + ", " +
            std::to_string(finding.evidence.size()) + " related";
  }
  return told;
}

struct Case {
  std::string_view name;
  std::vector<LineEdit> edits;
  std::string told;
};

void Hold(const std::vector<Case>& cases) {
  for (const Case& each : cases) {
    CAPTURE(each.name);
    CHECK(Told(CheckText(Edited(each.edits))) == each.told);
  }
}

}  // namespace

TEST_CASE("places: findings about the shape of tables and about single cells") {
  Hold({
      {"GK205, a row again",
       {{"3.要求提供", "| | | 3.", "| | | 2.重复申请 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |\n| | | 3."}},
       "GK205 warning '2.重复申请' in column 3, 0 related"},
      {"GK205, an unknown row",
       {{"3.要求提供", "| | | 3.", "| | | 转送其他机关 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n| | | 3."}},
       "GK205 warning '转送其他机关' in column 3, 0 related"},
      {"GK207", {{"5.属于三类内部", "内部", "内容"}}, "GK207 warning '5.属于三类内容事务信息' in column 3, 0 related"},
      {"GK207 of a column",
       {{"商业企业", "法律服务机构", "法律服务机关"}},
       "GK207 warning '法律服务机关' in column 8, 0 related"},
      {"GK207 of columns that are abbreviated, each in its place",
       {{"商业企业", "商业企业 | 科研机构", "商业 | 科研"}},
       "GK207 warning '商业' in column 5, 0 related; GK207 warning '科研' in column 6, 0 related"},
      {"GK206",
       {{"（一）予以公开", "| 1 | 1 | 41", "| 1 | 41"}},
       "GK206 error '（一）予以公开' in column 2, 0 related"},
      {"GK206 of zeros",
       {{"3.要求提供", "| 0 | 0 | 0 |", "| 0 | 0 |"}},
       "GK206 warning '3.要求提供公开出版物' in column 3, 0 related"},
      {"GK210", {{"规章", "| 0 | 0 | 0 |", "| | 0 | |"}}, "GK210 warning '' in column 2, 2 related"},
      {"GK211", {{"规章", "| 0 | 0 | 0 |", "| - | 0 | / |"}}, "GK211 warning '-' in column 2, 2 related"},
      {"GK212", {{"行政处罚", "46", "见附件"}}, "GK212 error '见附件' in column 2, 0 related"},
      {"GK213", {{"行政处罚", "46", "４６件"}}, "GK213 warning '４６件' in column 2, 0 related"},
      {"GK214", {{"行政处罚", "46", "-46"}}, "GK214 error '-46' in column 2, 0 related"},
      {"GK214 is silent on money", {{"行政事业性收费", "1.5", "4068.208"}}, ""},
  });
}

TEST_CASE("places: sums stand at their totals") {
  Hold({
      {"GK301",
       {{"四、结转下年度", "| 2 | 2 | 0 | 0 | 0 | 0 | 4", "| 3 | 2 | 0 | 0 | 0 | 0 | 5"}},
       "GK301 error '98' in column 4, 4 related; GK301 error '121' in column 10, 4 related"},
      {"GK302 and GK303",
       {{"7.属于行政", "| 5 | 1 | 0", "| 9 | 1 | 0"}},
       "GK303 error '7' in column 10, 7 related; GK302 error '98' in column 4, 22 related"},
      {"GK311",
       {{"| 2 | 1 | 0 | 0 | 3 |", "| 2 | 1 | 0 | 0 | 3 |", "| 2 | 1 | 0 | 0 | 4 |"}},
       "GK311 error '4' in column 5, 5 related"},
      {"GK312",
       {{"| 2 | 1 | 0 | 0 | 3 |", "| 1 | 0 | 0 | 1 | 2 |", "| 1 | 0 | 0 | 1 | 1 |"}},
       "GK312 error '1' in column 10, 5 related"},
      {"GK313",
       {{"| 2 | 1 | 0 | 0 | 3 |", "| 0 | 0 | 1 | 0 | 1 |", "| 0 | 0 | 1 | 0 | 2 |"}},
       "GK313 error '2' in column 15, 5 related"},
      {"GK321", {{"行政规范性文件", "| 3 | 1 | 27", "| 3 | 1 | 1"}}, "GK321 warning '1' in column 4, 3 related"},
      {"GK323", {{"规章", "| 0 | 0 | 0 |", "| 0 | 0 | 2 |"}}, "GK323 warning '2' in column 4, 3 related"},
  });
}

TEST_CASE("blanks: the four cases of a total and its parts, and a table with nothing but totals") {
  Hold({
      {"the total is blank, its parts are not 0",
       {{"（一）予以公开", "| 41 |", "| |"}},
       "GK303 error '' in column 10, 7 related; GK210 warning '' in column 10, 1 related; GK302 error '121' in column "
       "10, "
       "22 related"},
      {"the total is blank, its parts are 0",
       {{"1.属于国家秘密", "| 0 |", "| |"}},
       "GK210 warning '' in column 10, 1 related"},
      {"the parts are blank, the total is not 0",
       {{"7.属于行政", "| 5 | 1 | 0 | 0 | 1 | 0 | 7 |", "| | | | | | | 7 |"}},
       "GK210 warning '' in column 4, 5 related; GK303 error '7' in column 10, 7 related; GK302 error '98' in column "
       "4, 22 "
       "related; GK302 error '14' in column 5, 22 related; GK302 error '4' in column 8, 22 related"},
      {"the parts are blank, the total is 0",
       {{"1.属于国家秘密", "| 0 | 0 | 0 | 0 | 0 | 0 | 0 |", "| | | | | | | 0 |"}},
       "GK210 warning '' in column 4, 5 related"},
  });
}

TEST_CASE("blanks: only the totals are filled in") {
  // Nothing but the last value of the rows of table 3: an error when any of them is more than 0.
  const auto told = [](bool zeros) {
    std::string text;
    bool inside = false;
    for (std::string line : WholeReport()) {
      inside = line.find("本年新收") != line.npos || (inside && !line.empty());
      if (inside) {
        const std::size_t last = line.rfind("| ", line.size() - 3);
        std::size_t values = last;
        for (int i = 0; i < 6; ++i) {
          values = line.rfind('|', values - 1);
        }
        line = line.substr(0, values) + "| | | | | | " + (zeros ? "| 0 |" : line.substr(last));
      }
      text += line + "\n";
    }
    return Told(CheckText(text));
  };
  CHECK(told(false) == "GK210 warning '' in column 4, 5 related; GK304 error '121' in column 10, 5 related");
  CHECK(told(true) == "GK210 warning '' in column 4, 5 related; GK304 warning '0' in column 10, 5 related");
}

}  // namespace gouji
