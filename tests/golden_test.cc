// Whole reports: what `gouji check` prints for each file of fixtures/reports/ is in its sibling .expected.
// GOUJI_UPDATE=1 rewrites them; the difference is to be read like code.

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tree.h"

namespace {

namespace fs = std::filesystem;

const fs::path kReports = fs::path(gouji::kRoot) / "fixtures" / "reports";

std::string ReadFile(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// Runs the binary in the reports' folder; gives its standard output and exit code.
std::string RunGouji(const std::string& arguments, int& exit_code) {
  const std::string command = "cd '" + kReports.string() + "' && " + gouji::kBinary + " " + arguments + " 2>&1";
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

std::vector<std::string> Reports() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kReports)) {
    const fs::path extension = entry.path().extension();
    if (entry.is_regular_file() && extension != ".expected" && extension != ".options") {
      names.push_back(entry.path().filename().string());
    }
  }
  std::ranges::sort(names);
  return names;
}

/// What a report is checked with besides its name: what its sibling .options says.
std::string OptionsFor(const std::string& name) {
  std::string options = ReadFile(kReports / (name + ".options"));
  std::erase(options, '\n');
  return options;
}

}  // namespace

TEST_CASE("whole reports bring up what their .expected says") {
  const bool update = std::getenv("GOUJI_UPDATE") != nullptr;
  REQUIRE_FALSE((update && std::getenv("CI") != nullptr));
  for (const std::string& name : Reports()) {
    CAPTURE(name);
    int exit_code = 0;
    std::string output =
        RunGouji("check --no-config --lang zh --color never '" + name + "' " + OptionsFor(name), exit_code);
    output += "exit " + std::to_string(exit_code) + "\n";
    const fs::path expected = kReports / (name + ".expected");
    if (update) {
      std::ofstream(expected, std::ios::binary) << output;
    }
    CHECK(output == ReadFile(expected));
  }
}

TEST_CASE("every shipped rule speaks in one whole report at least, and is silent in another") {
  int exit_code = 0;
  std::istringstream rules(RunGouji("rules --no-config --lang en", exit_code));
  REQUIRE(exit_code == 0);
  std::vector<std::string> ids;
  for (std::string word; rules >> word;) {
    if (word.size() == 5 && word.starts_with("GK")) {
      ids.push_back(word);
    }
  }
  CHECK(ids.size() > 50);
  std::vector<std::string> outputs;
  for (const std::string& name : Reports()) {
    outputs.push_back(ReadFile(kReports / (name + ".expected")));
  }
  for (const std::string& id : ids) {
    const auto speaking = std::ranges::count_if(
        outputs, [&](const std::string& output) { return output.find("[" + id + "]") != std::string::npos; });
    CHECK_MESSAGE(speaking > 0, id);
    CHECK_MESSAGE(speaking < static_cast<std::ptrdiff_t>(outputs.size()), id);
  }
}

TEST_CASE("every message and summary exists in English") {
  for (const std::string& name : Reports()) {
    CAPTURE(name);
    int exit_code = 0;
    const std::string output = RunGouji("check --no-config --lang en --format gcc '" + name + "'", exit_code);
    int zh_exit = 0;
    const std::string chinese = RunGouji("check --no-config --lang zh --format gcc '" + name + "'", zh_exit);
    CHECK(exit_code == zh_exit);
    CHECK(std::ranges::count(output, '\n') == std::ranges::count(chinese, '\n'));
  }
}

TEST_CASE("the output is the same whatever the number of threads") {
  int exit_code = 0;
  const std::string one = RunGouji("check --no-config --format jsonl --jobs 1 .", exit_code);
  const std::string four = RunGouji("check --no-config --format jsonl --jobs 4 .", exit_code);
  CHECK(one == four);
  CHECK(one.size() > 1000);
}

TEST_CASE("exit codes") {
  int exit_code = 0;
  RunGouji("check --no-config kaifeng-2020.txt --fail-on never", exit_code);
  CHECK(exit_code == 0);
  RunGouji("check --no-config zixing-2021.txt", exit_code);
  CHECK(exit_code == 1);
  const std::string misspelt = RunGouji("check --no-confg", exit_code);
  CHECK(exit_code == 2);
  CHECK(misspelt.find("--no-config") != std::string::npos);
  const std::string absent = RunGouji("check --no-config nowhere.txt kaifeng-2020.txt --format gcc", exit_code);
  CHECK(exit_code == 3);
  CHECK(absent.find("nowhere.txt:1:1: error:") != std::string::npos);
  CHECK(absent.find("[GJ001]") != std::string::npos);
  CHECK(absent.find("kaifeng-2020.txt:41:") != std::string::npos);
  RunGouji("check --no-config --select GK9999 kaifeng-2020.txt", exit_code);
  CHECK(exit_code == 2);
}
