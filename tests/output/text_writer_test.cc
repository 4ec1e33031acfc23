#include <doctest/doctest.h>

#include "sample.h"
#include "text/width.h"

namespace gouji {
namespace {

using sample::Write;

TEST_CASE("text: source line, evidence, culprit, repair, what could not be checked, summary") {
  const Source source("reports/a.txt", std::string(sample::kText));
  const Source refused("旧报告.doc", "");
  const Outcome wrong = sample::Wrong(source);
  const Outcome unread = sample::Refused(refused);
  CHECK(Write("text", {&wrong, &unread}) ==
        "reports/a.txt:5:8: error: “自然人”列不平衡：新收与上年结转之和为 125，总计与结转下年度之和为 124，相差 1 "
        "[GK301]\n"
        " 5 |         （七）总计      124\n"
        "   |                         ^~~\n"
        "   |\n"
        "   | 左边\n"
        "   |   本年新收 · 自然人      100  第 3 行\n"
        "   |   上年结转 · 自然人     + 25  第 4 行\n"
        "   |   合计                  = 125\n"
        "   | 右边\n"
        "   |   （七）总计 · 自然人    124  第 5 行\n"
        "   |   结转下年度 · 自然人   + 空  第 6 行\n"
        "   |   合计                  = 124\n"
        "   | 相差                        1\n"
        "   = 线索：“本年新收 · 自然人”（第 3 行）写的是 100，若应为 99，本表各处勾稽即全部相符；请核对原始数据\n"
        "   = gouji explain GK301\n"
        "\n"
        "reports/a.txt:7:1: warning: 标题序号写作“4、”，应为“四、” [GK104]\n"
        " 7 | 4、政府信息公开行政复议、行政诉讼情况\n"
        "   | ^~~\n"
        "   = 改法：“4、”改为“四、”\n"
        "   = gouji explain GK104\n"
        "\n"
        "reports/a.txt：未能核对 2 处：\n"
        "  2 处：行“（七）总计”的单元格少于 7 个 [GK301]\n"
        "\n"
        "旧报告.doc:1:1: error: 不支持 .doc 文件，请另存为 .docx [GJ003]\n"
        "\n"
        "共检查 2 份文件，适用规则 2 条：错误 2 个，警告 1 个，提示 0 个；未能核对 2 处；无法读取 1 份\n");
}

TEST_CASE("text: the same in English") {
  const Source source("a.txt", std::string(sample::kText));
  Outcome outcome = sample::Wrong(source);
  outcome.findings.pop_back();
  outcome.findings[0].message = "column 'person' does not balance";
  outcome.findings[0].evidence[3].negative = true;
  RunInfo run = sample::Run();
  run.lang = Lang::kEn;
  const std::string text = Write("text", {&outcome}, run);
  CHECK(text.find("a.txt:5:8: error: column 'person' does not balance [GK301]\n") == 0);
  CHECK(text.find("   | left\n") != std::string::npos);
  CHECK(text.find("+ 25  line 4\n") != std::string::npos);
  CHECK(text.find("- blank  line 6\n") != std::string::npos);
  CHECK(text.find("   = clue: '本年新收 · 自然人' (line 3) says 100; 99 there would settle") != std::string::npos);
  CHECK(text.find("a.txt: could not check 2 places:\n") != std::string::npos);
  CHECK(text.ends_with("checked 1 document with 2 rules: 1 error, 0 warnings, 0 notes; could not check 2 places\n"));
}

TEST_CASE("text: a clean run is its last line, and a run over nothing says so") {
  const Source source("a.txt", std::string(sample::kText));
  Outcome clean = sample::Wrong(source);
  clean.findings.clear();
  clean.unchecked.clear();
  clean.tally.not_evaluated = 0;
  CHECK(Write("text", {&clean, &clean}) == "共检查 2 份文件，适用规则 2 条：没有发现问题\n");
  CHECK(Write("text", {}) == "没有找到可检查的文件\n");
}

TEST_CASE("text: that there was no report of the year before is said once, with the number of documents") {
  const Source source("a.txt", std::string(sample::kText));
  Outcome clean = sample::Wrong(source);
  clean.findings.clear();
  clean.unchecked.clear();
  clean.tally.not_evaluated = 0;
  Outcome alone = clean;
  alone.without_previous = true;
  CHECK(Write("text", {&alone, &clean}) ==
        "共检查 2 份文件，适用规则 2 条：没有发现问题；没有上一年报告可对照的 1 份\n");
  RunInfo run = sample::Run();
  run.lang = Lang::kEn;
  CHECK(Write("text", {&alone, &alone}, run) ==
        "checked 2 documents with 2 rules: nothing found; no report of the year before for 2 documents\n");
}

TEST_CASE("text: reasons are grouped, and the sixth and later ones only counted") {
  const Source source("a.txt", std::string(sample::kText));
  Outcome outcome = sample::Wrong(source);
  outcome.findings.clear();
  outcome.unchecked.clear();
  for (const char* reason : {"甲", "乙", "甲", "丙", "丁", "戊", "己", "庚", "甲"}) {
    outcome.unchecked.push_back({&sample::kBalance, {}, {}, reason, {}});
  }
  outcome.unchecked[2].rule = &sample::kNumeral;
  const std::string text = Write("text", {&outcome});
  CHECK(
      text.starts_with("a.txt：未能核对 9 处：\n"
                       "  3 处：甲 [GK301, GK104]\n"
                       "  1 处：乙 [GK301]\n"
                       "  1 处：丙 [GK301]\n"
                       "  1 处：丁 [GK301]\n"
                       "  1 处：戊 [GK301]\n"
                       "  另有 2 处，原因从略\n"));
}

TEST_CASE("text: an operand in another file names the file") {
  const Source source("2023.txt", std::string(sample::kText));
  const Source previous("2022.txt", "四、结转下年度\t26\n");
  Outcome outcome = sample::Wrong(source);
  outcome.findings.pop_back();
  Diagnostic& finding = outcome.findings[0];
  finding.evidence.resize(1);
  finding.evidence.push_back(sample::Operand(previous, "carry_out", "结转下年度 · 自然人", "26",
                                             sample::SpanOf(previous, "26"), Evidence::Side::kRight));
  const std::string text = Write("text", {&outcome});
  CHECK(text.find("26  2022.txt:1\n") != std::string::npos);
  CHECK(text.find("合计") == std::string::npos);  // nothing to add up on either side
}

TEST_CASE("text: in a transcript the cell is named, for its line is none of the file's") {
  const Source source("a.docx", std::string(sample::kText));
  Outcome outcome = sample::Wrong(source);
  CHECK(Write("text", {&outcome}).find("位置") == std::string::npos);
  outcome.transcript = true;
  CHECK(Write("text", {&outcome}).find("   = 位置：（七）总计 · 自然人 (三/requests/total/person)\n") !=
        std::string::npos);
}

TEST_CASE("text: what is known from a baseline is counted, what is gone is told") {
  const Source source("a.txt", std::string(sample::kText));
  Outcome outcome = sample::Wrong(source);
  outcome.resolved = {outcome.findings[0]};
  outcome.findings.clear();
  outcome.unchecked.clear();
  outcome.tally.not_evaluated = 0;
  outcome.hidden = 3;
  const std::string text = Write("text", {&outcome});
  CHECK(text.starts_with("a.txt：基线中的 1 个问题已不存在：\n  [GK301] 三/requests/total/person: “自然人”列不平衡"));
  CHECK(text.ends_with("没有发现问题；基线中已知的 3 个未列出；基线中的 1 个已不存在\n"));
}

TEST_CASE("text: nothing from a file is obeyed by the terminal") {
  const Source source("a\033[2J.txt", "资金\033]0;x\007\xE2\x80\xAE\n");
  Diagnostic finding = sample::NumeralAt(source, Span{0, static_cast<std::uint32_t>(source.text().size() - 1)});
  finding.severity = Severity::kWarning;
  finding.message = "写的是“资金\033[31m”\xE2\x80\xAE";
  finding.notes = {"\xE2\x80\xAE"};
  finding.fix = {{finding.where, "\033"}};
  finding.evidence = {sample::Operand(source, "\033", "\033", "\033", finding.where, Evidence::Side::kLeft)};
  finding.culprit = Culprit{&source, finding.where, {}, "\033", "\033", "\033"};
  Outcome outcome = sample::With(source, finding);
  outcome.unchecked = {{&sample::kNumeral, {}, {}, "\033", {}}};
  outcome.resolved = {finding};
  for (const char* format : {"text", "gcc", "github"}) {
    CAPTURE(format);
    const std::string text = Write(format, {&outcome});
    CHECK(text.find('\033') == std::string::npos);
    CHECK(text.find('\007') == std::string::npos);
    CHECK(text.find("\xE2\x80\xAE") == std::string::npos);
    CHECK(text.find("<U+202E>") != std::string::npos);
  }
}

TEST_CASE("text: colour stands round the severity, and only when asked for") {
  const Source source("a.txt", std::string(sample::kText));
  const Outcome outcome = sample::Wrong(source);
  RunInfo run = sample::Run();
  CHECK(Write("text", {&outcome}, run).find('\033') == std::string::npos);
  run.color = true;
  const std::string text = Write("text", {&outcome}, run);
  CHECK(text.starts_with("\033[1ma.txt:5:8:\033[0m \033[1;31merror:\033[0m “自然人”"));
  CHECK(text.find("\033[1;35mwarning:\033[0m") != std::string::npos);
}

TEST_CASE("text: a long line is cut to the terminal's width, with its marks") {
  std::string line;
  for (int i = 0; i < 200; ++i) line += "甲";
  const Source source("a.txt", line + "资金资金" + line);
  Diagnostic finding = sample::NumeralAt(source, sample::SpanOf(source, "资金"));
  finding.message = "x";
  const Outcome outcome = sample::With(source, finding);
  RunInfo run = sample::Run();
  run.width = 60;
  const std::string text = Write("text", {&outcome}, run);
  const std::size_t begin = text.find(" 1 | ");
  const std::string shown = text.substr(begin, text.find('\n', begin) - begin);
  CHECK(shown.find("资金资金") != std::string::npos);
  CHECK(shown.size() < 60 / 2 * 3 + 20);  // three bytes for two cells
  CHECK(text.find("^~~~\n") != std::string::npos);
}

TEST_CASE("text: the evidence fits the terminal, and labels are cut where they are alike") {
  const Source source("a.txt", std::string(sample::kText));
  Outcome outcome = sample::Wrong(source);
  Diagnostic finding = sample::Unbalanced(source);
  const std::string row = "一、本年新收政府信息公开申请数量 · 法人或其他组织·";
  finding.evidence.resize(2);
  finding.evidence[0].label = row + "商业企业";
  finding.evidence[1].label = row + "科研机构";
  finding.culprit.reset();
  outcome.findings = {finding};
  outcome.unchecked.clear();
  RunInfo run = sample::Run();
  for (const auto& each : {std::pair(60, true), std::pair(80, true), std::pair(100, false)}) {
    const int width = each.first;
    const bool cut = each.second;
    CAPTURE(width);
    run.width = width;
    std::istringstream lines(Write("text", {&outcome}, run));
    int operands = 0;
    for (std::string line; std::getline(lines, line);) {
      const bool operand = line.ends_with("第 3 行") || line.ends_with("第 4 行");
      if (!operand) continue;
      ++operands;
      CHECK(Cells(line) <= width);
      CHECK((line.find("…") != std::string::npos) == cut);
      CHECK(line.find("一、本年") != std::string::npos);
      CHECK((line.find("商业企业") != std::string::npos || line.find("科研机构") != std::string::npos));
    }
    CHECK(operands == 2);
  }
}

TEST_CASE("gcc: first lines and nothing else") {
  const Source source("a.txt", std::string(sample::kText));
  const Outcome outcome = sample::Wrong(source);
  CHECK(Write("gcc", {&outcome}) ==
        "a.txt:5:8: error: “自然人”列不平衡：新收与上年结转之和为 125，总计与结转下年度之和为 124，相差 1 [GK301]\n"
        "a.txt:7:1: warning: 标题序号写作“4、”，应为“四、” [GK104]\n");
  CHECK(Write("gcc", {}).empty());
}

}  // namespace
}  // namespace gouji
