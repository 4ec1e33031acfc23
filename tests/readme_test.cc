// The examples of both READMEs are what is printed. GOUJI_UPDATE=1 rewrites them; the difference is to be read like
// code.

#include <doctest/doctest.h>

#include <sstream>
#include <string>

#include "files.h"
#include "shell.h"
#include "tree.h"

namespace gouji {
namespace {

/// What gouji prints in the folder of the sources, as in no terminal and in the default language.
std::string Printed(const std::string& arguments) {
  return RunShell(std::string("cd '") + kRoot + "' && env -u GOUJI_LANG -u FORCE_COLOR " + kBinary + arguments +
                  " 2>&1")
      .output;
}

/// The text with what stands under "$ ./scripts/gouji …" in its console blocks as it is now. A command with nothing
/// under it is told without its output.
std::string Rewritten(const std::string& text, int& examples) {
  constexpr std::string_view kPrompt = "$ ./scripts/gouji";
  std::istringstream in(text);
  std::ostringstream out;
  bool console = false;
  std::string line;
  while (std::getline(in, line)) {
    out << line << '\n';
    console = line.starts_with("```") ? line == "```console" : console;
    if (!console || !line.starts_with(kPrompt)) continue;
    std::string old;
    std::string next;
    while (std::getline(in, next) && next != "```" && !next.starts_with("$ ")) old += next + '\n';
    if (!old.empty()) {
      ++examples;
      out << Printed(line.substr(kPrompt.size()));
    }
    out << next << '\n';
    console = next != "```";
  }
  return out.str();
}

/// The first lines of fenced blocks and the headings' levels: what a twin has too.
std::string Shape(const std::string& text) {
  std::string shape;
  std::istringstream in(text);
  bool fenced = false;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("```")) {
      if (!fenced) shape += line + '\n';
      fenced = !fenced;
    } else if (!fenced && line.starts_with('#')) {
      shape += line.substr(0, line.find(' ')) + '\n';
    }
  }
  return shape;
}

}  // namespace

TEST_CASE("the examples of the READMEs are what is printed") {
  for (const char* name : {"/README.md", "/README.zh-CN.md"}) {
    CAPTURE(name);
    const std::string path = kRoot + std::string(name);
    int examples = 0;
    CheckKept(Rewritten(ReadFile(path), examples), path);
    CHECK(examples >= 2);
  }
}

TEST_CASE("the READMEs are twins") {
  CHECK(Shape(ReadFile(kRoot + std::string("/README.md"))) == Shape(ReadFile(kRoot + std::string("/README.zh-CN.md"))));
}

}  // namespace gouji
