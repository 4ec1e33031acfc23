// rules/pack.schema.json is what editors check packs with; the loader is what gouji checks them with. They are held
// against each other, map by map: the keys that the loader asks a map for are those the schema gives it.

#include <doctest/doctest.h>

#include <filesystem>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "check/kinds.h"
#include "files.h"
#include "packtest/packtest.h"
#include "rules/library.h"
#include "tree.h"

namespace gouji {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using Keys = std::set<std::string>;

Json Schema() { return Json::parse(ReadFile(fs::path(kRoot) / "rules/pack.schema.json")); }

/// Packs in which every kind of map stands at least once.
KeyLog KeysAskedFor() {
  KeyLog keys;
  for (const std::string pack :
       {"rules/gk-annual-report", "fixtures/packs/final-accounts", "fixtures/packs/school-inspection"}) {
    CAPTURE(pack);
    Diagnostics diagnostics;
    std::vector<std::shared_ptr<const Source>> sources;
    const std::string path = (fs::path(kRoot) / pack).string();
    const auto opened = OpenPack(path, Kinds(), Lang::kEn, diagnostics, sources, &keys);
    for (const Diagnostic& each : diagnostics.all()) {
      FAIL_CHECK(each.source->name(), ": ", each.message);
    }
    REQUIRE(opened != nullptr);
    RunPackTests(
        *opened, Lang::kEn, [](const Rule&) { return true; }, &keys);
  }
  return keys;
}

/// The keys of the map that a definition is, or that is one of its choices.
Keys KeysOf(const Json& definition) {
  Keys keys;
  const Json properties = definition.value("properties", Json::object());
  for (const auto& [key, value] : properties.items()) {
    keys.insert(key);
  }
  for (const std::string choice : {"anyOf", "items"}) {
    const Json choices = definition.value(choice, Json::array());
    for (const Json& each : choices.is_array() ? choices : Json::array({choices})) {
      keys.merge(KeysOf(each));
    }
  }
  return keys;
}

/// What the loader calls a map, and its name in the schema.
const std::map<std::string, std::string> kMaps = {
    {"pack file", "file"},   {"issuer class", "issuer_class"},   {"table binding", "table"},
    {"table", "table_head"}, {"forbidden pattern", "forbidden"}, {"needed item", "needed"}};

}  // namespace

TEST_CASE("schema: every map has the keys the loader asks it for, and no others") {
  const Json schema = Schema();
  const KeyLog asked = KeysAskedFor();
  CHECK(asked.size() >= 27);
  for (const auto& each : asked) {
    const std::string& what = each.first;
    const Keys& asked_keys = each.second;
    CAPTURE(what);
    if (asked_keys == Keys{"en", "zh"}) {
      continue;  // a text in both languages
    }
    const auto renamed = kMaps.find(what);
    const std::string name = renamed == kMaps.end() ? what : renamed->second;
    REQUIRE(schema["$defs"].contains(name));
    Keys keys;
    for (const std::string& key : asked_keys) {
      if (what != "edit" || key.find('[') == std::string::npos) {  // the cells of an edit
        keys.insert(key);
      }
    }
    CHECK(keys == KeysOf(schema["$defs"][name]));
  }
  // And every map of the schema was met.
  for (const auto& entry : schema["$defs"].items()) {
    const std::string& name = entry.key();
    const Json& definition = entry.value();
    CAPTURE(name);
    if (definition.contains("properties")) {
      const bool met =
          asked.contains(name) || std::any_of(kMaps.begin(), kMaps.end(), [&, id = name](const auto& each) {
            return each.second == id && asked.contains(each.first);
          });
      CHECK(met);
    }
  }
}

TEST_CASE("schema: a rule is of one of the kinds there are") {
  const Json rule = Schema()["$defs"]["rule"];
  Keys kinds;
  for (const Json& each : rule["oneOf"]) {
    kinds.insert(each["required"][0].get<std::string>());
  }
  Keys known;
  for (const Kind& kind : Kinds()) {
    known.insert(std::string(kind.key));
  }
  CHECK(kinds == known);
}

TEST_CASE("schema: every reference leads somewhere, every map is closed, every key is explained") {
  const Json schema = Schema();
  const std::function<void(const Json&)> walk = [&](const Json& node) {
    if (node.is_array()) {
      for (const Json& each : node) {
        walk(each);
      }
    }
    if (!node.is_object()) {
      return;
    }
    if (node.contains("$ref")) {
      const std::string ref = node["$ref"].get<std::string>();
      CAPTURE(ref);
      REQUIRE(ref.starts_with("#/$defs/"));
      CHECK(schema["$defs"].contains(ref.substr(8)));
    }
    if (node.contains("properties") && node["properties"].is_object() && !node["properties"].contains("$ref")) {
      CHECK(node.contains("additionalProperties"));
    }
    for (const auto& [key, value] : node.items()) {
      walk(value);
    }
  };
  walk(schema);
  for (const auto& each : schema["$defs"].items()) {
    const std::string& name = each.key();
    const Json properties = each.value().value("properties", Json::object());
    for (const auto& property : properties.items()) {
      const std::string& key = property.key();
      const Json& value = property.value();
      CAPTURE(name);
      CAPTURE(key);
      CHECK((value.contains("description") || name == "text" || name == "message"));
    }
  }
}

}  // namespace gouji
