// Reports of which a converter or a clipboard took cells and headings apart: what can be put together says the same as
// before, and of what cannot no more is said than that.

#include <doctest/doctest.h>

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "check/prose_report.h"
#include "report/whole_report.h"

namespace gouji {
namespace {

using Changes = std::initializer_list<std::pair<std::string_view, std::string_view>>;

bool IsUnchecked(const Outcome& outcome, std::string_view rule) {
  return std::ranges::find(outcome.unchecked, rule, [](const auto& each) { return each.rule->id; }) !=
         outcome.unchecked.end();
}

/// Words of the whole report in other words, each as often as they stand there.
std::string Changed(const Changes& changes, std::string text = Joined(WholeReport())) {
  for (const auto& [from, to] : changes) {
    REQUIRE(text.find(from) != text.npos);
    for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) {
      text.replace(at, from.size(), to);
    }
  }
  return text;
}

/// The whole report as a browser copies its page: a merged cell once, a TAB between cells, and nothing of the borders.
std::string Copied(const Changes& changes = {}) {
  std::string text;
  for (std::string line : WholeReport()) {
    if (!line.starts_with("|")) {
      text += line + "\n";
      continue;
    }
    std::string row;
    while (line.size() > 1) {
      line.erase(0, 1);
      const std::size_t end = line.find('|');
      const std::size_t first = line.find_first_not_of(' ');
      if (first < end) {
        row += (row.empty() ? "" : "\t") + line.substr(first, line.find_last_not_of(" |", end) + 1 - first);
      }
      line.erase(0, end);
    }
    text += row + "\n";
  }
  return Changed(changes, text);
}

}  // namespace

TEST_CASE("broken cells: what a browser copies has the line ends that stand inside of cells") {
  CHECK(Said(CheckText(Copied())).empty());
  const Changes broken = {{"一、本年新收政府信息公开申请数量", "一、本年新收\n政府信息公开\n申请数量"},
                          {"总计\t", "总\n计\t"},
                          {"总计\n", "总\n计\n"},
                          {"自然人", "自\n然\n人"},
                          {"商业企业", "商业\n企业"},
                          {"其他\n", "其\n他\n"},
                          {"行政复议\t", "行\n政\n复\n议\t"},
                          {"8.属于行政查询事项", "8.属于行政\n查询事项"}};
  const Outcome whole = CheckText(Copied(broken));
  CHECK(Said(whole).empty());
  CHECK_FALSE(IsUnchecked(whole, "GK203"));
  CHECK_FALSE(IsUnchecked(whole, "GK303"));
  // The figures are those of their rows.
  Changes wrong = {{"8.属于行政查询事项\t1", "8.属于行政\n查询事项\t2"}};
  CHECK(Said(CheckText(Copied(wrong))) == "GK303 1; GK302 98");
  // A spreadsheet puts such cells between quotation marks.
  const Changes quoted = {{"一、本年新收政府信息公开申请数量", "\"一、本年新收\n政府信息公开申请数量\""},
                          {"\t4.保护第三方合法权益\t4", "\t\"4.保护第三方\n合法权益\"\t4"}};
  CHECK(Said(CheckText(Copied({quoted.begin()[0]}))).empty());
}

TEST_CASE("broken cells: where pieces are left over, what seems to be missing cannot be told") {
  const Outcome outcome =
      CheckText(Copied({{"二、上年结转政府信息公开申请数量", "二、上年结转\n的政府信息\n公开的\n申请的数量"}}));
  CHECK(Said(outcome).empty());
  CHECK(IsUnchecked(outcome, "GK204"));
}

TEST_CASE("broken cells: a table set up with a line for each group of columns") {
  std::string text = Joined(WholeReport());
  const std::size_t begin = text.find("| 行政复议 |");
  const std::size_t end = text.find("\n\n五、");
  const auto turned = [&](std::string_view table) { return std::string(text).replace(begin, end - begin, table); };
  const std::string header = "| 类别 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |\n|---|---|---|---|---|---|\n";
  const std::string review = "| 行政复议 | 2 | 1 | 0 | 0 | 3 |\n";
  const std::string direct = "| 行政诉讼（未经复议直接起诉） | 1 | 0 | 0 | 1 | 2 |\n";
  const std::string after = "| 行政诉讼（复议后起诉） | 0 | 0 | 1 | 0 | 1 |\n";
  CHECK(Said(CheckText(turned(header + review + direct + after))).empty());
  const std::string wrong = "| 行政诉讼（未经复议直接起诉） | 1 | 0 | 0 | 1 | 4 |\n";
  CHECK(Said(CheckText(turned(header + review + wrong + after))) == "GK312 4");
  // One line is none of the groups'.
  const Outcome outcome = CheckText(turned(header + review + direct + "| 合计 | 3 | 1 | 1 | 1 | 6 |\n"));
  CHECK(Said(outcome).empty());
  CHECK(IsUnchecked(outcome, "GK203"));
  CHECK(IsUnchecked(outcome, "GK312"));
}

TEST_CASE("broken cells: a blank column at the end of all rows only spaces the page") {
  std::string text;
  for (std::string line : WholeReport()) {
    if (line.starts_with("| 行政复议") || line.starts_with("| 结果维持") || line.starts_with("| | | | | | 结果") ||
        line.starts_with("| 2 | 1 | 0")) {
      for (std::size_t at = line.find("| |"); at != line.npos; at = line.find("| |")) line.erase(at, 2);
      line += " |";
    }
    text += line + "\n";
  }
  CHECK(Said(CheckText(text)).empty());
}

TEST_CASE("broken cells: several numbers in one cell of a row with blanks are columns run together") {
  const Changes together = {{"| 行政规范性文件 | 3 | 1 | 27 |", "| 行政规范性文件 | 3 1 | 27 | |"}};
  CHECK(CheckText(Changed(together)).unchecked.empty());  // all else is as it should be, so there are three of them
  const Outcome outcome = CheckText(Changed({together.begin()[0], {"本年废止件数", "废止的件数"}}));
  CHECK(Said(outcome).find("GK206") == std::string::npos);
  CHECK(IsUnchecked(outcome, "GK206"));
  CHECK(Said(CheckText(Changed({{"| 行政规范性文件 | 3 | 1 | 27 |", "| 行政规范性文件 | 3 | 1 | 2 7 |"}}))) ==
        "GK213 2 7");
}

TEST_CASE("broken cells: words that a page has behind every heading are none of it") {
  std::vector<std::string> lines = WholeReport();
  std::string menu;
  const auto with = [&](std::string_view tail, bool listed) {
    std::string text = lines.front() + "\n";
    std::string report;
    for (std::size_t i = 1; i < lines.size(); ++i) {
      const bool heading =
          !lines[i].empty() && std::string_view("一二三四五六").find(lines[i].substr(0, 3)) != std::string_view::npos;
      text += heading && listed ? lines[i] + "\n" : "";
      report += lines[i] + (heading ? std::string(tail) : "") + "\n";
    }
    return text + report;
  };
  for (const std::string_view tail : {"返回顶部", "[展开]", "▲", "（点击收起）"}) {
    CAPTURE(tail);
    CHECK(Said(CheckText(with(tail, false))).empty());
    CHECK(Said(CheckText(with(tail, true))).empty());
  }
}

TEST_CASE("broken cells: headings that a converter lost, all of them, are not said to be missing") {
  for (const std::string caption : {"表　", "表2　"}) {
    std::string text;
    for (const std::string& line : WholeReport()) {
      const bool heading =
          !line.empty() && std::string_view("一二三四五六").find(line.substr(0, 3)) != std::string_view::npos;
      if (!heading) text += line + "\n";
      if (line.starts_with("二、") || line.starts_with("三、") || line.starts_with("四、")) {
        text += "\n| " + caption + line.substr(6) + " | | | |\n";
      }
    }
    const Outcome outcome = CheckText(text);
    CHECK(Said(outcome).empty());
    CHECK(IsUnchecked(outcome, "GK101"));
  }
}

TEST_CASE("broken cells: the title among what a page and a converter put around it") {
  const std::string title = WholeReport().front();
  for (const std::string_view found :
       {"• 政府信息公开\n• 年报\n\n{}【打印】【关", "• 政府信息公开年报\n\n{}", "{}【关闭"}) {
    std::string line(found);
    line.replace(line.find("{}"), 2, title);
    CAPTURE(line);
    CHECK(Said(CheckText(Changed({{title, line}}))).empty());
  }
  CHECK(Said(CheckText(Changed(
                 {{title, "云溪县交通运输局\n\n| 2023 | 年政府信息公开工作年度报告 | | |\n|---|---|---|---|\n"}})))
            .empty());
}

TEST_CASE("broken cells: in a text without headings a link below is not taken for the title") {
  std::string text;
  for (std::string line : WholeReport()) {
    const bool marked =
        !line.empty() && (line == WholeReport().front() ||
                          std::string_view("一二三四五六").find(line.substr(0, 3)) != std::string_view::npos);
    text += (marked ? "%%:: " + line : line) + "\n";
  }
  text += "近期文章\n\n-  云溪县交通运输局2021年政府信息公开工作年度报告\n";
  const Outcome outcome = CheckText(text);
  CHECK(Said(outcome).empty());
  CHECK(IsUnchecked(outcome, "GK001"));
}

TEST_CASE("broken cells: what a converter printed of a page's lists and of the way to it is no title") {
  const std::string title = WholeReport().front();
  for (const std::string_view above :
       {"•\n首页\n•\n政府信息公开\n•\n年报\n", "您现在的位置：首页 > 政府信息公开年报 > 正文\n",
        "•\n云溪县交通运输局\n2019\n年政府信息公开工作年度报告\n•\n云溪县交通运输局\n2016\n年政府信息公开工作年度报告"
        "\n"}) {
    CAPTURE(above);
    CHECK(Said(CheckText(Changed({{title, std::string(above) + title}}))).empty());
  }
}

TEST_CASE("broken cells: the title may stand before the name of the site, or be named again behind itself") {
  const std::string title = WholeReport().front();
  for (const std::string_view behind : {" - 云溪县人民政府", "_云溪县人民政府网", " | 政府信息公开"}) {
    CAPTURE(behind);
    CHECK(Said(CheckText(Changed({{title, title + std::string(behind)}}))).empty());
  }
  for (const std::string_view marks : {"===", "'''", "== "}) {
    const std::string behind(marks.rbegin(), marks.rend());
    CHECK(Said(CheckText(Changed({{title, std::string(marks) + title + behind}}))).empty());
  }
  const std::string marked = Joined(WholeReport());
  std::string text = "# " + title + " [" + title + "]\n" + marked.substr(marked.find('\n'));
  CHECK(Said(Lint({"report.md", &text}, ShippedRules(), nullptr, {})).empty());
}

TEST_CASE("broken cells: a heading printed again as the title of its table is no second section") {
  const std::string_view first = "| 第二十条第（一）项 | | | |";
  const std::string title = "| 二、主动公开政府信息情况 | | | |\n";
  CHECK(Said(CheckText(Changed({{first, title + std::string(first)}}))).empty());
  CHECK(Said(CheckText(Changed({{"| 规章 |", title + "| 规章 |"}}))).find("GK106") != std::string::npos);
}

TEST_CASE("broken cells: borders that a converter of PDF drew through labels") {
  const Outcome outcome =
      CheckText(Changed({{"| 三、本年度办理结果 | （一）予以公开 |", "| 三、本年度办理结（一）予以 | 公开 |"},
                         {"| | （二）部分公开（区分处理的，只计这一情形，不计其他情形） |",
                          "| 果（二）部分不计其他情 | 公开（区分处理的，只计这一情形，形） |"}}));
  CHECK(Said(outcome).empty());
  CHECK(IsUnchecked(outcome, "GK204"));
  CHECK(IsUnchecked(outcome, "GK207"));
  // Twice through one, and through both lines of another.
  const Outcome more =
      CheckText(Changed({{"| 一、本年新收政府信息公开申请数量 | | |", "| 一、本年新收 | 政府信息公开 | 申请数量 |"},
                         {"| | （二）部分公开（区分处理的，只计这一情形，不计其他情形） |",
                          "| （二）部分计其他情形 | 公开（区分处理的，只计这一情形，不） |"}}));
  CHECK(Said(more).empty());
  CHECK(IsUnchecked(more, "GK204"));
}

TEST_CASE("broken cells: what blanks without a trace leave open is said to be open") {
  // One number a line, and a blank cell nowhere.
  std::string text;
  for (std::string line : WholeReport()) {
    if (!line.starts_with("|")) {
      text += line + "\n";
      continue;
    }
    while (line.size() > 1) {
      line.erase(0, 1);
      const std::size_t end = line.find('|');
      const std::size_t first = line.find_first_not_of(' ');
      if (first < end) text += line.substr(first, line.find_last_not_of(" |", end) + 1 - first) + "\n";
      line.erase(0, end);
    }
  }
  CHECK(Said(CheckText(text)).empty());
  // A number that a line end cut off its label is no slip in it.
  CHECK(Said(CheckText(Changed({{"5.属于三类内部事务信息", "5\n．属于三类内部事务信息"}}, text))).empty());
  const Outcome outcome = CheckText(Changed({{"8.属于行政查询事项\n1\n0\n", "8.属于行政查询事项\n1\n"}}, text));
  CHECK(Said(outcome).empty());
  for (const std::string_view rule : {"GK206", "GK210", "GK303"}) {
    CAPTURE(rule);
    CHECK(IsUnchecked(outcome, rule));
  }
}

TEST_CASE("broken cells: numbers that stand before their labels are no row's, words with digits no word for one") {
  // As pdftotext gives a table whose cells are set to the middle.
  std::string bare;
  for (const std::string& line : WholeReport()) {
    if (line.find("第二十条第（一）项") != line.npos) {
      bare +=
          "第二十条第（一）项\n信息内 本年制 本年废 现行有\n容 发件数 止件数 效件数\n0\n0\n规章 0\n3\n1\n行政规 "
          "27\n范性文\n件\n";
    } else if (line.starts_with("| 信息内容 | 本年制发") || line.starts_with("| 规章") ||
               line.starts_with("| 行政规范")) {
      continue;
    } else if (line.starts_with("|") && bare.find("三、收到") == bare.npos) {
      std::string words;
      for (const char c : line) {
        if (c != '|' && (c != ' ' || !words.ends_with(' '))) words += c;
      }
      const std::size_t first = words.find_first_not_of(' ');
      bare += words.substr(first, words.find_last_not_of(' ') + 1 - first) + "\n";
    } else {
      bare += line + "\n";
    }
  }
  const Outcome outcome = CheckText(bare);
  CHECK(Said(outcome).empty());
  CHECK(IsUnchecked(outcome, "GK323"));
}

TEST_CASE("broken cells: a table of another kind in the section of one is none of its rows") {
  const std::string heading = "三、收到和处理政府信息公开申请情况\n\n";
  const std::string other =
      "| 申请渠道 | 网络申请 | 信函申请 | 当面申请 | 合计 |\n|---|---|---|---|---|\n"
      "| 数量（件） | 80 | 31 | 10 | 121 |\n";
  CHECK(Said(CheckText(Changed({{heading, heading + other + "\n从结果看：\n\n"}}))).empty());
  CHECK(Said(CheckText(Changed({{"\n\n四、政府", "\n\n从渠道看：\n\n" + other + "\n\n四、政府"}}))).empty());
  // Where nothing stands between them they are read as one.
  const std::string copied = "申请渠道\t网络申请\t信函申请\t当面申请\t合计\n数量（件）\t80\t31\t10\t121\n";
  CHECK(Said(CheckText(Copied({{heading, heading + copied}}))).empty());
  // A row of the table's own width is a row of the table.
  CHECK(Said(CheckText(
            Changed({{"| 四、结转下年度", "| 附：撤回 | | | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n| 四、结转下年度"}}))) ==
        "GK205 附：撤回");
}

TEST_CASE("broken cells: numbers between the lines of a label leave the row unsure") {
  std::string text;
  for (std::string line : WholeReport()) {
    if (!line.starts_with("|")) {
      text += line + "\n";
      continue;
    }
    std::string row;
    for (const char c : line) row += c == '|' ? std::string("   ") : std::string(1, c);
    text += row + "\n";
  }
  const std::string label = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）";
  const std::size_t at = text.find(label);
  const std::size_t end = text.find('\n', at);
  text.replace(at, end - at,
               "（二）部分公开（区分处理的，只计这一情 12 2 0 0\n      形，不计其他情形）                 0   0   14");
  const Outcome outcome = CheckText(text);
  CHECK(Said(outcome).empty());
  CHECK(IsUnchecked(outcome, "GK303"));
}

TEST_CASE("broken cells: names of columns before their values, and values beside their columns") {
  CHECK(
      Said(CheckText(Changed({{"| 一、本年新收政府信息公开申请数量 | | | 97 | 15 | 3 | 0 | 4 | 2 | 121 |",
                               "| 一、本年新收政府信息公开申请数量 | | | 自然人：97 | 商业企业：15 | 科研机构:3 | 0 | "
                               "法律服务机构： 4 | 其他：2 | 总计：121 |"}})))
          .empty());
  CHECK(Said(CheckText(Changed({{"| 97 | 15 |", "| 总计：97 | 15 |"}}))) == "GK212 总计：97");
  // As a converter of PDF sets a table out, with a column of its own for every place in which something begins.
  const Changes spaced = {{"| 第二十条第（一）项 | | | |", "第二十条第（一）项\n"},
                          {"| 第二十条第（五）项", "\n| 第二十条第（五）项"},
                          {"| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |",
                           "| 信息内容 | 本年制发件数 | | 本年废止件数 | | | 现行有效件数 | |"},
                          {"| 规章 | 0 | 0 | 0 |", "| 规章 | | 0 | | 0 | | 0 | |"},
                          {"| 行政规范性文件 | 3 | 1 | 27 |", "| 行政规范性文件 | 3 | | | 1 | | 27 | |"}};
  CHECK(Said(CheckText(Changed(spaced))).empty());
  const std::string title = WholeReport().front();
  CHECK(Said(CheckText(Changed({{title,
                                 "| | 云溪县交通运输局 | | | 2023 | | 年政府信息公开工作年度报告 | |\n"
                                 "|---|---|---|---|---|---|---|---|\n"}})))
            .empty());
}

TEST_CASE("broken cells: of two reports in one file the first is checked, and the other is said to be there") {
  std::string other = Joined(WholeReport());
  other.replace(other.find("2023"), 4, "2022");
  other.replace(other.find("| 97 |"), 6, "| 98 |");
  const Outcome outcome = CheckText(Joined(WholeReport()) + other);
  CHECK(Said(outcome).empty());
  const auto why = std::ranges::find(outcome.unchecked, "GK106", [](const auto& each) { return each.rule->id; });
  REQUIRE(why != outcome.unchecked.end());
  CHECK(why->reason.find("云溪县交通运输局2022年") != std::string::npos);
  // Sections that stand twice in one report are its own.
  std::vector<std::string> lines = WholeReport();
  lines.emplace_back("五、存在的主要问题及改进情况");
  lines.emplace_back("仍有不足。");
  CHECK(Said(CheckText(Joined(lines))) == "GK106 五、存在的主要问题及改进情况");
}

TEST_CASE("broken cells: what a conversion left of a table's header is no sentence with a word written twice") {
  for (const auto& each :
       {std::pair("本年制本年制发废止件数", ""), std::pair("本年本年制发、废止件数", "GK903 本年")}) {
    std::string text = Joined(WholeReport());
    const std::string heading = "二、主动公开政府信息情况\n";
    REQUIRE(text.find(heading) != text.npos);
    text.insert(text.find(heading) + heading.size(), std::string(each.first) + "\n");
    CAPTURE(each.first);
    CHECK(Said(CheckText(text)) == each.second);
  }
}

}  // namespace gouji
