// rules/README.md is what authors of packs have. Its tutorial is run: files are written, commands run, and what they
// print compared. Its tables of functions and keys are made from the code and the schema.
// GOUJI_UPDATE=1 rewrites what is printed and what is generated; the difference is to be read like code.

#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "files.h"
#include "rules/expr.h"
#include "shell.h"
#include "tree.h"

namespace gouji {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

const fs::path kReadme = fs::path(kRoot) / "rules" / "README.md";

std::vector<std::string> LinesOf(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    lines.push_back(line);
  }
  return lines;
}

std::string Joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) {
    text += line + "\n";
  }
  return text;
}

/// Follows a tutorial in a folder of its own.
class Tutorial {
 public:
  Tutorial() : folder_(fs::temp_directory_path() / ("gouji-readme-" + std::to_string(getpid()))) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~Tutorial() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  Tutorial(const Tutorial&) = delete;
  Tutorial& operator=(const Tutorial&) = delete;

  void Write(const std::string& name, const std::string& text, bool append) {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, append ? std::ios::binary | std::ios::app : std::ios::binary) << text;
  }

  std::string Run(const std::string& command) {
    if (command.starts_with("export ")) {
      exports_ += command + "\n";
      return {};
    }
    if (command == "echo $?") {
      return std::to_string(exit_code_) + "\n";
    }
    const std::string path = fs::path(kBinary).parent_path().string();
    const std::string script = "cd '" + folder_.string() + "'\nexport PATH='" + path + "':$PATH\nunset GOUJI_LANG\n" +
                               exports_ + "{ " + command + "\n} 2>&1";
    const ShellRun run = RunShell(script);
    exit_code_ = run.exit_code;
    return run.output;
  }

 private:
  fs::path folder_;
  std::string exports_;
  int exit_code_ = 0;
};

/// The name in `<!-- file: NAME -->`.
std::string NameIn(const std::string& line, std::string_view what) {
  const std::string open = "<!-- " + std::string(what) + ": ";
  const std::size_t end = line.rfind(" -->");
  return line.starts_with(open) && end != line.npos ? line.substr(open.size(), end - open.size()) : std::string();
}

// --- what is generated

std::string Cell(std::string text) {
  for (std::size_t at = text.find('|'); at != text.npos; at = text.find('|', at + 2)) {
    text.replace(at, 1, "\\|");
  }
  return text;
}

std::string FunctionTable() {
  std::string table = "| function | is |\n|---|---|\n";
  for (const FunctionInfo& each : Functions()) {
    std::string arguments = each.most > 3 ? "a, b, …" : each.least == 1 ? "a" : each.least == 2 ? "a, b" : "a, b, c";
    table += "| `" + std::string(each.name) + "(" + arguments + ")` | " + Cell(std::string(each.summary.en)) + " |\n";
  }
  return table;
}

std::string Title(std::string name) {
  std::ranges::replace(name, '_', ' ');
  return name;
}

/// What a value may be, in words.
std::string TypeOf(const Json& value) {
  static const std::vector<std::pair<std::string, std::string>> kNamed = {
      {"text", "text, or `{zh, en}`"},    {"message", "message, or `{zh, en}`"}, {"names", "text, or a list"},
      {"patterns", "pattern, or a list"}, {"expression", "expression"},          {"scope", "one or several"}};
  if (value.contains("$ref")) {
    const std::string name = value["$ref"].get<std::string>().substr(8);
    for (const auto& [known, words] : kNamed) {
      if (known == name) {
        return words;
      }
    }
    std::string anchor = name;
    return "[" + Title(name) + "](#" + anchor + ")";
  }
  if (value.contains("const")) {
    return "`" + value["const"].dump() + "`";
  }
  const Json& choices = value.contains("enum") ? value["enum"] : value.contains("oneOf") ? value["oneOf"] : Json();
  if (!choices.is_null()) {
    std::string all;
    for (const Json& each : choices) {
      all += (all.empty() ? "`" : ", `") + (each.is_string() ? each : each["const"]).get<std::string>() + "`";
    }
    return all;
  }
  if (value.contains("anyOf")) {
    std::string all;
    for (const Json& each : value["anyOf"]) {
      const std::string type = TypeOf(each);
      all += type == "null" ? "" : (all.empty() ? "" : " or ") + type;
    }
    return all;
  }
  const Json type = value.value("type", Json());
  if (type == "array") {
    return "list of " + TypeOf(value["items"]);
  }
  if (type == "object") {
    return value.contains("additionalProperties") && value["additionalProperties"].is_object()
               ? "map of names to " + TypeOf(value["additionalProperties"])
               : "map";
  }
  if (type.is_array()) {
    return "number";
  }
  return type == "string" ? "text" : type.get<std::string>();
}

std::string KeyTables() {
  const Json schema = Json::parse(ReadFile(fs::path(kRoot) / "rules" / "pack.schema.json"));
  std::string text;
  for (const auto& [name, definition] : schema["$defs"].items()) {
    if (!definition.contains("properties") || name == "text" || name == "message") {
      continue;
    }
    text += (text.empty() ? "### <a id=\"" : "\n### <a id=\"") + name + "\"></a>" + Title(name) + "\n\n";
    const Json required = definition.value("required", Json::array());
    text += "| key | value | says |\n|---|---|---|\n";
    for (const auto& [key, value] : definition["properties"].items()) {
      const bool needed = std::find(required.begin(), required.end(), Json(key)) != required.end();
      text += "| `" + key + "`" + (needed ? " (required)" : "") + " | " + Cell(TypeOf(value)) + " | " +
              Cell(value.value("description", std::string())) + " |\n";
    }
    for (const auto& [key, value] : definition["properties"].items()) {
      if (value.contains("oneOf")) {
        text += "\n| `" + key + ":` | wants that |\n|---|---|\n";
        for (const Json& each : value["oneOf"]) {
          text +=
              "| `" + each["const"].get<std::string>() + "` | " + Cell(each["description"].get<std::string>()) + " |\n";
        }
      }
    }
  }
  return text;
}

}  // namespace

TEST_CASE("rules/README: the tutorial works as it is printed") {
  const std::vector<std::string> lines = LinesOf(ReadFile(kReadme));
  std::vector<std::string> rewritten;
  Tutorial tutorial;
  int commands = 0;
  int files = 0;
  std::string file;
  bool append = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    rewritten.push_back(lines[i]);
    if (const std::string name = NameIn(lines[i], "file"); !name.empty()) {
      file = name;
      append = false;
    } else if (const std::string more = NameIn(lines[i], "append"); !more.empty()) {
      file = more;
      append = true;
    }
    if (!lines[i].starts_with("```") || lines[i] == "```") {
      continue;
    }
    const bool console = lines[i] == "```console";
    std::vector<std::string> block;
    for (++i; i < lines.size() && lines[i] != "```"; ++i) {
      block.push_back(lines[i]);
    }
    if (console) {
      for (std::size_t at = 0; at < block.size();) {
        REQUIRE(block[at].starts_with("$ "));
        const std::string command = block[at].substr(2);
        rewritten.push_back(block[at]);
        std::vector<std::string> printed;
        for (++at; at < block.size() && !block[at].starts_with("$ "); ++at) {
          printed.push_back(block[at]);
        }
        CAPTURE(command);
        const std::string output = tutorial.Run(command);
        if (!Updates()) {
          CHECK(output == Joined(printed));
        }
        for (const std::string& line : LinesOf(output)) {
          rewritten.push_back(line);
        }
        ++commands;
      }
    } else {
      if (!file.empty()) {
        tutorial.Write(file, Joined(block), append);
        file.clear();
        ++files;
      }
      rewritten.insert(rewritten.end(), block.begin(), block.end());
    }
    rewritten.push_back("```");
  }
  CHECK(commands >= 12);
  CHECK(files >= 6);
  if (Updates()) {
    std::ofstream(kReadme, std::ios::binary) << Joined(rewritten);
  }
}

TEST_CASE("rules/README: functions and keys are those of the code") {
  std::string readme = ReadFile(kReadme);
  const auto hold = [&](const std::string& mark, const std::string& generated) {
    CAPTURE(mark);
    const std::size_t begin = readme.find(mark);
    REQUIRE(begin != std::string::npos);
    const std::size_t from = begin + mark.size() + 1;
    const std::size_t end = readme.find("<!-- end -->", from);
    REQUIRE(end != std::string::npos);
    if (Updates()) {
      readme.replace(from, end - from, generated);
      return;
    }
    CHECK(readme.substr(from, end - from) == generated);
  };
  hold("<!-- functions: generated from the code -->", FunctionTable());
  hold("<!-- keys: generated from pack.schema.json -->", KeyTables());
  if (Updates()) {
    std::ofstream(kReadme, std::ios::binary) << readme;
  }
}

}  // namespace gouji
