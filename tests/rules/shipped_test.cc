#include "rules/shipped.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"
#include "check/kinds.h"
#include "rules/library.h"
#include "text/fold.h"
#include "text/needs.h"
#include "text/only_engine.h"
#include "text/sieve.h"
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

TEST_CASE("shipped: what is known of patterns is what is worked out of them") {
  std::set<std::string_view> known;
  Vocabulary vocabulary;
  vocabulary.Know(ShippedPatterns());
  for (const KnownPattern& pattern : ShippedPatterns()) {
    CAPTURE(pattern.expression);
    CHECK(known.insert(pattern.expression).second);
    CHECK(pattern.needs == WriteNeeds(NeedsOf(pattern.expression)));
    const Pattern unknown{std::string(pattern.expression)};
    CHECK_FALSE(unknown.Check().has_value());
    const Pattern added = vocabulary.Add(std::string(pattern.expression));
    CHECK(added.group_names() == unknown.group_names());
    for (const std::string& name : unknown.group_names()) CHECK(added.GroupOf(name) == unknown.GroupOf(name));
  }
  CHECK(std::ranges::is_sorted(ShippedPatterns(), {}, &KnownPattern::expression));
  Diagnostics diagnostics;
  std::vector<std::shared_ptr<const Source>> sources;
  std::set<std::string_view> used;
  std::vector<std::unique_ptr<RulePack>> packs;
  for (const std::string_view name : ShippedPacks()) {
    packs.push_back(OpenPack(name, Kinds(), Lang::kEn, diagnostics, sources));
    REQUIRE(packs.back() != nullptr);
    for (const std::string_view expression : packs.back()->vocabulary.expressions()) used.insert(expression);
  }
  CHECK(used == known);
}

TEST_CASE("shipped: no sieve of a pattern refuses what the pattern finds in a report") {
  std::vector<std::string> texts;
  for (const fs::directory_entry& report : fs::directory_iterator(fs::path(kRoot) / "fixtures" / "reports")) {
    if (report.path().extension() != ".txt") continue;
    std::istringstream lines(TextOf(report.path()));
    for (std::string line; std::getline(lines, line);) texts.push_back(FoldProse(line).text);
  }
  REQUIRE(texts.size() > 100);
  std::size_t asked = 0, found = 0, perhaps = 0;
  for (const KnownPattern& known : ShippedPatterns()) {
    CAPTURE(known.expression);
    const Pattern pattern = OnlyEngine(std::string(known.expression));
    REQUIRE_FALSE(pattern.Check().has_value());
    const Sieve sieve(known.expression);
    for (std::size_t i = asked % 7; i < texts.size(); i += 7) {
      std::size_t steps = 0;
      const Sieve::Answer answer = sieve.Ask(texts[i], 0, Sieve::Where::kAnywhere, steps);
      const bool finds = pattern.Finds(texts[i]);
      const bool right = answer == Sieve::Answer::kPerhaps || finds == (answer == Sieve::Answer::kYes);
      CHECK_MESSAGE(right, texts[i]);
      ++asked;
      found += finds ? 1 : 0;
      perhaps += answer == Sieve::Answer::kPerhaps ? 1 : 0;
    }
  }
  CHECK(found > 100);
  CHECK(perhaps < asked / 50);
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
