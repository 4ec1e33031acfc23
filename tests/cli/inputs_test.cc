// Which files a run reads: folders, links, what is hidden, standard input under a name.

#include <doctest/doctest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

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
