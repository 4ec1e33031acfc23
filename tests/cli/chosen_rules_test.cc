// Which rules run, how severe they are and what fails the run, over several rules and documents at once.

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "report/whole_report.h"
#include "scratch.h"

namespace gouji {
namespace {

std::string With(std::string_view line, std::string_view from, std::string_view to, std::string text) {
  const std::size_t begin = text.find(line);
  REQUIRE(begin != text.npos);
  const std::size_t at = text.find(from, begin);
  REQUIRE(at < text.find('\n', begin));
  return text.replace(at, from.size(), to);
}

/// "error GK303, warning GK323": what `--format gcc` printed.
std::string Told(const std::string& out) {
  std::string told;
  for (std::size_t begin = 0; begin < out.size();) {
    const std::size_t end = out.find('\n', begin);
    const std::string_view line = std::string_view(out).substr(begin, end - begin);
    begin = end + 1;
    const std::size_t id = line.rfind('[');
    for (const std::string_view severity : {"error", "warning", "note"}) {
      if (line.find(": " + std::string(severity) + ": ") != line.npos) {
        told += (told.empty() ? "" : ", ") + std::string(severity) + " " +
                std::string(line.substr(id + 1, line.size() - id - 2));
      }
    }
  }
  return told;
}

/// A county bureau with 规章 (a warning), and a row that adds up to another number (two errors).
std::string Wrong() {
  std::string text = With("| 规章", "| 0 | 0 | 0 |", "| 0 | 0 | 2 |", Joined(WholeReport()));
  return With("| | | 7.属于行政执法案卷", "| 5 | 1 |", "| 9 | 1 |", std::move(text));
}

/// A row is missing (an error), so that a rule cannot be evaluated.
std::string Short() {
  std::vector<std::string> lines = WholeReport();
  std::erase_if(lines, [](const std::string& line) { return line.find("2.重复申请") != line.npos; });
  return Joined(lines);
}

}  // namespace

TEST_CASE("chosen rules: --select, --ignore, --strict and --fail-on") {
  struct Case {
    std::string arguments;
    int exit_code;
    std::string told;
  };
  const std::string all = "warning GK323, error GK303, error GK302";
  const std::vector<Case> cases = {
      {"wrong.txt", 1, all},
      {"--fail-on never wrong.txt", 0, all},
      {"--select GK3 wrong.txt", 1, all},
      {"--select GK wrong.txt", 1, all},
      {"--select GK302,regulation-authority wrong.txt", 1, "warning GK323, error GK302"},
      {"--select GK302 --select GK323 wrong.txt", 1, "warning GK323, error GK302"},
      {"--select GK32 wrong.txt", 0, "warning GK323"},
      {"--select GK32 --fail-on warning wrong.txt", 1, "warning GK323"},
      {"--select GK2,GK9 wrong.txt", 0, ""},
      {"--ignore GK3 wrong.txt", 0, ""},
      {"--ignore requests-row-total,GK302 wrong.txt", 0, "warning GK323"},
      {"--select GK3 --ignore GK302,GK323 wrong.txt", 1, "error GK303"},
      {"--select GK303 --ignore GK303 wrong.txt", 0, ""},
      // What could not be evaluated counts for the rules that run, and only with --strict.
      {"short.txt", 1, "error GK204"},
      {"--strict short.txt", 3, "error GK204"},
      {"--select GK302 short.txt", 0, ""},
      {"--select GK302 --strict short.txt", 3, ""},
      {"--select GK204 --strict short.txt", 1, "error GK204"},
      {"--ignore GK302,GK303 --strict short.txt", 1, "error GK204"},
      {"--ignore GK204 --strict short.txt", 3, ""},
      {"--ignore GK204,GK302,GK303 --strict short.txt", 0, ""},
      {"--fail-on never --strict short.txt", 3, "error GK204"},
      {"--select GK303,GK204 short.txt wrong.txt", 1, "error GK204, error GK303"},
  };
  const Scratch scratch;
  scratch.Write("wrong.txt", Wrong());
  scratch.Write("short.txt", Short());
  for (const Case& each : cases) {
    CAPTURE(each.arguments);
    const Ran ran = scratch.Run("check --format gcc --no-config " + each.arguments);
    CHECK(ran.exit_code == each.exit_code);
    CHECK(Told(ran.out) == each.told);
  }
}

TEST_CASE("chosen rules: severities of a configuration, of files in it, and what the command line says over them") {
  struct Case {
    std::string settings;
    std::string arguments;
    int exit_code;
    std::string told;
  };
  const std::vector<Case> cases = {
      {"severity: {GK323: error, GK303: note, GK302: off}", "", 1, "error GK323, note GK303"},
      {"severity: {GK3: warning}", "", 0, "warning GK323, warning GK303, warning GK302"},
      {"severity: {GK3: off, GK303: error}", "", 1, "error GK303"},
      {"severity: {GK30: note, regulation-authority: off}", "", 0, "note GK303, note GK302"},
      {"severity: {GK3: note}", "--fail-on note", 1, "note GK323, note GK303, note GK302"},
      {"severity: {GK302: off}", "--select GK302", 0, ""},
      {"severity: {GK323: error}", "--ignore GK323,GK302", 1, "error GK303"},
      {"severity: {GK3: off}\noverrides:\n  - {files: \"*.txt\", severity: {GK323: error}}", "", 1, "error GK323"},
      {"overrides:\n  - {files: \"other/**\", severity: {GK3: off}}", "", 1, "warning GK323, error GK303, error GK302"},
      {"fail_on: never", "", 0, "warning GK323, error GK303, error GK302"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.settings);
    const Scratch scratch;
    scratch.Write("wrong.txt", Wrong());
    scratch.Write(".gouji.yaml", each.settings + "\n");
    const Ran ran = scratch.Run("check --format gcc " + each.arguments + " wrong.txt");
    CAPTURE(ran.err);
    CHECK(ran.exit_code == each.exit_code);
    CHECK(Told(ran.out) == each.told);
  }
}

}  // namespace gouji
