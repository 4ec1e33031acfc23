#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <thread>

#include "base/system_error.h"
#include "cli/cli.h"
#include "cli/inputs.h"
#include "cli/settings.h"
#include "lint.h"
#include "output/file_stream.h"
#include "output/whole_file.h"
#include "output/writer.h"
#include "text/width.h"

namespace gouji::cli {
namespace {

bool WantsColor(const std::string& when) {
  if (when != "auto") {
    return when == "always";
  }
  const auto set = [](const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0';
  };
  if (set("NO_COLOR")) {
    return false;
  }
  if (set("FORCE_COLOR")) {
    return true;
  }
  const char* terminal = std::getenv("TERM");
  return isatty(STDOUT_FILENO) == 1 && terminal != nullptr && std::string_view(terminal) != "dumb";
}

int TerminalWidth() {
  winsize size{};
  return isatty(STDOUT_FILENO) == 1 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

const Format& FormatOf(const std::string& name) { return *std::ranges::find(Formats(), name, &Format::name); }

/// What `--output` asks for.
struct FileOutput {
  FileOutput(const std::string& format, const std::string& path)
      : file(path), writer(FormatOf(format).make(file.out())) {}

  WholeFile file;
  std::unique_ptr<Writer> writer;
};

/// Says why something was not written. A reader of standard output that has seen enough is no mistake.
void Complain(const std::string& what, int error, Lang lang) {
  std::cerr << "gouji: " << (lang == Lang::kZh ? "写不了" : "cannot write ") << what
            << (lang == Lang::kZh ? "：" : ": ") << SystemError(error, lang) << "\n";
}

void ComplainOfFile(const WholeFile& file, Lang lang) {
  Complain((lang == Lang::kZh ? " '" : "'") + Printable(file.path()) + "'", file.error(), lang);
}

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
}

bool Fails(const Outcome& outcome, const std::string& fail_on) {
  const auto threshold = SeverityOf(fail_on);
  return threshold && std::ranges::any_of(outcome.findings,
                                          [&](const Diagnostic& finding) { return finding.severity >= *threshold; });
}

RunInfo DescribeRun(const CommandLine& line, const Settings& settings) {
  RunInfo run;
  run.lang = line.lang;
  run.color = WantsColor(line.color);
  run.width = TerminalWidth();
  run.version = GOUJI_VERSION;
  for (const auto& pack : settings.packs()) {
    run.pack_id += (run.pack_id.empty() ? "" : "+") + std::string(pack->id);
  }
  run.rules = settings.RulesInForce();
  std::error_code error;
  run.working_directory = std::filesystem::current_path(error).string();
  return run;
}

/// The files that --previous names. What a configuration leaves out of the check is still good to compare with.
std::vector<Input> GatherPrevious(const CommandLine& line) {
  if (line.previous.empty()) {
    return {};
  }
  CommandLine of_previous;
  of_previous.paths = line.previous;
  of_previous.lang = line.lang;
  of_previous.no_config = true;
  Settings plain(of_previous);
  return GatherInputs(of_previous, plain).value_or(std::vector<Input>());
}

}  // namespace

int Check(const CommandLine& line) {
  if (line.print_config) {
    return PrintConfig(line);
  }
  Settings settings(line);
  auto inputs = GatherInputs(line, settings);
  std::vector<const FileSettings*> applies;
  for (std::size_t i = 0; inputs && i < inputs->size(); ++i) {
    applies.push_back(&settings.For((*inputs)[i].path));
    (*inputs)[i].profile = &applies.back()->profile;
  }
  if (applies.empty()) {
    settings.ForFolder(".");
  }
  const bool good = settings.Report();
  if (!inputs || !good) {
    return inputs ? kUsage : kUnread;
  }
  const auto& packs = settings.packs();
  std::vector<std::unique_ptr<FileOutput>> files;
  for (const auto& [format, path] : line.outputs) {
    files.push_back(std::make_unique<FileOutput>(format, path));
    if (!files.back()->file.good()) {
      ComplainOfFile(files.back()->file, line.lang);
      return kUsage;
    }
  }
  if (!files.empty()) {
    // Whoever reads standard output may leave when he has seen enough; the files are still wanted whole.
    std::signal(SIGPIPE, SIG_IGN);
  }
  FileStream standard_output(STDOUT_FILENO);
  std::vector<Writer*> writers;
  const std::unique_ptr<Writer> standard = FormatOf(line.format).make(standard_output);
  writers.push_back(standard.get());
  LintOptions options;
  options.lang = line.lang;
  options.year = line.year;
  options.draw_tables = FormatOf(line.format).wants_tables;
  for (std::size_t i = 0; i < files.size(); ++i) {
    writers.push_back(files[i]->writer.get());
    options.draw_tables = options.draw_tables || FormatOf(line.outputs[i].first).wants_tables;
  }
  RunInfo run = DescribeRun(line, settings);
  for (std::size_t i = 0; i < writers.size(); ++i) {
    RunInfo each = run;
    if (i > 0) {
      each.color = false;
      each.width = 0;
    }
    writers[i]->Begin(each);
  }
  const bool by_line = isatty(STDOUT_FILENO) == 1;
  Summary summary;
  summary.rules = run.rules.size();
  int exit_code = kClean;
  const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  const Effort effort{line.jobs > 0 ? line.jobs : cores, std::chrono::milliseconds(std::lround(line.timeout * 1000))};
  bool all_ended = true;
  const std::vector<Input> named = GatherPrevious(line);
  PreviousReports previous;
  for (const auto& pack : packs) {
    all_ended = previous.Add(*pack, named, effort) && all_ended;
    if (inputs->size() > 1) {
      all_ended = previous.Add(*pack, *inputs, effort) && all_ended;
    }
  }
  std::size_t given = 0;
  const auto give = [&](const Outcome& outcome) {
    const FileSettings& of_file = *applies[given++];
    Count(outcome, summary);
    exit_code = std::max(exit_code, !outcome.readable                       ? static_cast<int>(kUnread)
                                    : Fails(outcome, of_file.fail_on.value) ? static_cast<int>(kFindings)
                                                                            : static_cast<int>(kClean));
    for (Writer* writer : writers) {
      writer->Add(outcome);
    }
    if (by_line) {
      standard_output.flush();
    }
    return standard_output.error() == 0 || !files.empty();
  };
  all_ended = LintAll(*inputs, packs, &previous, options, effort, give) && all_ended;
  if (line.strict && summary.tally.not_evaluated > 0) {
    exit_code = kUnread;
  }
  summary.exit_code = exit_code;
  for (Writer* writer : writers) {
    writer->End(summary);
  }
  standard_output.flush();
  for (const auto& each : files) {
    if (!each->file.Keep()) {
      ComplainOfFile(each->file, line.lang);
      exit_code = std::max<int>(exit_code, kUsage);
    }
  }
  if (standard_output.error() == EPIPE) {
    exit_code = files.empty() ? kClosedPipe : exit_code;
  } else if (standard_output.error() != 0) {
    Complain(line.lang == Lang::kZh ? "标准输出" : "standard output", standard_output.error(), line.lang);
    exit_code = std::max<int>(exit_code, kUsage);
  }
  if (!all_ended) {
    // A thread is still reading a file that took too long, and with it packs and inputs. All that was to be written is.
    std::cerr.flush();
    std::_Exit(exit_code);
  }
  return exit_code;
}

}  // namespace gouji::cli
