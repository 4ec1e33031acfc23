// How last year's report is found, and what is held against it.

#include <doctest/doctest.h>

#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
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
      {"two short forms in it", "云溪县发改委2023年", {"云溪县发展和改革委员会2022年"}, "0.txt 3"},
      {"another short form", "云溪县市场监管局2023年", {"云溪县市场监督管理局2022年"}, "0.txt 3"},
      {"a name not filled in", "云溪县××局2023年", {"云溪县××局2022年"}, "-"},
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

namespace {

bool HasPdftotext() { return std::system("pdftotext -v >/dev/null 2>&1") == 0; }

/// The report of fixtures/agreement/clean-2024 as it would be a year later: its issuer calls itself otherwise, two
/// numbers do not join, and its prose is last year's.
std::string AYearLater() {
  std::ifstream file(fs::path(kRoot) / "fixtures" / "agreement" / "clean-2024" / "report.md");
  std::stringstream read;
  read << file.rdbuf();
  std::string text = read.str();
  const auto replace = [&text](const std::string& from, const std::string& to) {
    for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) {
      text.replace(at, from.size(), to);
    }
  };
  replace("2024", "2025");
  replace("望岭县人民政府办公室2025年", "望岭县政府办公室2025年度");
  const std::string carried = "| 二、上年结转政府信息公开申请数量 ";
  replace(carried + carried + carried + "| 0 |", carried + carried + carried + "| 1 |");
  replace("| 行政规范性文件 | 0 | 0 | 45 |", "| 行政规范性文件 | 0 | 0 | 47 |");
  return text;
}

/// What GK5xx find on the first of the files: "GK501 person: 0".
std::string FoundAcrossYears(const Outcome& outcome, const std::string& previous) {
  std::string found;
  for (const Diagnostic& diagnostic : outcome.findings) {
    if (!diagnostic.rule->id.starts_with("GK5")) {
      continue;
    }
    found += (found.empty() ? "" : ", ") + std::string(diagnostic.rule->id);
    for (const Evidence& evidence : diagnostic.evidence) {
      if (evidence.source->name() != previous) {
        continue;
      }
      // The place is where last year's file, or its transcript, says it.
      const std::string_view there = evidence.source->Slice(evidence.where);
      const std::string& section = evidence.subject.section;
      CHECK(there.find(evidence.subject.table.empty() ? "、" : evidence.value) != there.npos);
      found += " " + (evidence.subject.table.empty() ? section : evidence.value);
    }
  }
  return found;
}

}  // namespace

TEST_CASE("previous: in whatever format last year's report is") {
  const std::string found = "GK503 overview, GK502 45, GK501 0, GK503 problems";
  const Folder folder;
  const std::string now = (folder.path / "now.md").string();
  std::ofstream(now) << AYearLater();
  int files = 0;
  for (const auto& entry : fs::directory_iterator(fs::path(kRoot) / "fixtures" / "agreement" / "clean-2024")) {
    const std::string before = entry.path().string();
    if (entry.path().filename() == "findings.txt" || (entry.path().extension() == ".pdf" && !HasPdftotext())) {
      continue;
    }
    ++files;
    INFO(before);
    // Both in one run, and last year's named.
    const std::vector<Input> both = {{now}, {before}};
    PreviousReports of_run;
    REQUIRE(of_run.Add(*ShippedRules()[0], both, {1, std::chrono::seconds(60)}));
    CHECK(FoundAcrossYears(Lint(both[0], ShippedRules(), &of_run, {}), before) == found);
    CHECK(Lint(both[1], ShippedRules(), &of_run, {}).without_previous);
    PreviousReports named;
    named.SetOnly(before);
    CHECK(FoundAcrossYears(Lint(both[0], ShippedRules(), &named, {}), before) == found);
  }
  CHECK(files >= 15);
}

TEST_CASE("previous: that there is none is said of the document, and of the year it is wanted for only") {
  const Folder folder;
  const std::string kind = "政府信息公开工作年度报告";
  const auto without = [&](const std::string& title) {
    const std::string file = folder.Write("one.txt", title + kind, 0, 0);
    return Lint({file}, ShippedRules(), nullptr, {}).without_previous;
  };
  CHECK(without("云溪县卫生健康局2023年"));
  const std::string now = folder.Write("now.txt", "云溪县卫生健康局2023年" + kind, 3, 2);
  const std::string before = folder.Write("before.txt", "云溪县卫健局2022年度" + kind, 0, 3);
  PreviousReports previous;
  const std::vector<Input> both = {{now}, {before}};
  REQUIRE(previous.Add(*ShippedRules()[0], both, {1, std::chrono::seconds(60)}));
  CHECK_FALSE(Lint(both[0], ShippedRules(), &previous, {}).without_previous);
}

TEST_CASE("previous: what was read to tell whose it is, is not read again for its check") {
  const Folder folder;
  const std::string kind = "政府信息公开工作年度报告";
  const std::string now = folder.Write("now.txt", "云溪县卫生健康局2023年" + kind, 3, 2);
  const std::string before = folder.Write("before.txt", "云溪县卫健局2022年度" + kind, 0, 2);
  const std::vector<Input> both = {{now}, {before}};
  PreviousReports previous;
  ReadAhead ahead(std::size_t{1} << 20);
  REQUIRE(previous.Add(*ShippedRules()[0], both, {1, std::chrono::seconds(60)}, &ahead));
  const Outcome anew = Lint(both[0], ShippedRules(), &previous, {});
  LintOptions options;
  options.ahead = &ahead;
  fs::remove(now);
  const Outcome kept = Lint(both[0], ShippedRules(), &previous, options);
  CHECK(kept.readable);
  CHECK(kept.bytes == anew.bytes);
  CHECK(FoundAcrossYears(kept, before) == FoundAcrossYears(anew, before));
  CHECK(FoundAcrossYears(kept, before) != "");
  // Given away once.
  CHECK_FALSE(Lint(both[0], ShippedRules(), &previous, options).readable);
}

TEST_CASE("previous: where there is no room, files are read twice") {
  const Folder folder;
  const std::string now = folder.Write("now.txt", "云溪县卫生健康局2023年政府信息公开工作年度报告", 3, 2);
  const std::vector<Input> one = {{now}};
  PreviousReports previous;
  ReadAhead ahead(100);
  REQUIRE(previous.Add(*ShippedRules()[0], one, {1, std::chrono::seconds(60)}, &ahead));
  CHECK_FALSE(ahead.HasRoom());
  CHECK_FALSE(ahead.Take(one[0]).has_value());
  CHECK(ReadAhead::RoomFor(100) > ReadAhead::RoomFor(100'000));
  CHECK(ReadAhead::RoomFor(1'000'000) == 0);
}

}  // namespace gouji
