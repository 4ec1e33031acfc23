// Whole reports: what `gouji check` prints for each file of fixtures/reports/ is in its sibling .expected.
// GOUJI_UPDATE=1 rewrites them; the difference is to be read like code.

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "files.h"
#include "shell.h"
#include "tree.h"

namespace gouji {
namespace {

namespace fs = std::filesystem;

const fs::path kReports = fs::path(kRoot) / "fixtures" / "reports";

ShellRun RunThere(const std::string& arguments) { return RunGouji(kReports, arguments); }

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

/// What a report is checked with besides its name: what its sibling .options says, and no configuration but of that.
std::string OptionsFor(const std::string& name) {
  const fs::path file = kReports / (name + ".options");
  std::string options = fs::exists(file) ? ReadFile(file) : "";
  std::erase(options, '\n');
  return options.find("--config") == options.npos ? "--no-config " + options : options;
}

}  // namespace

TEST_CASE("whole reports bring up what their .expected says") {
  for (const std::string& name : Reports()) {
    CAPTURE(name);
    const ShellRun run = RunThere("check --lang zh --color never '" + name + "' " + OptionsFor(name));
    CheckKept(run.output + "exit " + std::to_string(run.exit_code) + "\n", kReports / (name + ".expected"));
  }
}

TEST_CASE("every shipped rule speaks in one whole report at least, and is silent in another") {
  const ShellRun run = RunThere("rules --no-config --lang en");
  REQUIRE(run.exit_code == 0);
  std::istringstream rules(run.output);
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
    const ShellRun english = RunThere("check --no-config --lang en --format gcc '" + name + "'");
    const ShellRun chinese = RunThere("check --no-config --lang zh --format gcc '" + name + "'");
    CHECK(english.exit_code == chinese.exit_code);
    CHECK(std::ranges::count(english.output, '\n') == std::ranges::count(chinese.output, '\n'));
  }
}

TEST_CASE("the output is the same whatever the number of threads") {
  const std::string one = RunThere("check --no-config --format jsonl --jobs 1 .").output;
  const std::string four = RunThere("check --no-config --format jsonl --jobs 4 .").output;
  CHECK(one == four);
  CHECK(one.size() > 1000);
}

TEST_CASE("exit codes") {
  CHECK(RunThere("check --no-config kaifeng-2020.txt --fail-on never").exit_code == 0);
  CHECK(RunThere("check --no-config zixing-2021.txt").exit_code == 1);
  const ShellRun misspelt = RunThere("check --no-confg");
  CHECK(misspelt.exit_code == 2);
  CHECK(misspelt.output.find("--no-config") != std::string::npos);
  const ShellRun absent = RunThere("check --no-config nowhere.txt kaifeng-2020.txt --format gcc");
  CHECK(absent.exit_code == 3);
  CHECK(absent.output.find("nowhere.txt:1:1: error:") != std::string::npos);
  CHECK(absent.output.find("[GJ001]") != std::string::npos);
  CHECK(absent.output.find("kaifeng-2020.txt:41:") != std::string::npos);
  CHECK(RunThere("check --no-config --select GK9999 kaifeng-2020.txt").exit_code == 2);
}

}  // namespace gouji
