// What is said of a report of which a part got lost: the part, once, and nothing that follows from it.

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "check/prose_report.h"
#include "report/whole_report.h"
#include "text/fold.h"

namespace gouji {
namespace {

std::vector<std::string> Without(const std::vector<std::string_view>& lost) {
  std::vector<std::string> lines = WholeReport();
  for (const std::string_view words : lost) {
    const auto line =
        std::ranges::find_if(lines, [&](const std::string& each) { return each.find(words) != each.npos; });
    REQUIRE(line != lines.end());
    lines.erase(line);
  }
  return lines;
}

}  // namespace

TEST_CASE("lost parts: one finding for the part, none for what follows from it") {
  struct Case {
    std::string_view name;
    std::vector<std::string_view> lost;  ///< words of the lines
    std::string_view said;
  };
  const std::vector<Case> cases = {
      {"nothing", {}, ""},
      {"heading one", {"一、总体情况"}, "GK101 云溪县交通运输局2023年政府信息公开工作年度报告"},
      {"heading two", {"二、主动公开政府信息情况"}, "GK101 一、总体情况"},
      {"heading three", {"三、收到和处理"}, "GK101 二、主动公开政府信息情况"},
      {"heading four", {"四、政府信息公开行政复议"}, "GK101 三、收到和处理政府信息公开申请情况"},
      {"headings three and four",
       {"三、收到和处理", "四、政府信息公开行政复议"},
       "GK101 二、主动公开政府信息情况; GK101 二、主动公开政府信息情况"},
      {"the title of a block", {"第二十条第（五）项"}, "GK202 第二十条第（一）项"},
      {"the title of the first block", {"第二十条第（一）项"}, "GK202 信息内容"},
      {"title and header of a block", {"第二十条第（五）项", "| 本年处理决定数量"}, "GK202 第二十条第（一）项"},
      {"title and header of the first block", {"第二十条第（一）项", "本年制发件数"}, "GK202 规章"},
      {"a block", {"第二十条第（五）项", "| 本年处理决定数量", "| 行政许可"}, "GK202 第二十条第（一）项"},
      {"the header of a block", {"| 本年处理决定数量"}, "GK203 第二十条第（五）项"},
      {"the header of a block of three columns", {"本年制发件数"}, "GK203 第二十条第（一）项"},
      {"a row", {"2.重复申请"}, "GK204 1.信访举报投诉类申请"},
      {"two rows", {"2.重复申请", "3.要求提供"}, "GK204 1.信访举报投诉类申请; GK204 1.信访举报投诉类申请"},
      {"the rows of a group", {"1.本机关不掌握", "2.没有现成信息", "3.补正后"}, "GK204 8.属于行政查询事项"},
      {"the line of the header with the legal persons", {"商业企业"}, "GK203 自然人"},
      {"the header of table 3", {"勾稽关系", "法人或其他组织", "商业企业"}, "GK203 一、本年新收政府信息公开申请数量"},
      {"the header line of 行政复议 and 行政诉讼", {"| 行政复议 |"}, ""},
      {"the values of table 4", {"| 2 | 1 | 0 | 0 | 3 |"}, "GK204 结果维持"},
      {"the header of table 4", {"| 行政复议 |", "未经复议直接起诉", "结果维持"}, "GK203 2"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.name);
    CHECK(Said(CheckText(Joined(Without(each.lost)))) == each.said);
  }
}

TEST_CASE("lost parts: a page without any heading still has its tables") {
  std::vector<std::string> lines = WholeReport();
  std::erase_if(lines, [](const std::string& line) {
    return std::ranges::any_of(std::array{"一、总体", "二、主动", "三、收到", "四、政府", "五、存在", "六、其他"},
                               [&](std::string_view heading) { return line.starts_with(heading); });
  });
  for (std::string& line : lines) {
    if (const std::size_t at = line.find("| 41 |"); at != line.npos) line.replace(at, 6, "| 44 |");
  }
  const auto findings = [&] {
    std::string said = Said(CheckText(Joined(lines)));
    for (std::size_t at = 0; (at = said.find("GK101 ")) != said.npos;) said.erase(at, said.find("; ", at) + 2 - at);
    return said;
  };
  CHECK(findings().find("GK303 44") != std::string::npos);
  lines.erase(lines.begin());
  CHECK(findings().find("GK303 44") != std::string::npos);
}

TEST_CASE("lost parts: a page that lost all headings and kept the captions of its tables lost them in a converter") {
  std::vector<std::string> lines = WholeReport();
  std::erase_if(lines, [](const std::string& line) {
    return std::ranges::any_of(std::array{"一、总体", "五、存在", "六、其他"},
                               [&](std::string_view heading) { return line.starts_with(heading); });
  });
  int number = 0;
  for (std::string& line : lines) {
    const std::string_view mark = "、";
    const bool heads = line.starts_with("二、") || line.starts_with("三、") || line.starts_with("四、");
    if (heads) line = "| 表" + std::to_string(++number) + "　" + line.substr(mark.size() * 2) + " | | | |";
  }
  const Outcome outcome = CheckText(Joined(lines));
  CHECK(Said(outcome).find("GK101") == std::string::npos);
  CHECK(std::ranges::any_of(outcome.unchecked, [](const auto& each) { return each.rule->id == "GK101"; }));
}

namespace {

/// The whole report with every cell in a paragraph of its own, one of them worded otherwise.
std::string BareReport(std::string_view official, std::string_view words) {
  std::string text;
  for (const std::string& line : WholeReport()) {
    if (!line.starts_with("|")) {
      text += line + "\n\n";
      continue;
    }
    for (std::size_t at = 1; at < line.size();) {
      const std::size_t end = line.find('|', at);
      const std::string cell = end > at + 2 ? line.substr(at + 1, end - at - 2) : std::string();
      if (!cell.empty()) text += (cell == official ? std::string(words) : cell) + "\n\n";
      at = end + 1;
    }
  }
  return text;
}

}  // namespace

TEST_CASE("lost parts: the title of a block with a slip in it, of cells that stand alone") {
  CHECK(Said(CheckText(BareReport("第二十条第（五）项", "第二十条（五）项"))) == "GK207 第二十条（五）项");
}

TEST_CASE("lost parts: a label explained in sentences, of cells that stand alone") {
  const Outcome outcome = CheckText(
      BareReport("规章", "规章：指省、自治区和设区的市的人民政府根据法律制定的规章。名称一般为“规定”“办法”。"));
  CHECK(Said(outcome) == "");
  CHECK(outcome.unchecked.empty());
}

TEST_CASE("lost parts: rows for the parts of one, each with its own name") {
  std::vector<std::string> lines = WholeReport();
  const auto row =
      std::ranges::find_if(lines, [](const std::string& line) { return line.starts_with("| 行政规范性文件"); });
  REQUIRE(row != lines.end());
  *row = "| 行政规范性文件 | 县政府 | 3 | 1 | 27 |";
  lines.insert(row + 1, "| 县政府办公室 | 0 | 0 | 5 |");
  CHECK(Said(CheckText(Joined(lines))) == "GK205 县政府办公室");
}

TEST_CASE("lost parts: the beginning of a group's label is no slip in it") {
  const auto with = [](std::string_view label) {
    std::vector<std::string> lines = WholeReport();
    for (std::string& line : lines) {
      const std::string_view official = "（四）无法提供";
      if (const std::size_t at = line.find(official); at != std::string::npos) {
        line.replace(at, official.size(), label);
      }
    }
    return Said(CheckText(Joined(lines)));
  };
  CHECK(with("（四）无法提") == "");
  CHECK(with("（四）无去提供") == "GK207 （四）无去提供");
  CHECK(with("三、本年度办理结果 | （四）无去提供") == "GK207 （四）无去提供");
}

TEST_CASE("lost parts: a row without a label has a name in messages") {
  const Outcome outcome = CheckText(Joined(Without({"| 2 | 1 | 0 | 0 | 3 |"})));
  REQUIRE(outcome.findings.size() == 1);
  CHECK(outcome.findings.front().message == "缺少“填数的”一行");
}

TEST_CASE("lost parts: a group's name in front of each of its rows and columns is no other label") {
  const auto flat = [](std::string_view between) {
    std::vector<std::string> lines = WholeReport();
    std::vector<std::string> groups(2);
    for (std::string& line : lines) {
      // "| 三、本年度办理结果 | （三）不予公开 | 1.属于国家秘密 | 0 | …" as one cell
      std::vector<std::string> cells;
      for (std::size_t at = 0; cells.size() < 3 && line.starts_with("| "); ++at) {
        const std::size_t end = line.find('|', at + 1);
        if (end == line.npos) break;
        const std::string_view cell = std::string_view(line).substr(at + 1, end - at - 1);
        const std::size_t from = cell.find_first_not_of(' ');
        cells.emplace_back(from == cell.npos ? "" : cell.substr(from, cell.find_last_not_of(' ') + 1 - from));
        at = end - 1;
      }
      const bool row = cells.size() == 3 && (cells[0].empty() || cells[0].starts_with("三、"));
      if (!row || (cells[1].empty() && cells[2].empty()) || line.find("结果维持") != line.npos) continue;
      groups[0] = cells[0].empty() ? groups[0] : cells[0];
      groups[1] = cells[1].empty() ? groups[1] : cells[1];
      if (groups[0].empty()) continue;
      std::size_t values = 0;
      for (int bar = 0; bar < 4; ++bar) values = line.find('|', values) + 1;
      const std::string label = groups[0] + std::string(between) + groups[1];
      line = "| " + label + (cells[2].empty() ? "" : std::string(between) + cells[2]) + " | | |" + line.substr(values);
    }
    return lines;
  };
  const auto with_names = [](std::vector<std::string> lines, std::string_view between) {
    const auto names = std::ranges::find_if(lines, [](const auto& each) { return each.find("商业企业") != each.npos; });
    REQUIRE(names != lines.end());
    const auto name = [&](std::string_view leaf) {
      return "法人或其他组织" + std::string(between) + std::string(leaf);
    };
    *std::prev(names) = "| | | | 自然人 | " + name("商业企业") + " | " + name("科研机构") + " | " +
                        name("社会公益组织") + " | " + name("法律服务机构") + " | " + name("其他") + " | 总计 |";
    lines.erase(names);
    return lines;
  };
  for (const std::string_view between : {"", "-", " — "}) {
    CAPTURE(between);
    const std::vector<std::string> lines = flat(between);
    REQUIRE(std::ranges::any_of(lines, [&](const std::string& line) {
      return line.find("（五）不予处理" + std::string(between) + "2.重复申请 ") != line.npos;
    }));
    for (const std::vector<std::string>& each : {lines, with_names(lines, between)}) {
      const Outcome outcome = CheckText(Joined(each));
      CHECK(Said(outcome) == "");
      CHECK(outcome.unchecked.empty());
    }
  }
}

TEST_CASE("lost parts: a table of the other format beside one that is due") {
  std::vector<std::string> lines = WholeReport();
  const auto has = [](std::string_view words) {
    return [words](const std::string& line) { return line.find(words) != line.npos; };
  };
  const auto first = std::ranges::find_if(lines, has("1.申请人无正当理由"));
  const auto last = std::ranges::find_if(lines, has("3.其他 "));
  REQUIRE(first < last);
  lines.erase(std::next(first), std::next(last));
  *first = "| | （六）其他处理 | | 2 | 0 | 0 | 0 | 0 | 0 | 2 |";
  CHECK(Said(CheckText(Joined(lines))) == "GK020 （六）其他处理");
  // Something is left of rows between that row and the next of its format.
  lines.insert(std::next(first), "| | | 无正当理由逾期不补正、行政机关不再处理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |");
  CHECK(Said(CheckText(Joined(lines))).find("GK020") == std::string::npos);
}

TEST_CASE("lost parts: words among the numbers of a row without a label are in a value's place") {
  const auto with = [](std::string_view cells) {
    std::vector<std::string> lines = WholeReport();
    for (std::string& line : lines) {
      const std::string_view official = "| 2 | 1 | 0 | 0 | 3 |";
      if (line.starts_with(official)) {
        line.replace(0, official.size(), cells);
      }
    }
    return Said(CheckText(Joined(lines)));
  };
  CHECK(with("| 2 | 1 | 若干 | 0 | 3 |") == "GK212 若干");
  CHECK(with("| 见附件 | 1 | 0 | 0 | 3 |") == "GK212 见附件");
  CHECK(with("| 件数 | 2 | 1 | 0 | 0 | 3 |") == "");
}

TEST_CASE("lost parts: a table in a layout that nothing reads is not said to be missing") {
  std::vector<std::string> lines = WholeReport();
  for (std::string& line : lines) {
    std::ranges::replace(line, '|', '&');
    if (line.ends_with("27 &")) {
      line += " 4 &";
    }
  }
  const Outcome outcome = CheckText(Joined(lines));
  CHECK(Said(outcome) == "");
  CHECK(std::ranges::any_of(outcome.unchecked, [](const Unchecked& each) { return each.rule->id == "GK201"; }));
}

TEST_CASE("lost parts: sentences with the words of a table are no table") {
  std::vector<std::string> lines = WholeReport();
  const auto heading = std::ranges::find_if(lines, [](const std::string& line) { return line.starts_with("四、"); });
  const auto next = std::ranges::find_if(lines, [](const std::string& line) { return line.starts_with("五、"); });
  REQUIRE(heading < next);
  lines.erase(heading + 1, next);
  lines.insert(heading + 1, "行政复议结果维持2件、结果纠正1件，共3件。\n未经复议直接起诉0件，复议后起诉0件。");
  CHECK(Said(CheckText(Joined(lines))) == "GK201 四、政府信息公开行政复议、行政诉讼情况");
}

TEST_CASE("lost parts: a placeholder says that the table was there") {
  std::vector<std::string> lines;
  for (const std::string& line : WholeReport()) {
    if (!line.starts_with("|")) lines.push_back(line);
    if (line.starts_with("四、")) lines.emplace_back("[TABLE]");
  }
  const Outcome outcome = CheckText(Joined(lines));
  CHECK(Said(outcome) == "GK201 二、主动公开政府信息情况; GK201 三、收到和处理政府信息公开申请情况");
  const auto why = std::ranges::find(outcome.unchecked, "GK201", [](const auto& each) { return each.rule->id; });
  REQUIRE(why != outcome.unchecked.end());
  CHECK(why->reason.find("[TABLE]") != std::string::npos);
}

TEST_CASE("lost parts: a table that may be in a picture is not said to be missing") {
  std::string text;
  for (const std::string& line : WholeReport()) {
    if (!line.starts_with("|")) text += line + "\n";
    if (line.starts_with("四、")) text += "\n![](media/image1.png)\n\n";
  }
  const Outcome outcome = Lint({"report.md", &text}, ShippedRules(), nullptr, {});
  CHECK(Said(outcome) == "GK201 二、主动公开政府信息情况; GK201 三、收到和处理政府信息公开申请情况");
  const auto why = std::ranges::find(outcome.unchecked, "GK201", [](const auto& each) { return each.rule->id; });
  REQUIRE(why != outcome.unchecked.end());
  CHECK(why->reason.find("图片") != std::string::npos);
}

TEST_CASE("lost parts: the second line of a label is no label of the other form") {
  // A cell a line, and every label over two of them: "本年" above "处理决定数量", which the form of 2019 has alone.
  constexpr std::size_t kTwo = std::size_t{2} * 3;
  std::string text;
  for (const std::string& line : WholeReport()) {
    if (!line.starts_with("|")) {
      text += line + "\n\n";
      continue;
    }
    for (std::size_t at = 1; at < line.size();) {
      const std::size_t end = line.find('|', at);
      std::string cell(Trim(std::string_view(line).substr(at, end - at)));
      if (cell.size() >= 2 * kTwo && (cell[0] < '0' || cell[0] > '9')) cell.insert(kTwo, "\n");
      if (!cell.empty()) text += cell + "\n\n";
      at = end == line.npos ? line.size() : end + 1;
    }
  }
  CHECK(Said(CheckText(text)).empty());
}

TEST_CASE("lost parts: labels that lost their ordinals keep their rows") {
  std::string text;
  for (std::string line : WholeReport()) {
    for (const char* ordinal : {"| 1.", "| 2.", "| 3.", "| 4.", "| 5.", "| 6.", "| 7.", "| 8."}) {
      if (const std::size_t at = line.find(ordinal); at != line.npos) line.erase(at + 2, 2);
    }
    text += line + "\n";
  }
  CHECK(Said(CheckText(text)).empty());
  text.replace(text.find("| 98 | 14 |"), std::string("| 98 |").size(), "| 99 |");
  CHECK(Said(CheckText(text)) == "GK301 99; GK302 99; GK303 121");
}

TEST_CASE("lost parts: a table that a converter ran together into one line is not said to be missing") {
  for (const std::string_view line :
       {"结果 结果 其他 尚未 总 维持 纠正 结果 审结 计 2 1 0 0 3 0 0 0 0 0 0 0 0 0 0 单位：件",
        "行政复议 行政诉讼 未经复议直接起诉 复议后起诉 结果维持 结果纠正 其他结果 尚未审结 总计 2件"}) {
    std::string text;
    bool in_table = false;
    for (const std::string& each : WholeReport()) {
      in_table = each.starts_with("四、") || (in_table && !each.starts_with("五、"));
      if (!in_table || !each.starts_with("|")) text += each + "\n";
      if (each.starts_with("四、")) text += "\n" + std::string(line) + "\n\n";
    }
    CAPTURE(line);
    CHECK(Said(CheckText(text)).empty());
  }
}

TEST_CASE("lost parts: what stands in the section in another way cannot be told to be missing") {
  std::vector<std::string> lines = WholeReport();
  const auto row = std::ranges::find_if(
      lines, [](const std::string& each) { return each.find("3.要求提供公开出版物") != each.npos; });
  REQUIRE(row != lines.end());
  const std::string whole = *row;
  lines.erase(row);
  CHECK(Said(CheckText(Joined(lines))) == "GK204 2.重复申请");
  const auto heading = std::ranges::find_if(lines, [](const std::string& each) { return each.starts_with("四、"); });
  lines.insert(heading, "续：3.要求提供公开出版物");
  const Outcome outcome = CheckText(Joined(lines));
  CHECK(Said(outcome).empty());
  CHECK(std::ranges::any_of(outcome.unchecked, [](const Unchecked& each) { return each.rule->id == "GK204"; }));
}

TEST_CASE("lost parts: a label is no slip where the rest of it stands beside it") {
  std::vector<std::string> lines = WholeReport();
  for (std::string& line : lines) {
    const std::size_t at = line.find("| 行政规范性文件 |");
    if (at != line.npos)
      line = "| 行政规范性文 |" + line.substr(at + std::string("| 行政规范性文件 |").size()) + "\n| 件 | | | |";
  }
  CHECK(Said(CheckText(Joined(lines))).find("GK207") == std::string::npos);
}

TEST_CASE("lost parts: a table of which a part stands in lines beside it cannot be told to be incomplete") {
  std::vector<std::string> lines = WholeReport();
  const auto change = [&](std::string_view from, std::string_view to) {
    const auto line = std::ranges::find_if(lines, [&](const std::string& each) { return each.starts_with(from); });
    REQUIRE(line != lines.end());
    *line = to;
  };
  change("| 第二十条第（五）项", "\n第二十条第（五）项\n");
  change("| 信息内容 | 本年处理决定数量", "信息内容 本年处理决定数量\n");
  change("| 行政许可", "行政许可 112\n");
  CHECK(CheckText(Joined(lines)).unchecked.empty());  // that is all
  change("| 行政强制", "| 行政强制 | 5 | 1 | |");
  const Outcome outcome = CheckText(Joined(lines));
  CHECK(Said(outcome).empty());
  const auto unchecked = [&](std::string_view rule) {
    return std::ranges::find(outcome.unchecked, rule, [](const auto& each) { return each.rule->id; }) !=
           outcome.unchecked.end();
  };
  CHECK(unchecked("GK202"));
  CHECK(unchecked("GK204"));
  change("| 行政强制", "| 行政强制 | 5 | | |");
  // A sentence that names a row is none of the table's lines.
  change("\n第二十条第（五）项", "");
  change("信息内容 本年处理决定数量", "");
  change("行政许可 112", "我局作出行政许可 112 件。");
  CHECK(Said(CheckText(Joined(lines))) == "GK202 第二十条第（一）项");
}

TEST_CASE("lost parts: what a page has around its report is none of it") {
  const std::vector<std::string> report = WholeReport();
  std::vector<std::string> lines = {"首页 > 政务公开 > 年报"};
  for (const std::string& line : report) {
    const bool heading = line.size() > 6 &&
                         std::string_view("一二三四五六").find(line.substr(0, 3)) != std::string::npos &&
                         line.substr(3).starts_with("、");
    if (heading) lines.insert(lines.end(), {"•", line});
  }
  for (const char* year : {"2024", "2023", "2022", "2017"}) {
    lines.push_back("云溪县交通运输局" + std::string(year) + "年政府信息公开工作年度报告");
  }
  lines.push_back(report.front() + "【打印】【关闭】");
  for (std::size_t i = 1; i < report.size(); ++i) lines.push_back(report[i]);
  CHECK(Said(CheckText(Joined(lines))).empty());
}

TEST_CASE("lost parts: the name in the page's catalogue entry is the title where no other is") {
  std::vector<std::string> lines = WholeReport();
  const std::string title = lines.front();
  lines.front() = "| 索引号 | 013962022/2024-04858 | 发布机构 | 云溪县交通运输局 |\n| 名称 | " + title +
                  " | 公开日期 | 2024-01-27 |\n";
  CHECK(Said(CheckText(Joined(lines))).empty());
  lines.front() =
      "| 索引号 | 013962022/2024-04858 | 发布机构 | 云溪县交通运输局 |\n| 名称 | 年度报告 | 公开日期 | 2024-01-27 |\n";
  CHECK(Said(CheckText(Joined(lines))).starts_with("GK001"));
}

TEST_CASE("lost parts: the words above the labels of rows are no column in other words") {
  std::vector<std::string> lines = WholeReport();
  for (std::string& line : lines) {
    const auto drop = [&](std::string_view what) {
      const std::size_t at = line.find(what);
      line = at == line.npos ? line : line.erase(at, what.size());
    };
    drop("| 本年制发件数 ");
    if (line.starts_with("| 规章 |")) drop("| 0 ");
    if (line.starts_with("| 行政规范性文件 |")) drop("| 3 ");
  }
  CHECK(Said(CheckText(Joined(lines))) == "GK203 信息内容");
}

TEST_CASE("lost parts: cells of a lost column that stay behind, blank and with nothing above, are no other column") {
  std::vector<std::string> lines = WholeReport();
  const auto empty_last = [&](std::string_view row) {
    const auto line = std::ranges::find_if(lines, [&](const std::string& each) { return each.starts_with(row); });
    REQUIRE(line != lines.end());
    const std::size_t before_last = line->rfind('|', line->size() - 2);
    line->replace(before_last, line->npos, "| |");
  };
  for (const std::string_view row : {"| 信息内容 | 本年制发件数", "| 规章 |", "| 行政规范性文件 |"}) empty_last(row);
  CHECK(Said(CheckText(Joined(lines))) == "GK203 信息内容");
}

TEST_CASE("lost parts: what is lost together is named together") {
  const Outcome outcome = CheckText(Joined(Without({"本年制发件数"})));
  REQUIRE(outcome.findings.size() == 1);
  CHECK(outcome.findings[0].message == "表头缺少“本年制发件数 / 本年废止件数 / 现行有效件数”栏");
}

TEST_CASE("lost parts: two forms in one table are told apart, with and without the heading between them") {
  std::vector<std::string> lines = WholeReport();
  // One table of all rows, the headings three and four among them.
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool between = i > 5 && (lines[i].starts_with("三、收到") || lines[i].starts_with("四、政府"));
    lines[i] = between ? "| " + lines[i] + " | | |" : lines[i];
  }
  const auto first = std::ranges::find(lines, "| 第二十条第（一）项 | | | |");
  const auto last = std::ranges::find(lines, "五、存在的主要问题及改进情况") - 1;
  lines.erase(std::remove(first, last, std::string()), last);
  CHECK(Said(CheckText(Joined(lines))) == "");
  std::erase_if(
      lines, [](const std::string& line) { return line.starts_with("| 三、收到") || line.starts_with("| 四、政府"); });
  CHECK(Said(CheckText(Joined(lines))) == "GK101 二、主动公开政府信息情况; GK101 二、主动公开政府信息情况");
}

namespace {

/// The tables as some readers of pages leave them: a cell a line, and nothing that says where a row ends.
std::string CellByCell(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) {
    if (!line.starts_with("|")) {
      text += line + "\n";
      continue;
    }
    for (std::size_t begin = 1; begin < line.size();) {
      const std::size_t end = std::min(line.find('|', begin), line.size());
      const std::string_view cell = std::string_view(line).substr(begin, end - begin);
      const std::size_t first = cell.find_first_not_of(' ');
      if (first != cell.npos) {
        text += std::string(cell.substr(first, cell.find_last_not_of(' ') + 1 - first)) + " |\n";
      }
      begin = end + 1;
    }
  }
  return text;
}

/// As others leave them: a pipe before each row, a cell a line, and as many pipes behind as the row lacks; above each
/// table a caption.
std::string LedByPipes(const std::vector<std::string>& lines) {
  std::string text;
  std::ptrdiff_t width = 0;
  for (const std::string& line : lines) {
    if (!line.starts_with("|")) {
      text += line.empty() ? "" : line + "\n";
      width = 0;
      continue;
    }
    if (width == 0) {
      width = std::ranges::count(line, '|') - 1;
      text += "单位：件\n";
    }
    text += "|\n";
    std::ptrdiff_t cells = 0;
    for (std::size_t begin = 1; begin < line.size();) {
      const std::size_t end = std::min(line.find('|', begin), line.size());
      const std::string_view cell = std::string_view(line).substr(begin, end - begin);
      const std::size_t first = cell.find_first_not_of(' ');
      if (first != cell.npos) {
        text += std::string(cell.substr(first, cell.find_last_not_of(' ') + 1 - first)) + " |\n";
        ++cells;
      }
      begin = end + 1;
    }
    text += cells < width ? std::string(static_cast<std::size_t>(width - cells), '|') + "\n" : "";
  }
  return text;
}

}  // namespace

TEST_CASE("lost parts: a caption right above a table is none of its cells, a remark below it hides no heading") {
  CHECK(Said(CheckText(LedByPipes(WholeReport()))) == "");
  std::vector<std::string> lines = WholeReport();
  for (const std::string_view heading : {"三、收到", "四、政府"}) {
    const auto at = std::ranges::find_if(lines, [&](const std::string& line) { return line.starts_with(heading); });
    lines.insert(at, "注：以上数据由各科室报送汇总。");
  }
  CHECK(Said(CheckText(CellByCell(lines))) == "");
  CHECK(Said(CheckText(LedByPipes(lines))) == "");
}

TEST_CASE("lost parts: rows that no reader could tell apart are told apart by the form's labels") {
  CHECK(Said(CheckText(CellByCell(WholeReport()))) == "");
  CHECK(Said(CheckText(CellByCell(Without({"四、政府信息公开行政复议"})))) ==
        "GK101 三、收到和处理政府信息公开申请情况");
  std::vector<std::string> words = WholeReport();
  std::ranges::replace(words, std::string("| 行政处罚 | 46 | | |"), std::string("| 行政处罚 | 正在统计 | | |"));
  CHECK(Said(CheckText(CellByCell(words))) == "GK212 正在统计");
}

TEST_CASE("lost parts: without row ends, a label that lacks a character is a slip unless a line of its own has it") {
  const auto with = [](std::string_view official, std::string_view label) {
    std::vector<std::string> lines = WholeReport();
    for (std::string& line : lines) {
      if (const std::size_t at = line.find(official); at != std::string::npos) {
        line.replace(at, official.size(), label);
      }
    }
    return Said(CheckText(CellByCell(lines)));
  };
  CHECK(with("（一）予以公开", "（一）予以公") == "GK207 （一）予以公");
  CHECK(with("现行有效件数", "现行有效件") == "GK207 现行有效件");
  CHECK(with("现行有效件数", "现行有效件 | 数") == "");
  CHECK(with("6.属于四类过程性信息", "6.属于四类过程性 | 信息") == "");
}

TEST_CASE("lost parts: the caption of a table is no heading, though blanks part its words from its number") {
  for (const std::string_view caption :
       {"表 4 政府信息公开行政复议、行政诉讼情况", "    表 4　政府信息公开行政复议、行政诉讼情况",
        "　　表四　政府信息公开行政复议、行政诉讼情况统计表"}) {
    CAPTURE(caption);
    std::vector<std::string> lines = Without({"四、政府信息公开行政复议"});
    lines.insert(std::ranges::find_if(lines, [](const std::string& line) { return line.starts_with("| 行政复议 |"); }),
                 std::string(caption));
    std::string text = CellByCell(lines);
    for (std::size_t at = text.find(" |\n"); at != text.npos; at = text.find(" |\n", at)) {
      text.erase(at, 2);
    }
    const Outcome outcome = CheckText(text);
    CHECK(std::ranges::any_of(outcome.findings, [](const auto& each) { return each.rule->id == "GK101"; }));
  }
}

TEST_CASE("lost parts: without row ends, the first place of a table is not its caption's") {
  std::vector<std::string> lines = Without({"第二十条第（一）项", "本年制发件数"});
  std::ranges::replace(lines, std::string(), std::string("| （单位：件、万元） |"));
  CHECK(Said(CheckText(CellByCell(lines))) == "GK202 规章");
}

TEST_CASE("lost parts: a merged cell that is written out names no column of the same name that was lost") {
  std::vector<std::string> lines = WholeReport();
  const auto begin =
      std::ranges::find_if(lines, [](const std::string& line) { return line.starts_with("| 行政复议 |"); });
  const auto end =
      std::ranges::find_if(lines, [](const std::string& line) { return line.starts_with("| 2 | 1 | 0 | 0 | 3 |"); });
  REQUIRE(end != lines.end());
  const auto at = lines.erase(begin, end + 1);
  lines.insert(
      at,
      {"| 行政复议 | 行政复议 | 行政复议 | 行政复议 | 行政复议 | 行政诉讼 | 行政诉讼 | 行政诉讼 | 行政诉讼 | 行政诉讼 "
       "| 行政诉讼 | 行政诉讼 | 行政诉讼 | 行政诉讼 |",
       "| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | 未经复议直接起诉 | 未经复议直接起诉 "
       "| 未经复议直接起诉 | 未经复议直接起诉 | 复议后起诉 | 复议后起诉 | 复议后起诉 | 复议后起诉 |",
       "| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 "
       "| 结果维持 | 结果纠正 | 尚未审结 | 总计 |",
       "| 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |"});
  const Outcome outcome = CheckText(Joined(lines));
  REQUIRE(outcome.findings.size() == 1);
  CHECK(outcome.findings[0].rule->id == "GK203");
  CHECK(outcome.findings[0].subject.column == "after_other");
}

TEST_CASE("lost parts: one line with a number for every column is the row, whatever stands around it") {
  std::vector<std::string> lines = WholeReport();
  const auto row = std::ranges::find_if(lines, [](const std::string& line) { return line.starts_with("| 2 | 1 | 0"); });
  REQUIRE(row != lines.end());
  row->replace(0, std::string_view("| 2").size(), "| 9");
  const auto heading = std::ranges::find_if(lines, [](const std::string& line) { return line.starts_with("四、"); });
  lines.insert(heading + 1, {"| 表 | 4 |", "| 行政复议、行政诉讼情况 |"});
  CHECK(Said(CheckText(Joined(lines))) == "GK311 3");
}

TEST_CASE("lost parts: a row printed a column too far keeps its values, words among them") {
  std::vector<std::string> lines = WholeReport();
  const auto row =
      std::ranges::find_if(lines, [](const std::string& line) { return line.find("2.没有现成") != line.npos; });
  *row = "| | | （四）无法提供 | 2.没有现成信息需要另行制作 | 4 | 0 | 0 | 若干 | 0 | 0 | 4 |";
  CHECK(Said(CheckText(Joined(lines))) == "GK212 若干");
}

TEST_CASE("lost parts: without the report's year, what is said of a year is no claim") {
  std::vector<std::string> lines = WholeReport();
  lines[0] = "云溪县交通运输局政府信息公开工作年度报告";
  lines[2] += "2022年收到政府信息公开申请69件，同比下降18.8%。";
  CHECK(Said(CheckText(Joined(lines))) == "GK002 云溪县交通运输局政府信息公开工作年度报告");
}

TEST_CASE("lost parts: rows that all lack a value are one finding, which says how many they are") {
  std::vector<std::string> lines = WholeReport();
  bool in_table = false;
  for (std::string& line : lines) {
    in_table = line.starts_with("三、收到") || (in_table && !line.starts_with("四、政府"));
    if (in_table && line.ends_with(" |") && line.find("| 0") != line.npos) {
      line = line.substr(0, line.rfind(" | ") + 2);  // the last value is gone
    }
  }
  const Outcome outcome = CheckText(Joined(lines));
  REQUIRE(outcome.findings.size() == 1);
  const Diagnostic& finding = outcome.findings[0];
  CHECK(finding.rule->id == "GK206");
  CHECK(outcome.source->Slice(finding.where) == "一、本年新收政府信息公开申请数量");
  REQUIRE(finding.notes.size() == 1);
  CHECK(finding.notes[0] == "本表另有 24 处同样如此");
}

TEST_CASE("lost parts: in text without delimiters, a block's title may have wide blanks in it") {
  std::string text;
  for (const std::string_view line : {"云溪县交通运输局2023年政府信息公开工作年度报告",
                                      "一、总体情况",
                                      "我局认真落实条例。",
                                      "二、主动公开政府信息情况",
                                      "第二十条  第（一）项",
                                      "信息内容",
                                      "本年制发件数",
                                      "现行有效件数",
                                      "规章",
                                      "0",
                                      "0",
                                      "行政规范性文件",
                                      "1",
                                      "12",
                                      "第二十条  第（五）项",
                                      "信息内容",
                                      "本年处理决定数量",
                                      "行政许可",
                                      "4209",
                                      "第二十条  第（六）项",
                                      "信息内容",
                                      "本年处理决定数量",
                                      "行政处罚",
                                      "296",
                                      "行政强制",
                                      "8",
                                      "第二十条  第（八）项",
                                      "信息内容",
                                      "本年收费金额（单位：万元）",
                                      "行政事业性收费",
                                      "103"}) {
    text += std::string(line) + "\n";
  }
  const std::string said = Said(CheckText(text));
  CHECK(said.find("GK203 信息内容") != said.npos);
  CHECK(said.find("GK202") == said.npos);
}

TEST_CASE("lost parts: the empty line below the title, where lines are about as wide as each other") {
  std::vector<std::string> lines = WholeReport();
  lines[0] = "云溪市天元区嵩山路街道办事处2023年政府信息公开工作年度报告";
  lines.insert(lines.begin() + 1, "报告中列举数据的统计期限自2023年1月1日起至2023年12月31日止。");
  const auto overview = std::ranges::find_if(lines, [](const std::string& line) { return line.starts_with("我局"); });
  REQUIRE(overview != lines.end());
  *overview = "主动公开方面，及时发布各类信息。平台建设和监督保障方面有加强。";
  lines.insert(overview + 1, "依申请公开方面，街道依法办理各类申请，做好政府信息管理工作。");
  CHECK(Said(CheckText(Joined(lines))) == "");
}

}  // namespace gouji
