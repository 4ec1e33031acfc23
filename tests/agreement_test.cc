// One report in many formats: each folder of fixtures/agreement/ holds what real programs made of one report, and
// findings.txt says what every file in it must bring up, no more and no less: rule, severity, and the place by name.
// GOUJI_UPDATE=1 rewrites findings.txt from report.html.

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "files.h"
#include "shell.h"
#include "tree.h"

namespace gouji {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(kRoot) / "fixtures" / "agreement";

/// What a file brings up, a line each: "GK301 error requests/total/person".
std::set<std::string> FindingsOf(const fs::path& file) {
  std::set<std::string> findings;
  const nlohmann::json output = nlohmann::json::parse(
      RunGouji(kFolder, "check --no-config --format json '" + file.string() + "'").output, nullptr, false);
  REQUIRE_FALSE(output.is_discarded());
  const auto part = [](const nlohmann::json& subject, const char* name) {
    return subject.is_object() ? subject.value(name, std::string()) : std::string();
  };
  for (const nlohmann::json& finding : output["findings"]) {
    const nlohmann::json subject = finding.value("subject", nlohmann::json::object());
    findings.insert(finding["rule"].get<std::string>() + " " + finding["severity"].get<std::string>() + " " +
                    part(subject, "table") + "/" + part(subject, "row") + "/" + part(subject, "column"));
  }
  for (const nlohmann::json& missed : output["not_evaluated"]) {
    findings.insert("not evaluated: " + missed["rule"].get<std::string>());
  }
  for (const nlohmann::json& unreadable : output["unreadable"]) findings.insert("unreadable: " + unreadable.dump());
  return findings;
}

std::set<std::string> Lines(const fs::path& path) {
  std::set<std::string> lines;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) lines.insert(line);
  return lines;
}

std::string Joined(const std::set<std::string>& lines) {
  std::string all;
  for (const std::string& line : lines) all += line + "\n";
  return all;
}

bool HasPdftotext() { return std::system("pdftotext -v >/dev/null 2>&1") == 0; }

}  // namespace

TEST_CASE("one report brings up the same in every format") {
  std::size_t files = 0;
  for (const auto& folder : fs::directory_iterator(kFolder)) {
    if (!folder.is_directory()) continue;
    if (Updates()) std::ofstream(folder.path() / "findings.txt") << Joined(FindingsOf(folder.path() / "report.html"));
    const std::string expected = Joined(Lines(folder.path() / "findings.txt"));
    for (const auto& entry : fs::directory_iterator(folder)) {
      const std::string file = entry.path().lexically_relative(kFolder).string();
      if (entry.path().filename() == "findings.txt") continue;
      if (entry.path().extension() == ".pdf" && !HasPdftotext()) continue;
      CAPTURE(file);
      CHECK(Joined(FindingsOf(entry.path())) == expected);
      ++files;
    }
  }
  CHECK(files >= 30);
}

}  // namespace gouji
