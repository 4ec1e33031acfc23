// --write-baseline and --baseline, run.

#include <doctest/doctest.h>

#include <string>

#include "cli/scratch.h"

namespace gouji {
namespace {

bool Holds(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

}  // namespace

TEST_CASE("what a baseline was written from is hidden, in any language, from any folder, wherever lines move") {
  const Scratch scratch;
  scratch.Copy("kaifeng-2020.txt", "reports/a.txt");
  scratch.Copy("ziyang-2020.txt", "reports/b.txt");
  scratch.Copy("songtao-2020.txt", "reports/c.txt");
  const Ran plain = scratch.Run("check --lang en --format gcc reports");
  CHECK(plain.exit_code == 1);
  const Ran written = scratch.Run("check --write-baseline ci/known.json reports --lang zh");
  CHECK(written.exit_code == 2);  // there is no such folder
  scratch.Write("ci/keep", "");
  const Ran again = scratch.Run("check --write-baseline ci/known.json reports --lang zh --format gcc");
  CHECK(again.exit_code == 0);
  CHECK(again.out.empty());
  CHECK(again.err.starts_with("gouji: ci/known.json：记下 3 份文件的 "));
  const std::string file = scratch.Read("ci/known.json");
  CHECK(Holds(file, "\"../reports/a.txt\": ["));

  const Ran known = scratch.Run("check --lang en --baseline ci/known.json reports");
  CHECK(known.exit_code == 0);
  CHECK(Holds(known.out, "checked 3 documents"));
  CHECK(Holds(known.out, " known from the baseline not shown"));
  scratch.Write(".gouji.yaml", "baseline: ci/known.json\n");
  const Ran below = scratch.Run("check --lang en --format gcc .", "reports");
  CHECK(below.exit_code == 0);
  CHECK(below.out.empty());
  // Lines above move everything; nothing is new.
  std::string moved = scratch.Read("reports/a.txt");
  moved.insert(moved.find("一、总体情况"), "本报告由本机关编制。\n\n\n");
  scratch.Write("reports/a.txt", moved);
  CHECK(scratch.Run("check --lang en --format gcc reports").out.empty());
}

TEST_CASE("what is new is reported, and what is gone is named") {
  const Scratch scratch;
  scratch.Copy("ziyang-2020.txt", "a.txt");
  REQUIRE(scratch.Run("check --write-baseline known.json a.txt").exit_code == 0);
  std::string text = scratch.Read("a.txt");
  text.replace(text.find("4、 政府"), std::string("4、 政府").size(), "四、政府");
  text.insert(text.find("四、政府"), "[bookmark: _Toc1]\n");
  scratch.Write("a.txt", text);
  const Ran ran = scratch.Run("check --lang en --baseline known.json a.txt");
  CHECK(ran.exit_code == 0);
  CHECK(Holds(ran.out, "residue in the text: '[bookmark:_Toc1]' [GK901]"));
  CHECK_FALSE(Holds(ran.out, "_GoBack"));
  CHECK(Holds(ran.out, "a.txt: 1 finding of the baseline gone:\n  [GK104] "));
  CHECK(Holds(ran.out, "; 1 of the baseline gone"));
  // A rule that did not run has not found that anything is gone.
  CHECK_FALSE(Holds(scratch.Run("check --lang en --baseline known.json --ignore GK104 a.txt").out, "gone"));
  const Ran sarif = scratch.Run("check --format sarif --baseline known.json a.txt");
  CHECK(Holds(sarif.out, "\"baselineState\":\"new\""));
  CHECK(Holds(sarif.out, "\"baselineState\":\"unchanged\""));
}

TEST_CASE("a baseline written from some documents keeps what it says of the others, as long as they are there") {
  const Scratch scratch;
  scratch.Copy("kaifeng-2020.txt", "a.txt");
  scratch.Copy("ziyang-2020.txt", "b.txt");
  scratch.Copy("songtao-2020.txt", "c.txt");
  REQUIRE(scratch.Run("check --write-baseline known.json .").exit_code == 0);
  const std::string all = scratch.Read("known.json");
  REQUIRE(scratch.Run("check --write-baseline known.json b.txt").exit_code == 0);
  CHECK(scratch.Read("known.json") == all);
  std::filesystem::remove(scratch.folder() / "a.txt");
  REQUIRE(scratch.Run("check --write-baseline known.json b.txt").exit_code == 0);
  CHECK_FALSE(Holds(scratch.Read("known.json"), "\"a.txt\""));
  CHECK(Holds(scratch.Read("known.json"), "\"c.txt\""));
}

TEST_CASE("a baseline never hides a file that could not be read, and one that cannot be used stops the run") {
  const Scratch scratch;
  scratch.Copy("ziyang-2020.txt", "a.txt");
  scratch.Write("b.txt", std::string("a\0b", 3));
  const Ran written = scratch.Run("check --write-baseline known.json .");
  CHECK(written.exit_code == 3);
  CHECK_FALSE(Holds(scratch.Read("known.json"), "b.txt"));
  CHECK(scratch.Run("check --baseline known.json .").exit_code == 3);
  const Ran absent = scratch.Run("check --lang en --baseline none.json a.txt");
  CHECK(absent.exit_code == 2);
  CHECK(absent.out.empty());
  CHECK(absent.err.starts_with("none.json:1:1: error: "));
  CHECK(Holds(absent.err, "(--baseline); --write-baseline makes one [GJ203]"));
  scratch.Write(".gouji.yaml", "baseline: none.json\n");
  CHECK(Holds(scratch.Run("check --lang en a.txt").err, "(.gouji.yaml:1)"));
  scratch.Write("broken.json", "{\"gouji-baseline\": 1, \"documents\": {\"a.txt\": [{\"rule\": \"GK104\"}]}}");
  CHECK(scratch.Run("check --lang en --format gcc --baseline broken.json a.txt").err ==
        "broken.json:1:48: error: a finding of the baseline lacks 'count' [GJ203]\n");
  CHECK(scratch.Run("check --baseline known.json --write-baseline known.json a.txt").exit_code == 2);
}

}  // namespace gouji
