#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <thread>

#include "base/system_error.h"
#include "cli/baselines.h"
#include "cli/cli.h"
#include "cli/inputs.h"
#include "cli/listed.h"
#include "cli/outputs.h"
#include "cli/progress.h"
#include "cli/repairs.h"
#include "cli/settings.h"
#include "lint.h"

namespace gouji::cli {
namespace {

void Count(const Outcome& outcome, Summary& summary) {
  ++summary.documents;
  summary.unreadable += outcome.readable ? 0 : 1;
  for (const Diagnostic& finding : outcome.findings) {
    summary.errors += finding.severity == Severity::kError ? 1 : 0;
    summary.warnings += finding.severity == Severity::kWarning ? 1 : 0;
    summary.notes += finding.severity == Severity::kNote ? 1 : 0;
  }
  summary.tally.pass += outcome.tally.pass;
  summary.tally.fail += outcome.tally.fail;
  summary.tally.not_applicable += outcome.tally.not_applicable;
  summary.tally.not_evaluated += outcome.tally.not_evaluated;
  summary.without_previous += outcome.without_previous ? 1 : 0;
}

int ExitCodeOf(const Outcome& outcome, const std::string& fail_on) {
  if (!outcome.readable) {
    return kUnread;
  }
  const auto threshold = SeverityOf(fail_on);
  const bool fails = threshold && std::ranges::any_of(outcome.findings, [&](const Diagnostic& finding) {
                       return finding.severity >= *threshold;
                     });
  return fails ? kFindings : kClean;
}

/// Options that cannot be meant together, beyond what the command line's own rules say.
std::optional<Localized> Contradiction(const CommandLine& line) {
  if (line.diff && line.format_given) {
    return Localized{"--diff 在标准输出上显示差异；要另存检查结果，请用 --output 格式=文件",
                     "--diff writes a patch to standard output: use --output FORMAT=FILE for the findings"};
  }
  if (line.fix && std::ranges::find(line.paths, "-") != line.paths.end()) {
    return Localized{"--fix 不能修改标准输入；要看可改之处，请用 --diff",
                     "--fix cannot change standard input: --diff shows what could be changed"};
  }
  return std::nullopt;
}

RunInfo DescribeRun(const CommandLine& line, const Settings& settings) {
  RunInfo run;
  run.lang = line.lang;
  run.version = GOUJI_VERSION;
  for (const auto& pack : settings.packs()) {
    run.pack_id += (run.pack_id.empty() ? "" : "+") + std::string(pack->id);
  }
  run.rules = settings.RulesInForce();
  std::error_code error;
  run.working_directory = std::filesystem::current_path(error).string();
  return run;
}

/// Memory is asked of the system in large pieces, and what is freed is kept: every file takes about the same. Each
/// thread that has memory of its own asks page by page, so one that has nobody beside it takes from the common store.
void TakeMemoryInLargePieces(std::size_t threads) {
#ifdef __GLIBC__
  mallopt(M_TRIM_THRESHOLD, 16 << 20);
  mallopt(M_MMAP_THRESHOLD, 4 << 20);
  mallopt(M_TOP_PAD, 1 << 20);
  mallopt(M_ARENA_MAX, static_cast<int>(threads));
#endif
#ifdef MADV_POPULATE_WRITE
  // A run over one report takes a megabyte. To have it at once takes a quarter of the time of being interrupted for
  // each of its pages, when it is first written to. Where the system does not know how, nothing is lost.
  constexpr std::size_t kPage = 4096;
  constexpr std::size_t kBytes = std::size_t{1} << 20;
  const std::unique_ptr<char[]> room(new char[kBytes]);
  const auto begin = (reinterpret_cast<std::uintptr_t>(room.get()) + kPage - 1) / kPage * kPage;
  madvise(reinterpret_cast<void*>(begin), kBytes - kPage, MADV_POPULATE_WRITE);  // NOLINT(performance-no-int-to-ptr)
#endif
}

/// The files that --previous names; nothing, with a message, where one is not there. What a configuration leaves out of
/// the check is still good to compare with.
std::optional<Inputs> GatherPrevious(const CommandLine& line) {
  if (line.previous.empty()) {
    return Inputs();
  }
  for (const std::string& path : line.previous) {
    if (access(path.c_str(), R_OK) != 0) {
      const bool zh = line.lang == Lang::kZh;
      std::cerr << "gouji: --previous: " << (zh ? "读不了“" : "cannot read '") << path << (zh ? "”：" : "': ")
                << SystemError(errno, line.lang) << "\n";
      return std::nullopt;
    }
  }
  CommandLine of_previous;
  of_previous.paths = line.previous;
  of_previous.lang = line.lang;
  of_previous.no_config = true;
  Diagnostics none;
  ConfigFiles no_config(of_previous, none);
  return GatherInputs(of_previous, no_config);
}

/// What applies to the files of a run.
struct Applied {
  std::vector<const FileSettings*> all;  ///< each once
  std::map<const Profile*, const FileSettings*> of_profile;
};

/// Gives each input the profile that applies to it.
Applied ApplySettings(Settings& settings, std::vector<Input>& inputs) {
  Applied applied;
  for (Input& input : inputs) {
    const FileSettings& of_file = settings.For(std::string(input.path));
    input.profile = &of_file.profile;
    if (applied.of_profile.emplace(input.profile, &of_file).second) {
      applied.all.push_back(&of_file);
    }
  }
  return applied;
}

/// Looks for reports of the year before, in what --previous names and in the run itself. False as for `LintAll`.
bool LookForPrevious(const CommandLine& line, const std::vector<std::unique_ptr<RulePack>>& packs, const Inputs& named,
                     const Inputs& inputs, const Effort& effort, PreviousReports& previous, ReadAhead& ahead) {
  bool all_ended = true;
  for (const auto& pack : packs) {
    all_ended = previous.Add(*pack, named.files, effort) && all_ended;
    if (inputs.files.size() > 1) {
      // What was read for one pack is there for the check, whichever packs that is with.
      all_ended = previous.Add(*pack, inputs.files, effort, pack == packs.front() ? &ahead : nullptr) && all_ended;
    }
  }
  const bool is_one_file = named.files.size() == 1 && line.previous.size() == 1;
  if (inputs.files.size() == 1 && is_one_file && named.files.front().path == line.previous.front()) {
    previous.SetOnly(named.files.front().path);
  }
  return all_ended;
}

}  // namespace

int Check(const CommandLine& line) {
  if (line.print_config) {
    return PrintConfig(line);
  }
  if (const auto wrong = Contradiction(line)) {
    std::cerr << "gouji: " << wrong->In(line.lang) << "\n";
    return kUsage;
  }
  Settings settings(line);
  auto inputs = GatherInputs(line, settings.config_files());
  const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  const Effort effort{line.jobs > 0 ? line.jobs : cores, std::chrono::milliseconds(std::lround(line.timeout * 1000))};
  TakeMemoryInLargePieces(std::min(static_cast<std::size_t>(effort.jobs), inputs ? inputs->files.size() : 1));
  const Applied applied = inputs ? ApplySettings(settings, inputs->files) : Applied();
  if (applied.all.empty()) {
    settings.ForFolder(".");
  }
  const bool good = settings.Report();
  if (!inputs || !good) {
    return inputs ? kUsage : kUnread;
  }
  const auto named = GatherPrevious(line);
  if (!named) {
    return kUnread;
  }
  Baselines baselines(line);
  if (!baselines.Open(applied.all)) {
    return kUsage;
  }
  const auto outputs = Outputs::Open(line);
  if (outputs == nullptr) {
    return kUsage;
  }
  const auto& packs = settings.packs();
  LintOptions options;
  options.lang = line.lang;
  options.year = line.year;
  options.draw_tables = outputs->wants_tables();
  int exit_code = kClean;
  bool all_ended = true;
  if (line.diff || line.fix) {
    const RepairRun repairs = Repair(line, inputs->files, packs, options, effort, outputs->standard_output());
    exit_code = repairs.all_written ? kClean : kUnread;
    all_ended = repairs.all_ended;
  }
  PreviousReports previous;
  ReadAhead ahead(ReadAhead::RoomFor(inputs->files.size()));
  options.ahead = &ahead;
  all_ended = LookForPrevious(line, packs, *named, *inputs, effort, previous, ahead) && all_ended;
  const RunInfo run = DescribeRun(line, settings);
  outputs->Begin(run);
  Summary summary;
  summary.rules = run.rules.size();
  std::size_t given = 0;
  Progress progress(inputs->files.size(), line.lang);
  const auto give = [&](const Outcome& found) {
    const FileSettings& of_file = *applied.of_profile.at(inputs->files[given++].profile);
    std::optional<Outcome> divided;
    if (baselines.Concern(of_file)) {
      divided = found;
      baselines.Apply(of_file, *divided);
    }
    const Outcome& outcome = divided ? *divided : found;
    Count(outcome, summary);
    exit_code = std::max(exit_code, ExitCodeOf(outcome, of_file.fail_on.value));
    const std::optional<Outcome> shortened = ListAtMost(line.max_findings, line.lang, outcome);
    progress.Wipe();
    const bool goes_on = outputs->Add(shortened ? *shortened : outcome);
    progress.Step();
    return goes_on;
  };
  all_ended = LintAll(inputs->files, packs, &previous, options, effort, give) && all_ended;
  progress.Wipe();
  if (line.strict && summary.tally.not_evaluated > 0) {
    exit_code = kUnread;
  }
  if (!baselines.Write()) {
    exit_code = std::max<int>(exit_code, kUsage);
  }
  summary.exit_code = exit_code;
  exit_code = outputs->End(summary);
  if (!all_ended) {
    // A thread is still reading a file that took too long, and with it packs and inputs. All that was to be written is.
    std::cerr.flush();
    std::_Exit(exit_code);
  }
  settings.LeavePacks();
  return exit_code;
}

}  // namespace gouji::cli
