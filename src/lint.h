#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "in_turn.h"
#include "input_file.h"
#include "output/writer.h"
#include "previous_reports.h"
#include "read_ahead.h"
#include "report/report.h"
#include "rules/pack.h"

namespace gouji {

struct LintOptions {
  Lang lang = Lang::kZh;
  int year = 0;                ///< the report year, where the document does not say
  bool draw_tables = false;    ///< fill `Outcome::tables`
  ReadAhead* ahead = nullptr;  ///< where documents may be that were read before
};

/// A document read and understood by one pack.
struct Understood {
  Document document;
  Report report;
};

/// Checks one file with every pack that claims it. Thread-safe: packs and index are const.
Outcome Lint(const Input& input, const std::vector<std::unique_ptr<RulePack>>& packs, const PreviousReports* previous,
             const LintOptions& options);

/// Checks many files and hands the outcomes over in the order of the inputs, whatever the threads do. Memory is bounded
/// by the number of threads, not of files. `give` returns false to stop. A file that takes longer than the limit is
/// reported as not checked. False when a thread is still at such a file: then inputs, packs and index must stay, and
/// the process is to be left by `std::_Exit`.
bool LintAll(const std::vector<Input>& inputs, const std::vector<std::unique_ptr<RulePack>>& packs,
             const PreviousReports* previous, const LintOptions& options, const Effort& effort,
             const std::function<bool(const Outcome&)>& give);

}  // namespace gouji
