#include "rules/shipped.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"
#include "check/kinds.h"
#include "files.h"
#include "rules/library.h"
#include "text/fold.h"
#include "text/needs.h"
#include "text/only_engine.h"
#include "text/sieve.h"
#include "tree.h"

namespace gouji {
namespace {

namespace fs = std::filesystem;

bool AreSame(const Node& a, const Node& b);

/// Of a map, the tests of a rule are left out of the tables.
bool HaveSameItems(const Node& file, const Node& table) {
  if (file.items().size() != table.items().size()) return false;
  for (std::size_t i = 0; i < file.items().size(); ++i) {
    const bool is_tests = file.is_map() && i % 2 == 1 && file.items()[i - 1].scalar() == "tests";
    if (is_tests ? !table.items()[i].items().empty() || table.items()[i].where != file.items()[i].where
                 : !AreSame(file.items()[i], table.items()[i])) {
      return false;
    }
  }
  return true;
}

bool AreSame(const Node& a, const Node& b) {
  return a.kind == b.kind && a.quoted == b.quoted && a.scalar() == b.scalar() && a.where == b.where &&
         HaveSameItems(a, b);
}

}  // namespace

TEST_CASE("shipped: the tables say what the files say") {
  REQUIRE_FALSE(ShippedFiles().empty());
  for (const ShippedFile& file : ShippedFiles()) {
    const std::string name = std::string(file.pack) + "/" + std::string(file.name);
    CAPTURE(name);
    CHECK(ReadFile(fs::path(kRoot) / "rules" / name) == file.text);
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
  for (const KnownPattern& pattern : ShippedPatterns().patterns) {
    CAPTURE(pattern.expression);
    CHECK(known.insert(pattern.expression).second);
    const std::string needs = WriteNeeds(NeedsOf(pattern.expression));
    CHECK(pattern.exactly == ReadNeeds(needs).exactly);
    CHECK(pattern.few == ReadNeeds(needs).few);
    const Pattern unknown{std::string(pattern.expression)};
    CHECK_FALSE(unknown.Check().has_value());
    const Pattern added = vocabulary.Add(std::string(pattern.expression));
    CHECK(added.group_names() == unknown.group_names());
    for (const std::string& name : unknown.group_names()) CHECK(added.GroupOf(name) == unknown.GroupOf(name));
  }
  CHECK(std::ranges::is_sorted(ShippedPatterns().patterns, {}, &KnownPattern::expression));
  Diagnostics diagnostics;
  std::vector<std::shared_ptr<const Source>> sources;
  std::set<std::string_view> used;
  std::vector<std::unique_ptr<RulePack>> packs;
  for (const std::string_view name : ShippedPacks()) {
    // From its files a pack is read as a whole, what a shipped one reads later too.
    const std::string folder = (fs::path(kRoot) / "rules" / name).string();
    packs.push_back(OpenPack(folder, Kinds(), Lang::kEn, diagnostics, sources));
    REQUIRE(packs.back() != nullptr);
    for (const std::string_view expression : packs.back()->vocabulary.expressions()) used.insert(expression);
  }
  CHECK(used == known);
}

TEST_CASE("shipped: a scalar that is a known pattern is that pattern") {
  const KnownPatterns shipped = ShippedPatterns();
  std::size_t known = 0;
  const auto compare = [&](const auto& self, const PatternLog& log, const std::string& file, const Node& node) -> void {
    if (node.pattern != 0) {
      const auto logged = log.find(std::tuple(file, node.where.begin, node.kind));
      REQUIRE(logged != log.end());
      CHECK(logged->second == shipped.patterns[node.pattern - 1].expression);
      ++known;
    }
    for (const Node& item : node.items()) self(self, log, file, item);
  };
  for (const std::string_view name : ShippedPacks()) {
    const fs::path folder = fs::path(kRoot) / "rules" / name;
    Diagnostics diagnostics;
    std::vector<std::shared_ptr<const Source>> sources;
    PatternLog log;
    REQUIRE(OpenPack(folder.string(), Kinds(), Lang::kEn, diagnostics, sources, nullptr, &log) != nullptr);
    for (const ShippedFile& file : ShippedFiles()) {
      if (file.pack == name) compare(compare, log, (folder / file.name).string(), *file.root);
    }
  }
  CHECK(known > 1000);
}

TEST_CASE("shipped: what is known of words is what is worked out of the needs") {
  const KnownPatterns shipped = ShippedPatterns();
  Vocabulary known;
  known.Know(shipped);
  Vocabulary anew;
  std::vector<std::pair<Pattern, Pattern>> patterns;
  for (const KnownPattern& pattern : shipped.patterns) {
    patterns.emplace_back(known.Add(std::string(pattern.expression)), anew.Add(std::string(pattern.expression)));
  }
  std::istringstream lines(ReadFile(fs::path(kRoot) / "fixtures" / "reports" / "chengyuan-2023.txt"));
  for (std::string line; std::getline(lines, line);) {
    const std::string text = FoldProse(line).text;
    const WordSet words = known.WordsIn(text);
    const WordSet other_words = anew.WordsIn(text);
    for (const auto& [one, other] : patterns) {
      CHECK(one.Finds(Passage{text, words.data()}) == other.Finds(Passage{text, other_words.data()}));
    }
  }
}

TEST_CASE("shipped: no sieve of a pattern refuses what the pattern finds in a report") {
  std::vector<std::string> texts;
  for (const fs::directory_entry& report : fs::directory_iterator(fs::path(kRoot) / "fixtures" / "reports")) {
    if (report.path().extension() != ".txt") continue;
    std::istringstream lines(ReadFile(report.path()));
    for (std::string line; std::getline(lines, line);) texts.push_back(FoldProse(line).text);
  }
  REQUIRE(texts.size() > 100);
  std::size_t asked = 0, found = 0, perhaps = 0;
  const KnownPatterns shipped = ShippedPatterns();
  for (std::size_t number = 0; number < shipped.patterns.size(); ++number) {
    const KnownPattern& known = shipped.patterns[number];
    CAPTURE(known.expression);
    const Pattern pattern = OnlyEngine(std::string(known.expression));
    REQUIRE_FALSE(pattern.Check().has_value());
    const Sieve sieve(shipped.SieveOf(number));
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
