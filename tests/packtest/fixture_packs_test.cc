// The packs of fixtures/packs/ are for reports of other kinds, in other languages, and need nothing but YAML: their
// tests pass and reach every verdict, and their reports bring up what the sibling .expected says.
// GOUJI_UPDATE=1 rewrites those; the difference is to be read like code.

#include <doctest/doctest.h>
#include <stdio.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "tree.h"

namespace gouji {
namespace {

namespace fs = std::filesystem;

const fs::path kPacks = fs::path(kRoot) / "fixtures" / "packs";

std::string Run(const std::string& arguments, int& exit_code) {
  const std::string command = "cd '" + kPacks.string() + "' && " + kBinary + " " + arguments + " 2>&1";
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

std::string TextOf(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("fixture packs: their own tests pass, and reach every verdict of every rule") {
  REQUIRE(PacksWithReports().size() >= 3);
  for (const std::string& pack : PacksWithReports()) {
    CAPTURE(pack);
    for (const std::string lang : {"en", "zh"}) {
      int exit_code = -1;
      const std::string output = Run("test --lang " + lang + " " + pack, exit_code);
      CAPTURE(output);
      CHECK(exit_code == 0);
    }
  }
}

TEST_CASE("fixture packs: their reports bring up what their .expected says") {
  const bool update = std::getenv("GOUJI_UPDATE") != nullptr;
  REQUIRE_FALSE((update && std::getenv("CI") != nullptr));
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
      int exit_code = -1;
      std::string output = Run("check --no-config --color never --lang " + lang + " --rules " + pack + " --previous " +
                                   pack + "/reports '" + pack + "/reports/" + name + "'",
                               exit_code);
      output += "exit " + std::to_string(exit_code) + "\n";
      const fs::path expected = report.string() + ".expected";
      if (update) {
        std::ofstream(expected, std::ios::binary) << output;
      }
      CHECK(output == TextOf(expected));
    }
  }
}

}  // namespace gouji
