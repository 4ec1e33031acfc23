#include "text/groups.h"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/only_engine.h"
#include "text/random_expressions.h"

namespace gouji {
namespace {

/// The whole match and its groups, parted by "|"; "-" for one that took no part, "" when nothing is found.
std::string GroupsOf(const std::string& expression, std::string_view text, std::size_t begin = 0, bool whole = false) {
  const std::optional<Expression> read = ReadExpression(expression);
  if (!read) return {};
  std::vector<std::string_view> groups(read->groups + 1);
  if (!FindGroups(*read, BeginsOf(*read), text, begin, whole, groups)) return {};
  std::string shown;
  for (const std::string_view group : groups) {
    shown += (shown.empty() ? "" : "|") + (group.data() == nullptr ? "-" : std::string(group));
  }
  return shown;
}

TEST_CASE("groups: where they stand, the engine's preferred way first") {
  CHECK(GroupsOf("收到(?:了)?(?P<n>\\d+)(件|份)", "收到了12份") == "收到了12份|12|份");
  CHECK(GroupsOf("(a|ab)(c|bcd)?", "abcd") == "abcd|a|bcd");
  CHECK(GroupsOf("(a+)(a*)", "aaa") == "aaa|aaa|");
  CHECK(GroupsOf("(a+?)(a*)", "aaa") == "aaa|a|aa");
  CHECK(GroupsOf("(?U)(a+)(a*?)", "aaa") == "aaa|a|aa");
  CHECK(GroupsOf("((a)|(b))*", "ab") == "ab|b|a|b");
  CHECK(GroupsOf("((a))", "a") == "a|a|a");
  CHECK(GroupsOf("(a{1,2}?)", "aa") == "a|a");
  CHECK(GroupsOf("(a{1,2}?)", "aa", 0, true) == "aa|aa");
  CHECK(GroupsOf("(年)|月", "月") == "月|-");
  CHECK(GroupsOf("(b)$", "ab", 1) == "b|b");
  CHECK(GroupsOf("^(b)", "ab", 1).empty());
}

TEST_CASE("groups: what is not simple is left to the engine") {
  CHECK(GroupsOf("(a|b*)*", "ab").empty());
  CHECK(GroupsOf("\\b(a)", "a").empty());
  CHECK(GroupsOf("(.)", "\xFF").empty());
  CHECK(GroupsOf("(a*)", std::string(5000, 'a')).size() == 10001);
  CHECK(GroupsOf("(a*)", std::string(25000, 'a')).empty());
  CHECK(GroupsOf("((?:ab|c)*)", std::string(5000, 'c')).empty());
  CHECK(GroupsOf("(a*)*b", std::string(40, 'a')).empty());
}

TEST_CASE("groups: those that are found are the engine's") {
  RandomExpressions random(11);
  int compared = 0;
  for (int round = 0; round < 6000; ++round) {
    const std::string expression = random.Expression();
    const Pattern engine = OnlyEngine(expression);
    const std::optional<Expression> read = ReadExpression(expression);
    if (!read || !read->exact || Pattern(expression).Check()) continue;
    for (int i = 0; i < 6; ++i) {
      const std::string text = random.Text();
      CAPTURE(expression);
      CAPTURE(text);
      Pattern::Match match;
      const auto compare = [&](bool finds, std::size_t begin, bool whole) {
        std::vector<std::string_view> groups(read->groups + 1);
        if (!FindGroups(*read, BeginsOf(*read), text, begin, whole, groups)) return;
        REQUIRE(finds);
        REQUIRE(match.size() == groups.size());
        for (std::size_t k = 0; k < groups.size(); ++k) {
          REQUIRE(match[k].text.data() == groups[k].data());
          REQUIRE(match[k].text.size() == groups[k].size());
        }
        ++compared;
      };
      const bool finds = engine.Find(text, 0, match);
      if (finds) compare(true, static_cast<std::size_t>(match[0].text.data() - text.data()), false);
      compare(engine.MatchesWhole(text, match), 0, true);
    }
  }
  CHECK(compared > 4000);
}

}  // namespace
}  // namespace gouji
