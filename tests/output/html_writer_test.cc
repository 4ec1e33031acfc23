#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <set>

#include "sample.h"

namespace gouji {
namespace {

using sample::Write;

/// The values of an attribute, in order.
std::vector<std::string> Attributes(const std::string& page, const std::string& start) {
  std::vector<std::string> values;
  for (std::size_t at = page.find(start); at != std::string::npos; at = page.find(start, at + 1)) {
    const std::size_t begin = at + start.size();
    values.push_back(page.substr(begin, page.find('"', begin) - begin));
  }
  return values;
}

/// The first tag that closes nothing or is never closed; empty when every tag has its other half.
std::string Unbalanced(const std::string& page) {
  constexpr std::array<std::string_view, 3> kVoid{"meta", "input", "br"};
  std::vector<std::string> open;
  for (std::size_t at = page.find('<'); at != std::string::npos; at = page.find('<', at + 1)) {
    if (page[at + 1] == '!') continue;
    const bool closes = page[at + 1] == '/';
    const std::size_t begin = at + (closes ? 2 : 1);
    const std::string name = page.substr(begin, page.find_first_of(" >\n", begin) - begin);
    if (std::ranges::find(kVoid, name) != kVoid.end()) continue;
    if (!closes) {
      open.push_back(name);
    } else if (open.empty() || open.back() != name) {
      return "</" + name + ">";
    } else {
      open.pop_back();
    }
  }
  return open.empty() ? "" : "<" + open.back() + ">";
}

DrawnCell Cell(int row, int column, std::string text, Span where, Subject subject = {}) {
  DrawnCell cell;
  cell.row = row;
  cell.column = column;
  cell.text = std::move(text);
  cell.where = where;
  cell.subject = std::move(subject);
  return cell;
}

/// The table of sample::kText: four rows, a label and a value each.
DrawnTable Table(const Source& source) {
  DrawnTable table;
  table.title = "三、收到和处理政府信息公开申请情况";
  table.rows = 4;
  table.columns = 2;
  const auto add = [&](int row, std::string_view label, std::string_view value, const char* id) {
    const Span where = sample::SpanOf(source, label);
    const Span says{where.end + 1, where.end + 1 + static_cast<std::uint32_t>(value.size())};
    table.cells.push_back(Cell(row, 0, std::string(label), where));
    table.cells.push_back(Cell(row, 1, std::string(value), says, {"三", "requests", id, "person"}));
  };
  add(0, "一、本年新收", "100", "new");
  add(1, "二、上年结转", "25", "carry_in");
  add(2, "（七）总计", "124", "total");
  add(3, "四、结转下年度", "", "carry_out");
  return table;
}

TEST_CASE("html: one page that needs nothing else, and whose links all lead somewhere") {
  const Source source("reports/a.txt", std::string(sample::kText));
  const Source refused("旧报告.doc", "");
  Outcome wrong = sample::Wrong(source);
  wrong.tables = {Table(source)};
  const Outcome unread = sample::Refused(refused);
  Outcome clean = sample::Wrong(source);
  clean.findings.clear();
  clean.unchecked.clear();
  for (const Lang lang : {Lang::kZh, Lang::kEn}) {
    RunInfo run = sample::Run();
    run.lang = lang;
    const std::string page = Write("html", {&wrong, &unread, &clean}, run);
    CHECK(page.starts_with("<!DOCTYPE html>\n"));
    CHECK(page.find("content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\"") !=
          std::string::npos);
    for (const char* outside : {"<script", "<link", "<img", "src=", "url(", "@import", "http:", "https:"}) {
      CAPTURE(outside);
      CHECK(page.find(outside) == std::string::npos);
    }
    CHECK(Unbalanced(page) == "");
    const std::vector<std::string> ids = Attributes(page, " id=\"");
    const std::set<std::string> unique(ids.begin(), ids.end());
    CHECK(unique.size() == ids.size());
    const std::vector<std::string> links = Attributes(page, "href=\"#");
    CHECK(links.size() > 10);
    for (const std::string& link : links) {
      CAPTURE(link);
      CHECK(unique.count(link) == 1);
    }
  }
}

TEST_CASE("html: the cell, its operands and the culprit are marked, and linked both ways") {
  const Source source("a.txt", std::string(sample::kText));
  Outcome wrong = sample::Wrong(source);
  wrong.tables = {Table(source)};
  const std::string page = Write("html", {&wrong});
  const auto has = [&](std::string_view part) { return page.find(part) != std::string::npos; };
  CHECK(
      has("<td class=\"value operand culprit f1\" id=\"d1c1\">100<span class=\"refs\"><a "
          "href=\"#d1f1\">1</a></span></td>"));
  CHECK(has(
      "<td class=\"value bad error f1\" id=\"d1c5\">124<span class=\"refs\"><a id=\"d1m1\" href=\"#d1f1\">1</a></span>"
      "<span class=\"sums-differ\">125 ≠ 124</span></td>"));
  CHECK(has("<td class=\"value operand f1\" id=\"d1c7\"><span class=\"soft\">空</span>"));
  CHECK(has("<th class=\"label\" scope=\"row\">二、上年结转</th>"));
  CHECK(has("<a class=\"number\" href=\"#d1m1\" title=\"在表中查看\">1</a>"));
  CHECK(has("#d1:has(#d1f1:target,#d1m1:target) .f1{"));
  CHECK(page.find("<tr><td><a href=\"#d1c3\">上年结转 · 自然人</a></td><td>+ 25</td><td>第 4 行</td></tr>") !=
        std::string::npos);
  CHECK(page.find("改法：<del>4、</del> 改为 <ins>四、</ins>") != std::string::npos);
  CHECK(page.find("<li>2 处：行“（七）总计”的单元格少于 7 个 <code>") != std::string::npos);

  // A table that no finding is about is not drawn.
  wrong.findings.erase(wrong.findings.begin());
  CHECK(Write("html", {&wrong}).find("class=\"drawn\"") == std::string::npos);
}

TEST_CASE("html: nothing from a file becomes markup") {
  const std::string attack = "<script>alert(1)</script>\"'&";
  const Source source(attack, attack + "\n");
  Outcome outcome;
  outcome.path = source.name();
  outcome.source = &source;
  outcome.title = attack;
  outcome.issuer = attack;
  Diagnostic finding = sample::Numeral(source);
  finding.where = {0, static_cast<std::uint32_t>(attack.size())};
  finding.message = attack;
  finding.notes = {attack};
  finding.fix = {{finding.where, attack}};
  finding.left = finding.right = finding.difference = attack;
  finding.subject = {attack, attack, attack, attack};
  finding.evidence = {sample::Operand(source, attack, attack, attack, finding.where, Evidence::Side::kLeft),
                      sample::Operand(source, attack, attack, attack, finding.where, Evidence::Side::kLeft)};
  finding.culprit = Culprit{&source, finding.where, finding.subject, attack, attack, attack};
  outcome.findings = {finding};
  outcome.resolved = {finding};
  outcome.unchecked = {{&sample::kNumeral, finding.subject, finding.where, attack, {}}};
  DrawnTable table;
  table.title = attack;
  table.rows = table.columns = 1;
  table.cells = {Cell(0, 0, attack, finding.where, finding.subject)};
  outcome.tables = {table};
  RunInfo run = sample::Run();
  run.pack_id = attack;
  const std::string page = Write("html", {&outcome}, run);
  CHECK(page.find("<script") == std::string::npos);
  CHECK(page.find("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;") != std::string::npos);
  CHECK(Unbalanced(page) == "");
}

TEST_CASE("html: tables with holes, overlaps and cells outside are drawn as far as they go") {
  const Source source("a.txt", std::string(sample::kText));
  Outcome wrong = sample::Wrong(source);
  DrawnTable table = Table(source);
  table.cells.pop_back();          // a hole
  table.cells[0].row_span = 9;     // over its neighbours below, and out of the table
  table.cells[0].column_span = 2;  // over its neighbour
  table.cells.push_back(Cell(7, 0, "outside", {}));
  table.cells.push_back(Cell(-1, -1, "outside", {}));
  wrong.tables = {table};
  const std::string page = Write("html", {&wrong});
  CHECK(Unbalanced(page) == "");
  CHECK(page.find("outside") == std::string::npos);
  CHECK(page.find("rowspan") != std::string::npos);
  table.rows = table.columns = 1'000'000;
  wrong.tables = {table};
  CHECK(Write("html", {&wrong}).find("class=\"drawn\"") == std::string::npos);
}

TEST_CASE("html: the worst rules come first, and what a rule is about is told once") {
  const Source source("a.txt", std::string(sample::kText));
  Outcome wrong = sample::Wrong(source);
  wrong.findings = {sample::Numeral(source), sample::Unbalanced(source), sample::Unbalanced(source)};
  const std::string page = Write("html", {&wrong});
  const std::size_t error = page.find("申请办理表逐列平衡");
  const std::size_t warning = page.find("标题序号的写法");
  REQUIRE(error != std::string::npos);
  CHECK(error < warning);
  CHECK(page.find("第一项加第二项之和", error + 1) == page.rfind("第一项加第二项之和"));
  CHECK(page.find("class=\"rule only-error\"") != std::string::npos);
}

TEST_CASE("html: a clean report among others is a line of the overview; alone it is told that it is clean") {
  const Source source("a.txt", std::string(sample::kText));
  const Outcome wrong = sample::Wrong(source);
  Outcome clean = sample::Wrong(source);
  clean.findings.clear();
  clean.unchecked.clear();
  const std::string both = Write("html", {&clean, &wrong});
  CHECK(both.find("<tr class=\"clean\">") != std::string::npos);
  CHECK(both.find("<article id=\"d1\"") == std::string::npos);
  CHECK(both.find("<article id=\"d2\"") != std::string::npos);
  CHECK(both.find("for=\"show-clean\"") != std::string::npos);
  const std::string alone = Write("html", {&clean});
  CHECK(alone.find("没有发现问题") != std::string::npos);
  CHECK(alone.find("class=\"overview\"") == std::string::npos);
  // Nothing found is not clean where something could not be checked.
  clean.unchecked = wrong.unchecked;
  CHECK(Write("html", {&clean, &wrong}).find("<article id=\"d1\"") != std::string::npos);
}

TEST_CASE("html: a run over nothing says so") {
  const std::string page = Write("html", {});
  CHECK(page.find("没有找到可检查的文件。") != std::string::npos);
  CHECK(Unbalanced(page) == "");
}

}  // namespace
}  // namespace gouji
