#include "text/automaton.h"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <string_view>

#include "text/random_expressions.h"

namespace gouji {
namespace {

using Answer = Sieve::Answer;
using Where = Sieve::Where;

TEST_CASE("automaton: it tells what the sieve tells step by step, however often it is asked") {
  RandomExpressions random(11);
  int no = 0, yes = 0, begins = 0;
  for (int round = 0; round < 3000; ++round) {
    const std::string expression = random.Expression();
    const Sieve sieve(expression);
    for (int i = 0; i < 12; ++i) {
      const std::string text = random.Text();
      const std::size_t from = i % 3 == 0 || text.size() < 3 ? 0 : 3;
      if (from > 0 && (static_cast<unsigned char>(text[from]) & 0xC0U) == 0x80U) continue;
      CAPTURE(expression);
      CAPTURE(text);
      std::size_t steps = 0, begin = 0, safe = 0;
      const Answer first = sieve.Ask(text, from, Where::kAnywhere, steps, begin);
      const std::optional<Answer> anywhere = sieve.Recall(text, from, Where::kAnywhere, safe);
      REQUIRE((!anywhere || *anywhere == first));
      REQUIRE((first == Answer::kNo || safe <= begin));
      if (anywhere && first != Answer::kNo) {
        const std::optional<std::size_t> recalled = sieve.RecallBegin(text, safe);
        REQUIRE((!recalled || *recalled == begin));
        begins += recalled ? 1 : 0;
      }
      const std::optional<Answer> whole = sieve.Recall(text, from, Where::kWhole, safe);
      REQUIRE((!whole || *whole == sieve.Ask(text, from, Where::kWhole, steps)));
      REQUIRE(safe == from);
      no += anywhere == Answer::kNo ? 1 : 0;
      yes += anywhere == Answer::kYes ? 1 : 0;
    }
  }
  CHECK(no > 2000);
  CHECK(yes > 2000);
  CHECK(begins > 2000);
}

TEST_CASE("automaton: from where on to look for the beginning of a match") {
  const Sieve sieve("收到[0-9]+件");
  std::size_t safe = 99;
  CHECK(sieve.Recall("本年收到申请，收到3件", 0, Where::kAnywhere, safe) == Answer::kYes);
  CHECK(safe == 21);
  CHECK(sieve.Recall("本年收到申请", 0, Where::kAnywhere, safe) == Answer::kNo);
  // One that is still going on may be the leftmost.
  CHECK(Sieve("公开.*件|信").Recall("我公开信息3件", 0, Where::kAnywhere, safe) == Answer::kYes);
  CHECK(safe == 3);
}

TEST_CASE("automaton: what is no UTF-8, or needs too many states, it leaves alone") {
  std::size_t safe = 99;
  CHECK(!Sieve("a").Recall("b\xFF", 0, Where::kAnywhere, safe));
  CHECK(Sieve("a").Recall("a\xFF", 0, Where::kAnywhere, safe) == Answer::kYes);
  // Which of the last thirty letters were an a: a state for each.
  const Sieve sieve("a[ab]{30}c");
  std::string text;
  for (unsigned i = 0, bits = 1; i < 60'000; ++i, bits = bits * 1103515245U + 12345U)
    text += (bits >> 16U & 1U) != 0 ? 'a' : 'b';
  CHECK(!sieve.Recall(text, 0, Where::kAnywhere, safe));
  CHECK(sieve.Recall("bbbb", 0, Where::kAnywhere, safe) == Answer::kNo);
  // States that are large are kept in smaller number, so that no pattern takes memory without end.
  text.resize(1000);
  CHECK(Sieve("a[ab]{30}c").Recall(text, 0, Where::kAnywhere, safe) == Answer::kNo);
  CHECK(!Sieve("a[ab]{400}c").Recall(text, 0, Where::kAnywhere, safe));
}

}  // namespace
}  // namespace gouji
