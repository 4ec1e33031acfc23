#include "embed_patterns.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <vector>

#include "embed_source.h"
#include "text/needs.h"
#include "text/sieve.h"
#include "text/vocabulary.h"
#include "text/word_search.h"

namespace gouji {
namespace {

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
void WriteSieves(const EmbeddedPatterns& patterns, std::ostream& out) {
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

}  // namespace

void WritePatterns(const EmbeddedPatterns& patterns, std::ostream& out) {
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

}  // namespace gouji
