// The packs of fixtures/packs/ are for reports of other kinds, in other languages, and need nothing but YAML: their
// tests pass and reach every verdict, and their reports bring up what the sibling .expected says.
// GOUJI_UPDATE=1 rewrites those; the difference is to be read like code.

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "files.h"
#include "shell.h"
#include "tree.h"

namespace gouji {
namespace {

namespace fs = std::filesystem;

const fs::path kPacks = fs::path(kRoot) / "fixtures" / "packs";

ShellRun Run(const std::string& arguments) { return RunGouji(kPacks, arguments); }

std::vector<std::string> PacksWithReports() {
  std::vector<std::string> packs;
  for (const fs::directory_entry& entry : fs::directory_iterator(kPacks)) {
    if (fs::is_directory(entry.path() / "reports")) {
      packs.push_back(entry.path().filename().string());
    }
  }
  std::ranges::sort(packs);
  return packs;
}

}  // namespace

TEST_CASE("fixture packs: their own tests pass, and reach every verdict of every rule") {
  REQUIRE(PacksWithReports().size() >= 3);
  for (const std::string& pack : PacksWithReports()) {
    CAPTURE(pack);
    for (const std::string lang : {"en", "zh"}) {
      const ShellRun run = Run("test --lang " + lang + " " + pack);
      CHECK_MESSAGE(run.exit_code == 0, run.output);
    }
  }
}

TEST_CASE("fixture packs: their reports bring up what their .expected says") {
  for (const std::string& pack : PacksWithReports()) {
    std::vector<fs::path> reports;
    for (const fs::directory_entry& entry : fs::directory_iterator(kPacks / pack / "reports")) {
      if (entry.path().extension() != ".expected") {
        reports.push_back(entry.path());
      }
    }
    std::ranges::sort(reports);
    for (const fs::path& report : reports) {
      const std::string name = report.filename().string();
      CAPTURE(name);
      const std::string lang = pack == "school-inspection" ? "en" : "zh";
      const ShellRun run = Run("check --no-config --color never --lang " + lang + " --rules " + pack + " --previous " +
                               pack + "/reports '" + pack + "/reports/" + name + "'");
      CheckKept(run.output + "exit " + std::to_string(run.exit_code) + "\n", report.string() + ".expected");
    }
  }
}

}  // namespace gouji
