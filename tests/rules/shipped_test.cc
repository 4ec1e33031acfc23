#include "rules/shipped.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <set>
#include <string>

#include "base/source.h"
#include "tree.h"

namespace gouji {
namespace {

namespace fs = std::filesystem;

bool AreSame(const Node& a, const Node& b) {
  if (a.kind != b.kind || a.quoted != b.quoted || a.scalar != b.scalar || a.where != b.where) return false;
  return std::ranges::equal(a.items, b.items, AreSame);
}

std::string TextOf(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

TEST_CASE("shipped: the tables say what the files say") {
  REQUIRE_FALSE(ShippedFiles().empty());
  for (const ShippedFile& file : ShippedFiles()) {
    const std::string name = std::string(file.pack) + "/" + std::string(file.name);
    CAPTURE(name);
    CHECK(TextOf(fs::path(kRoot) / "rules" / name) == file.text);
    const Source source(name, std::string(file.text));
    Diagnostics diagnostics;
    const std::unique_ptr<NodeTree> tree = ParseYaml(source, Lang::kEn, {}, diagnostics);
    REQUIRE(tree != nullptr);
    CHECK(AreSame(tree->root(), *file.root));
  }
}

TEST_CASE("shipped: every YAML file of every pack is there, in order") {
  std::vector<std::string> shipped;
  for (const ShippedFile& file : ShippedFiles())
    shipped.push_back(std::string(file.pack) + "/" + std::string(file.name));
  CHECK(std::ranges::is_sorted(shipped));
  std::set<std::string> on_disk;
  const fs::path rules = fs::path(kRoot) / "rules";
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(rules)) {
    if (entry.path().extension() == ".yaml") on_disk.insert(entry.path().lexically_relative(rules).generic_string());
  }
  CHECK(std::set<std::string>(shipped.begin(), shipped.end()) == on_disk);
}

}  // namespace gouji
