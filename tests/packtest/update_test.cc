#include <doctest/doctest.h>

#include <string>

#include "cli/scratch.h"

namespace gouji {
namespace {

constexpr const char* kPack = R"(gouji: 1
id: own
version: 1.0.0
title: {zh: 自有, en: own}
rules:
  - id: OWN1
    name: own-rule
    severity: error
    title: {zh: 自有规则, en: a rule of our own}
    pattern: {forbid: 坏话}
    message: {zh: 有, en: there}
    tests:
      - name: bad word
        report: 这里有坏话，那里也有坏话。
EXPECTED
      - name: clean
        report: 好话
        expect: pass
)";

std::string PackExpecting(const std::string& expected) {
  std::string pack = kPack;
  return pack.replace(pack.find("EXPECTED\n"), 9, expected);
}

/// The lines after the one that names a test, up to the next that is not indented.
std::string SeenBy(const std::string& test, const std::string& out) {
  const std::size_t name = out.find(": " + test + "\n");
  REQUIRE(name != std::string::npos);
  const std::size_t begin = out.find('\n', name) + 1;
  std::size_t end = begin;
  while (end < out.size() && (end == begin || out[end] == ' ')) {
    end = out.find('\n', end) + 1;
  }
  return out.substr(begin, end - begin);
}

}  // namespace

TEST_CASE("what gouji test --update prints passes when pasted, and nothing is written") {
  const Scratch scratch;
  const std::string wrong = PackExpecting("        expect: pass\n");
  scratch.Write("own/pack.yaml", wrong);
  const Ran first = scratch.Run("test --lang en --update own");
  CHECK(first.exit_code == 1);
  CHECK(scratch.Read("own/pack.yaml") == wrong);

  std::string pasted;
  for (std::string rest = SeenBy("bad word", first.out); !rest.empty(); rest.erase(0, rest.find('\n') + 1)) {
    pasted += "        " + rest.substr(0, rest.find('\n') + 1);
  }
  scratch.Write("own/pack.yaml", PackExpecting(pasted));
  const Ran second = scratch.Run("test --lang en own");
  CHECK_MESSAGE(second.exit_code == 0, second.out, pasted);
}

}  // namespace gouji
