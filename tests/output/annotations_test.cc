#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "output/markup.h"
#include "sample.h"

namespace gouji {
namespace {

using sample::Write;
using Json = nlohmann::ordered_json;

TEST_CASE("github: errors first, with everything that means something to it escaped") {
  const Source source("甲,乙:%.txt", std::string(sample::kText));
  Outcome outcome = sample::Wrong(source);
  std::swap(outcome.findings[0], outcome.findings[1]);
  outcome.findings[1].message = "100% 不平衡";
  outcome.findings[1].notes = {"提示"};
  outcome.findings[0].where.end = sample::SpanOf(source, "行政复议").begin;
  CHECK(Write("github", {&outcome}) ==
        "::error file=甲%2C乙%3A%25.txt,line=5,col=8,endColumn=11,title=GK301::100%25 不平衡%0A提示\n"
        "::warning file=甲%2C乙%3A%25.txt,line=7,col=1,endColumn=9,title=GK104::标题序号写作“4、”，应为“四、”\n"
        "共检查 1 份文件，适用规则 2 条：错误 1 个，警告 1 个，提示 0 个；未能核对 2 处\n");
  outcome.findings.resize(1);
  outcome.findings[0].where.begin = 0;
  CHECK(Write("github", {&outcome}).starts_with("::warning file=甲%2C乙%3A%25.txt,line=1,endLine=7,title=GK104::"));
}

TEST_CASE("github: ten of a kind are shown and the rest are counted") {
  const Source source("a.txt", std::string(sample::kText));
  Outcome outcome = sample::Wrong(source);
  const Diagnostic error = outcome.findings[0];
  outcome.findings.assign(12, error);
  outcome.findings.push_back(sample::Numeral(source));
  const std::string text = Write("github", {&outcome, &outcome});
  std::size_t lines = 0;
  for (const char c : text) lines += c == '\n' ? 1 : 0;
  CHECK(lines == 10 + 2 + 2);
  CHECK(text.find("\n另有 14 个错误、0 个警告、0 个提示未在此显示（GitHub 每步每类只显示 10 个）\n") !=
        std::string::npos);
  CHECK(Write("github", {}) == "没有找到可检查的文件\n");
}

TEST_CASE("gitlab: fingerprints are unique in the whole report and stay when lines are added") {
  const Source a("./a.txt", std::string(sample::kText));
  const Source b("b.txt", std::string(sample::kText));
  const Source moved("a.txt", "新加的一段\n" + std::string(sample::kText));
  Outcome first = sample::Wrong(a);
  first.findings.push_back(first.findings[0]);
  const Outcome second = sample::Wrong(b);
  const Json issues = Json::parse(Write("gitlab", {&first, &second}));
  REQUIRE(issues.size() == 5);
  std::set<std::string> unique;
  for (const Json& issue : issues) unique.insert(issue["fingerprint"].get<std::string>());
  CHECK(unique.size() == 5);
  CHECK(issues[0]["check_name"] == "GK301");
  CHECK(issues[0]["severity"] == "major");
  CHECK(issues[0]["location"] == Json{{"path", "a.txt"}, {"lines", {{"begin", 5}, {"end", 5}}}});
  CHECK(issues[1]["severity"] == "minor");
  const Outcome later = sample::Wrong(moved);
  const Json again = Json::parse(Write("gitlab", {&later}));
  CHECK(again[0]["fingerprint"] == issues[0]["fingerprint"]);
  CHECK(again[0]["location"]["lines"]["begin"] == 6);
  CHECK(Json::parse(Write("gitlab", {})) == Json::array());
}

TEST_CASE("rdjson: columns are bytes, and a repair of one edit is a suggestion") {
  const Source source("a.txt", std::string(sample::kText));
  Outcome outcome = sample::Wrong(source);
  const Json all = Json::parse(Write("rdjson", {&outcome}));
  const Json& diagnostics = all["diagnostics"];
  REQUIRE(diagnostics.size() == 2);
  CHECK(all["source"]["name"] == "gouji");
  CHECK(diagnostics[0]["severity"] == "ERROR");
  CHECK(diagnostics[0]["code"]["value"] == "GK301");
  CHECK(diagnostics[0]["location"]["range"]["start"] == Json{{"line", 5}, {"column", 18}});
  CHECK(diagnostics[0]["location"]["range"]["end"] == Json{{"line", 5}, {"column", 21}});
  CHECK(diagnostics[0]["relatedLocations"].size() == 4);
  CHECK(diagnostics[1]["suggestions"][0]["text"] == "四、");
  CHECK(diagnostics[1]["suggestions"][0]["range"]["end"] == Json{{"line", 7}, {"column", 5}});
  outcome.findings[1].fix.push_back(outcome.findings[1].fix[0]);
  CHECK_FALSE(Json::parse(Write("rdjson", {&outcome}))["diagnostics"][1].contains("suggestions"));
  CHECK(Json::parse(Write("rdjson", {}))["diagnostics"] == Json::array());
}

TEST_CASE("junit: a suite a document") {
  const Source source("a&b.txt", std::string(sample::kText));
  const Source refused("旧报告.doc", "");
  const Outcome wrong = sample::Wrong(source);
  const Outcome unread = sample::Refused(refused);
  Outcome clean = sample::Wrong(source);
  clean.findings.clear();
  clean.unchecked.clear();
  CHECK(
      Write("junit", {&wrong, &unread, &clean}) ==
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites name=\"gouji\">\n"
      "  <testsuite name=\"a&amp;b.txt\" tests=\"3\" failures=\"1\" errors=\"0\" skipped=\"2\">\n"
      "    <testcase classname=\"a&amp;b.txt\" name=\"GK301 三/requests/total/person\" file=\"a&amp;b.txt\" line=\"5\">"
      "<failure type=\"requests-column-balance\" "
      "message=\"“自然人”列不平衡：新收与上年结转之和为 125，总计与结转下年度之和为 124，相差 1\">"
      "a&amp;b.txt:5:8: error: “自然人”列不平衡：新收与上年结转之和为 125，总计与结转下年度之和为 124，相差 1 [GK301]"
      "</failure></testcase>\n"
      "    <testcase classname=\"a&amp;b.txt\" name=\"GK301 三/requests/total/business\">"
      "<skipped message=\"行“（七）总计”的单元格少于 7 个\"/></testcase>\n"
      "    <testcase classname=\"a&amp;b.txt\" name=\"GK301 三/requests/total/all\">"
      "<skipped message=\"行“（七）总计”的单元格少于 7 个\"/></testcase>\n"
      "    <system-out>a&amp;b.txt:7:1: warning: 标题序号写作“4、”，应为“四、” [GK104]&#10;</system-out>\n"
      "  </testsuite>\n"
      "  <testsuite name=\"旧报告.doc\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\">\n"
      "    <testcase classname=\"旧报告.doc\" name=\"GJ003\" file=\"旧报告.doc\" line=\"1\">"
      "<error type=\"unsupported-format\" message=\"不支持 .doc 文件，请另存为 .docx\">"
      "旧报告.doc:1:1: error: 不支持 .doc 文件，请另存为 .docx [GJ003]</error></testcase>\n"
      "  </testsuite>\n"
      "  <testsuite name=\"a&amp;b.txt\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\">\n"
      "    <testcase classname=\"a&amp;b.txt\" name=\"gouji\"/>\n"
      "  </testsuite>\n"
      "</testsuites>\n");
}

TEST_CASE("markup: text that no parser takes for anything else") {
  struct Row {
    const char* text;
    const char* markup;
  };
  const Row rows[] = {
      {"a<b>&\"'", "a&lt;b&gt;&amp;&quot;&#39;"},
      {"a\tb\nc", "a&#9;b&#10;c"},
      {"\x01\x1B[0m\x7F", "[0m"},
      {"甲\xFF乙\xC0\xAF\xED\xA0\x80\xF4\x90\x80\x80\xE7\x94", "甲乙"},
      {"\xEF\xBF\xBE\xEF\xBF\xBF", ""},
      {"\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80"},
      {"a\xE2\x80\xAE", "a&lt;U+202E&gt;"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(Markup(row.text) == row.markup);
  }
}

}  // namespace
}  // namespace gouji
