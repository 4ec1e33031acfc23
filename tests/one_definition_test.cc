#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "tree.h"

namespace gouji {
namespace {

namespace fs = std::filesystem;

/// The types a file defines that other files can see, by their names with those of the namespaces around them. Reads
/// what the formatter writes: a definition begins in the first column, a namespace ends with its name in a comment.
std::vector<std::string> TypesOf(std::istream& in) {
  std::vector<std::string> types;
  std::vector<std::string> namespaces;
  std::string line;
  while (std::getline(in, line)) {
    std::istringstream words(line);
    std::string first;
    std::string name;
    words >> first >> name;
    if (line.starts_with("namespace ") && line.ends_with("{")) namespaces.push_back(name == "{" ? "" : name);
    if (line.starts_with("}  // namespace") && !namespaces.empty()) namespaces.pop_back();
    if (line.starts_with("enum class ")) words >> name;
    const bool is_type = line.starts_with("class ") || line.starts_with("struct ") || line.starts_with("enum ");
    if (!is_type || line.find('{') == std::string::npos) continue;
    std::string whole;
    bool is_hidden = false;
    for (const std::string& around : namespaces) {
      is_hidden = is_hidden || around.empty();
      whole += around + "::";
    }
    if (!is_hidden) types.push_back(whole + name);
  }
  return types;
}

}  // namespace

// Two of one name are one to the linker: members that the compiler did not put where they are called can be the
// other's, and nothing tells.
TEST_CASE("one definition: no two files give a type the same name") {
  std::map<std::string, std::string> files;
  const fs::path src = fs::path(kRoot) / "src";
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(src)) {
    if (entry.path().extension() != ".cc" && entry.path().extension() != ".h") continue;
    std::ifstream in(entry.path());
    const std::string file = entry.path().lexically_relative(src).generic_string();
    for (const std::string& type : TypesOf(in)) {
      const std::string first = files.emplace(type, file).first->second;
      CHECK_MESSAGE(first == file, type, " is defined in src/", first, " and in src/", file);
    }
  }
  CHECK(files.size() > 100);
}

TEST_CASE("one definition: types are seen where others can see them") {
  std::istringstream in(
      "namespace gouji {\n"
      "struct Later;\n"
      "struct Open {\n};\n"
      "namespace {\n"
      "class Hidden {\n};\n"
      "}  // namespace\n"
      "enum class Kind { kA };\n"
      "namespace deep {\n"
      "class Derived : public Open {\n};\n"
      "}  // namespace deep\n"
      "}  // namespace gouji\n");
  CHECK(TypesOf(in) == std::vector<std::string>{"gouji::Open", "gouji::Kind", "gouji::deep::Derived"});
}

}  // namespace gouji
