#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tree.h"

namespace gouji {
namespace {

namespace fs = std::filesystem;

/// Which folders of src/ each folder may include besides itself. What stands in src/ itself may include everything.
const std::map<std::string, std::set<std::string>> kMayInclude = {
    {"base", {}},
    {"text", {"base"}},
    {"report", {"base", "text"}},
    {"input", {"base", "text", "report"}},
    {"rules", {"base", "text", "report"}},
    {"check", {"base", "text", "report", "rules"}},
    {"config", {"base", "text", "rules"}},
    {"repair", {"base", "text", "output"}},
    {"output", {"base", "text"}},
    {"packtest", {"base", "text", "report", "input", "rules"}},
    {"cli", {"base", "text", "report", "input", "rules", "check", "config", "repair", "output", "packtest", ""}},
    {"", {"base", "text", "report", "input", "rules", "check", "config", "repair", "output", "packtest", "cli"}},
};

/// A library's headers, and the files that may include them: a folder's .cc files, or those named.
struct Library {
  std::string headers;  ///< how their names begin
  std::set<std::string> files;
  std::string folder;
  bool in_one_file = false;
};

const std::vector<Library> kLibraries = {
    {"unicode/", {"text/decode.cc", "text/fold.cc", "text/width.cc"}, "", false},
    {"re2/", {"text/pattern.cc"}, "", false},
    {"yaml-cpp/", {"rules/yaml.cc", "rules/yaml_mistake.cc"}, "", false},
    {"gumbo.h", {}, "input", true},
    {"pugixml.hpp", {}, "input", true},
    {"minizip/", {}, "input", true},
    {"nlohmann/", {"cli/report_data.cc", "cli/rules.cc", "config/baseline.cc"}, "output", false},
    {"CLI/", {}, "cli", true},
};

struct Include {
  std::string file;  ///< under src/
  int line = 0;
  std::string header;
  bool is_own = false;  ///< in quotes
};

/// The headers a file includes, as its text says.
std::vector<Include> IncludesOf(const std::string& name, std::istream& in) {
  std::vector<Include> includes;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    const std::size_t hash = line.find_first_not_of(" \t");
    if (hash == std::string::npos || line[hash] != '#') continue;
    const std::size_t word = line.find_first_not_of(" \t", hash + 1);
    if (word == std::string::npos || line.compare(word, 7, "include") != 0) continue;
    // A key of that name behind a '#', in a text that a source holds, is none.
    if (word + 7 >= line.size() || std::string_view(" \t\"<").find(line[word + 7]) == std::string_view::npos) continue;
    const std::size_t open = line.find_first_of("\"<", word);
    const std::size_t close = line.find_first_of("\">", open + 1);
    if (open == std::string::npos || close == std::string::npos) continue;
    includes.push_back({name, number, line.substr(open + 1, close - open - 1), line[open] == '"'});
  }
  return includes;
}

std::string FolderOf(const std::string& file) {
  const std::size_t slash = file.find('/');
  return slash == std::string::npos ? std::string() : file.substr(0, slash);
}

bool IsStandard(std::string_view header) {
  static const std::set<std::string_view> kSystem = {"fcntl.h", "malloc.h", "poll.h",   "signal.h",
                                                     "spawn.h", "string.h", "unistd.h", "immintrin.h"};
  return header.starts_with("sys/") || kSystem.contains(header) || header.find_first_of("./") == header.npos;
}

/// What is wrong with one include; empty when nothing is.
std::string Verdict(const Include& include) {
  const std::string folder = FolderOf(include.file);
  if (include.is_own) {
    const auto allowed = kMayInclude.find(folder);
    if (allowed == kMayInclude.end()) return "folder '" + folder + "' is not in the table";
    const std::string other = FolderOf(include.header);
    if (other == folder || allowed->second.contains(other)) return {};
    return "'" + folder + "' may not include '" + other + "'";
  }
  if (IsStandard(include.header)) return {};
  const bool is_source = include.file.ends_with(".cc");
  if (include.header.starts_with("fmt/")) return is_source ? std::string() : "fmt is for .cc files";
  for (const Library& library : kLibraries) {
    if (!include.header.starts_with(library.headers)) continue;
    const bool is_allowed =
        library.files.contains(include.file) || (is_source && !library.folder.empty() && folder == library.folder);
    return is_allowed ? std::string() : "the library of <" + include.header + "> is not for this file";
  }
  return "<" + include.header + "> is of no library in the table";
}

std::vector<Include> AllIncludes() {
  std::vector<Include> all;
  const fs::path src = fs::path(kRoot) / "src";
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(src)) {
    if (entry.path().extension() != ".cc" && entry.path().extension() != ".h") continue;
    std::ifstream in(entry.path());
    const std::vector<Include> includes = IncludesOf(entry.path().lexically_relative(src).generic_string(), in);
    all.insert(all.end(), includes.begin(), includes.end());
  }
  return all;
}

}  // namespace

TEST_CASE("layering: every include of src/ is one the table allows") {
  const std::vector<Include> all = AllIncludes();
  REQUIRE(all.size() > 100);
  for (const Include& include : all) {
    const std::string verdict = Verdict(include);
    const std::string where = "src/" + include.file + ":" + std::to_string(include.line);
    CHECK_MESSAGE(verdict.empty(), where, ": ", verdict);
  }
}

TEST_CASE("layering: a container or markup library, and the command line's, is known to one file") {
  const std::vector<Include> all = AllIncludes();
  for (const Library& library : kLibraries) {
    if (!library.in_one_file) continue;
    std::set<std::string> files;
    for (const Include& include : all) {
      if (!include.is_own && include.header.starts_with(library.headers)) files.insert(include.file);
    }
    CAPTURE(library.headers);
    CHECK(files.size() <= 1);
  }
}

TEST_CASE("layering: the table refuses what it should") {
  struct Row {
    Include include;
    bool is_allowed;
  };
  const std::vector<Row> rows = {
      {{"base/source.h", 1, "text/fold.h", true}, false},
      {{"text/fold.cc", 1, "base/source.h", true}, true},
      {{"output/text_writer.cc", 1, "rules/pack.h", true}, false},
      {{"rules/pack.cc", 1, "check/kinds.h", true}, false},
      {{"lint.cc", 1, "check/kinds.h", true}, true},
      {{"cli/check.cc", 1, "lint.h", true}, true},
      {{"check/sum.cc", 1, "cli/check.h", true}, false},
      {{"other/x.cc", 1, "base/source.h", true}, false},
      {{"text/fold.h", 1, "unicode/uchar.h", false}, false},
      {{"text/fold.cc", 1, "unicode/uchar.h", false}, true},
      {{"text/pattern.h", 1, "fmt/format.h", false}, false},
      {{"output/text_writer.cc", 1, "nlohmann/json.hpp", false}, true},
      {{"output/json.h", 1, "nlohmann/json.hpp", false}, false},
      {{"rules/options.cc", 1, "yaml-cpp/yaml.h", false}, false},
      {{"rules/options.cc", 1, "boost/any.hpp", false}, false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.include.file);
    CAPTURE(row.include.header);
    CHECK(Verdict(row.include).empty() == row.is_allowed);
  }
}

}  // namespace gouji
