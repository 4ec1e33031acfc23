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
#include "embed_patterns.h"
#include "embed_source.h"
#include "rules/library.h"
#include "rules/shipped.h"
#include "rules/yaml.h"
#include "text/offset.h"
#include "text/pattern.h"

namespace gouji {

// Nothing is shipped yet.
std::span<const ShippedFile> ShippedFiles() { return {}; }
KnownPatterns ShippedPatterns() { return {}; }

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
    for (const fs::directory_entry& file : fs::directory_iterator(pack.path())) {
      if (!file.is_regular_file() || file.path().extension() != ".yaml") continue;
      files.push_back({pack.path().filename().generic_string(),
                       file.path().lexically_relative(pack.path()).generic_string(), file.path()});
    }
  }
  std::ranges::sort(
      files, [](const PackFile& a, const PackFile& b) { return std::tie(a.pack, a.name) < std::tie(b.pack, b.name); });
  return files;
}

/// The tests of the rules of a file. They are most of its nodes, and no check asks for them: they are left out of the
/// tables, and read from the text when they are to run.
std::set<const Node*> TestsIn(const Node& root) {
  std::set<const Node*> tests;
  const Node* rules = root.is_map() ? root.Find("rules") : nullptr;
  if (rules == nullptr || !rules->is_list()) return tests;
  for (const Node& rule : rules->items) {
    if (const Node* of_rule = rule.Find("tests")) tests.insert(of_rule);
  }
  return tests;
}

/// Writes the nodes of one file as one array: the root first, then each list's or map's items side by side.
class NodeTable {
 public:
  NodeTable(const Source& source, const EmbeddedPatterns& patterns, std::size_t number)
      : source_(source), patterns_(patterns), text_(source.text()), number_(std::to_string(number)) {}

  void Write(const Node& root, std::ostream& out) {
    left_out_ = TestsIn(root);
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
    if (node.items.empty() || left_out_.contains(&node) || !first_of_.emplace(node.items.data(), nodes_.size()).second)
      return;
    for (const Node& item : node.items) nodes_.push_back(&item);
  }

  void WriteNode(const Node& node, std::ostream& out) const {
    static constexpr std::string_view kKinds[] = {"kNull", "kScalar", "kList", "kMap"};
    out << "{Node::Kind::" << kKinds[static_cast<std::size_t>(node.kind)] << ", " << (node.quoted ? "true" : "false")
        << ", " << patterns_.NumberOf(source_, node) << ", ";
    WriteScalar(node.scalar, out);
    out << ", {" << node.where.begin << ", " << node.where.end << "}, ";
    if (node.items.empty() || left_out_.contains(&node)) {
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
      out << "{kText" << number_ << " + " << OffsetIn(text_, scalar) << ", " << scalar.size() << "}";
    } else {
      out << "{" << Literal(scalar) << ", " << scalar.size() << "}";
    }
  }

  const Source& source_;
  const EmbeddedPatterns& patterns_;
  std::string_view text_;
  std::string number_;
  std::set<const Node*> left_out_;
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

/// Reads the patterns of all packs. False when a pack is wrong, which is then told.
bool ReadPatterns(const std::vector<PackFile>& files, const fs::path& rules, EmbeddedPatterns& patterns) {
  std::set<std::string> packs;
  for (const PackFile& file : files) packs.insert(file.pack);
  Diagnostics diagnostics;
  std::vector<std::shared_ptr<const Source>> sources;
  for (const std::string& name : packs) {
    const std::string folder = (rules / name).generic_string();
    const auto pack = OpenPack(folder, Kinds(), Lang::kEn, diagnostics, sources, nullptr, &patterns.log);
    if (pack == nullptr) continue;
    for (const std::string_view expression : pack->vocabulary.expressions()) patterns.expressions.emplace(expression);
  }
  Print(diagnostics.all());
  for (const std::string& expression : patterns.expressions) {
    if (const auto error = Pattern(expression).Check()) {
      std::cerr << "once folded, a pattern is wrong: " << error->message << ": " << expression << "\n";
      return false;
    }
  }
  return diagnostics.all().empty();
}

/// The whole output; nothing when a file is wrong, which is then told.
bool WriteTables(const std::vector<PackFile>& files, const fs::path& rules, std::ostream& out) {
  out << "// Made from rules/ by gouji_embed when gouji is built.\n"
         "#include \"rules/shipped.h\"\n\n#include <array>\n#include <cstdint>\n\nnamespace gouji {\nnamespace {\n\n";
  EmbeddedPatterns patterns;
  bool is_right = ReadPatterns(files, rules, patterns);
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
    NodeTable(source, patterns, i).Write(tree->root(), out);
    index << "    {" << Literal(files[i].pack) << ", " << Literal(files[i].name) << ", {kText" << i << ", "
          << source.text().size() << "}, kNodes" << i << "},\n";
  }
  if (!is_right) return false;
  WritePatterns(patterns, out);
  out << "\nconstexpr std::array<ShippedFile, " << files.size() << "> kFiles{{\n"
      << index.str() << "}};\n\n}  // namespace\n\nstd::span<const ShippedFile> ShippedFiles() { return kFiles; }\n"
      << "KnownPatterns ShippedPatterns() { \n"
         "  return {kPatterns, kWords, kAcross, kLists, kListEnds, kBits, kSieves, kSteps, kSieveEdges, kRanges, "
         "kForks};\n}\n\n}  // "
         "namespace gouji\n";
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
