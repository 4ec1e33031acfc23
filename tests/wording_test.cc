// Rules are data: the words of the reports that are checked stand in their packs, and nowhere in the program.

#include <doctest/doctest.h>

#include <filesystem>
#include <iterator>
#include <set>
#include <string>
#include <string_view>

#include "check/prose_report.h"
#include "files.h"
#include "report/label.h"
#include "tree.h"

namespace gouji {
namespace {

namespace fs = std::filesystem;

/// Four ideographs: shorter labels, 总计 and 其他, are words of any report.
constexpr std::size_t kShortest = 12;

void AddWords(std::string_view label, std::set<std::string, std::less<>>& words) {
  const std::string_view word = label.substr(ReadNumeral(label).bytes);
  if (word.size() >= kShortest) words.emplace(word);
}

/// What the forms of the shipped packs call their sections, rows, columns, and the report itself.
std::set<std::string, std::less<>> WordsOfReports() {
  std::set<std::string, std::less<>> words;
  for (const auto& pack : ShippedRules()) {
    AddWords(pack->title.zh, words);
    AddWords(pack->title.zh.substr(0, kShortest), words);
    for (const SectionForm& section : pack->form.sections) AddWords(section.label.official, words);
    for (const std::vector<TableForm>& tables : pack->form.tables) {
      for (const TableForm& table : tables) {
        for (const RowForm& row : table.rows) AddWords(row.label.official, words);
        for (const BlockForm& block : table.blocks) {
          for (const ColumnForm& column : block.columns) AddWords(column.label.official, words);
        }
      }
    }
  }
  return words;
}

/// A source without its comments, which may show a line of a report.
std::string WithoutComments(std::string text) {
  bool quoted = false;
  for (std::size_t at = 0; at + 1 < text.size(); ++at) {
    if (quoted && text[at] == '\\') {
      ++at;
    } else if (text[at] == '"' && text.compare(at, 3, "\"'\"") != 0 && (at == 0 || text[at - 1] != '\'')) {
      quoted = !quoted;
    } else if (text[at] == '\n') {
      quoted = false;
    } else if (!quoted && text.compare(at, 2, "//") == 0) {
      text.erase(at, text.find('\n', at) - at);
      --at;
    }
  }
  return text;
}

}  // namespace

TEST_CASE("wording: no source of the program says a word of a report") {
  CHECK(WithoutComments("a(\"// b\");  // c\n/// d\ne") == "a(\"// b\");  \n\ne");
  const auto words = WordsOfReports();
  CHECK(words.size() > 40);
  CHECK(words.contains("总体情况"));
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(fs::path(kRoot) / "src")) {
    if (entry.path().extension() != ".cc" && entry.path().extension() != ".h") continue;
    const std::string text = WithoutComments(ReadFile(entry.path()));
    for (const std::string& word : words) {
      CAPTURE(entry.path().string());
      CAPTURE(word);
      CHECK(text.find(word) == std::string::npos);
    }
  }
}

}  // namespace gouji
