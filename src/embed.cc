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
#include <map>
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
#include "text/sieve.h"
#include "text/vocabulary.h"
#include "text/word_search.h"

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

/// The expressions of all patterns of the packs, each once, and which node became which.
struct Patterns {
  std::set<std::string> expressions;
  PatternLog log;

  /// Counted from 1; 0 where a node is no pattern, or several.
  std::size_t NumberOf(const Source& source, const Node& node) const {
    const auto logged = log.find(std::tuple(source.name(), node.where.begin, node.kind));
    if (logged == log.end() || logged->second.empty()) return 0;
    return static_cast<std::size_t>(std::distance(expressions.begin(), expressions.find(logged->second))) + 1;
  }
};

/// Writes the nodes of one file as one array: the root first, then each list's or map's items side by side.
class NodeTable {
 public:
  NodeTable(const Source& source, const Patterns& patterns, std::size_t number)
      : source_(source), patterns_(patterns), text_(source.text()), number_(std::to_string(number)) {}

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
        << ", " << patterns_.NumberOf(source_, node) << ", ";
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

  const Source& source_;
  const Patterns& patterns_;
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

/// Reads the patterns of all packs. False when a pack is wrong, which is then told.
bool ReadPatterns(const std::vector<PackFile>& files, const fs::path& rules, Patterns& patterns) {
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

template <typename Each, typename Show>
void WriteArray(std::string_view type, std::string_view name, const Each& each, std::ostream& out, const Show& show) {
  out << "constexpr std::array<" << type << ", " << std::size(each) << "> " << name << "{{";
  std::size_t written = 0;
  for (const auto& one : each) {
    out << (written++ % 16 == 0 ? "\n" : "");
    show(one);
    out << ",";
  }
  out << "\n}};\n";
}

/// The tables of all words that the patterns need.
void WriteWords(const WordTables& words, std::ostream& out) {
  const auto number = [&out](auto one) { out << one; };
  WriteArray("std::uint16_t", "kLetterOf", words.letter_of, out, number);
  WriteArray("std::uint32_t", "kFirst", words.first, out, number);
  WriteArray("std::uint64_t", "kPairs", words.pairs, out, [&out](std::uint64_t bits) { out << bits << "U"; });
  WriteArray("WordTables::Edge", "kEdges", words.edges, out,
             [&out](const WordTables::Edge& edge) { out << "{" << edge.key << "U," << edge.to << "}"; });
  WriteArray("std::int32_t", "kWordAt", words.word_at, out, number);
  WriteArray("std::uint64_t", "kGoesOn", words.goes_on, out, [&out](std::uint64_t bits) { out << bits << "U"; });
}

/// The sieves of all patterns, their parts one after another.
void WriteSieves(const Patterns& patterns, std::ostream& out) {
  KnownSieve ends;
  std::vector<KnownSieve> sieves;
  std::vector<Sieve::Step> steps;
  std::vector<Sieve::Edge> edges;
  std::vector<Sieve::Range> ranges;
  std::vector<Sieve::State> forks;
  for (const std::string& expression : patterns.expressions) {
    const Sieve sieve(expression);
    const Sieve::Tables& tables = sieve.tables();
    steps.insert(steps.end(), tables.steps.begin(), tables.steps.end());
    edges.insert(edges.end(), tables.edges.begin(), tables.edges.end());
    ranges.insert(ranges.end(), tables.ranges.begin(), tables.ranges.end());
    forks.insert(forks.end(), tables.forks.begin(), tables.forks.end());
    ends = {tables.may_say_no, tables.may_say_yes, tables.start, tables.begins};
    ends.steps = static_cast<std::uint32_t>(steps.size());
    ends.edges = static_cast<std::uint32_t>(edges.size());
    ends.ranges = static_cast<std::uint32_t>(ranges.size());
    ends.forks = static_cast<std::uint32_t>(forks.size());
    sieves.push_back(ends);
  }
  WriteArray("KnownSieve", "kSieves", sieves, out, [&out](const KnownSieve& each) {
    out << "{" << each.may_say_no << "," << each.may_say_yes << "," << each.start << "," << each.begins << "U,"
        << each.steps << "," << each.edges << "," << each.ranges << "," << each.forks << "}";
  });
  WriteArray("Sieve::Step", "kSteps", steps, out, [&out](const Sieve::Step& step) {
    out << "{Sieve::Step::Kind{" << static_cast<int>(step.kind) << "}," << step.to << "," << step.first << ","
        << step.count << "}";
  });
  const auto letter = [](char32_t c) { return static_cast<std::uint32_t>(c); };
  WriteArray("Sieve::Edge", "kSieveEdges", edges, out,
             [&](const Sieve::Edge& edge) { out << "{" << letter(edge.letter) << "," << edge.to << "}"; });
  WriteArray("Sieve::Range", "kRanges", ranges, out,
             [&](const Sieve::Range& range) { out << "{" << letter(range.first) << "," << letter(range.last) << "}"; });
  WriteArray("Sieve::State", "kForks", forks, out, [&out](Sieve::State state) { out << state; });
}

void WritePatterns(const Patterns& patterns, std::ostream& out) {
  WordSearch search;
  std::vector<WordAcross> across;
  std::vector<std::uint32_t> lists = {0};
  std::vector<std::uint32_t> list_ends;
  std::vector<BitsOfSet> bits;
  std::map<std::string, Needs> needs;
  for (const std::string& expression : patterns.expressions) {
    const Needs& each = needs.emplace(expression, NeedsOf(expression)).first->second;
    for (const Needs::AnyOf& list : each.all) {
      std::vector<BitsOfSet> of_list;
      for (const std::string& word : list) {
        const std::uint32_t before = search.size();
        const std::int32_t number = search.Add(word);
        // A list with a word that has no number is no need.
        if (number < 0) {
          of_list.clear();
          break;
        }
        if (search.size() > before) std::ranges::copy(AcrossOf(word, before), std::back_inserter(across));
        AddBit(static_cast<std::uint32_t>(number), of_list);
      }
      if (of_list.empty()) continue;
      bits.insert(bits.end(), of_list.begin(), of_list.end());
      list_ends.push_back(static_cast<std::uint32_t>(bits.size()));
    }
    lists.push_back(static_cast<std::uint32_t>(list_ends.size()));
  }
  out << "\n";
  WriteWords(search.tables(), out);
  WriteSieves(patterns, out);
  const auto number = [&out](std::uint32_t one) { out << one; };
  WriteArray("WordAcross", "kAcross", across, out, [&out](const WordAcross& each) {
    out << "{{" << Literal(each.word) << "," << each.word.size() << "}," << each.at << "," << each.number << "}";
  });
  WriteArray("std::uint32_t", "kLists", lists, out, number);
  WriteArray("std::uint32_t", "kListEnds", list_ends, out, number);
  WriteArray("BitsOfSet", "kBits", bits, out,
             [&out](const BitsOfSet& each) { out << "{" << each.at << "," << each.bits << "U}"; });
  WriteArray("KnownPattern", "kPatterns", patterns.expressions, out, [&](const std::string& expression) {
    const std::string all = WriteNeeds(needs.at(expression));
    const WrittenNeeds written = ReadNeeds(all);
    const auto show = [&out](std::string_view text) { out << "{" << Literal(text) << "," << text.size() << "},"; };
    out << "{";
    show(expression);
    show(written.exactly);
    show(written.few);
    out << "}";
  });
  out << "constexpr WordTables kWords{" << search.size() << ", kLetterOf, kFirst, kPairs, kEdges, kWordAt, kGoesOn};\n";
}

/// The whole output; nothing when a file is wrong, which is then told.
bool WriteTables(const std::vector<PackFile>& files, const fs::path& rules, std::ostream& out) {
  out << "// Made from rules/ by gouji_embed when gouji is built.\n"
         "#include \"rules/shipped.h\"\n\n#include <array>\n#include <cstdint>\n\nnamespace gouji {\nnamespace {\n\n";
  Patterns patterns;
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
