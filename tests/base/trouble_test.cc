#include "base/trouble.h"

#include <doctest/doctest.h>

#include <set>

namespace gouji {
namespace {

TEST_CASE("trouble: ids are the documented ones, and every text is there in both languages") {
  const std::vector<std::pair<Trouble, std::string_view>> ids = {
      {Trouble::kUnreadable, "GJ001"}, {Trouble::kNotText, "GJ002"},  {Trouble::kUnsupportedFormat, "GJ003"},
      {Trouble::kOverLimit, "GJ004"},  {Trouble::kDamaged, "GJ005"},  {Trouble::kLeftOut, "GJ006"},
      {Trouble::kNotAReport, "GJ010"}, {Trouble::kPack, "GJ101"},     {Trouble::kConfig, "GJ201"},
      {Trouble::kConfigRule, "GJ202"}, {Trouble::kBaseline, "GJ203"},
  };
  for (const auto& [trouble, id] : ids) CHECK(InfoOf(trouble).id == id);
  CHECK(AllTroubles().size() == ids.size());
  std::set<std::string_view> names;
  for (const RuleInfo* info : AllTroubles()) {
    CAPTURE(info->id);
    CHECK(info->severity == (info->id == "GJ006" ? Severity::kNote : Severity::kError));
    CHECK(names.insert(info->name).second);
    for (const Localized& text : {info->title, info->why, info->help}) {
      CHECK_FALSE(text.zh.empty());
      CHECK_FALSE(text.en.empty());
      CHECK_FALSE(text.en.ends_with('.'));
    }
  }
}

TEST_CASE("trouble: a diagnostic carries the sentence and the place") {
  const Source source("pack.yaml", "rules: [");
  const Diagnostic diagnostic = MakeTrouble(Trouble::kPack, source, {7, 8}, "unknown option 'colum'");
  CHECK(diagnostic.rule == &InfoOf(Trouble::kPack));
  CHECK(diagnostic.severity == Severity::kError);
  CHECK(diagnostic.source == &source);
  CHECK(diagnostic.where == Span{7, 8});
  CHECK(diagnostic.message == "unknown option 'colum'");
}

TEST_CASE("fill: names are replaced once, anything else stays") {
  struct Row {
    std::string text;
    std::string filled;
  };
  const std::vector<Row> rows = {
      {"应为 {want}，写的是 {got}", "应为 15，写的是 {want}"},
      {"{want}{want}", "1515"},
      {"{unknown} {", "{unknown} {"},
      {"{{want}}", "{15}"},
      {"}{want", "}{want"},
      {"", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(Fill(row.text, {{"want", "15"}, {"got", "{want}"}}) == row.filled);
  }
}

TEST_CASE("nearest: what was meant, or nothing") {
  const std::vector<std::string_view> names = {"column", "row", "table", "section", "行政复议", "id"};
  struct Row {
    std::string word;
    std::string nearest;
  };
  const std::vector<Row> rows = {
      {"colum", "column"},
      {"colmun", "column"},
      {"columns", "column"},
      {"rwo", "row"},
      {"secton", "section"},
      {"tabel", "table"},
      {"severity", ""},
      {"x", ""},
      {"行致复议", "行政复议"},
      {"", ""},
      {"xyz", ""},
      {"di", "id"},
      {"COLUMN", "column"},
      {"ID", "id"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.word);
    CHECK(Nearest(row.word, names) == row.nearest);
  }
  CHECK(Nearest(std::string(100000, 'a'), names).empty());
}

}  // namespace
}  // namespace gouji
