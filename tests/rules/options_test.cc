#include "rules/options.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace gouji {
namespace {

/// Reads `text` as a map and gives "line:column message" of every mistake.
std::string Read(const std::string& text, const std::function<void(Options&)>& read, Lang lang = Lang::kEn,
                 Localized what = {"规则", "rule"}) {
  const Source source("pack.yaml", text);
  Diagnostics diagnostics;
  const auto tree = ParseYaml(source, lang, {}, diagnostics);
  REQUIRE(tree != nullptr);
  const NodeContext context{&source, lang, &diagnostics, Trouble::kPack};
  Options options(context, tree->root(), what);
  read(options);
  options.Finish();
  std::vector<Diagnostic> all = diagnostics.Take();
  std::ranges::stable_sort(all, {}, &Diagnostic::where);
  std::string mistakes;
  for (const Diagnostic& diagnostic : all) {
    const Place place = source.PlaceOf(diagnostic.where.begin);
    mistakes += std::to_string(place.line) + ":" + std::to_string(place.column) + " " + diagnostic.message + "\n";
  }
  return mistakes;
}

}  // namespace

TEST_CASE("options: what is right is read without a word") {
  const std::string text =
      "id: GK301\nyear: 2021\nminus: -7\nexact: true\nseverity: error\ntitle: {zh: 平衡, en: balance}\nhelp: 核对\n"
      "tags: [table, on]\none: total\n";
  const std::string mistakes = Read(text, [](Options& options) {
    CHECK(options.Text("id", Need::kRequired) == "GK301");
    CHECK(options.Text("year") == "2021");
    CHECK(options.Integer("year") == 2021);
    CHECK(options.Integer("minus") == -7);
    CHECK(options.Flag("exact") == true);
    CHECK(options.OneOf("severity", {{"error", 3}, {"note", 1}}) == 3);
    CHECK(options.Message("title").zh == "平衡");
    CHECK(options.Message("title").en == "balance");
    CHECK(options.Message("help").zh == "核对");
    CHECK(options.Message("help").en == "核对");
    CHECK(options.Texts("tags") == std::vector<std::string_view>{"table", "on"});
    CHECK(options.Texts("one") == std::vector<std::string_view>{"total"});
    CHECK(options.List("tags").size() == 2);
    CHECK(options.Find("absent") == nullptr);
    CHECK(options.Text("absent").empty());
    CHECK_FALSE(options.Integer("absent").has_value());
    CHECK_FALSE(options.Flag("absent").has_value());
    CHECK(options.Message("absent").empty());
    CHECK(options.List("absent").empty());
  });
  CHECK(mistakes.empty());
}

TEST_CASE("options: mistakes name the key, what was expected and what was found") {
  struct Row {
    std::string name;
    std::string text;
    std::function<void(Options&)> read;
    std::string expected;
  };
  const std::vector<Row> rows = {
      {"a missing key", "name: x\n",
       [](Options& o) {
         o.Text("name");
         o.Text("id", Need::kRequired);
       },
       "1:1 rule lacks 'id'\n"},
      {"several at once", "colum: 1\nid: [x]\nexact: on\n",
       [](Options& o) {
         CHECK(o.Text("id", Need::kRequired).empty());
         CHECK_FALSE(o.Flag("exact").has_value());
         o.Find("column");
         o.Find("row", Need::kRequired);
       },
       "1:1 rule lacks 'row'\n1:1 unknown key 'colum' in rule, did you mean 'column'?\n"
       "2:5 'id' must be text, found a list\n3:8 'exact' must be true or false, found 'on'\n"},
      {"an unknown key that is like none", "zzzzzz: 1\n",
       [](Options& o) {
         o.Find("id");
         o.Find("name");
       },
       "1:1 unknown key 'zzzzzz' in rule, expected one of: id, name\n"},
      {"a key that is there is not what was meant", "column: 1\ncolumns: 2\n", [](Options& o) { o.Find("column"); },
       "2:1 unknown key 'columns' in rule\n"},
      {"a number in quotes", "year: \"2021\"\n", [](Options& o) { CHECK_FALSE(o.Integer("year").has_value()); },
       "1:7 'year' must be a whole number, found '\"2021\"'\n"},
      {"a number with a leading zero", "year: 0123\n", [](Options& o) { CHECK_FALSE(o.Integer("year").has_value()); },
       "1:7 'year' must be a whole number, found '0123'\n"},
      {"hexadecimal", "year: 0x10\n", [](Options& o) { CHECK_FALSE(o.Integer("year").has_value()); },
       "1:7 'year' must be a whole number, found '0x10'\n"},
      {"a number too large", "year: 99999999999999999999\n",
       [](Options& o) { CHECK_FALSE(o.Integer("year").has_value()); },
       "1:7 'year' must be a whole number, found '99999999999999999999'\n"},
      {"a flag in quotes", "exact: 'true'\n", [](Options& o) { CHECK_FALSE(o.Flag("exact").has_value()); },
       "1:8 'exact' must be true or false, found '\"true\"'\n"},
      {"nothing after the colon", "id:\n", [](Options& o) { o.Text("id"); }, "1:4 'id' must be text, found nothing\n"},
      {"an empty text that must be there", "id: ''\n", [](Options& o) { o.Text("id", Need::kRequired); },
       "1:5 'id' must be text, found '\"\"'\n"},
      {"a name near one of the names", "severity: eror\n",
       [](Options& o) {
         CHECK_FALSE(o.OneOf("severity", {{"error", 1}, {"warning", 2}}).has_value());
       },
       "1:11 'severity' cannot be 'eror', did you mean 'error'?\n"},
      {"a name near none", "severity: 严重\n",
       [](Options& o) {
         CHECK_FALSE(o.OneOf("severity", {{"error", 1}, {"warning", 2}}).has_value());
       },
       "1:11 'severity' cannot be '严重', expected one of: error, warning\n"},
      {"a map for a name", "severity: {a: 1}\n",
       [](Options& o) {
         CHECK_FALSE(o.OneOf("severity", {{"error", 1}, {"warning", 2}}).has_value());
       },
       "1:11 'severity' must be error|warning, found a map\n"},
      {"a language there is not", "title: {zh: 平衡, eng: balance}\n", [](Options& o) { o.Message("title"); },
       "1:17 unknown key 'eng' in title, did you mean 'en'?\n"},
      {"no language at all", "title: {}\n", [](Options& o) { o.Message("title"); },
       "1:8 'title' holds no text, expected zh or en\n"},
      {"a list for a message", "title: [a]\n", [](Options& o) { o.Message("title"); },
       "1:8 'title' must be text, or {zh: …, en: …}, found a list\n"},
      {"lists among texts", "tags: [a, [b], {c: d}]\n",
       [](Options& o) { CHECK(o.Texts("tags") == std::vector<std::string_view>{"a"}); },
       "1:11 each item of 'tags' must be text, found a list\n1:16 each item of 'tags' must be text, found a map\n"},
      {"no map", "- a\n", [](Options& o) { CHECK(o.Text("id", Need::kRequired).empty()); },
       "1:1 rule must be a map of 'key: value', found a list\n"},
      {"an empty map", "{}\n", [](Options& o) { o.Text("id", Need::kRequired); }, "1:1 rule lacks 'id'\n"},
      {"a long text is not repeated", "exact: |\n  one\n  two\n", [](Options& o) { o.Flag("exact"); },
       "2:3 'exact' must be true or false, found quoted text\n"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(Read(row.text, row.read) == row.expected);
  }
}

TEST_CASE("options: a mistake is told once, however often it is asked for") {
  const std::string mistakes = Read("id: [a]\ntitle: {de: x}\ntags: [[]]\n", [](Options& options) {
    for (int i = 0; i < 2; ++i) {
      options.Text("id");
      options.Message("title");
      options.Texts("tags");
      options.Text("name", Need::kRequired);
    }
    options.Finish();
  });
  CHECK(std::ranges::count(mistakes, '\n') == 4);
}

TEST_CASE("options: mistakes are told in Chinese") {
  const std::string mistakes = Read(
      "colum: 1\nexact: on\n",
      [](Options& options) {
        options.Find("column");
        options.Flag("exact");
        options.Text("id", Need::kRequired);
      },
      Lang::kZh);
  CHECK(mistakes ==
        "1:1 规则缺少“id”\n1:1 规则没有“colum”这个键，是不是“column”？\n"
        "2:8 “exact”应为 true 或 false，写的是“on”\n");
}

}  // namespace gouji
