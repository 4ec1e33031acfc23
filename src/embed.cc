// gouji_embed OUTPUT.cc RULES: turns the packs under RULES into tables, when gouji is built: the nodes of their YAML,
// and what the expressions of their patterns need. A mistake in a pack fails the build at its line. What the rules mean
// is checked by the tests of the packs.

#include <algorithm>
#include <cstddef>
#include <exception>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <memory>
#include <set>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "base/diagnostic.h"
#include "base/source.h"
#include "check/kinds.h"
#include "rules/library.h"
#include "rules/shipped.h"
#include "rules/yaml.h"
#include "text/needs.h"

namespace gouji {

// Nothing is shipped yet.
std::span<const ShippedFile> ShippedFiles() { return {}; }
std::span<const KnownPattern> ShippedPatterns() { return {}; }

namespace {

namespace fs = std::filesystem;

struct PackFile {
  std::string pack;
  std::string name;
  fs::path path;
};

std::vector<PackFile> FindPackFiles(const fs::path& rules) {
  std::vector<PackFile> files;
  if (!fs::exists(rules)) return files;
  for (const fs::directory_entry& pack : fs::directory_iterator(rules)) {
    if (!pack.is_directory()) continue;
    for (const fs::directory_entry& file : fs::recursive_directory_iterator(pack.path())) {
      if (!file.is_regular_file() || file.path().extension() != ".yaml") continue;
      files.push_back({pack.path().filename().generic_string(),
                       file.path().lexically_relative(pack.path()).generic_string(), file.path()});
    }
  }
  std::ranges::sort(
      files, [](const PackFile& a, const PackFile& b) { return std::tie(a.pack, a.name) < std::tie(b.pack, b.name); });
  return files;
}

/// `text` as C++ string literals, one a line of it.
std::string Literal(std::string_view text) {
  static constexpr std::string_view kOctal = "01234567";
  std::string literal = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == '\n') {
      literal += "\\n";
      if (i + 1 < text.size()) literal += "\"\n\"";
    } else if (byte == '"' || byte == '\\' || byte == '?') {  // '?' could begin a trigraph
      literal += '\\';
      literal += text[i];
    } else if (byte < 0x20 || byte == 0x7F) {
      literal += '\\';
      for (const int shift : {6, 3, 0}) literal += kOctal[(byte >> shift) & 7];
    } else {
      literal += text[i];
    }
  }
  return literal + '"';
}

/// Writes the nodes of one file as one array: the root first, then each list's or map's items side by side.
class NodeTable {
 public:
  NodeTable(const Source& source, std::size_t number) : text_(source.text()), number_(std::to_string(number)) {}

  void Write(const Node& root, std::ostream& out) {
    nodes_.push_back(&root);
    for (std::size_t i = 0; i < nodes_.size(); ++i) AddItems(*nodes_[i]);
    out << "extern const Node kNodes" << number_ << "[" << nodes_.size() << "];\n"
        << "constinit const Node kNodes" << number_ << "[" << nodes_.size() << "] = {\n";
    for (const Node* node : nodes_) WriteNode(*node, out);
    out << "};\n";
  }

 private:
  /// What an alias stands for has the items of its anchor, and they are written once.
  void AddItems(const Node& node) {
    if (node.items.empty() || !first_of_.emplace(node.items.data(), nodes_.size()).second) return;
    for (const Node& item : node.items) nodes_.push_back(&item);
  }

  void WriteNode(const Node& node, std::ostream& out) const {
    static constexpr std::string_view kKinds[] = {"kNull", "kScalar", "kList", "kMap"};
    out << "{Node::Kind::" << kKinds[static_cast<std::size_t>(node.kind)] << ", " << (node.quoted ? "true" : "false")
        << ", ";
    WriteScalar(node.scalar, out);
    out << ", {" << node.where.begin << ", " << node.where.end << "}, ";
    if (node.items.empty()) {
      out << "{}";
    } else {
      out << "std::span<const Node>(kNodes" << number_ << " + " << first_of_.at(node.items.data()) << ", "
          << node.items.size() << ")";
    }
    out << "},\n";
  }

  void WriteScalar(std::string_view scalar, std::ostream& out) const {
    const bool is_own = std::less_equal<>()(text_.data(), scalar.data()) &&
                        std::less_equal<>()(scalar.data() + scalar.size(), text_.data() + text_.size());
    if (scalar.empty()) {
      out << "{}";
    } else if (is_own) {
      out << "{kText" << number_ << " + " << scalar.data() - text_.data() << ", " << scalar.size() << "}";
    } else {
      out << "{" << Literal(scalar) << ", " << scalar.size() << "}";
    }
  }

  std::string_view text_;
  std::string number_;
  std::vector<const Node*> nodes_;
  std::unordered_map<const Node*, std::size_t> first_of_;
};

void Print(const std::vector<Diagnostic>& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics) {
    const Place place = diagnostic.source->PlaceOf(diagnostic.where.begin);
    std::cerr << diagnostic.source->name() << ":" << place.line << ":" << place.column
              << ": error: " << diagnostic.message << "\n";
  }
}

/// The expressions of all patterns of the packs, ordered; nothing when a pack is wrong, which is then told.
bool ReadExpressions(const std::vector<PackFile>& files, const fs::path& rules, std::set<std::string>& expressions) {
  std::set<std::string> packs;
  for (const PackFile& file : files) packs.insert(file.pack);
  Diagnostics diagnostics;
  std::vector<std::shared_ptr<const Source>> sources;
  for (const std::string& name : packs) {
    const auto pack = OpenPack((rules / name).generic_string(), Kinds(), Lang::kEn, diagnostics, sources);
    if (pack == nullptr) continue;
    for (const std::string_view expression : pack->vocabulary.expressions()) expressions.emplace(expression);
  }
  Print(diagnostics.all());
  for (const std::string& expression : expressions) {
    if (const auto error = Pattern(expression).Check()) {
      std::cerr << "once folded, a pattern is wrong: " << error->message << ": " << expression << "\n";
      return false;
    }
  }
  return diagnostics.all().empty();
}

void WritePatterns(const std::set<std::string>& expressions, std::ostream& out) {
  out << "\nconstexpr std::array<KnownPattern, " << expressions.size() << "> kPatterns{{\n";
  for (const std::string& expression : expressions) {
    const std::string needs = WriteNeeds(NeedsOf(expression));
    out << "{{" << Literal(expression) << ", " << expression.size() << "},\n {" << Literal(needs) << ", "
        << needs.size() << "}},\n";
  }
  out << "}};\n";
}

/// The whole output; nothing when a file is wrong, which is then told.
bool WriteTables(const std::vector<PackFile>& files, const fs::path& rules, std::ostream& out) {
  out << "// Made from rules/ by gouji_embed when gouji is built.\n"
         "#include \"rules/shipped.h\"\n\n#include <array>\n\nnamespace gouji {\nnamespace {\n\n";
  bool is_right = true;
  std::ostringstream index;
  for (std::size_t i = 0; i < files.size(); ++i) {
    std::ifstream in(files[i].path, std::ios::binary);
    const Source source(files[i].path.generic_string(),
                        std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()));
    Diagnostics diagnostics;
    const std::unique_ptr<NodeTree> tree = ParseYaml(source, Lang::kEn, {}, diagnostics);
    Print(diagnostics.all());
    if (!in || tree == nullptr || !diagnostics.all().empty()) {
      if (diagnostics.all().empty()) std::cerr << files[i].path.generic_string() << ": error: cannot be read\n";
      is_right = false;
      continue;
    }
    out << "constexpr char kText" << i << "[] =\n" << Literal(source.text()) << ";\n";
    NodeTable(source, i).Write(tree->root(), out);
    index << "    {" << Literal(files[i].pack) << ", " << Literal(files[i].name) << ", {kText" << i << ", "
          << source.text().size() << "}, kNodes" << i << "},\n";
  }
  std::set<std::string> expressions;
  if (!is_right || !ReadExpressions(files, rules, expressions)) return false;
  WritePatterns(expressions, out);
  out << "\nconstexpr std::array<ShippedFile, " << files.size() << "> kFiles{{\n"
      << index.str() << "}};\n\n}  // namespace\n\nstd::span<const ShippedFile> ShippedFiles() { return kFiles; }\n"
      << "std::span<const KnownPattern> ShippedPatterns() { return kPatterns; }\n\n}  // namespace gouji\n";
  return true;
}

std::string ContentOf(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

int Run(const fs::path& output, const fs::path& rules) {
  std::ostringstream tables;
  if (!WriteTables(FindPackFiles(rules), rules, tables)) return 1;
  // What is the same already stays as old as it is, and need not be compiled again.
  if (ContentOf(output) == tables.str()) return 0;
  fs::path unfinished = output;
  unfinished += ".new";
  std::ofstream out(unfinished, std::ios::binary);
  out << tables.str();
  out.close();
  if (!out) {
    std::cerr << output.generic_string() << ": error: cannot be written\n";
    return 1;
  }
  fs::rename(unfinished, output);
  return 0;
}

}  // namespace
}  // namespace gouji

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: gouji_embed OUTPUT.cc RULES\n";
    return 2;
  }
  try {
    return gouji::Run(argv[1], argv[2]);
  } catch (const std::exception& mistake) {
    std::cerr << "gouji_embed: " << mistake.what() << "\n";
    return 1;
  }
}
