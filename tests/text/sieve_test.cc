#include "text/sieve.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "text/only_engine.h"
#include "text/random_expressions.h"

namespace gouji {
namespace {

using Answer = Sieve::Answer;
using Where = Sieve::Where;

Answer Ask(const std::string& expression, std::string_view text, Where where = Where::kAnywhere, std::size_t from = 0) {
  std::size_t steps = 0;
  return Sieve(expression).Ask(text, from, where, steps);
}

TEST_CASE("sieve: what may match, and what may not") {
  struct Row {
    std::string expression;
    std::string text;
    Answer anywhere;
    Answer whole;
  };
  const std::vector<Row> rows = {
      {"收到(?:了)?(?P<n>\\d+)(?:件|份)", "本年共收到申请3件，答复2件。", Answer::kNo, Answer::kNo},
      {"收到(?:了)?(?P<n>\\d+)(?:件|份)", "本年共收到3件", Answer::kYes, Answer::kNo},
      {"收到(?:了)?(?P<n>\\d+)(?:件|份)", "收到了12份", Answer::kYes, Answer::kYes},
      {"[^,;:。]{2,5}报告", "年度报告", Answer::kYes, Answer::kYes},
      {"[^,;:。]{2,5}报告", "年,度报告", Answer::kNo, Answer::kNo},
      {"[^,;:。]{2,5}报告", "一二三四五六报告", Answer::kYes, Answer::kNo},
      {"(?:甲|乙|甲乙)*丙", "甲乙甲丙", Answer::kYes, Answer::kYes},
      {"(?:a*)*b", "aaaa", Answer::kNo, Answer::kNo},
      {"^$", "", Answer::kYes, Answer::kYes},
      {"a$", "ab", Answer::kNo, Answer::kNo},
      {"", "a", Answer::kYes, Answer::kNo},
      {".", "\n", Answer::kNo, Answer::kNo},
      {"(?s).", "\n", Answer::kYes, Answer::kYes},
      // It knows no word boundaries, properties or other cases for certain; nor what is no UTF-8.
      {"\\b局", "我局", Answer::kPerhaps, Answer::kNo},
      {"\\p{Han}局", "-局", Answer::kPerhaps, Answer::kPerhaps},
      {"(?i)nbsp", "NBSP", Answer::kPerhaps, Answer::kPerhaps},
      {"(?i)nbsp", "NBS", Answer::kNo, Answer::kNo},
      {"a", "b\xFF", Answer::kPerhaps, Answer::kNo},
      // And nothing of what is not read, does not compile, or is too large.
      {"\\Qa\\E", "b", Answer::kPerhaps, Answer::kPerhaps},
      {"a**", "b", Answer::kPerhaps, Answer::kPerhaps},
      {"(?:[^a]{1000}b){100}", "c", Answer::kPerhaps, Answer::kPerhaps},
  };
  for (const Row& row : rows) {
    CAPTURE(row.expression);
    CAPTURE(row.text);
    CHECK(Ask(row.expression, row.text) == row.anywhere);
    CHECK(Ask(row.expression, row.text, Where::kWhole) == row.whole);
  }
}

TEST_CASE("sieve: from a place on, and what stands before it") {
  CHECK(Ask("ab", "abab", Where::kAnywhere, 1) == Answer::kYes);
  CHECK(Ask("ab", "abab", Where::kAnywhere, 3) == Answer::kNo);
  CHECK(Ask("^b", "ab", Where::kAnywhere, 1) == Answer::kNo);
  CHECK(Ask("b$", "ab", Where::kAnywhere, 2) == Answer::kNo);
  CHECK(Ask("$", "ab", Where::kAnywhere, 2) == Answer::kYes);
}

TEST_CASE("sieve: where the leftmost match begins, though another ends earlier") {
  const auto begin_in = [](const std::string& expression, std::string_view text, std::size_t from) {
    std::size_t steps = 0, begin = 99;
    const Answer answer = Sieve(expression).Ask(text, from, Where::kAnywhere, steps, begin);
    return std::pair(answer, begin);
  };
  CHECK(begin_in("公开.*件|信", "公开信息3件", 0) == std::pair(Answer::kYes, std::size_t{0}));
  CHECK(begin_in("公开.*份|信", "公开信息3件", 0) == std::pair(Answer::kYes, std::size_t{6}));
  CHECK(begin_in("\\d+件", "1件2件", 4) == std::pair(Answer::kYes, std::size_t{4}));
  CHECK(begin_in("\\b信", "公开信息", 0) == std::pair(Answer::kPerhaps, std::size_t{6}));
  CHECK(begin_in("件", "公开", 3) == std::pair(Answer::kNo, std::size_t{3}));
}

TEST_CASE("sieve: its steps are counted, and stay few") {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "公开";
  std::size_t steps = 0;
  CHECK(Sieve("收到[0-9]+件").Ask(text, 0, Where::kAnywhere, steps) == Answer::kNo);
  CHECK(steps == 2001);
  CHECK(Sieve("(?:公|开|公开)*件").Ask(text, 0, Where::kAnywhere, steps) == Answer::kNo);
  CHECK(steps < 20'000);
}

TEST_CASE("sieve: what the engine finds is never refused") {
  RandomExpressions random(7);
  int no = 0, yes = 0;
  for (int round = 0; round < 4000; ++round) {
    const std::string expression = random.Expression();
    const Pattern engine = OnlyEngine(expression);
    if (engine.Check()) continue;
    const Sieve sieve(expression);
    for (int i = 0; i < 6; ++i) {
      const std::string text = random.Text();
      CAPTURE(expression);
      CAPTURE(text);
      std::size_t steps = 0;
      const Answer anywhere = sieve.Ask(text, 0, Where::kAnywhere, steps);
      const Answer whole = sieve.Ask(text, 0, Where::kWhole, steps);
      REQUIRE((anywhere == Answer::kPerhaps || engine.Finds(text) == (anywhere == Answer::kYes)));
      REQUIRE((whole == Answer::kPerhaps || engine.MatchesWhole(text) == (whole == Answer::kYes)));
      no += anywhere == Answer::kNo ? 1 : 0;
      yes += anywhere == Answer::kYes ? 1 : 0;
    }
  }
  CHECK(no > 2000);
  CHECK(yes > 2000);
}

}  // namespace
}  // namespace gouji
