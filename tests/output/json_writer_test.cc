#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "sample.h"
#include "text/pattern.h"
#include "tree.h"

namespace gouji {
namespace {

using sample::Write;
using Json = nlohmann::ordered_json;

/// The keywords of JSON Schema that gouji-output.schema.json uses, and no others.
class SchemaCheck {
 public:
  explicit SchemaCheck(const Json& schema) : schema_(schema) {}

  /// Where `value` breaks the schema, and how; empty when it does not.
  std::vector<std::string> Check(const Json& value) {
    broken_.clear();
    Check(value, schema_, "");
    return broken_;
  }

 private:
  void Check(const Json& value, const Json& rules, const std::string& at) {
    for (const auto& [keyword, rule] : rules.items()) {
      if (keyword == "$ref") {
        Check(value, schema_.at(Json::json_pointer(rule.get<std::string>().substr(1))), at);
      } else if (keyword == "type") {
        const std::string type = value.is_number_integer() ? "integer" : value.type_name();
        if (type != rule) Break(at, "is no " + rule.get<std::string>());
      } else if (keyword == "required") {
        for (const auto& key : rule) {
          if (!value.contains(key.get<std::string>())) Break(at, "lacks " + key.get<std::string>());
        }
      } else if (keyword == "properties") {
        for (const auto& [key, member] : rule.items()) {
          if (value.contains(key)) Check(value[key], member, at + "/" + key);
        }
      } else if (keyword == "additionalProperties") {
        CheckAdditional(value, rules, rule, at);
      } else if (keyword == "items") {
        for (std::size_t i = 0; i < value.size(); ++i) Check(value[i], rule, at + "/" + std::to_string(i));
      } else if (keyword == "enum") {
        if (std::ranges::find(rule, value) == rule.end()) Break(at, "is none of " + rule.dump());
      } else if (keyword == "const") {
        if (value != rule) Break(at, "is not " + rule.dump());
      } else if (keyword == "minimum") {
        if (value.get<std::int64_t>() < rule.get<std::int64_t>()) Break(at, "is below " + rule.dump());
      } else if (keyword == "pattern") {
        if (!Pattern(rule.get<std::string>()).Finds(value.get<std::string>())) Break(at, "has no match");
      } else {
        const bool remark = keyword == "description" || keyword == "title" || keyword == "$defs" || keyword[0] == '$';
        if (!remark) Break(at, "meets the keyword " + keyword);
      }
    }
  }

  void CheckAdditional(const Json& value, const Json& rules, const Json& rule, const std::string& at) {
    for (const auto& [key, member] : value.items()) {
      if (rules.contains("properties") && rules["properties"].contains(key)) continue;
      if (rule == false) {
        Break(at, "has the unknown key " + key);
      } else {
        Check(member, rule, at + "/" + key);
      }
    }
  }

  void Break(const std::string& at, const std::string& how) { broken_.push_back(at + " " + how); }

  const Json& schema_;
  std::vector<std::string> broken_;
};

Json Schema() {
  std::ifstream file(std::string(kRoot) + "/src/output/gouji-output.schema.json");
  return Json::parse(file);
}

std::vector<std::string> Keys(const Json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;
}

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

TEST_CASE("json: one object in the order that is promised") {
  const Source source("reports/a.txt", std::string(sample::kText));
  const Source refused("旧报告.doc", "");
  const Outcome wrong = sample::Wrong(source);
  const Outcome unread = sample::Refused(refused);
  const Json all = Json::parse(Write("json", {&wrong, &unread}));
  CHECK(Keys(all) == std::vector<std::string>{"version", "tool", "summary", "findings", "not_evaluated", "unreadable"});
  CHECK(all["tool"] == Json{{"name", "gouji"}, {"version", "1.2.3"}, {"pack", "gk-annual-report"}});
  CHECK(all["summary"]["documents"] == 2);
  CHECK(all["summary"]["not_evaluated"] == 2);
  REQUIRE(all["findings"].size() == 2);
  const Json& finding = all["findings"][0];
  CHECK(Keys(finding) == std::vector<std::string>{"rule", "name", "severity", "path", "line", "column", "end_line",
                                                  "end_column", "message", "fingerprint", "subject", "values",
                                                  "related", "culprit", "fix", "notes"});
  CHECK(finding["rule"] == "GK301");
  CHECK(finding["severity"] == "error");
  CHECK(finding["path"] == "reports/a.txt");
  CHECK(finding["line"] == 5);
  CHECK(finding["column"] == 8);
  CHECK(finding["end_line"] == 5);
  CHECK(finding["end_column"] == 11);
  CHECK(finding["subject"] == Json{{"section", "三"}, {"table", "requests"}, {"row", "total"}, {"column", "person"}});
  CHECK(finding["values"] ==
        Json{{"left", "125"}, {"right", "124"}, {"difference", "1"}, {"in", "125"}, {"out", "124"}});
  REQUIRE(finding["related"].size() == 4);
  CHECK(finding["related"][3]["line"] == 6);
  CHECK(finding["related"][3]["value"] == "");
  CHECK(finding["related"][3]["side"] == "right");
  CHECK(finding["culprit"]["line"] == 3);
  CHECK(finding["culprit"]["repair"] == "99");
  CHECK(all["findings"][1].contains("culprit") == false);
  CHECK(all["findings"][1]["fix"][0]["text"] == "4、");
  CHECK(all["findings"][1]["fix"][0]["replacement"] == "四、");
  CHECK(all["not_evaluated"][1]["subject"]["column"] == "all");
  CHECK(all["unreadable"] == Json::array({{{"rule", "GJ003"},
                                           {"name", "unsupported-format"},
                                           {"path", "旧报告.doc"},
                                           {"message", "不支持 .doc 文件，请另存为 .docx"}}}));
}

TEST_CASE("json and jsonl hold to the schema") {
  const Source source("reports/a.txt", std::string(sample::kText));
  const Source refused("旧报告.doc", "");
  Outcome wrong = sample::Wrong(source);
  wrong.findings[0].evidence[1].negative = true;
  wrong.findings[1].notes = {"提示"};
  const Outcome unread = sample::Refused(refused);
  const Json schema = Schema();
  SchemaCheck check(schema);
  using None = std::vector<std::string>;
  CHECK(check.Check(Json::parse(Write("json", {}))) == None{});
  CHECK(check.Check(Json::parse(Write("json", {&wrong, &unread, &wrong}))) == None{});

  const Json finding_schema = {{"$ref", "#/$defs/finding"}, {"$defs", schema["$defs"]}};
  SchemaCheck finding_check(finding_schema);
  const std::vector<std::string> lines = Lines(Write("jsonl", {&wrong, &unread}));
  REQUIRE(lines.size() == 3);
  CHECK(finding_check.Check(Json::parse(lines[0])) == None{});
  CHECK(finding_check.Check(Json::parse(lines[1])) == None{});
  CHECK(check.Check(Json::parse(lines[2])) == None{});

  // The check itself sees what is wrong.
  Json broken = Json::parse(Write("json", {&wrong}));
  broken["findings"][0]["severity"] = "fatal";
  broken["findings"][0].erase("line");
  broken["findings"][1]["fix"][0]["extra"] = 1;
  broken["summary"]["errors"] = -1;
  CHECK(check.Check(broken).size() == 4);
}

TEST_CASE("jsonl: the findings of json, a line each") {
  const Source source("reports/a.txt", std::string(sample::kText));
  const Outcome wrong = sample::Wrong(source);
  const Json all = Json::parse(Write("json", {&wrong}));
  const std::vector<std::string> lines = Lines(Write("jsonl", {&wrong}));
  REQUIRE(lines.size() == all["findings"].size() + 1);
  for (std::size_t i = 0; i < all["findings"].size(); ++i) CHECK(Json::parse(lines[i]) == all["findings"][i]);
  const Json last = Json::parse(lines.back());
  CHECK(last["summary"] == all["summary"]);
  CHECK(last["not_evaluated"] == all["not_evaluated"]);
}

TEST_CASE("json: columns are code points, whatever stands before") {
  // An emoji and an ideograph beyond the first plane: one code point, two UTF-16 units, four bytes each.
  const Source source("a.txt", "\xF0\x9F\x98\x80\xF0\xA0\x80\x80资金资金\n");
  const Outcome outcome = sample::With(source, sample::NumeralAt(source, sample::SpanOf(source, "资金", 14)));
  const Json all = Json::parse(Write("json", {&outcome}));
  CHECK(all["findings"][0]["column"] == 5);
  CHECK(all["findings"][0]["end_column"] == 7);
}

TEST_CASE("json: ill-formed and invisible characters are written so that nothing is lost and nothing obeyed") {
  const Source source("a\xFF.txt", "x");
  Diagnostic finding = sample::NumeralAt(source, Span{});
  finding.message = "甲\xE2\x80\xAE\x1B[0m\xC2\x9B\x7F😀";
  const Outcome outcome = sample::With(source, finding);
  const std::string text = Write("json", {&outcome});
  CHECK(text.find("\"message\":\"甲\\u202e\\u001b[0m\\u009b\\u007f😀\"") != std::string::npos);
  const Json all = Json::parse(text);
  CHECK(all["findings"][0]["message"] == finding.message);
  CHECK(all["findings"][0]["path"] == "a\xEF\xBF\xBD.txt");
}

}  // namespace
}  // namespace gouji
