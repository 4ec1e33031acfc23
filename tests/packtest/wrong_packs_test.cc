// Packs with mistakes, of fixtures/wrong-packs/: what is said of them is in the sibling .expected, every mistake of a
// pack in one run, at its place, in both languages. GOUJI_UPDATE=1 rewrites those; the difference is to be read like
// code.

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "files.h"
#include "shell.h"
#include "tree.h"

namespace gouji {
namespace {

namespace fs = std::filesystem;

const fs::path kWrong = fs::path(kRoot) / "fixtures" / "wrong-packs";

ShellRun Run(const std::string& arguments) { return RunGouji(kWrong, arguments); }

/// Packs, and the command that tells what is wrong with each.
std::vector<std::pair<std::string, std::string>> Commands() {
  std::vector<std::pair<std::string, std::string>> commands;
  for (const fs::directory_entry& entry : fs::directory_iterator(kWrong)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(".yaml") || entry.is_directory()) {
      const std::string pack = name == "extends-loop" ? "extends-loop/a" : name;
      commands.emplace_back(name, name.ends_with("tests.yaml")
                                      ? "test " + pack
                                      : "check --no-config --format gcc ../reports/kaifeng-2020.txt --rules " + pack);
    }
  }
  std::ranges::sort(commands);
  return commands;
}

}  // namespace

TEST_CASE("wrong packs: every mistake is told, at its place, in one run") {
  REQUIRE(Commands().size() >= 12);
  for (const auto& each : Commands()) {
    const std::string& name = each.first;
    const std::string& command = each.second;
    CAPTURE(name);
    const ShellRun english = Run(command + " --lang en");
    CHECK(english.exit_code == 2);
    CheckKept(english.output, kWrong / (name + ".expected"));
    const ShellRun chinese = Run(command + " --lang zh");
    CHECK(std::ranges::count(english.output, '\n') == std::ranges::count(chinese.output, '\n'));
    CHECK(english.output != chinese.output);
  }
}

TEST_CASE("wrong packs: programs are told as they asked to be") {
  const ShellRun run =
      Run("check --no-config --format json --lang en ../reports/kaifeng-2020.txt --rules names.yaml 2>/dev/null");
  CHECK(run.exit_code == 2);
  const auto parsed = nlohmann::json::parse(run.output);
  const auto expected = ReadFile(kWrong / "names.yaml.expected");
  CHECK(parsed["findings"].size() == static_cast<std::size_t>(std::ranges::count(expected, '\n')));
  for (const auto& finding : parsed["findings"]) {
    CHECK(finding["rule"] == "GJ101");
    CHECK(finding["path"] == "names.yaml");
    CHECK(finding["line"].get<int>() > 0);
  }
  const std::string people = Run("check --no-config --lang en ../reports/kaifeng-2020.txt --rules names.yaml").output;
  CHECK(people.find("year_sections: [overveiw]\n   |                 ^~~~~~~~") != std::string::npos);
}

}  // namespace gouji
