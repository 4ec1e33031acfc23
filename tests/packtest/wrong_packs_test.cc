// Packs with mistakes, of fixtures/wrong-packs/: what is said of them is in the sibling .expected, every mistake of a
// pack in one run, at its place, in both languages. GOUJI_UPDATE=1 rewrites those; the difference is to be read like
// code.

#include <doctest/doctest.h>
#include <stdio.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tree.h"

namespace gouji {
namespace {

namespace fs = std::filesystem;

const fs::path kWrong = fs::path(kRoot) / "fixtures" / "wrong-packs";

std::string Run(const std::string& arguments, int& exit_code) {
  const std::string command = "cd '" + kWrong.string() + "' && " + kBinary + " " + arguments;
  std::string output;
  FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::array<char, 4096> buffer{};
  for (std::size_t got = 0; (got = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    output.append(buffer.data(), got);
  }
  const int status = pclose(pipe);
  exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return output;
}

std::string TextOf(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

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
  const bool update = std::getenv("GOUJI_UPDATE") != nullptr;
  REQUIRE_FALSE((update && std::getenv("CI") != nullptr));
  REQUIRE(Commands().size() >= 12);
  for (const auto& each : Commands()) {
    const std::string& name = each.first;
    const std::string& command = each.second;
    CAPTURE(name);
    int exit_code = -1;
    const std::string output = Run(command + " --lang en 2>&1", exit_code);
    CHECK(exit_code == 2);
    const fs::path expected = kWrong / (name + ".expected");
    if (update) {
      std::ofstream(expected, std::ios::binary) << output;
    }
    CHECK(output == TextOf(expected));
    const std::string chinese = Run(command + " --lang zh 2>&1", exit_code);
    CHECK(std::ranges::count(output, '\n') == std::ranges::count(chinese, '\n'));
    CHECK(output != chinese);
  }
}

TEST_CASE("wrong packs: programs are told as they asked to be") {
  int exit_code = -1;
  const std::string json =
      Run("check --no-config --format json --lang en ../reports/kaifeng-2020.txt --rules names.yaml", exit_code);
  CHECK(exit_code == 2);
  const auto parsed = nlohmann::json::parse(json);
  const auto expected = TextOf(kWrong / "names.yaml.expected");
  CHECK(parsed["findings"].size() == static_cast<std::size_t>(std::ranges::count(expected, '\n')));
  for (const auto& finding : parsed["findings"]) {
    CHECK(finding["rule"] == "GJ101");
    CHECK(finding["path"] == "names.yaml");
    CHECK(finding["line"].get<int>() > 0);
  }
  const std::string people =
      Run("check --no-config --lang en ../reports/kaifeng-2020.txt --rules names.yaml 2>&1", exit_code);
  CHECK(people.find("year_sections: [overveiw]\n   |                 ^~~~~~~~") != std::string::npos);
}

}  // namespace gouji
