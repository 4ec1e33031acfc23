// Parts of a run, put together: the same bytes as one run gives.

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "cli/scratch.h"

namespace gouji {
namespace {

const std::string kCheck = "check --format jsonl --no-config --files-from - -j1";

/// Two issuers, one with two years of which the second does not join the first, and a file that is no report.
std::vector<std::vector<std::string>> WriteIssuers(const Scratch& scratch) {
  const std::string table =
      "\n三、收到和处理政府信息公开申请情况\n\n"
      "|                                  | 自然人 | 总计 |\n"
      "| 一、本年新收政府信息公开申请数量 | NEW    | NEW  |\n"
      "| 二、上年结转政府信息公开申请数量 | IN     | IN   |\n"
      "| （七）总计                       | DONE   | DONE |\n"
      "| 四、结转下年度继续办理           | OUT    | OUT  |\n";
  const auto report = [&](const std::string& name, const std::string& issuer, const std::string& year,
                          const std::vector<std::string>& numbers) {
    std::string text = issuer + year + "年政府信息公开工作年度报告\n\n一、总体情况\n\n收到申请。\n" + table;
    const std::vector<std::string> marks = {"NEW", "IN", "DONE", "OUT"};
    for (std::size_t i = 0; i < marks.size(); ++i) {
      for (std::size_t at = text.find(marks[i]); at != text.npos; at = text.find(marks[i])) {
        text.replace(at, marks[i].size(), numbers[i]);
      }
    }
    scratch.Write(name, text);
    return name + "\n";
  };
  scratch.Write("notes.txt", "明天开会。\n");
  return {{report("a/2022.txt", "青石县林业局", "2022", {"5", "0", "3", "2"}),
           report("a/2023.txt", "青石县林业局", "2023", {"4", "1", "5", "1"})},
          {report("b/2023.txt", "白云县水利局", "2023", {"7", "0", "7", "0"}), "notes.txt\n"}};
}

std::string Joined(const std::vector<std::string>& parts) {
  std::string joined;
  for (const std::string& part : parts) joined += part;
  return joined;
}

}  // namespace

TEST_CASE("merge: parts cut by issuer give byte for byte what one run gives, last year's reports included") {
  const Scratch scratch;
  const auto issuers = WriteIssuers(scratch);
  std::string list;
  std::string parts;
  for (const std::vector<std::string>& files : issuers) {
    list += Joined(files);
    parts += scratch.Run(kCheck, ".", Joined(files)).out;
  }
  const Ran whole = scratch.Run(kCheck, ".", list);
  CHECK(whole.exit_code == 3);
  CHECK(whole.out.find("GK501") != std::string::npos);
  const Ran merged = scratch.Run("merge", ".", parts);
  CHECK(merged.out == whole.out);
  CHECK(merged.exit_code == 3);
  CHECK(merged.err.empty());
  // From files, and merged once more.
  scratch.Write("1.jsonl", scratch.Run(kCheck, ".", Joined(issuers[0])).out);
  scratch.Write("2.jsonl", scratch.Run(kCheck, ".", Joined(issuers[1])).out);
  CHECK(scratch.Run("merge 1.jsonl 2.jsonl").out == whole.out);
  CHECK(scratch.Run("merge -", ".", whole.out).out == whole.out);
}

TEST_CASE("merge: the exit code is that of the run") {
  const Scratch scratch;
  scratch.Copy("yunxi-2023.txt", "clean.txt");
  scratch.Copy("kaifeng-2020.txt", "warnings.txt");
  scratch.Copy("zixing-2021.txt", "errors.txt");
  for (const std::string file : {"clean.txt", "warnings.txt", "errors.txt"}) {
    for (const std::string options :
         {"", " --fail-on warning", " --fail-on note", " --fail-on never", " --strict", " --strict --fail-on never"}) {
      CAPTURE(file);
      CAPTURE(options);
      const Ran run = scratch.Run("check --no-config --format jsonl" + options + " " + file);
      CHECK(scratch.Run("merge" + options, ".", run.out).exit_code == run.exit_code);
    }
  }
}

TEST_CASE("merge: what is no whole part is told, and where") {
  const Scratch scratch;
  const std::string whole = scratch.Run(kCheck, ".", Joined(WriteIssuers(scratch)[0])).out;
  const std::string last = whole.substr(whole.rfind('\n', whole.size() - 2) + 1);
  struct Row {
    std::string input;
    std::string error;
  };
  const std::vector<Row> rows = {
      {"", "gouji: -: there is nothing to merge\n"},
      {whole + "x\n", "gouji: -:" + std::to_string(std::count(whole.begin(), whole.end(), '\n') + 1) +
                          ": not a line of gouji check --format jsonl\n"},
      {whole.substr(0, whole.size() - last.size()),
       "gouji: -: the last line is missing: the run that wrote it did not end\n"},
      {"{\"version\":1,\"tool\":{}}\n", "gouji: -:1: not a line of gouji check --format jsonl\n"},
      {last + "{\"version\":1,\"tool\":{\"name\":\"gouji\"},\"summary\":{},\"not_evaluated\":[],\"unreadable\":[]}\n",
       "gouji: -:2: written by another version or with other packs than before\n"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.input);
    const Ran ran = scratch.Run("merge --lang en", ".", row.input);
    CHECK(ran.exit_code == 2);
    CHECK(ran.err == row.error);
  }
  CHECK(scratch.Run("merge nowhere.jsonl --lang en").exit_code == 3);
  // A run that ended before it wrote anything has left a file behind, and nothing of it must be taken for done.
  scratch.Write("whole.jsonl", whole);
  scratch.Write("empty.jsonl", "");
  const Ran empty = scratch.Run("merge --lang en whole.jsonl empty.jsonl");
  CHECK(empty.exit_code == 2);
  CHECK(empty.err == "gouji: empty.jsonl: there is nothing to merge\n");
  const Ran folder = scratch.Run("merge --lang en a");
  CHECK(folder.exit_code == 3);
  CHECK(folder.err == "gouji: cannot read 'a': it is a folder\n");
  const Ran stream = scratch.RunOn("a", "merge --lang en");
  CHECK(stream.exit_code == 3);
  CHECK(stream.err == "gouji: cannot read '-': it is a folder\n");
}

}  // namespace gouji
