// gouji dump, run: what was understood of reports, for people and for programs.

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "cli/scratch.h"

namespace gouji {
namespace {

std::string FirstLines(const std::string& text, int count) {
  std::size_t end = 0;
  for (int i = 0; i < count; ++i) end = text.find('\n', end) + 1;
  return text.substr(0, end);
}

}  // namespace

TEST_CASE("dump --format json: a report is an object on a line, with the place of everything") {
  const Scratch scratch;
  scratch.Copy("ziyang-2020.txt", "a.txt");
  scratch.Write("b.txt", "某市人民政府2022年政府信息公开工作年度报告\n\n一、总体情况\n\n“公开”\\\t无。\n");
  const Ran ran = scratch.Run("dump a.txt b.txt --format json");
  REQUIRE(ran.exit_code == 0);
  const std::size_t end = ran.out.find('\n');
  const auto first = nlohmann::json::parse(ran.out.substr(0, end));
  const auto second = nlohmann::json::parse(ran.out.substr(end));
  CHECK(first["path"] == "a.txt");
  CHECK(first["year"] == 2020);
  CHECK(second["path"] == "b.txt");
  CHECK(second["title"] == "某市人民政府2022年政府信息公开工作年度报告");
  CHECK(second["issuer"] == "某市人民政府");
  const auto& section = second["sections"][0];
  CHECK(section["present"] == true);
  CHECK(section["line"] == 3);
  CHECK(section["prose"][0].get<std::string>().find("“公开”\\") == 0);
  // Every cell stands where it says, or says why there is none.
  const std::string text = scratch.Read("a.txt");
  int there = 0;
  for (const auto& cell : first["cells"]) {
    if (!cell.contains("text")) {
      CHECK(cell["absent"] != "present");
      continue;
    }
    std::size_t line = 0;
    for (int i = 1; i < cell["line"].get<int>(); ++i) line = text.find('\n', line) + 1;
    CHECK(text.substr(line, text.find('\n', line) - line).find(cell["text"].get<std::string>()) != text.npos);
    ++there;
  }
  CHECK(there > 150);
  for (const auto& cell : second["cells"]) CHECK(cell["absent"] == "no table");
}

TEST_CASE("dump --format csv: one heading, then a record for every cell that is there") {
  const Scratch scratch;
  scratch.Copy("ziyang-2020.txt", "a \"b\".txt");
  const Ran ran = scratch.Run("dump 'a \"b\".txt' 'a \"b\".txt' --format csv");
  REQUIRE(ran.exit_code == 0);
  CHECK(ran.out.starts_with("path,table,row,column,text,line,position\r\n\"a \"\"b\"\".txt\",\""));
  CHECK(ran.out.find("path,", 1) == ran.out.npos);
  CHECK(ran.out.find("\",\"total\",\"") != ran.out.npos);
  CHECK(ran.out.ends_with("\r\n"));
}

TEST_CASE("dump for people: title, issuer, sections, and rows with their cells") {
  const Scratch scratch;
  scratch.Copy("ziyang-2020.txt", "a.txt");
  const Ran zh = scratch.Run("dump a.txt --lang zh");
  const Ran en = scratch.Run("dump a.txt --lang en");
  CHECK(FirstLines(en.out, 1) == "a.txt\n");
  CHECK(en.out.find("  year: 2020\n") != en.out.npos);
  CHECK(zh.out.find("  年份: 2020\n") != zh.out.npos);
  CHECK(en.out.find("\n  total ") != en.out.npos);
}

TEST_CASE("dump: a file that cannot be read is told, and the others are shown") {
  const Scratch scratch;
  scratch.Copy("ziyang-2020.txt", "a.txt");
  scratch.Write("b.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
  const Ran ran = scratch.Run("dump nothing.txt b.doc a.txt --lang en");
  CHECK(ran.exit_code == 3);
  CHECK(ran.err.find("nothing.txt") != ran.err.npos);
  CHECK(ran.err.find("b.doc") != ran.err.npos);
  CHECK(ran.out.starts_with("a.txt\n"));
}

}  // namespace gouji
