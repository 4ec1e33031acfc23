#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <optional>

#include "cli/cli.h"
#include "cli/inputs.h"
#include "cli/only_printable.h"
#include "cli/packs.h"
#include "cli/report_data.h"
#include "cli/settings.h"
#include "input/layout.h"
#include "input/reader.h"
#include "lint.h"
#include "report/dump.h"
#include "report/identify.h"

namespace gouji::cli {

int Dump(const CommandLine& line) {
  Settings settings(line);
  const auto inputs = GatherInputs(line, settings.config_files());
  if (!inputs) {
    return kUnread;
  }
  for (const Input& input : inputs->files) {
    settings.For(std::string(input.path));
  }
  if (!settings.Report()) {
    return kUsage;
  }
  // Transcripts and data are what they are, except on a terminal.
  std::optional<OnlyPrintable> shown;
  if (isatty(STDOUT_FILENO) == 1 || (line.format == "text" && !line.transcript)) {
    shown.emplace(std::cout);
  }
  if (line.format == "csv" && !line.transcript) std::cout << kCsvHeader;
  int exit_code = kClean;
  for (const Input& input : inputs->files) {
    std::string error;
    auto bytes = BytesOf(input, line.lang, error);
    if (!bytes) {
      std::cerr << "gouji: " << input.path << ": " << error << "\n";
      exit_code = kUnread;
      continue;
    }
    Diagnostics diagnostics;
    std::unique_ptr<Source> refused;
    auto document = ReadDocument(std::string(input.path), std::move(*bytes), line.lang, diagnostics, refused);
    if (!document) {
      PrintMistakes(diagnostics.all(), line.lang, std::cerr);
      exit_code = kUnread;
      continue;
    }
    if (line.transcript) {
      std::cout << document->source->text();
      continue;
    }
    const std::vector<const RulePack*>& packs = settings.For(std::string(input.path)).profile.packs;
    const RulePack* best =
        *std::ranges::max_element(packs, {}, [&](const RulePack* pack) { return SignsOf(pack->form, *document); });
    const Report report = Understand(best->form, *document, {0, &FindBareTables});
    std::cout << (line.format == "json"  ? JsonOf(report) + "\n"
                  : line.format == "csv" ? CsvOf(report)
                                         : DumpText(report, line.lang));
  }
  return exit_code;
}

}  // namespace gouji::cli
