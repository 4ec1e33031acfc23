#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "output/sarif_writer.h"
#include "output/uri.h"
#include "sample.h"

namespace gouji {
namespace {

using sample::Write;
using Json = nlohmann::ordered_json;

Json Run(const std::vector<const Outcome*>& outcomes, const RunInfo& run = sample::Run()) {
  return Json::parse(Write("sarif", outcomes, run))["runs"][0];
}

TEST_CASE("sarif: an index names what the id beside it names") {
  const Source source("reports/a.txt", std::string(sample::kText));
  const Source refused("旧报告.doc", "");
  const Outcome wrong = sample::Wrong(source);
  const Outcome unread = sample::Refused(refused);
  const Json run = Run({&unread, &wrong});
  const Json& driver = run["tool"]["driver"];
  REQUIRE(run["results"].size() == 2);
  for (const Json& result : run["results"]) {
    CHECK(driver["rules"][result["ruleIndex"].get<std::size_t>()]["id"] == result["ruleId"]);
    const Json& artifact = result["locations"][0]["physicalLocation"]["artifactLocation"];
    CHECK(run["artifacts"][artifact["index"].get<std::size_t>()]["location"]["uri"] == artifact["uri"]);
  }
  const Json& notifications = run["invocations"][0]["toolExecutionNotifications"];
  REQUIRE(notifications.size() == 3);
  for (const Json& each : notifications) {
    const Json& descriptor = each["descriptor"];
    CHECK(driver["notifications"][descriptor["index"].get<std::size_t>()]["id"] == descriptor["id"]);
  }
  CHECK(notifications[0]["descriptor"]["id"] == "GJ003");
  CHECK(notifications[0]["level"] == "error");
  CHECK(notifications[1]["associatedRule"]["id"] == "GK301");
  CHECK(notifications[1]["message"]["text"] == "行“（七）总计”的单元格少于 7 个");
  CHECK(run["invocations"][0]["exitCode"] == 3);
  CHECK(run["invocations"][0]["executionSuccessful"] == false);
  CHECK(run["automationDetails"]["id"] == "gouji/gk-annual-report/");
  CHECK(run["originalUriBaseIds"]["SRCROOT"]["uri"] == "file:///home/ci/repo/");
}

TEST_CASE("sarif: rules are described, also where a pack says little") {
  const RuleInfo bare{.id = "X1",
                      .name = "no-words",
                      .severity = Severity::kOff,
                      .tags = std::vector<std::string_view>(30, "tag"),
                      .title = {},
                      .why = {},
                      .source = {},
                      .help = {},
                      .wrong = {},
                      .right = {}};
  RunInfo info = sample::Run();
  info.rules.push_back(&bare);
  info.lang = Lang::kEn;
  const Json driver = Run({}, info)["tool"]["driver"];
  CHECK(driver["language"] == "en-US");
  CHECK(driver["rules"][1]["name"] == "RequestsColumnBalance");
  CHECK(driver["rules"][1]["shortDescription"]["text"] == "request table balances in every column");
  CHECK(driver["rules"][1]["help"]["text"].get<std::string>().find("check the total first") != std::string::npos);
  CHECK(driver["rules"][2]["shortDescription"]["text"] == "no-words");
  CHECK(driver["rules"][2]["help"]["text"] == "see gouji explain X1");
  CHECK(driver["rules"][2]["defaultConfiguration"]["enabled"] == false);
  CHECK(driver["rules"][2]["properties"]["tags"].size() == 20);
  CHECK(Run({})["tool"]["driver"]["language"] == "zh-CN");
  CHECK(Run({})["results"] == Json::array());
}

TEST_CASE("sarif: operands are related locations, linked in the message, and a flow") {
  const Source source("reports/a.txt", std::string(sample::kText));
  const Outcome wrong = sample::Wrong(source);
  const Json result = Run({&wrong})["results"][0];
  CHECK(result["message"]["text"] ==
        "“自然人”列不平衡：新收与上年结转之和为 125，总计与结转下年度之和为 124，相差 1\n"
        "[本年新收 · 自然人](1) 100 + [上年结转 · 自然人](2) 25 = 125；而 "
        "[（七）总计 · 自然人](3) 124 + [结转下年度 · 自然人](4) 空 = 124\n"
        "线索：[本年新收 · 自然人](1) 写的是 100，若应为 99，本表各处勾稽即全部相符");
  REQUIRE(result["relatedLocations"].size() == 4);  // the culprit is an operand and no fifth place
  CHECK(result["relatedLocations"][1]["id"] == 2);
  CHECK(result["relatedLocations"][1]["physicalLocation"]["region"]["startLine"] == 4);
  CHECK(result["relatedLocations"][1]["message"]["text"] == "上年结转 · 自然人 = 25");
  CHECK(result["codeFlows"][0]["threadFlows"][0]["locations"].size() == 5);
  CHECK(result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "三/requests/total/person");
  CHECK(result["locations"][0]["logicalLocations"][0]["kind"] == "member");
}

TEST_CASE("sarif: a culprit elsewhere in the table is a place of its own; brackets are no links") {
  const Source source("a.txt", std::string(sample::kText));
  Outcome wrong = sample::Wrong(source);
  wrong.findings[0].culprit->where = sample::SpanOf(source, "二、上年结转");
  wrong.findings[0].message = "列[自然人](9)\\";
  const Json result = Run({&wrong})["results"][0];
  REQUIRE(result["relatedLocations"].size() == 5);
  CHECK(result["relatedLocations"][4]["id"] == 5);
  const std::string text = result["message"]["text"];
  CHECK(text.starts_with("列\\[自然人\\](9)\\\\\n"));
  CHECK(text.find("线索：[本年新收 · 自然人](5) 写的是 100") != std::string::npos);
}

TEST_CASE("sarif: columns are UTF-16 units, and the context is larger than the region") {
  const Source source("a.txt", "前\n\xF0\x9F\x98\x80\xF0\xA0\x80\x80资金资金\n后\n");
  const Outcome outcome = sample::With(source, sample::NumeralAt(source, sample::SpanOf(source, "资金", 18)));
  const Json place = Run({&outcome})["results"][0]["locations"][0]["physicalLocation"];
  CHECK(place["region"] ==
        Json{{"startLine", 2}, {"startColumn", 7}, {"endLine", 2}, {"endColumn", 9}, {"snippet", {{"text", "资金"}}}});
  CHECK(place["contextRegion"]["startLine"] == 1);
  CHECK(place["contextRegion"]["endLine"] == 3);

  // A region that is the whole text has no context.
  const Source whole("b.txt", "资金");
  const Outcome all = sample::With(whole, sample::NumeralAt(whole, {0, 6}));
  CHECK_FALSE(Run({&all})["results"][0]["locations"][0]["physicalLocation"].contains("contextRegion"));

  // Of a page on one long line only what is near it.
  std::string page;
  for (int i = 0; i < 20000; ++i) page += "甲";
  const Source minified("c.html", page + "资金" + page);
  const Outcome on_one_line = sample::With(minified, sample::NumeralAt(minified, sample::SpanOf(minified, "资金")));
  const std::string snippet =
      Run({&on_one_line})["results"][0]["locations"][0]["physicalLocation"]["contextRegion"]["snippet"]["text"];
  CHECK(snippet.size() < 400);
  CHECK(snippet.find("甲资金甲") != std::string::npos);
  CHECK(snippet.find("\xEF\xBF\xBD") == std::string::npos);  // cut between characters
}

TEST_CASE("sarif: fingerprints stay when a paragraph is added above, and tell twins apart") {
  const Source before("a.txt", std::string(sample::kText));
  const Source after("a.txt", "新加的一段\n\n" + std::string(sample::kText));
  Outcome first = sample::Wrong(before);
  const Outcome second = sample::Wrong(after);
  const Json old_run = Run({&first});
  const Json new_run = Run({&second});
  for (int i = 0; i < 2; ++i) {
    CHECK(old_run["results"][i]["partialFingerprints"] == new_run["results"][i]["partialFingerprints"]);
    CHECK(old_run["results"][i]["locations"] != new_run["results"][i]["locations"]);
  }
  CHECK(old_run["results"][0]["partialFingerprints"] != old_run["results"][1]["partialFingerprints"]);

  first.findings[1] = first.findings[0];
  const Json twins = Run({&first})["results"];
  CHECK(twins[0]["partialFingerprints"]["goujiFinding/v1"] == twins[1]["partialFingerprints"]["goujiFinding/v1"]);
  CHECK(twins[0]["partialFingerprints"]["primaryLocationLineHash"] !=
        twins[1]["partialFingerprints"]["primaryLocationLineHash"]);
}

TEST_CASE("sarif: repairs for a file, the transcript of a container") {
  const Source source("报告 一.docx", std::string(sample::kText));
  Outcome wrong = sample::Wrong(source);
  Json run = Run({&wrong});
  const Json& change = run["results"][1]["fixes"][0]["artifactChanges"][0];
  CHECK(change["replacements"][0]["deletedRegion"] ==
        Json{{"startLine", 7}, {"startColumn", 1}, {"endLine", 7}, {"endColumn", 3}});
  CHECK(change["replacements"][0]["insertedContent"]["text"] == "四、");
  CHECK_FALSE(run["artifacts"][0].contains("contents"));

  wrong.transcript = true;
  wrong.format = "docx";
  run = Run({&wrong});
  CHECK_FALSE(run["results"][1].contains("fixes"));
  CHECK(run["artifacts"][0]["contents"]["text"] == std::string(sample::kText));
  CHECK(run["artifacts"][0]["location"]["uri"] == "%E6%8A%A5%E5%91%8A%20%E4%B8%80.docx");
  CHECK(run["artifacts"][0]["mimeType"] == "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
}

TEST_CASE("sarif: a file is of the type that was read, or else of the one its name says") {
  struct Row {
    std::string path;
    std::string_view format;
    std::string_view type;
  };
  for (const Row& row : {Row{"a.txt", "text", "text/plain"},
                         {"a.txt", "html", "text/html"},
                         {"-", "pdf", "application/pdf"},
                         {"a.html", "", "text/html"},
                         {"a.wps", "", "application/octet-stream"},
                         {"a", "markdown", "text/markdown"}}) {
    CAPTURE(row.path);
    const Source source(row.path, std::string(sample::kText));
    Outcome outcome;
    outcome.path = row.path;
    outcome.source = &source;
    outcome.format = row.format;
    CHECK(Run({&outcome})["artifacts"][0]["mimeType"] == row.type);
  }
}

TEST_CASE("sarif: what code scanning takes no more of is left out, and said so") {
  const Source source("a.txt", std::string(sample::kText));
  Outcome outcome;
  outcome.path = source.name();
  outcome.source = &source;
  Diagnostic finding = sample::Unbalanced(source);
  const Evidence operand = finding.evidence.front();
  finding.evidence.assign(1'200, operand);
  finding.culprit->where = sample::SpanOf(source, "25");
  outcome.findings = {finding};
  const Json result = Run({&outcome})["results"][0];
  CHECK(result["relatedLocations"].size() <= 1'000);
  CHECK(result["codeFlows"][0]["threadFlows"][0]["locations"].size() <= 1'000);
  const auto text = result["message"]["text"].get<std::string>();
  CHECK(text.find("另有 210 项") != std::string::npos);
  CHECK(result["relatedLocations"].back()["id"] == 991);
  CHECK(text.find("](991) 写的是") != std::string::npos);

  CHECK(kSarifResults == 25'000);
  outcome.findings.assign(3, sample::Unbalanced(source));
  std::ostringstream out;
  const std::unique_ptr<Writer> writer = MakeSarifWriter(out, 4);
  writer->Begin(sample::Run());
  writer->Add(outcome);
  writer->Add(outcome);
  writer->End(sample::Sum({&outcome, &outcome}));
  const Json run = Json::parse(out.str())["runs"][0];
  CHECK(run["results"].size() == 4);
  const Json said = run["invocations"][0]["toolExecutionNotifications"].back();
  CHECK(said["descriptor"]["id"] == "results-left-out");
  CHECK(said["message"]["text"] == "另有 2 个问题未列出：代码扫描平台每次运行最多接受 4 个结果。");
}

TEST_CASE("sarif: paths become relative URIs where they can") {
  struct Row {
    const char* path;
    const char* uri;
    bool relative;
  };
  const Row rows[] = {
      {"a.txt", "a.txt", true},
      {"./b/../a.txt", "a.txt", true},
      {"/home/ci/repo/r/2023 年.html", "r/2023%20%E5%B9%B4.html", true},
      {"a:b?c#d%.txt", "a%3Ab%3Fc%23d%25.txt", true},
      {"<stdin>", "%3Cstdin%3E", true},
      {"../x.txt", "file:///home/ci/x.txt", false},
      {"/srv/x.txt", "file:///srv/x.txt", false},
      {"/home/ci/repository/x.txt", "file:///home/ci/repository/x.txt", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.path);
    const FileUri file = FileUriOf(row.path, "/home/ci/repo");
    CHECK(file.uri == row.uri);
    CHECK(file.relative == row.relative);
  }
  CHECK(FolderUri("/") == "file:///");
  CHECK(FolderUri("/甲") == "file:///%E7%94%B2/");
}

}  // namespace
}  // namespace gouji
