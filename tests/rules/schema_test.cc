// rules/pack.schema.json is what editors check packs with; the loader is what gouji checks them with. They are held
// against each other: every key that is asked for anywhere is in the schema, and the reverse.

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <string>

#include "check/kinds.h"

namespace gouji {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

std::string TextOf(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

Json Schema() { return Json::parse(TextOf(fs::path(GOUJI_ROOT) / "rules/pack.schema.json")); }

/// The keys that sources read out of maps: the quoted first argument of the readers of `Options`.
std::set<std::string> KeysAskedFor() {
  std::set<std::string> keys;
  const std::regex call(
      R"re((?:\.|\b)(?:Find|Text|Texts|Integer|Flag|OneOf|Message|List|Sections|read|SectionsIn|ParseMessage)\((?:[a-z]+, )?(?:[a-z]+, )?"([a-z_0-9]+)")re");
  const std::regex pair(R"re(std::pair\{"([a-z_]+)", (?:What|Verdict)::)re");
  std::vector<fs::path> files = {fs::path(GOUJI_ROOT) / "src/packtest.cc", fs::path(GOUJI_ROOT) / "src/rules/pack.cc"};
  for (const fs::directory_entry& entry : fs::directory_iterator(fs::path(GOUJI_ROOT) / "src/check")) {
    files.push_back(entry.path());
  }
  for (const fs::path& file : files) {
    const std::string text = TextOf(file);
    for (const std::regex& each : {call, pair}) {
      for (std::sregex_iterator at(text.begin(), text.end(), each), end; at != end; ++at) {
        keys.insert((*at)[1].str());
      }
    }
  }
  for (const Kind& kind : Kinds()) {
    keys.insert(std::string(kind.key));
  }
  return keys;
}

std::set<std::string> KeysOfSchema(const Json& schema) {
  std::set<std::string> keys;
  for (const auto& [name, definition] : schema["$defs"].items()) {
    if (definition.contains("properties")) {
      for (const auto& [key, value] : definition["properties"].items()) {
        keys.insert(key);
      }
    }
  }
  return keys;
}

std::set<std::string> Without(const std::set<std::string>& from, const std::set<std::string>& these) {
  std::set<std::string> rest;
  for (const std::string& key : from) {
    if (!these.contains(key)) {
      rest.insert(key);
    }
  }
  return rest;
}

}  // namespace

TEST_CASE("schema: has the keys the loader asks for, and no others") {
  const std::set<std::string> asked = KeysAskedFor();
  const std::set<std::string> known = KeysOfSchema(Schema());
  CHECK(asked.size() > 80);
  CHECK(Without(asked, known) == std::set<std::string>{});
  CHECK(Without(known, asked) == std::set<std::string>{});
}

TEST_CASE("schema: a rule is of one of the kinds there are") {
  const Json rule = Schema()["$defs"]["rule"];
  std::set<std::string> kinds;
  for (const Json& each : rule["oneOf"]) {
    kinds.insert(each["required"][0].get<std::string>());
  }
  std::set<std::string> known;
  for (const Kind& kind : Kinds()) {
    known.insert(std::string(kind.key));
  }
  CHECK(kinds == known);
}

TEST_CASE("schema: every reference leads somewhere, and every map is closed") {
  const Json schema = Schema();
  const std::function<void(const Json&)> walk = [&](const Json& node) {
    if (node.is_object()) {
      if (node.contains("$ref")) {
        const std::string ref = node["$ref"].get<std::string>();
        CAPTURE(ref);
        REQUIRE(ref.starts_with("#/$defs/"));
        CHECK(schema["$defs"].contains(ref.substr(8)));
      }
      if (node.contains("properties") && !node["properties"].contains("$ref")) {
        CHECK(node.contains("additionalProperties"));
      }
      for (const auto& [key, value] : node.items()) {
        walk(value);
      }
    } else if (node.is_array()) {
      for (const Json& each : node) {
        walk(each);
      }
    }
  };
  walk(schema);
}

}  // namespace gouji
