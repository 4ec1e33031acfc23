// Which files a run reads: folders, links, what is hidden, standard input under a name.

#include <doctest/doctest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "scratch.h"

namespace gouji {
namespace {

namespace fs = std::filesystem;

int DocumentsIn(const Scratch& scratch, const std::string& arguments) {
  const auto output =
      nlohmann::json::parse(scratch.Run("check --no-config --format json " + arguments).out, nullptr, false);
  REQUIRE_FALSE(output.is_discarded());
  return output["summary"]["documents"].get<int>();
}

TEST_CASE("a folder is walked once, however it is reached, and without what is hidden") {
  const Scratch scratch;
  scratch.Copy("ziyang-2020.txt", "in/a.txt");
  scratch.Copy("kaifeng-2020.txt", "in/deep/b.TXT");
  scratch.Copy("zixing-2021.txt", "other/c.txt");
  scratch.Copy("ziyang-2020.txt", "in/.git/d.txt");
  scratch.Copy("ziyang-2020.txt", "in/.hidden.txt");
  scratch.Copy("ziyang-2020.txt", "in/~$e.docx");
  scratch.Write("in/f.png", "x");
  CHECK(DocumentsIn(scratch, "in") == 2);
  fs::create_directory_symlink(".", scratch.folder() / "in/loop");
  fs::create_directory_symlink("../../other", scratch.folder() / "in/deep/other");
  CHECK(DocumentsIn(scratch, "in") == 3);
  CHECK(DocumentsIn(scratch, "in in/deep other") == 3);
  fs::create_symlink("nowhere", scratch.folder() / "in/dangling.txt");
  CHECK(scratch.Run("check --no-config in").exit_code == 3);
}

TEST_CASE("a document in a folder that no reader takes is refused, and the others are checked") {
  const Scratch scratch;
  scratch.Copy("ziyang-2020.txt", "in/a.txt");
  scratch.Write("in/b.png", "x");
  for (const char* name : {"c.rtf", "d.odt", "e.mht", "f.ofd"}) {
    CAPTURE(name);
    scratch.Write(std::string("in/") + name, "{\\rtf1}");
    const auto run = scratch.Run("check --no-config --format gcc in");
    CHECK(run.exit_code == 3);
    CHECK(run.out.find(std::string(name) + ":1:1: error: ") != std::string::npos);
    CHECK(run.out.find("in/a.txt:371:1: ") != std::string::npos);
    fs::remove(scratch.folder() / "in" / name);
  }
  CHECK(scratch.Run("check --no-config in").exit_code == 1);
}

TEST_CASE("a pattern in quotes means what a shell would have put in its place") {
  const Scratch scratch;
  for (const char* name : {"in/a.txt", "in/b.md", "in/2022/c.txt", "in/2022/.hidden.txt", "in/2023/deep/d.txt"}) {
    scratch.Copy("ziyang-2020.txt", name);
  }
  scratch.Write("in/2023/e.png", "x");
  scratch.Copy("ziyang-2020.txt", "in/[1].txt");
  scratch.Copy("ziyang-2020.txt", "links/f.txt");
  fs::create_directory_symlink(".", scratch.folder() / "links/loop");
  struct Row {
    std::string pattern;
    std::vector<std::string> paths;
  };
  const std::vector<Row> rows = {
      {"in/*.txt", {"in/[1].txt", "in/a.txt"}},
      {"in/*.{md,txt}", {"in/[1].txt", "in/a.txt", "in/b.md"}},
      {"in/?.txt", {"in/a.txt"}},
      {"./in/[ab].*", {"./in/a.txt", "./in/b.md"}},
      {"in/*/*.txt", {"in/2022/c.txt"}},
      {"in/**/*.txt", {"in/2022/c.txt", "in/2023/deep/d.txt", "in/[1].txt", "in/a.txt"}},
      {"in/2023/**", {"in/2023/deep/d.txt"}},
      {"in/202[23]", {"in/2022/c.txt", "in/2023/deep/d.txt"}},
      {"links/**/*.txt", {"links/f.txt"}},
      {"in/[1].txt", {"in/[1].txt"}},  // a file of that name
  };
  for (const Row& row : rows) {
    CAPTURE(row.pattern);
    const auto ran = scratch.Run("check --no-config --format json '" + row.pattern + "'");
    const auto output = nlohmann::json::parse(ran.out, nullptr, false);
    REQUIRE_FALSE(output.is_discarded());
    std::set<std::string> paths;
    for (const auto& finding : output["findings"]) paths.insert(finding["path"].get<std::string>());
    CHECK(std::vector<std::string>(paths.begin(), paths.end()) == row.paths);
    CHECK(ran.exit_code == 1);
  }
  // From the folder itself, and of its own files alone.
  CHECK(nlohmann::json::parse(
            scratch.Run("check --no-config --format json '*.txt'", "in").out)["summary"]["documents"] == 2);
}

TEST_CASE("a pattern that nothing matches is a file that is not there, and the rest goes on") {
  const Scratch scratch;
  scratch.Copy("ziyang-2020.txt", "in/a.txt");
  for (const std::string pattern : {"in/*.html", "none/*.txt", "in/{a"}) {
    CAPTURE(pattern);
    const Ran ran = scratch.Run("check --lang en --no-config --format gcc in/a.txt '" + pattern + "'");
    CHECK(ran.exit_code == 3);
    CHECK(ran.out.find(pattern + ":1:1: error:") != std::string::npos);
    CHECK(ran.out.find("in/a.txt:") != std::string::npos);
  }
}

TEST_CASE("what a pattern means is left out by the configuration as what is named is") {
  const Scratch scratch;
  scratch.Copy("ziyang-2020.txt", "in/a.txt");
  scratch.Copy("ziyang-2020.txt", "in/draft.txt");
  scratch.Write(".gouji.yaml", "include: ['other/**']\nexclude: ['**/draft.*']\n");
  const Ran ran = scratch.Run("check --lang en --format json 'in/*.txt'");
  CHECK(nlohmann::json::parse(ran.out)["summary"]["documents"] == 1);
  CHECK(ran.err.starts_with("gouji: in/draft.txt: left out ("));
}

TEST_CASE("of two reports in one file the second is said not to be checked, and fails a strict run") {
  const Scratch scratch;
  scratch.Copy("yunxi-2023.txt", "two.txt");
  std::string both = scratch.Read("two.txt");
  std::string other = both;
  for (std::size_t at = other.find("2023"); at != other.npos; at = other.find("2023", at)) other.replace(at, 4, "2022");
  both += "\n" + other;
  scratch.Write("two.txt", both);
  const std::string why = "another report begins at '云溪县林业局2022年政府信息公开工作年度报告' and was not checked";
  const Ran text = scratch.Run("check --lang en --no-config two.txt");
  CHECK(text.exit_code == 0);
  CHECK(text.out.find(why) != std::string::npos);
  CHECK(scratch.Run("check --no-config --strict two.txt").exit_code == 3);
  const auto json = nlohmann::json::parse(scratch.Run("check --lang en --no-config --format json two.txt").out);
  REQUIRE(json["not_evaluated"].size() == 1);
  CHECK(json["not_evaluated"][0]["rule"] == "GK106");
  CHECK(json["not_evaluated"][0]["reason"].get<std::string>().starts_with(why));
  const auto sarif = nlohmann::json::parse(scratch.Run("check --lang en --no-config --format sarif two.txt").out);
  const auto& notes = sarif["runs"][0]["invocations"][0]["toolExecutionNotifications"];
  REQUIRE(notes.size() == 1);
  CHECK(notes[0]["level"] == "warning");
  CHECK(notes[0]["message"]["text"].get<std::string>().starts_with(why));
}

TEST_CASE("what comes in on standard input is read as the file it is named") {
  const Scratch scratch;
  const std::string page = "<p>某县2023年政府信息公开工作年度报告</p>\n<p>一、总体情况</p>\n";
  const std::string named = scratch.Run("check --format gcc --stdin-filename x/y.html -", ".", page).out;
  CHECK(named.find("x/y.html:2:4: error: ") != std::string::npos);
  const std::string unnamed = scratch.Run("check --format sarif -", ".", "<!DOCTYPE html>" + page).out;
  CHECK(unnamed.find("\"mimeType\":\"text/html\"") != std::string::npos);
  const std::string plain =
      scratch.Run("check --format gcc -", ".", "某县2023年政府信息公开工作年度报告\n一、总体情况\n").out;
  CHECK(plain.find("-:2:1: error: ") != std::string::npos);
}

TEST_CASE("what cannot be read to its end is told, and is no empty list") {
  const Scratch scratch;
  scratch.Write("folder/a.png", "x");
  struct Row {
    std::string arguments;
    std::string error;
  };
  for (const Row& row : {Row{"--files-from none", "--files-from: cannot read 'none': no such file or folder"},
                         {"--files-from folder", "--files-from: cannot read 'folder': it is a folder"},
                         {"--files-from -", "--files-from: cannot read '-': it is a folder"},
                         {"-", "cannot read standard input: it is a folder"}}) {
    CAPTURE(row.arguments);
    const Ran ran = scratch.RunOn("folder", "check --lang en --no-config " + row.arguments);
    CHECK(ran.exit_code == 3);
    CHECK(ran.out.empty());
    CHECK(ran.err == "gouji: " + row.error + "\n");
  }
  CHECK(scratch.Run("check --no-config --files-from -").exit_code == 0);
}

}  // namespace
}  // namespace gouji
