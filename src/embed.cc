// gouji_embed OUTPUT.cc RULES: turns the packs under RULES into tables, when gouji is built: the nodes of their YAML,
// and what the expressions of their patterns need. A mistake in a pack fails the build at its line. What the rules mean
// is checked by the tests of the packs.

#include <algorithm>
#include <cstddef>
#include <cstdint>
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
  for (const Node& rule : rules->items()) {
    if (const Node* of_rule = rule.Find("tests")) tests.insert(of_rule);
  }
  return tests;
}

/// Writes the nodes of one file and what they say as one constant: the root first, then each list's or map's items side
/// by side; behind them the file's text, and scalars that are not in it as they are said.
class NodeTable {
 public:
  NodeTable(const Source& source, const EmbeddedPatterns& patterns, std::size_t number)
      : source_(source), patterns_(patterns), text_(source.text()), number_(number) {}

  void Write(const Node& root, std::ostream& out) {
    left_out_ = TestsIn(root);
    nodes_.push_back(&root);
    for (std::size_t i = 0; i < nodes_.size(); ++i) AddItems(*nodes_[i]);
    std::ostringstream table;
    for (std::size_t i = 0; i < nodes_.size(); ++i) WriteNode(i, table);
    out << "constinit const Table<" << nodes_.size() << ", " << text_.size() + others_.size() + 1 << "> kTable"
        << number_ << " = {{\n"
        << table.str() << "},\n"
        << Literal(text_) << "\n"
        << Literal(others_) << "};\n";
  }

 private:
  /// What an alias stands for has the items of its anchor, and they are written once.
  void AddItems(const Node& node) {
    if (!HasItems(node) || !first_of_.emplace(node.items().data(), nodes_.size()).second) return;
    for (const Node& item : node.items()) nodes_.push_back(&item);
  }

  bool HasItems(const Node& node) const { return !node.items().empty() && !left_out_.contains(&node); }

  void WriteNode(std::size_t number, std::ostream& out) {
    static constexpr std::string_view kKinds[] = {"kNull", "kScalar", "kList", "kMap"};
    const Node& node = *nodes_[number];
    out << "{Node::Kind::" << kKinds[static_cast<std::size_t>(node.kind)] << ", " << (node.quoted ? "true" : "false")
        << ", " << patterns_.NumberOf(source_, node) << ", ";
    if (node.scalar().empty()) {
      out << "{}, ";
    } else {
      out << "Text(" << nodes_.size() - number << ", " << PlaceOf(node.scalar()) << "), ";
    }
    if (HasItems(node)) {
      // The items of an alias may stand before it.
      out << "Items("
          << static_cast<std::int64_t>(first_of_.at(node.items().data())) - static_cast<std::int64_t>(number) << "), "
          << node.scalar().size() << ", " << node.items().size();
    } else {
      out << "{}, " << node.scalar().size() << ", 0";
    }
    out << ", {" << node.where.begin << ", " << node.where.end << "}},\n";
  }

  /// Where a scalar stands behind the nodes, in bytes.
  std::size_t PlaceOf(std::string_view scalar) {
    const bool is_own = std::less_equal<>()(text_.data(), scalar.data()) &&
                        std::less_equal<>()(scalar.data() + scalar.size(), text_.data() + text_.size());
    if (is_own) return OffsetIn(text_, scalar);
    others_ += scalar;
    return text_.size() + others_.size() - scalar.size();
  }

  const Source& source_;
  const EmbeddedPatterns& patterns_;
  std::string_view text_;
  std::size_t number_;
  std::set<const Node*> left_out_;
  std::vector<const Node*> nodes_;
  std::unordered_map<const Node*, std::size_t> first_of_;
  std::string others_;
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

/// A node says where things are by how far they are from it: then nothing in a table depends on where it is loaded.
constexpr std::string_view kBeginning = R"(// Made from rules/ by gouji_embed when gouji is built.
#include "rules/shipped.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace gouji {
namespace {

template <std::size_t kNodes, std::size_t kBytes>
struct Table {
  Node nodes[kNodes];
  char text[kBytes];
};

constexpr std::int64_t kNodeSize = sizeof(Node);

// What stands `place` bytes behind the last node, `nodes` from the one that says it.
constexpr Relative<char> Text(std::int64_t nodes, std::int64_t place) {
  return Relative<char>::After(nodes * kNodeSize + place - std::int64_t{offsetof(Node, scalar_text)});
}

constexpr Relative<Node> Items(std::int64_t nodes) {
  return Relative<Node>::After(nodes * kNodeSize - std::int64_t{offsetof(Node, first_item)});
}

)";

/// The whole output; nothing when a file is wrong, which is then told.
bool WriteTables(const std::vector<PackFile>& files, const fs::path& rules, std::ostream& out) {
  out << kBeginning;
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
    NodeTable(source, patterns, i).Write(tree->root(), out);
    index << "    {" << Literal(files[i].pack) << ", " << Literal(files[i].name) << ", {kTable" << i << ".text, "
          << source.text().size() << "}, kTable" << i << ".nodes},\n";
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
