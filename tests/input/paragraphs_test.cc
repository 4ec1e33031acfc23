#include "input/paragraphs.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "blocks_as_text.h"
#include "input/text_lines.h"

namespace gouji {
namespace {

/// Hard-wrapped text of forty places a line, as PDF gives it; the last line is to be followed by what a case adds.
constexpr std::string_view kWrapped =
    "    本年度我局认真贯彻落实中华人民共和国\n"
    "政府信息公开条例，主动公开各类信息，及时\n"
    "回应社会关切，不断提升政府工作透明度，得\n"
    "到群众好评。\n"
    "    一是加强组织领导，落实工作责任，明确\n"
    "专人负责信息公开，定期组织业务培训，全年\n"
    "共开展培训三次。\n";

constexpr std::string_view kJoined =
    "本年度我局认真贯彻落实中华人民共和国政府信息公开条例，主动公开各类信息，及时回应社会关切，不断提升政府工作透明度，"
    "得到群众好评。\n"
    "一是加强组织领导，落实工作责任，明确专人负责信息公开，定期组织业务培训，全年共开展培训三次。\n";

struct Sample {
  const char* name;
  std::string_view text;
  std::string_view expected;
};

std::string Repeated(std::string_view text, int times) {
  std::string repeated;
  for (int i = 0; i < times; ++i) repeated.append(text);
  return repeated;
}

void Compare(std::span<const Sample> samples, std::string_view before, std::string_view expected_before) {
  for (const Sample& sample : samples) {
    const std::string_view name = sample.name;
    CAPTURE(name);
    const Reading read(std::string(before) + std::string(sample.text));
    CHECK(AsText(read.blocks) == std::string(expected_before) + std::string(sample.expected));
  }
}

TEST_CASE("paragraphs: 逐行折断的文字按行宽接上") {
  const Sample samples[] = {
      {"只有这些", "", ""},
      {"短行不接", "某某县林业局\n2024年1月18日\n", "某某县林业局\n2024年1月18日\n"},
      {"标题不接在满行之后", "各项工作按照既定安排有序推进没有发生差错\n二、主动公开政府信息情况\n",
       "各项工作按照既定安排有序推进没有发生差错\n二、主动公开政府信息情况\n"},
      {"隔着页码接上", "    三是规范办理依申请公开，全年共收到申\n— 1 —\n请三件，均已按时答复申请人，没有逾期。\n",
       "三是规范办理依申请公开，全年共收到申请三件，均已按时答复申请人，没有逾期。\n~ — 1 —\n"},
      {"标点挤在一起而断开的行是一行", "    三是规范办理，共办结件（含结转3件）\n，结转至\n下年继续办理一件。\n",
       "三是规范办理，共办结件（含结转3件），结转至下年继续办理一件。\n"},
      {"中西文之间加空的行，字少也是满行", "    共有2件、3件、4件、5件、6件\n的申请均按时答复。\n",
       "共有2件、3件、4件、5件、6件的申请均按时答复。\n"},
      {"不把两个数接成一个", "    全年共受理各类依申请公开事项件数为12\n34件已经按时答复申请人，没有逾期情况。\n",
       "全年共受理各类依申请公开事项件数为12\n34件已经按时答复申请人，没有逾期情况。\n"},
      {"满行的标签不与下面的数相接", "2.申请人逾期未按收费通知要求缴纳费用的\n0 0 0 1 0 0 1\n",
       "2.申请人逾期未按收费通知要求缴纳费用的\n0 0 0 1 0 0 1\n"},
      {"标题下括号里的注另成一段", "三、收到和处理各类政府信息公开申请情况\n（本列数据的关系为：两项之和相等）\n",
       "三、收到和处理各类政府信息公开申请情况\n（本列数据的关系为：两项之和相等）\n"},
      {"有缩进的是新的一段", "    全年共收到依申请公开事项各类申请三件\n    全部按时答复。\n",
       "全年共收到依申请公开事项各类申请三件\n全部按时答复。\n"},
      {"满行止于冒号，列举接在后面", "    全年共发布各类政府信息三百条，其中：\n会议公开二百条、政策解读一百条。\n",
       "全年共发布各类政府信息三百条，其中：会议公开二百条、政策解读一百条。\n"},
      {"冒号后的列举另起一段", "    全年共发布各类政府信息三百条，其中：\n    会议公开二百条、政策解读一百条。\n",
       "全年共发布各类政府信息三百条，其中：\n会议公开二百条、政策解读一百条。\n"},
  };
  Compare(samples, kWrapped, kJoined);
}

TEST_CASE("paragraphs: 一段一行的文字只接分页断开的句子") {
  const Sample samples[] = {
      {"句子没完，下文接着说", "我局做好健康扶贫工作。开设脱贫攻坚专栏，主\n\n动公开重要政策，全面展示工作成果。\n",
       "我局做好健康扶贫工作。开设脱贫攻坚专栏，主动公开重要政策，全面展示工作成果。\n"},
      {"相邻两行是两段", "我局做好健康扶贫工作，开设脱贫攻坚专栏，主\n动公开重要政策，全面展示工作成果。\n",
       "我局做好健康扶贫工作，开设脱贫攻坚专栏，主\n动公开重要政策，全面展示工作成果。\n"},
      {"句子说完了", "我局做好健康扶贫工作，开设脱贫攻坚专栏。\n\n主动公开重要政策，全面展示工作成果。\n",
       "我局做好健康扶贫工作，开设脱贫攻坚专栏。\n主动公开重要政策，全面展示工作成果。\n"},
      {"小标题与正文", "（二）编制完成某某市卫生健康领域基层政务公开标准目录\n\n围绕目录，编制完成若干事项。\n",
       "（二）编制完成某某市卫生健康领域基层政务公开标准目录\n围绕目录，编制完成若干事项。\n"},
      {"小标题里有逗号", "（三）坚持动态更新，政府信息管理持续加强\n\n加强政府信息管理，健全信息发布审核机制。\n",
       "（三）坚持动态更新，政府信息管理持续加强\n加强政府信息管理，健全信息发布审核机制。\n"},
      {"署名与日期", "特此报告\n\n某某县林业局\n\n2024年1月18日\n", "特此报告\n某某县林业局\n2024年1月18日\n"},
  };
  Compare(samples, "一、总体情况\n", "一、总体情况\n");
}

TEST_CASE("paragraphs: 表里的标签比满行还多，也看得出文字折断过") {
  const std::string prose =
      "2022年，我局认真贯彻落实县委、县政府关于政务公开工作的部署，坚持以公开为常态、不公开为例\n外。\n"
      "（一）主动公开情况。全年通过门户网站公开各类信息86条，其中工作动态52条、通知公告34条，均已\n归档。\n"
      "（二）依申请公开情况。全年共收到政府信息公开申请12件，上年结转1件，答复12件，结转下年度继\n续办理1件。\n"
      "（三）政府信息管理情况。严格执行信息发布审校制度，对文件公开属性逐件审查，做到应公开、尽公\n开。\n";
  std::string labels;
  for (int i = 0; i < 16; ++i) labels += "申请人无正当理由逾期不补正、行政机关不再处理其申请\n0\n";
  const Reading read(prose + labels);
  CHECK(AsText(read.blocks).find("结转下年度继续办理1件。\n") != std::string::npos);
  // A drawn table is wider than the text around it.
  for (const std::string& rule : {"+" + std::string(190, '-') + "+", "├" + Repeated("─", 190) + "┤"}) {
    const std::string row = "│" + std::string(190, ' ') + "│";
    std::string drawn;
    for (int i = 0; i < 6; ++i) drawn.append(rule).append("\n").append(row).append("\n");
    CAPTURE(rule);
    CHECK(AsText(Reading(prose + drawn + labels).blocks).find("结转下年度继续办理1件。\n") != std::string::npos);
  }
  // Sentences that end are paragraphs of their own, whatever their width.
  const std::string ended =
      "一是加强领导，二是完善制度，三是强化监督，四是注重培训，五是严格考核，六是优化平台建设。\n";
  const std::string next = "下一步，我局将继续努力。\n";
  std::string text;
  for (int i = 0; i < 6; ++i) text += ended + next;
  CHECK(AsText(Reading(text + labels).blocks) == text + labels);
}

TEST_CASE("paragraphs: 标题不与正文相接") {
  const Reading read("某某市人民政府办公室关于二〇二三年政府信息公开工作年度报告\n\n根据有关规定，编制本报告。\n");
  CHECK(AsText(read.blocks) ==
        "某某市人民政府办公室关于二〇二三年政府信息公开工作年度报告\n根据有关规定，编制本报告。\n");
}

TEST_CASE("paragraphs: 页码各有写法") {
  struct Row {
    std::string_view line;
    bool mark;
  };
  const Row rows[] = {
      {"— 3 —", true},       {"-3-", true},     {"－ 12 －", true}, {"第 3 页", true}, {"第 3 页 共 5 页", true},
      {"第3页/共5页", true}, {"3/5页", true},   {"3", false},       {"-3", false},     {"第 3 条", false},
      {"第三页", false},     {"2020年", false},
  };
  for (const Row& row : rows) {
    const std::string_view line = row.line;
    CAPTURE(line);
    const Reading read(std::string("正文。\n\n") + std::string(row.line) + "\n");
    REQUIRE(read.blocks.size() == 2);
    CHECK((std::get<Paragraph>(read.blocks[1]).role == Paragraph::Role::kMargin) == row.mark);
  }
  // A bare number is a page's when the next page begins after it.
  const Reading read("正文。\n3\n\f下一页。\n");
  CHECK(AsText(read.blocks) == "正文。\n~ 3\n下一页。\n");
}

TEST_CASE("paragraphs: 单独成行的页码，由篇末的页数与间隔认出") {
  std::string text;
  for (int page = 1; page <= 3; ++page) {
    for (int line = 0; line < 30; ++line) text += line == 7 ? "2\n" : "正文。\n";
    text += std::to_string(page) + "\n";
  }
  const auto margins = [](const Reading& read) {
    return std::ranges::count_if(read.blocks, [](const Block& block) {
      const auto* paragraph = std::get_if<Paragraph>(&block);
      return paragraph != nullptr && paragraph->role == Paragraph::Role::kMargin;
    });
  };
  CHECK(margins(Reading(text)) == 3);
  // Page two is missing: those are numbers like others.
  CHECK(margins(Reading(text.substr(0, text.find("2\n正文。\n正文。\n正文。\n正文。\n正文。\n正文。\n正文。\n2\n")) +
                        "正文。\n3\n")) == 0);
}

TEST_CASE("paragraphs: 补齐行宽的空白不算在行宽里") {
  std::string padded;
  for (std::string_view rest = kWrapped; !rest.empty();) {
    const std::size_t end = rest.find('\n');
    padded.append(rest.substr(0, end)).append(std::string(60 - RoughWidth(rest.substr(0, end)), ' ') + "\n");
    rest.remove_prefix(end + 1);
  }
  CHECK(AsText(Reading(padded).blocks) == kJoined);
}

TEST_CASE("paragraphs: 每页上下都有的字不是正文，也不在表里") {
  const auto head = [](int page) {
    return std::string(page > 1 ? "\f" : "") + "11/26/26, 1:4" + std::to_string(page) +
           " PM      某某县林业局年度报告\n";
  };
  const auto foot = [](int page) { return "file:///tmp/a.html     " + std::to_string(page) + "/3\n"; };
  const std::string text = head(1) + "某某县林业局年度报告\n\n一、总体情况\n做好信息公开。\n" + foot(1) + head(2) +
                           "规章            0   0   0\n文件            3   1   2\n" + foot(2) + head(3) +
                           "许可            5   0   1\n二、其他\n无。\n" + foot(3);
  CHECK(AsText(Reading(text).blocks) ==
        "某某县林业局年度报告\n一、总体情况\n做好信息公开。\n[sequence "
        "padded]\n|规章|0|0|0|\n|文件|3|1|2|\n|许可|5|0|1|\n|二、其他|\n"
        "无。\n~ 11/26/26, 1:41 PM      某某县林业局年度报告\n~ file:///tmp/a.html     1/3\n"
        "~ 11/26/26, 1:42 PM      某某县林业局年度报告\n~ file:///tmp/a.html     2/3\n"
        "~ 11/26/26, 1:43 PM      某某县林业局年度报告\n~ file:///tmp/a.html     3/3\n");
  // The title is above the first page's words, and at the head of the others.
  const std::string titled = "某某县林业局年度报告\n一、总体情况\n做好。\n\f某某县林业局年度报告\n二、其他\n无。\n";
  CHECK(AsText(Reading(titled).blocks) ==
        "某某县林业局年度报告\n一、总体情况\n做好。\n二、其他\n无。\n~ 某某县林业局年度报告\n");
  // Rows of numbers may begin every page.
  const std::string rows = "规章            0   0   0\n文件            3   1   2\n\f规章            0   0   0\n";
  CHECK(AsText(Reading(rows).blocks).find('~') == std::string::npos);
}

TEST_CASE("paragraphs: 接上的文字仍在原处") {
  const Reading read("一、总体情况\n我局做好工作。开设脱贫攻坚专栏，主\n\n动公开重要政策，展示成果。\n");
  const Text& text = std::get<Paragraph>(read.blocks[1]).text;
  const std::size_t broken = text.says.find("主动");
  REQUIRE(broken != std::string_view::npos);
  const Span where = text.SpanOf(broken, broken + 6);
  CHECK(read.source->PlaceOf(where.begin).line == 2);
  CHECK(read.source->PlaceOf(where.end).line == 4);
}

}  // namespace
}  // namespace gouji
