#include "config/config.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "cli/scratch.h"
#include "config/issuer_paths.h"

namespace gouji {
namespace {

/// "line:column message" of every mistake in a configuration.
std::string Mistakes(const std::string& text, Lang lang) {
  Diagnostics diagnostics;
  const auto source = std::make_shared<const Source>(".gouji.yaml", text);
  ReadConfig(source, "/r", "/r", lang, diagnostics);
  std::vector<Diagnostic> all = diagnostics.Take();
  Sort(all);
  std::string mistakes;
  for (const Diagnostic& each : all) {
    CHECK(each.rule->id == "GJ201");
    const Place place = source->PlaceOf(each.where.begin);
    mistakes += std::to_string(place.line) + ":" + std::to_string(place.column) + " " + each.message + "\n";
  }
  return mistakes;
}

Config Read(const std::string& text) {
  Diagnostics diagnostics;
  Config config = ReadConfig(std::make_shared<const Source>(".gouji.yaml", text), "/r", "/r", Lang::kEn, diagnostics);
  CHECK(diagnostics.all().empty());
  return config;
}

}  // namespace

TEST_CASE("config: what is right is read without a word") {
  const Config config = Read(
      "extends: [gk-annual-report, ./local]\nseverity: {GK013: off, cell-blank: error, GK3: note}\n"
      "include: [\"reports/**/*.{html,docx,txt}\"]\nexclude: '**/archive/**'\noverrides:\n"
      "  - {files: \"townships/**\", severity: {GK110: off}}\n"
      "issuer: {pattern: \"reports/{issuer}/{year}.*\"}\nfail_on: warning\nbaseline: .gouji-baseline.json\n");
  REQUIRE(config.extends);
  CHECK(config.extends->size() == 2);
  CHECK(config.extends->at(1).value == "./local");
  REQUIRE(config.severities.size() == 3);
  CHECK(config.severities[0].selector == "GK013");
  CHECK(config.severities[0].severity == Severity::kOff);
  CHECK(config.severities[2].severity == Severity::kNote);
  CHECK(config.include.size() == 1);
  CHECK(config.exclude.size() == 1);
  REQUIRE(config.overrides.size() == 1);
  CHECK(config.overrides[0].files.size() == 1);
  CHECK(config.overrides[0].severities.size() == 1);
  REQUIRE(config.issuer);
  CHECK(config.issuer->value.root == "reports");
  CHECK(config.fail_on->value == "warning");
  CHECK(config.baseline->value == ".gouji-baseline.json");
  CHECK(config.Below("/r/reports/a.txt") == "reports/a.txt");
  CHECK_FALSE(config.Below("/other/a.txt"));
  CHECK_FALSE(config.Below("/r"));
}

TEST_CASE("config: an empty file, and one of comments, configures nothing") {
  for (const char* text : {"", "\n", "# nothing yet\n", "---\n"}) {
    const Config config = Read(text);
    CHECK_FALSE(config.extends);
    CHECK(config.severities.empty());
  }
}

TEST_CASE("config: every mistake is told in one reading, at its own line, in both languages") {
  const std::string text =
      "extend: [gk-annual-report]\n"
      "severity: {GK210: of, GK301: [error], GK302: }\n"
      "include: [\"/reports/**\", \"a{b\", {x: y}]\n"
      "overrides:\n"
      "  - {file: \"townships/**\", severity: {GK104: warn}}\n"
      "  - 12\n"
      "issuer: {pattern: \"reports/{year}.*\"}\n"
      "fail_on: erorr\n"
      "baseline: [a]\n"
      "baseline: b\n";
  CHECK(Mistakes(text, Lang::kEn) ==
        "1:1 unknown key 'extend' in configuration, did you mean 'extends'?\n"
        "2:19 a severity is error, warning, note or off, found 'of', did you mean 'off'?\n"
        "2:30 a severity is error, warning, note or off, found no text\n"
        "2:45 a severity is error, warning, note or off, found nothing\n"
        "3:12 bad path pattern: patterns start from the folder of the configuration file, not with '/'\n"
        "3:28 bad path pattern: '{' without '}'\n"
        "3:33 each item of 'include' must be text, found a map\n"
        "5:6 unknown key 'file' in an override, did you mean 'files'?\n"
        "5:46 a severity is error, warning, note or off, found 'warn', did you mean 'warning'?\n"
        "6:5 an override must be a map of 'key: value', found '12'\n"
        "7:19 the pattern of 'issuer' lacks {issuer}\n"
        "8:10 'fail_on' cannot be 'erorr', did you mean 'error'?\n"
        "9:11 'baseline' must be text, found a list\n"
        "10:1 duplicate key 'baseline', first at line 9\n");
  const std::string zh = Mistakes(text, Lang::kZh);
  CHECK(std::ranges::count(zh, '\n') == 14);
  CHECK(zh.find("1:1 配置没有“extend”这个键，是不是“extends”？\n") != zh.npos);
  CHECK(zh.find("2:19 级别应为 error、warning、note 或 off，写的是“of”，是不是“off”？\n") != zh.npos);
  CHECK(zh.find("3:28 路径模式有误：缺少 }\n") != zh.npos);
}

TEST_CASE("config: a mistake of YAML itself is a mistake of the configuration") {
  CHECK(Mistakes("severity: {GK210: off\n", Lang::kEn).starts_with("1:"));
  CHECK(Mistakes("- a\n- b\n", Lang::kEn) == "1:1 configuration must be a map of 'key: value', found a list\n");
  CHECK(Mistakes("extends: []\n", Lang::kEn) == "1:10 'extends' is empty: without a rule pack nothing is checked\n");
}

TEST_CASE("config: the nearest file above counts, up to the repository's root and no further") {
  const Scratch scratch;
  const std::filesystem::path root = std::filesystem::canonical(scratch.folder());
  scratch.Write("a/b/c/x.txt", "");
  CHECK_FALSE(FindConfig(root / "a" / "b" / "c"));
  scratch.Write(".gouji.yaml", "");
  CHECK(FindConfig(root / "a" / "b" / "c") == root / ".gouji.yaml");
  scratch.Write("a/b/.gouji.yaml", "");
  CHECK(FindConfig(root / "a" / "b" / "c") == root / "a" / "b" / ".gouji.yaml");
  CHECK(FindConfig(root / "a") == root / ".gouji.yaml");
  scratch.Write("a/.git", "gitdir: elsewhere");
  CHECK_FALSE(FindConfig(root / "a"));
}

TEST_CASE("config: an issuer pattern tells where last year's report stands") {
  const Scratch scratch;
  for (const char* name :
       {"reports/甲局/2022.txt", "reports/甲局/2022.docx", "reports/甲局/2023.docx", "reports/乙局/2022.txt",
        "reports/乙局/2023.txt", "reports/.x/2022.txt", "reports/2022.txt"}) {
    scratch.Write(name, "");
  }
  const Config config = Read("issuer: {pattern: \"reports/{issuer}/{year}.*\"}\n");
  const IssuerPaths paths(config.issuer->value, scratch.folder(), "..");
  struct Row {
    std::string_view path;
    int year;
    std::string_view expected;
  };
  const std::vector<Row> rows = {
      {"reports/甲局/2023.docx", 2022, "../reports/甲局/2022.docx"},  // of the same format
      {"reports/甲局/2023.html", 2022, "../reports/甲局/2022.docx"},  // else the first by name
      {"reports/乙局/2023.txt", 2022, "../reports/乙局/2022.txt"},
      {"reports/乙局/2022.txt", 2021, ""},
      {"reports/丙局/2023.txt", 2022, ""},
      {"elsewhere/甲局/2023.txt", 2022, ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.path);
    CHECK(paths.Find(row.path, row.year) == row.expected);
  }
}

}  // namespace gouji
