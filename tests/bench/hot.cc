// gouji_hot REPORT [--benchmark_filter=…]: the hot parts of one check, each alone, on one text report. Built where
// Google Benchmark is found (Debian: libbenchmark-dev): cmake --build build/release --target gouji_hot.

#include <benchmark/benchmark.h>
#include <re2/set.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/kinds.h"
#include "input/reader.h"
#include "lint.h"
#include "rules/library.h"
#include "rules/shipped.h"
#include "text/decode.h"
#include "text/fold.h"
#include "text/sieve.h"

namespace gouji {
namespace {

std::string report_bytes;  // set once, before the first measurement

std::unique_ptr<RulePack> Load() {
  Diagnostics diagnostics;
  std::vector<std::shared_ptr<const Source>> sources;
  return OpenPack(ShippedPacks().front(), Kinds(), Lang::kZh, diagnostics, sources);
}

const std::vector<std::unique_ptr<RulePack>>& Packs() {
  static const std::vector<std::unique_ptr<RulePack>> packs = [] {
    std::vector<std::unique_ptr<RulePack>> loaded;
    loaded.push_back(Load());
    return loaded;
  }();
  return packs;
}

std::optional<Document> Read() {
  Diagnostics diagnostics;
  std::unique_ptr<Source> refused;
  return ReadDocument("report.txt", report_bytes, Lang::kZh, diagnostics, refused);
}

void CountBytes(benchmark::State& state) {
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(report_bytes.size()));
}

void LoadPack(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(Load());
}
BENCHMARK(LoadPack)->Unit(benchmark::kMicrosecond);

void DecodeUtf8(benchmark::State& state) {
  DecodeError error{};
  for (auto _ : state) benchmark::DoNotOptimize(Decode(report_bytes, "", error));
  CountBytes(state);
}
BENCHMARK(DecodeUtf8)->Unit(benchmark::kMicrosecond);

void DecodeGb18030(benchmark::State& state) {
  DecodeError error{};
  const std::string bytes = Encode(report_bytes, Encoding::kGb18030).value_or("");
  for (auto _ : state) benchmark::DoNotOptimize(Decode(bytes, "", error));
  CountBytes(state);
}
BENCHMARK(DecodeGb18030)->Unit(benchmark::kMicrosecond);

void Layout(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(Read());
  CountBytes(state);
}
BENCHMARK(Layout)->Unit(benchmark::kMicrosecond);

void FoldLines(benchmark::State& state) {
  for (auto _ : state) {
    for (std::string_view rest = report_bytes; !rest.empty();) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(line.size() + 1, rest.size()));
      benchmark::DoNotOptimize(FoldProse(line));
    }
  }
  CountBytes(state);
}
BENCHMARK(FoldLines)->Unit(benchmark::kMicrosecond);

/// Sections, title, tables bound to the form's cells. Reading the document is not counted.
void Bind(benchmark::State& state) {
  for (auto _ : state) {
    state.PauseTiming();
    std::optional<Document> document = Read();
    state.ResumeTiming();
    benchmark::DoNotOptimize(Understand(Packs().front()->form, *document, {}));
  }
}
BENCHMARK(Bind)->Unit(benchmark::kMicrosecond);

/// Every rule that is an expression over cells.
void Expressions(benchmark::State& state) {
  const RulePack& pack = *Packs().front();
  std::optional<Document> document = Read();
  const Report report = Understand(pack.form, *document, {});
  const Pass pass(report, nullptr, Lang::kZh, &pack.vocabulary);
  for (auto _ : state) {
    Findings findings;
    for (const std::unique_ptr<Rule>& rule : pack.rules) {
      if (rule->node->Find("assert") != nullptr) rule->check->Run(*rule, pass, findings);
    }
    benchmark::DoNotOptimize(findings);
  }
}
BENCHMARK(Expressions)->Unit(benchmark::kMicrosecond);

/// Every pattern of the pack, asked of every sentence, as a long run asks: compiled, behind its words.
void Patterns(benchmark::State& state) {
  const RulePack& pack = *Packs().front();
  std::optional<Document> document = Read();
  const Report report = Understand(pack.form, *document, {});
  Vocabulary vocabulary;
  vocabulary.Know(ShippedPatterns());
  std::vector<Pattern> patterns;
  for (const KnownPattern& known : ShippedPatterns().patterns) {
    patterns.push_back(vocabulary.Add(std::string(known.expression)));
    patterns.back().Check();
  }
  const Pass pass(report, nullptr, Lang::kZh, &vocabulary);
  for (auto _ : state) {
    for (const ProseText& text : pass.prose()) {
      for (const Sentence& sentence : text.sentences) {
        for (const Pattern& pattern : patterns) benchmark::DoNotOptimize(pattern.Finds(text.passage(sentence)));
      }
    }
  }
}
BENCHMARK(Patterns)->Unit(benchmark::kMicrosecond);

/// What the engine alone would take for the same: all patterns as one set, asked of every line. What it builds at its
/// first answers (seconds, and a gigabyte for many texts) is not counted, nor where a match and its groups are.
void PatternsAsOneSet(benchmark::State& state) {
  RE2::Options options;
  options.set_max_mem(std::int64_t{4} << 30);
  RE2::Set set(options, RE2::UNANCHORED);
  for (const KnownPattern& known : ShippedPatterns().patterns) set.Add(std::string(known.expression), nullptr);
  if (!set.Compile()) return state.SkipWithError("the set is too large");
  const std::string folded = FoldProse(report_bytes).text;
  const auto ask = [&] {
    std::vector<int> found;
    for (std::string_view rest = folded; !rest.empty();) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(line.size() + 1, rest.size()));
      benchmark::DoNotOptimize(set.Match(re2::StringPiece(line.data(), line.size()), &found));
    }
  };
  ask();
  for (auto _ : state) ask();
  CountBytes(state);
}
BENCHMARK(PatternsAsOneSet)->Unit(benchmark::kMicrosecond);

/// What a pattern costs before its first answer: by the engine, and by the sieve.
void CompilePatterns(benchmark::State& state) {
  for (auto _ : state) {
    for (const KnownPattern& known : ShippedPatterns().patterns) {
      benchmark::DoNotOptimize(Pattern(std::string(known.expression)).Check());
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(ShippedPatterns().patterns.size()));
}
BENCHMARK(CompilePatterns)->Unit(benchmark::kMicrosecond);

void MakeSieves(benchmark::State& state) {
  for (auto _ : state) {
    for (const KnownPattern& known : ShippedPatterns().patterns)
      benchmark::DoNotOptimize(Sieve(known.expression).tables());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(ShippedPatterns().patterns.size()));
}
BENCHMARK(MakeSieves)->Unit(benchmark::kMicrosecond);

void AskSieves(benchmark::State& state) {
  std::deque<Sieve> sieves;
  for (const KnownPattern& known : ShippedPatterns().patterns) sieves.emplace_back(known.expression);
  const std::string folded = FoldProse(report_bytes).text;
  std::size_t steps = 0;
  for (auto _ : state) {
    for (const Sieve& sieve : sieves) {
      benchmark::DoNotOptimize(sieve.Ask(folded, 0, Sieve::Where::kAnywhere, steps));
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(sieves.size()));
}
BENCHMARK(AskSieves)->Unit(benchmark::kMicrosecond);

/// All of it, with a pack that is loaded and patterns that are compiled.
void OneReport(benchmark::State& state) {
  Input input;
  input.path = "report.txt";
  input.bytes = &report_bytes;
  for (auto _ : state) benchmark::DoNotOptimize(Lint(input, Packs(), nullptr, {}));
  CountBytes(state);
}
BENCHMARK(OneReport)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace gouji

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  std::ifstream in(argc == 2 ? argv[1] : "", std::ios::binary);
  gouji::report_bytes.assign(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  if (gouji::report_bytes.empty()) {
    std::cerr << "usage: gouji_hot REPORT.txt [--benchmark_filter=...]\n";
    return 2;
  }
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
