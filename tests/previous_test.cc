// How last year's report is found, and what is held against it.

#include <doctest/doctest.h>

#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "check/prose_report.h"

namespace gouji {
namespace {

namespace fs = std::filesystem;

struct Folder {
  fs::path path = fs::temp_directory_path() / ("gouji-previous-" + std::to_string(getpid()));
  Folder() { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  /// Writes a report whose title is `title`, which carries `carried_in` over from the year before and `carried_out` to
  /// the next.
  std::string Write(const std::string& name, const std::string& title, int carried_in, int carried_out) const {
    Numbers numbers;
    numbers.issuer = "某局";
    numbers.received = 10;
    numbers.carried_in = carried_in;
    numbers.carried_out = carried_out;
    numbers.total = 10 + carried_in - carried_out;
    std::string text = ReportText(numbers, "全面推进信息公开工作。");
    text.replace(0, text.find('\n'), title);
    const fs::path file = path / name;
    std::ofstream(file) << text;
    return file.string();
  }
};

/// The places in the other file that findings of GK501 on `file` are held against; "-" where there are none.
std::string HeldAgainst(const std::string& file, const std::vector<Input>& others, const std::string* only = nullptr) {
  PreviousReports previous;
  REQUIRE(previous.Add(*ShippedRules()[0], others, {1, std::chrono::seconds(60)}));
  if (only != nullptr) {
    previous.SetOnly(*only);
  }
  const Outcome outcome = Lint({file}, ShippedRules(), &previous, {});
  std::string held;
  for (const Diagnostic& diagnostic : outcome.findings) {
    if (diagnostic.rule->id != "GK501") {
      continue;
    }
    for (const Evidence& evidence : diagnostic.evidence) {
      const std::string name = fs::path(evidence.source->name()).filename().string();
      const std::string one = name + " " + evidence.value;
      if (name != fs::path(file).filename().string() && held.find(one) == std::string::npos) {
        held += (held.empty() ? "" : ", ") + one;
      }
    }
  }
  return held.empty() ? "-" : held;
}

}  // namespace

TEST_CASE("previous: one issuer's reports find each other, whatever its name is cut to") {
  struct Row {
    const char* what;
    const char* now;
    std::vector<const char*> before;
    const char* held;
  };
  const std::vector<Row> rows = {
      {"the same name", "云溪县卫生健康局2023年", {"云溪县卫生健康局2022年"}, "0.txt 3"},
      {"年度 in the title", "云溪县卫生健康局2023年度", {"云溪县卫生健康局2022年"}, "0.txt 3"},
      {"the year in front", "2023年云溪县卫生健康局", {"云溪县卫生健康局2022年度"}, "0.txt 3"},
      {"the short name", "云溪县卫健局2023年", {"云溪县卫生健康局2022年"}, "0.txt 3"},
      {"no place in it", "县卫健局2023年", {"云溪县卫生健康局2022年"}, "0.txt 3"},
      {"no place in last year's", "云溪县卫生健康局2023年", {"县卫生健康局2022年"}, "0.txt 3"},
      {"a city before it", "青阳市云溪县卫生健康局2023年", {"云溪县卫健局2022年"}, "0.txt 3"},
      {"Chinese digits", "云溪县卫生健康局二〇二三年", {"云溪县卫生健康局二○二二年"}, "0.txt 3"},
      {"another issuer", "云溪县卫生健康局2023年", {"云溪县水利局2022年"}, "-"},
      {"another county's", "云溪县卫生健康局2023年", {"石门县卫生健康局2022年"}, "-"},
      {"two counties it may be of", "县卫健局2023年", {"云溪县卫生健康局2022年", "石门县卫生健康局2022年"}, "-"},
      {"one without a place that may be either's",
       "云溪县卫生健康局2023年",
       {"县卫生健康局2022年", "石门县卫生健康局2021年"},
       "-"},
      {"the year before last", "云溪县卫生健康局2023年", {"云溪县卫生健康局2021年"}, "-"},
      {"the right one of several",
       "云溪县卫生健康局2023年",
       {"云溪县卫生健康局2021年", "云溪县卫生健康局2022年"},
       "1.txt 3"},
      {"two of the year", "云溪县卫生健康局2023年", {"云溪县卫生健康局2022年", "云溪县卫健局2022年"}, "-"},
  };
  const Folder folder;
  const std::string kind = "政府信息公开工作年度报告";
  for (const Row& row : rows) {
    INFO(row.what);
    const std::string now = folder.Write("now.txt", row.now + kind, 5, 2);
    std::vector<std::string> files;
    for (std::size_t i = 0; i < row.before.size(); ++i) {
      files.push_back(folder.Write(std::to_string(i) + ".txt", row.before[i] + kind, 0, 3));
    }
    std::vector<Input> others;
    for (const std::string& file : files) others.push_back({file});
    CHECK(HeldAgainst(now, others) == row.held);
  }
}

TEST_CASE("previous: the one file that is named is last year's, whatever it calls its issuer") {
  const Folder folder;
  const std::string kind = "政府信息公开工作年度报告";
  const std::string now = folder.Write("now.txt", "云溪县文化广电旅游局2023年" + kind, 5, 2);
  const std::string merged = folder.Write("merged.txt", "云溪县文化局2022年" + kind, 0, 3);
  const std::string older = folder.Write("older.txt", "云溪县文化局2021年" + kind, 0, 3);
  const auto against = [&](const std::string& path) { return HeldAgainst(now, {{path}}, &path); };
  CHECK(against(merged) == "merged.txt 3");
  CHECK(against(older) == "-");
  CHECK(HeldAgainst(now, {{merged}}) == "-");
}

}  // namespace gouji
