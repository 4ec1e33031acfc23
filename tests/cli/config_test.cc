// The program itself, run in a folder with a configuration.

#include <doctest/doctest.h>

#include <string>

#include "cli/scratch.h"

namespace gouji {
namespace {

bool Holds(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

/// Two bureaus and an archive, each with a report that has findings.
void Fill(const Scratch& scratch) {
  scratch.Copy("kaifeng-2020.txt", "reports/a.txt");
  scratch.Copy("ziyang-2020.txt", "townships/b.txt");
  scratch.Copy("ziyang-2020.txt", "reports/archive/c.txt");
}

}  // namespace

TEST_CASE("a configuration sets severities, leaves files out and is found from below") {
  const Scratch scratch;
  Fill(scratch);
  const Ran plain = scratch.Run("check --format gcc");
  CHECK(plain.exit_code == 1);
  CHECK(Holds(plain.out, "townships/b.txt:120:2: warning"));
  CHECK(Holds(plain.out, "reports/archive/c.txt"));
  CHECK(Holds(plain.out, "GK104"));

  scratch.Write(".gouji.yaml",
                "severity: {GK210: off, public-total: error, GK3: note}\n"
                "include: [\"reports/**/*.{html,docx,txt}\", \"townships/**\"]\n"
                "exclude: [\"**/archive/**\"]\n"
                "overrides:\n  - {files: \"townships/**\", severity: {GK104: off, GK201: warning}}\n");
  for (const char* below : {".", "reports"}) {
    CAPTURE(below);
    const Ran ran = scratch.Run(std::string(below) == "." ? "check --format gcc" : "check --format gcc .. ", below);
    CHECK(ran.exit_code == 1);
    CHECK_FALSE(Holds(ran.out, "GK210"));           // switched off
    CHECK_FALSE(Holds(ran.out, "archive"));         // left out
    CHECK(Holds(ran.out, "a.txt:41:11: error"));    // by name, closer than the prefix
    CHECK(Holds(ran.out, "a.txt:40:8: note"));      // by prefix
    CHECK_FALSE(Holds(ran.out, "[GK104]"));         // off for townships
    CHECK(Holds(ran.out, "b.txt:371:1: warning"));  // milder for townships
    CHECK_FALSE(Holds(ran.out, "b.txt:371:1: error"));
  }
  const Ran named = scratch.Run("check --lang en reports/archive/c.txt");
  CHECK(named.exit_code == 0);
  CHECK(named.err == "gouji: reports/archive/c.txt: left out (.gouji.yaml: exclude: **/archive/**)\n");
  CHECK(scratch.Run("check --no-config --format gcc").out == plain.out);
  CHECK(scratch.Run("check --format gcc --ignore GK --strict townships").out.empty());
}

TEST_CASE("fail_on of a configuration is for its files; the command line goes before it") {
  const Scratch scratch;
  Fill(scratch);
  scratch.Write("reports/.gouji.yaml", "fail_on: warning\nexclude: archive/\n");
  CHECK(scratch.Run("check reports").exit_code == 1);  // a.txt has warnings only
  CHECK(scratch.Run("check reports --no-config --ignore GK201").exit_code == 0);
  CHECK(scratch.Run("check reports --fail-on never").exit_code == 0);
  scratch.Write("reports/.gouji.yaml", "fail_on: never\n");
  CHECK(scratch.Run("check reports").exit_code == 0);
  CHECK(scratch.Run("check reports townships").exit_code == 1);
}

TEST_CASE("mistakes in a configuration are told all at once, and nothing is checked") {
  const Scratch scratch;
  Fill(scratch);
  scratch.Write(".gouji.yaml",
                "severity:\n  public-totl: error\n  GK322: off\n  public-total: note\n  GJ010: off\n"
                "overides: []\n");
  scratch.Write("townships/.gouji.yaml", "extends: gk-anual-report\n");
  const Ran ran = scratch.Run("check --lang en --format gcc");
  CHECK(ran.exit_code == 2);
  CHECK(ran.out.empty());
  CHECK(ran.err ==
        ".gouji.yaml:2:3: error: no rule 'public-totl', did you mean 'public-total'? [GJ202]\n"
        ".gouji.yaml:4:3: error: 'public-total' is 'GK322': its severity is set twice [GJ202]\n"
        ".gouji.yaml:5:3: error: 'GJ010' is said by gouji itself and is no rule to be changed [GJ202]\n"
        ".gouji.yaml:6:1: error: unknown key 'overides' in configuration, did you mean 'overrides'? [GJ201]\n"
        "townships/.gouji.yaml:1:10: error: no rule pack 'gk-anual-report', did you mean 'gk-annual-report'? "
        "[GJ201]\n");
  CHECK(Holds(scratch.Run("check").err, ".gouji.yaml:2:3: error: 没有规则“public-totl”，是不是“public-total”？"));
  const Ran absent = scratch.Run("check --lang en --config none.yaml");
  CHECK(absent.exit_code == 2);
  CHECK(absent.err.starts_with("none.yaml:1:1: error: cannot read the file"));
}

TEST_CASE("a configuration may use a pack that stands beside it, wherever gouji is run") {
  const Scratch scratch;
  Fill(scratch);
  scratch.Write(
      "packs/own/pack.yaml",
      "gouji: 1\nid: own\nextends: gk-annual-report\nrules:\n"
      "  - id: OWN1\n    name: own-rule\n    severity: error\n    title: {zh: 自有规则, en: a rule of our own}\n"
      "    pattern: {forbid: 政府信息公开}\n    message: {zh: 有, en: there}\n");
  scratch.Write(".gouji.yaml", "extends: packs/own\nseverity: {own-rule: note}\n");
  const Ran ran = scratch.Run("check --format gcc a.txt", "reports");
  CHECK(Holds(ran.out, "note: 有 [OWN1]"));
  const Ran rules = scratch.Run("rules --lang en", "reports");
  CHECK(Holds(rules.out, "OWN1    note     ../.gouji.yaml:2"));
}

TEST_CASE("two packs with the same rule cannot be used together") {
  const Scratch scratch;
  Fill(scratch);
  scratch.Write("own/pack.yaml", "gouji: 1\nid: own\nextends: gk-annual-report\n");
  const Ran named = scratch.Run("check --lang en --rules gk-annual-report --rules own a.txt", "reports");
  CHECK(named.exit_code == 2);
  CHECK(named.out.empty());
  scratch.Write(".gouji.yaml", "extends: [own, gk-annual-report]\n");
  const Ran configured = scratch.Run("check --lang en");
  CHECK(configured.exit_code == 2);
  CHECK(Holds(configured.err, ".gouji.yaml:1: packs 'own' and 'gk-annual-report' both hold rule GK001;"));
  CHECK(Holds(configured.err, "name only the one that extends"));
  CHECK(Holds(scratch.Run("check").err, "规则包“own”和“gk-annual-report”都有规则 GK001"));
  scratch.Write(".gouji.yaml", "extends: [own, own/pack.yaml]\n");
  CHECK(scratch.Run("check").exit_code == 2);
}

TEST_CASE("last year's report is found where the issuer pattern says") {
  const Scratch scratch;
  scratch.Copy("kaifeng-2020.txt", "reports/kf/2020.txt");
  std::string last_year = scratch.Read("reports/kf/2020.txt");
  for (std::size_t at = 0; (at = last_year.find("2020", at)) != last_year.npos;) {
    last_year.replace(at, 4, "2019");
  }
  scratch.Write("reports/kf/2019.txt", last_year);
  const std::string check = "check --format gcc --select GK503 reports/kf/2020.txt";
  CHECK_FALSE(Holds(scratch.Run(check).out, "GK503"));
  scratch.Write(".gouji.yaml", "issuer: {pattern: \"reports/{issuer}/{year}.*\"}\n");
  CHECK(Holds(scratch.Run(check).out, "GK503"));
  // What stands in the place of last year's report but is another year's is not compared with.
  scratch.Copy("kaifeng-2020.txt", "reports/kf/2019.txt");
  CHECK_FALSE(Holds(scratch.Run(check).out, "GK503"));
}

TEST_CASE("--print-config prints what is in force, from where, and as a configuration that sets the same") {
  const Scratch scratch;
  Fill(scratch);
  scratch.Write(".gouji.yaml",
                "severity: {GK210: off}\nexclude: [\"**/it's/**\"]\noverrides:\n"
                "  - {files: \"townships/**\", severity: {cell-blank: note}}\n"
                "issuer: {pattern: \"reports/{issuer}/{year}.*\"}\nbaseline: known.json\n");
  const Ran of_file = scratch.Run("check --lang en --print-config --ignore GK9 townships/b.txt");
  CHECK(of_file.exit_code == 0);
  const std::string& out = of_file.out;
  CHECK(out.starts_with(
      "# townships/b.txt: .gouji.yaml\nextends:\n  - 'gk-annual-report'                       # default\n"));
  CHECK(Holds(out, "exclude: ['**/it''s/**']                     # .gouji.yaml\n"));
  CHECK(Holds(out, "fail_on: error                               # default\n"));
  CHECK(Holds(out, "baseline: 'known.json'                       # .gouji.yaml:6\n"));
  CHECK(Holds(out, "  GK201: error                               # gk-annual-report\n"));
  CHECK(Holds(out, "  GK210: note                                # .gouji.yaml:4\n"));
  CHECK(Holds(out, "  GK901: off                                 # --ignore\n"));
  const Ran of_folder = scratch.Run("check --lang en --print-config");
  CHECK(Holds(of_folder.out, "  GK210: off                                 # .gouji.yaml:1\n"));

  const auto settings = [](const std::string& printed) {
    std::string lines;
    for (std::size_t at = 0; at < printed.size();) {
      const std::size_t end = printed.find('\n', at);
      lines += printed.substr(at, std::min(printed.find(" #", at), end) - at) + "\n";
      at = end + 1;
    }
    return lines.substr(lines.find('\n'));
  };
  scratch.Write("again.yaml", out);
  const Ran again = scratch.Run("check --lang en --print-config --config again.yaml");
  CHECK(again.exit_code == 0);
  CHECK(settings(again.out) == settings(out));
  CHECK(scratch.Run("check --print-config a b").exit_code == 2);
}

}  // namespace gouji
