#include <iostream>

#include "cli/cli.h"
#include "cli/inputs.h"
#include "cli/packs.h"
#include "input/layout.h"
#include "input/reader.h"
#include "lint.h"
#include "report/dump.h"

namespace gouji::cli {

int Dump(const CommandLine& line) {
  const auto packs = OpenPacks(line);
  if (packs.empty()) {
    return kUsage;
  }
  const auto inputs = GatherInputs(line);
  if (!inputs) {
    return kUnread;
  }
  int exit_code = kClean;
  for (const Input& input : *inputs) {
    std::string error;
    auto bytes = input.bytes ? input.bytes : ReadBytes(input.path, line.lang, error);
    if (!bytes) {
      std::cerr << "gouji: " << input.path << ": " << error << "\n";
      exit_code = kUnread;
      continue;
    }
    Diagnostics diagnostics;
    std::unique_ptr<Source> refused;
    auto document = ReadDocument(input.path, std::move(*bytes), line.lang, diagnostics, refused);
    if (!document) {
      PrintMistakes(diagnostics.all(), line.lang, std::cerr);
      exit_code = kUnread;
      continue;
    }
    if (line.transcript) {
      std::cout << document->source->text();
      continue;
    }
    const RulePack* best = packs.front().get();
    for (const auto& pack : packs) {
      if (Claim(pack->form, *document) > Claim(best->form, *document)) {
        best = pack.get();
      }
    }
    const Report report = Understand(best->form, *document, {0, &FindBareTables});
    std::cout << (line.format == "json"  ? DumpJson(report)
                  : line.format == "csv" ? DumpCsv(report)
                                         : DumpText(report, line.lang));
  }
  return exit_code;
}

}  // namespace gouji::cli
