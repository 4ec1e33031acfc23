#include "text/pattern.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <forward_list>
#include <string>
#include <thread>
#include <vector>

#include "text/only_engine.h"
#include "text/random_expressions.h"
#include "text/vocabulary.h"

namespace gouji {
namespace {

TEST_CASE("pattern: finds, and matches whole") {
  struct Row {
    std::string expression;
    std::string text;
    bool finds;
    bool whole;
  };
  const std::vector<Row> rows = {
      {"总计", "（七）总计", true, false},
      {"总.", "总计", true, true},
      {"", "", true, true},
      {"", "a", true, false},
      {"^$", "", true, true},
      {"收到(申请)?\\d+件", "共收到12件。", true, false},
      {"收到(申请)?\\d+件", "收到申请12件", true, true},
      {"(?i)ABC", "xabc", true, false},
      {"ab*c", "ac", true, true},
      {"甲|乙", "丙", false, false},
      {"甲|乙", "乙", true, true},
      {"总计", "", false, false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.expression);
    CAPTURE(row.text);
    const Pattern pattern(row.expression);
    CHECK(pattern.Finds(row.text) == row.finds);
    CHECK(pattern.MatchesWhole(row.text) == row.whole);
    CHECK_FALSE(pattern.Check().has_value());
  }
}

TEST_CASE("pattern: groups, by number and by name") {
  const Pattern pattern("(?P<year>\\d{4})年(度)?(?:报告)?(?P<rest>.*)");
  CHECK(pattern.group_names() == std::vector<std::string>{"year", "rest"});
  CHECK(pattern.GroupOf("year") == 1);
  CHECK(pattern.GroupOf("rest") == 3);
  CHECK(pattern.GroupOf("none") == 0);
  const std::string text = "截至2021年报告";
  Pattern::Match match;
  REQUIRE(pattern.Find(text, 0, match));
  REQUIRE(match.size() == 4);
  CHECK(match[0].text == "2021年报告");
  CHECK(match[0].text.data() == text.data() + 6);
  CHECK(match[1].text == "2021");
  CHECK_FALSE(match[2].matched());
  CHECK(match[3].matched());
  CHECK(match[3].text.empty());
  CHECK_FALSE(pattern.MatchesWhole(text, match));
  CHECK(pattern.MatchesWhole("2021年度", match));
  CHECK(match[2].text == "度");

  const Pattern many("(a)(b)(c)(d)(e)(f)(g)(h)(i)");
  REQUIRE(many.MatchesWhole("abcdefghi", match));
  REQUIRE(match.size() == 10);
  CHECK(match[9].text == "i");
}

TEST_CASE("pattern: a group that matched nothing in an empty text took part") {
  Pattern::Match match;
  REQUIRE(Pattern("(a*)(b)?").MatchesWhole(std::string_view{}, match));
  CHECK(match[1].matched());
  CHECK_FALSE(match[2].matched());
}

TEST_CASE("pattern: one match after another") {
  const Pattern pattern("\\d+件");
  const std::string text = "1件，22件，333";
  std::vector<std::string> found;
  Pattern::Match match;
  for (std::size_t from = 0; pattern.Find(text, from, match);) {
    found.emplace_back(match[0].text);
    from = static_cast<std::size_t>(match[0].text.data() - text.data()) + match[0].text.size();
  }
  CHECK(found == std::vector<std::string>{"1件", "22件"});
  CHECK_FALSE(pattern.Find(text, text.size() + 1, match));
  CHECK_FALSE(Pattern("^a").Find("aa", 1, match));
  CHECK_FALSE(Pattern("\\bb").Find("ab", 1, match));
}

TEST_CASE("pattern: what is wrong, and where") {
  struct Row {
    std::string expression;
    std::string part;
  };
  const std::vector<Row> rows = {
      {"a[z-a]", "z-a"},   {"[0-9]+[9-0]", "9-0"}, {"\\(?:x(?<=y)", "(?<"}, {"\\*\\*a**", "**"}, {"总计\\y", "\\y"},
      {"\\\\y\\y", "\\y"}, {"(a", "(a"},           {"a{2000}", "{2000}"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.expression);
    const Pattern pattern(row.expression);
    const std::optional<Pattern::Error> error = pattern.Check();
    REQUIRE(error.has_value());
    CHECK_FALSE(error->message.empty());
    const std::string expression = row.expression;
    CHECK(expression.substr(error->at, error->length) == row.part);
    // Of several alike, the last one of these is the wrong one.
    CHECK(error->at == expression.rfind(row.part));
    CHECK_FALSE(pattern.Finds("a总计y"));
    CHECK(pattern.GroupOf("x") == 0);
    CHECK(pattern.group_names().empty());
  }
}

TEST_CASE("pattern: too long, and too large") {
  const std::optional<Pattern::Error> at_limit = Pattern(std::string(4096, 'a')).Check();
  CHECK_FALSE(at_limit.has_value());
  const Pattern longer(std::string(4097, 'a'));
  REQUIRE(longer.Check().has_value());
  CHECK(longer.Check()->at == 4096);
  CHECK(longer.Check()->length == 1);
  CHECK_FALSE(longer.Finds(std::string(5000, 'a')));
  CHECK(Pattern("((a{100}){100}){100}").Check().has_value());
  // Deeper than the search for words goes, or RE2 does.
  CHECK(Pattern(std::string(500, '(') + "总" + std::string(500, ')')).Finds("总计"));
  CHECK_FALSE(Pattern(std::string(4000, '(')).Finds("总计"));
}

TEST_CASE("pattern: words required of a match never lose one") {
  RandomExpressions random(42);
  int valid = 0, matched = 0;
  for (int round = 0; round < 6000; ++round) {
    const std::string expression = random.Expression();
    const Pattern pattern(expression);
    if (pattern.Check()) continue;
    ++valid;
    const Pattern plain = OnlyEngine(expression);
    REQUIRE_FALSE(plain.Check().has_value());
    // Among others of a pack, with the words of the text looked up.
    Vocabulary vocabulary;
    const Pattern known = vocabulary.Add(expression);
    vocabulary.Add("总|ab|b{2}");
    for (int i = 0; i < 6; ++i) {
      const std::string text = random.Text();
      CAPTURE(expression);
      CAPTURE(text);
      const bool finds = plain.Finds(text);
      REQUIRE(pattern.Finds(text) == finds);
      REQUIRE(pattern.MatchesWhole(text) == plain.MatchesWhole(text));
      Pattern::Match match, expected;
      const auto same = [](const Pattern::Group& a, const Pattern::Group& b) {
        return a.text.data() == b.text.data() && a.text.size() == b.text.size();
      };
      REQUIRE(pattern.Find(text, 0, match) == plain.Find(text, 0, expected));
      REQUIRE((!finds || std::ranges::equal(match, expected, same)));
      const WordSet words = vocabulary.WordsIn(text);
      REQUIRE(known.Finds(Passage{text, words.data()}) == finds);
      // What was asked once is remembered, and is the same the second time.
      std::forward_list<Known> own;
      const Known& kept = vocabulary.KnownOf(text, own);
      REQUIRE(kept.words == words);
      REQUIRE(known.Find(kept.passage(text), 0, match) == finds);
      REQUIRE(known.Finds(kept.passage(text)) == finds);
      REQUIRE(known.Finds(kept.passage(text)) == finds);
      REQUIRE(known.Find(kept.passage(text), 0, match) == finds);
      const std::string_view part = std::string_view(text).substr(text.starts_with('a') ? 1 : 0);
      REQUIRE(known.Finds(Passage{part, words.data()}) == plain.Finds(part));
      matched += finds ? 1 : 0;
    }
  }
  CHECK(valid > 500);
  CHECK(matched > 500);
}

TEST_CASE("pattern: shared between threads, compiled once") {
  const Pattern pattern("第(?P<n>[一二三四五六七八九十]+)条");
  std::atomic<int> found = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      Pattern::Match match;
      for (int k = 0; k < 50; ++k) found += pattern.Find("依据第五十条", 0, match) && match[1].text == "五十" ? 1 : 0;
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(found == 400);
}

TEST_CASE("pattern: can be moved") {
  Pattern from("a+");
  CHECK(from.Finds("xa"));
  Pattern to = std::move(from);
  CHECK(to.Finds("xa"));
  CHECK(to.expression() == "a+");
}

}  // namespace
}  // namespace gouji
