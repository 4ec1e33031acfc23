#include "config/glob.h"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

namespace gouji {

TEST_CASE("glob: what a pattern means, and what it does not") {
  struct Row {
    std::string pattern;
    std::vector<std::string> matches;
    std::vector<std::string> refuses;
  };
  const std::vector<Row> rows = {
      {"*.docx", {"a.docx", "reports/2023/a.docx", ".docx"}, {"a.docx.txt", "a.doc", "a.DOCX"}},
      {"reports/*.txt", {"reports/a.txt"}, {"a.txt", "reports/x/a.txt", "x/reports/a.txt"}},
      {"reports/**/*.txt", {"reports/a.txt", "reports/x/a.txt", "reports/x/y/a.txt"}, {"a.txt", "reportsa.txt"}},
      {"**/archive/**", {"archive/a.txt", "x/archive/y/a.txt"}, {"archive", "xarchive/a.txt", "archive.txt"}},
      {"**", {"a", "a/b/c"}, {}},
      {"townships/", {"townships/a.txt", "townships/x/a.txt"}, {"townships", "x/townships/a.txt"}},
      {"reports/**/*.{html,docx,txt}", {"reports/a.html", "reports/x/a.txt"}, {"reports/a.pdf", "reports/a.{html}"}},
      {"a/{b,c/{d,e}}/f", {"a/b/f", "a/c/d/f", "a/c/e/f"}, {"a/c/f", "a/{b}/f"}},
      {"{,x}a", {"a", "xa"}, {"xxa"}},
      {"20??.txt", {"2023.txt", "b/20年度.txt"}, {"203.txt", "20233.txt", "20/3.txt"}},
      {"[0-9][!0-9].txt", {"1a.txt", "1年.txt"}, {"11.txt", "a1.txt", "1/.txt"}},
      {"[]x].txt", {"].txt", "x.txt"}, {"[.txt"}},
      {"[a-].txt", {"-.txt"}, {"b.txt"}},
      {"年度报告/*（终稿）.docx", {"年度报告/某局（终稿）.docx"}, {"年度报告/某局(终稿).docx"}},
      {R"(a\*b)", {"a*b"}, {"axb"}},
      {R"(\{year\}.txt)", {"{year}.txt"}, {"2023.txt"}},
      {"a+b(c).|^$", {"a+b(c).|^$"}, {"aab(c)x|^$"}},
      {"a*b*c", {"abc", "axbxc", "x/aXbYc"}, {"acb", "a/b/c"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.pattern);
    const Glob glob(row.pattern);
    CHECK_FALSE(glob.error());
    for (const std::string& path : row.matches) {
      CAPTURE(path);
      CHECK(glob.Matches(path));
    }
    for (const std::string& path : row.refuses) {
      CAPTURE(path);
      CHECK_FALSE(glob.Matches(path));
    }
  }
}

TEST_CASE("glob: a pattern that means nothing says why and where, and matches nothing") {
  struct Row {
    std::string pattern;
    std::size_t begin;
    std::size_t end;
  };
  const std::vector<Row> rows = {
      {"", 0, 0},      {"/reports/*", 0, 1},    {"../a", 0, 2},
      {"a/./b", 2, 3}, {"a//b", 2, 3},          {"a/{b,c", 2, 3},
      {"a}", 1, 2},    {"[a-", 0, 1},           {"[a/b]", 0, 1},
      {"[z-a]", 0, 5}, {"reports**.txt", 7, 9}, {"a/**b", 2, 4},
      {"a***", 1, 4},  {"a\\", 1, 2},           {"{{{{{{{{{{a}}}}}}}}}}", 8, 9},
  };
  for (const Row& row : rows) {
    CAPTURE(row.pattern);
    const Glob glob(row.pattern);
    REQUIRE(glob.error());
    CHECK(glob.error()->begin == row.begin);
    CHECK(glob.error()->end == row.end);
    CHECK_FALSE(glob.error()->zh.empty());
    CHECK_FALSE(glob.error()->en.empty());
    CHECK_FALSE(glob.Matches("reports/a"));
  }
}

TEST_CASE("glob: a pattern with places to fill in captures what stands there") {
  constexpr std::array<GlobPlace, 2> kPlaces = {{{"issuer", "[^/]+"}, {"year", "[0-9]{4}"}}};
  std::optional<Glob::Error> error;
  const Pattern pattern(GlobExpression("reports/{issuer}/{year}/{issuer}-*.{txt,docx}", kPlaces, error));
  REQUIRE_FALSE(error);
  Pattern::Match match;
  REQUIRE(pattern.MatchesWhole("reports/某局/2023/某局-终稿.docx", match));
  CHECK(match[static_cast<std::size_t>(pattern.GroupOf("issuer"))].text == "某局");
  CHECK(match[static_cast<std::size_t>(pattern.GroupOf("year"))].text == "2023");
  CHECK_FALSE(pattern.MatchesWhole("reports/某局/23/某局-终稿.docx"));
}

}  // namespace gouji
