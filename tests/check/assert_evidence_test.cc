// What is shown of an assertion that fails.

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "cli/scratch.h"

namespace gouji {
namespace {

constexpr const char* kPack = R"(gouji: 1
id: trial
claims: trial
title_patterns: {official: '(?P<issuer>[a-z ]+) trial (?P<year>\d{4})'}
bind:
  s: 1. Tables
  list:
    table: {section: s, kind: open}
    columns: {a: A}
    rows: {total: Total}
rules:
  - {id: E1, name: e1, severity: error, title: t, missing: zero, at: 'list[total, a]', message: m,
     assert: 'max(list[total, a], prev.list[total, a], list[total, a]) = 9'}
  - {id: E2, name: e2, severity: error, title: t, missing: zero, at: 'list[total, a]', message: m,
     assert: 'count(list[open, a]) = 5'}
)";

std::string ReportOf(const std::string& year, int rows) {
  std::string text = "# east trial " + year + "\n\n## 1. Tables\n\n| Unit | A |\n|---|---|\n";
  for (int i = 0; i < rows; ++i) text += "| Unit" + std::to_string(i) + " | 1 |\n";
  return text + "| Total | 7 |\n";
}

}  // namespace

TEST_CASE("assert: cells of both years at one place of their files are both shown, and none twice") {
  const Scratch scratch;
  scratch.Write("pack.yaml", kPack);
  scratch.Write("2023.md", ReportOf("2023", 3));
  scratch.Write("2024.md", ReportOf("2024", 3));
  const Ran ran =
      scratch.Run("check --no-config --rules pack.yaml --select E1 --previous 2023.md --format json 2024.md");
  const auto findings = nlohmann::json::parse(ran.out)["findings"];
  REQUIRE(findings.size() == 1);
  const auto& related = findings[0]["related"];
  REQUIRE(related.size() == 2);
  CHECK(related[0]["path"] == "2024.md");
  CHECK(related[1]["path"] == "2023.md");
  CHECK(related[0]["line"] == related[1]["line"]);
}

TEST_CASE("assert: of cells that are only looked at the first are shown, and the others counted") {
  const Scratch scratch;
  scratch.Write("pack.yaml", kPack);
  scratch.Write("2024.md", ReportOf("2024", 20));
  const Ran ran = scratch.Run("check --no-config --rules pack.yaml --select E2 --lang en 2024.md");
  CHECK(ran.out.find("Unit4 · A  1  line 11\n") != std::string::npos);
  CHECK(ran.out.find("Unit5") == std::string::npos);
  CHECK(ran.out.find("= and 15 more cells\n") != std::string::npos);
}

}  // namespace gouji
