// --diff and --fix, run: what becomes of the bytes of files.

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <string>
#include <utility>
#include <vector>

#include "cli/scratch.h"
#include "input/zip.h"
#include "repair/encoding.h"

namespace gouji {
namespace {

bool Holds(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

std::string Replaced(std::string text, const std::vector<std::pair<std::string, std::string>>& changes) {
  for (const std::pair<std::string, std::string>& change : changes) {
    const std::size_t at = text.find(change.first);
    REQUIRE_MESSAGE(at != text.npos, change.first);
    text.replace(at, change.first.size(), change.second);
  }
  return text;
}

std::string WithCrLf(const std::string& text) {
  std::string crlf;
  for (const char c : text) crlf += c == '\n' ? "\r\n" : std::string(1, c);
  return crlf;
}

/// What is repaired in ziyang-2020.txt: numerals of a heading and a sub-heading, residue.
const std::vector<std::pair<std::string, std::string>> kOfZiyang = {
    {"（1） 主动", "（一）主动"}, {"4、 政府", "四、政府"}, {"[bookmark: _GoBack]", ""}};

}  // namespace

TEST_CASE("--fix repairs numerals, headings, labels, digits and residue, in every encoding and with its line ends") {
  const Scratch scratch;
  scratch.Copy("ziyang-2020.txt", "plain.txt");
  // A full-width number and a label with a slip are repaired too.
  const std::string plain =
      Replaced(scratch.Read("plain.txt"), {{"6.属于四类过程性信息", "6.属于四类过程信息"}, {"\t30\n", "\t３０件\n"}});
  std::vector<std::pair<std::string, std::string>> changes = kOfZiyang;
  changes.emplace_back("6.属于四类过程信息", "6.属于四类过程性信息");
  changes.emplace_back("\t３０件\n", "\t30\n");
  for (const bool crlf : {false, true}) {
    const std::string before = crlf ? WithCrLf(plain) : plain;
    const std::string fixed = Replaced(plain, changes);
    const std::string after = crlf ? WithCrLf(fixed) : fixed;
    for (const FileEncoding& encoding : {FileEncoding{Encoding::kUtf8, true},
                                         {Encoding::kUtf8Bom, true},
                                         {Encoding::kGb18030, true},
                                         {Encoding::kGb18030Bom, true},
                                         {Encoding::kUtf16Le, true},
                                         {Encoding::kUtf16Be, true},
                                         {Encoding::kUtf16Le, false}}) {
      CAPTURE(Name(encoding.encoding));
      CAPTURE(crlf);
      scratch.Write("a.txt", *encoding.Bytes(before));
      chmod((scratch.folder() / "a.txt").c_str(), 0640);
      const Ran ran = scratch.Run("check --lang en --format gcc --fix a.txt");
      CHECK(ran.err == "gouji: made 5 repairs in 1 file\n");
      CHECK((scratch.Read("a.txt") == *encoding.Bytes(after)));
      struct stat info {};
      stat((scratch.folder() / "a.txt").c_str(), &info);
      CHECK((info.st_mode & 0777) == 0640);
      // What is left is reported, and a second time there is nothing to repair.
      CHECK(ran.exit_code == 1);
      CHECK(Holds(ran.out, "[GK201]"));
      for (const char* gone : {"GK104", "GK207", "GK213", "GK901"}) CHECK_FALSE(Holds(ran.out, gone));
      CHECK(scratch.Run("check --lang en --format gcc --fix a.txt").err == "gouji: no safe repairs\n");
      CHECK((scratch.Read("a.txt") == *encoding.Bytes(after)));
    }
  }
}

TEST_CASE("--diff shows a patch, touches nothing, and exits as the check does") {
  const Scratch scratch;
  scratch.Copy("ziyang-2020.txt", "reports/a.txt");
  const std::string before = scratch.Read("reports/a.txt");
  const Ran ran = scratch.Run("check --lang en --diff --output gcc=left.txt reports");
  CHECK(ran.exit_code == 1);
  CHECK(ran.err == "gouji: 3 repairs in 1 file; --fix makes them\n");
  CHECK(ran.out.starts_with("--- a/reports/a.txt\n+++ b/reports/a.txt\n@@ -3,7 +3,7 @@\n"));
  CHECK(Holds(ran.out, "\n-4、 政府信息公开行政复议、行政诉讼情况\n-[bookmark: _GoBack]2020年"));
  CHECK(Holds(ran.out, "\n+四、政府信息公开行政复议、行政诉讼情况\n+2020年"));
  CHECK((scratch.Read("reports/a.txt") == before));
  CHECK(Holds(scratch.Read("left.txt"), "[GK201]"));
  CHECK(scratch.Run("check --diff --fail-on never reports").exit_code == 0);
  // Rules that are not in force repair nothing.
  CHECK(Holds(scratch.Run("check --diff --ignore GK104,GK901 reports").err, "没有可以放心修改之处"));
  const Ran input = scratch.Run("check --lang en --diff --stdin-filename in.txt -", ".", before);
  CHECK(input.out.starts_with("--- a/in.txt\n"));
}

TEST_CASE("a page is repaired inside its markup") {
  const Scratch scratch;
  scratch.Copy("jianglan-2024.html", "a.html");
  const std::string plain = scratch.Read("a.html");
  const std::string before = Replaced(plain, {{"<td>现行有效数</td>", "<td><span>现行</span><b>有效数</b></td>"}});
  const std::string after = Replaced(before, {{"<b>有效数</b>", "<b>有效件数</b>"}});
  scratch.Write("a.html", before);
  CHECK(scratch.Run("check --lang en --fix a.html").err == "gouji: made 1 repair in 1 file\n");
  CHECK((scratch.Read("a.html") == after));
}

TEST_CASE("what gouji cannot repair it says, and leaves") {
  const Scratch scratch;
  scratch.Copy("ziyang-2020.txt", "a.txt");
  const Ran input = scratch.Run("check --lang en --fix -", ".", scratch.Read("a.txt"));
  CHECK(input.exit_code == 2);
  CHECK(input.err == "gouji: --fix cannot change standard input: --diff shows what could be changed\n");
  CHECK(scratch.Run("check --fix --diff a.txt").exit_code == 2);
  CHECK(scratch.Run("check --diff --format json a.txt").exit_code == 2);
  const Ran absent = scratch.Run("check --lang en --fix none.txt");
  CHECK(absent.exit_code == 3);
  CHECK(absent.err == "gouji: no safe repairs\n");
}

TEST_CASE("one repair that does not do keeps none of the others from being made") {
  const Scratch scratch;
  scratch.Write(
      "pack.yaml",
      "gouji: 1\nid: trial\nclaims: trial\ntitle_patterns: {official: 'trial (?P<year>\\d{4})'}\n"
      "bind:\n  s: 1. Words\n  list: {table: {section: s, kind: open}, columns: {a: A}, rows: {total: Total}}\n"
      "rules:\n"
      "  - {id: T1, name: worn, severity: note, title: t, message: m,\n"
      "     pattern: {forbid: [{find: worn, replace: new}]}}\n"
      // The sum would be lost: its row would be no row of the form any more.
      "  - {id: T2, name: total, severity: note, title: t, message: m,\n"
      "     pattern: {scope: cells, forbid: [{find: Total, replace: All of them}]}}\n");
  std::string words;
  for (int i = 0; i < 60; ++i) words += "\nA worn word, and more of them.\n";
  const std::string table = "\n| Unit | A |\n|---|---|\n| East | 1 |\n| Total | 1 |\n";
  scratch.Write("a.md", "# trial 2024\n\n## 1. Words\n" + words + table + words);
  const Ran ran = scratch.Run("check --lang en --no-config --rules pack.yaml --fix --format gcc a.md");
  CHECK(ran.err == "gouji: made 120 repairs in 1 file\n");
  CHECK_FALSE(Holds(scratch.Read("a.md"), "worn"));
  CHECK(Holds(scratch.Read("a.md"), table));
  CHECK(Holds(ran.out, "[T2]"));
}

TEST_CASE("an ordinal of nought is that of its section once it is repaired") {
  const Scratch scratch;
  scratch.Write("a.txt", "某县2023年政府信息公开工作年度报告\n\n0、总体情况\n\n公开信息。\n");
  const Ran ran = scratch.Run("check --no-config --format gcc --fix a.txt");
  CHECK(Holds(scratch.Read("a.txt"), "\n一、总体情况\n"));
  CHECK_FALSE(Holds(ran.out, "[GK104]"));
}

TEST_CASE("a Word document is left as it is, and its repairs to whoever wrote it") {
  const Scratch scratch;
  std::string body;
  for (const std::string_view line :
       {"某市人民政府2022年政府信息公开工作年度报告", "一、总体情况", "情况[bookmark: _GoBack]良好。"}) {
    body += "<w:p><w:r><w:t>" + std::string(line) + "</w:t></w:r></w:p>";
  }
  const std::string before = Zip({{"word/document.xml", "<w:document><w:body>" + body + "</w:body></w:document>"}});
  scratch.Write("a.docx", before);
  CHECK(scratch.Run("check --lang en --fix a.docx").err ==
        "gouji: a.docx: one repair is left to you: gouji changes text and HTML files only\ngouji: no safe repairs\n");
  CHECK((scratch.Read("a.docx") == before));
}

TEST_CASE("the difference of a file in GB18030 is shown in UTF-8, and said to be for reading") {
  const Scratch scratch;
  scratch.Copy("ziyang-2020.txt", "a.txt");
  scratch.Write("a.txt", *FileEncoding{Encoding::kGb18030, true}.Bytes(scratch.Read("a.txt")));
  const Ran ran = scratch.Run("check --lang en --diff a.txt");
  CHECK(ran.err ==
        "gouji: a.txt: the file is GB18030; its difference is shown in UTF-8, to be read, not applied\n"
        "gouji: 3 repairs in 1 file; --fix makes them\n");
  CHECK(Holds(ran.out, "\n+四、政府信息公开行政复议、行政诉讼情况\n"));
}

}  // namespace gouji
