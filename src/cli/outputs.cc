#include "cli/outputs.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <iostream>

#include "base/system_error.h"
#include "output/whole_file.h"
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

/// Says why something was not written. A reader of standard output that has seen enough is no mistake.
void Complain(const std::string& what, int error, Lang lang) {
  std::cerr << "gouji: " << (lang == Lang::kZh ? "写不了" : "cannot write ") << what
            << (lang == Lang::kZh ? "：" : ": ") << SystemError(error, lang) << "\n";
}

void ComplainOfFile(const WholeFile& file, Lang lang) {
  const bool zh = lang == Lang::kZh;
  Complain((zh ? "“" : "'") + Printable(file.path()) + (zh ? "”" : "'"), file.error(), lang);
}

}  // namespace

/// What `--output` asks for.
struct Outputs::File {
  File(const std::string& format, const std::string& path) : file(path), writer(FormatOf(format).make(file.out())) {}

  WholeFile file;
  std::unique_ptr<Writer> writer;
};

Outputs::Outputs(const CommandLine& line)
    : line_(line), standard_output_(STDOUT_FILENO), by_line_(isatty(STDOUT_FILENO) == 1) {}
Outputs::~Outputs() = default;

std::unique_ptr<Outputs> Outputs::Open(const CommandLine& line) {
  std::unique_ptr<Outputs> outputs(new Outputs(line));
  for (const auto& [format, path] : line.outputs) {
    outputs->files_.push_back(std::make_unique<File>(format, path));
    if (!outputs->files_.back()->file.good()) {
      ComplainOfFile(outputs->files_.back()->file, line.lang);
      return nullptr;
    }
  }
  if (!outputs->files_.empty()) {
    // Whoever reads standard output may leave when he has seen enough; the files are still wanted whole.
    std::signal(SIGPIPE, SIG_IGN);
  }
  if (!line.diff) {
    outputs->standard_ = FormatOf(line.format).make(outputs->standard_output_);
  }
  return outputs;
}

bool Outputs::wants_tables() const {
  const auto wants = [](const std::string& format) { return FormatOf(format).wants_tables; };
  return (standard_ != nullptr && wants(line_.format)) ||
         std::ranges::any_of(line_.outputs, [&](const auto& output) { return wants(output.first); });
}

void Outputs::Begin(const RunInfo& run) {
  for (const auto& each : files_) {
    each->writer->Begin(run);
  }
  if (standard_ != nullptr) {
    RunInfo here = run;
    here.color = WantsColor(line_.color);
    here.width = TerminalWidth();
    standard_->Begin(here);
  }
}

bool Outputs::Add(const Outcome& outcome) {
  if (standard_ != nullptr) {
    standard_->Add(outcome);
  }
  for (const auto& each : files_) {
    each->writer->Add(outcome);
  }
  if (by_line_) {
    standard_output_.flush();
  }
  return standard_output_.error() == 0 || !files_.empty();
}

int Outputs::End(const Summary& summary) {
  if (standard_ != nullptr) {
    standard_->End(summary);
  }
  standard_output_.flush();
  int exit_code = summary.exit_code;
  for (const auto& each : files_) {
    each->writer->End(summary);
  }
  for (const auto& each : files_) {
    if (!each->file.Keep()) {
      ComplainOfFile(each->file, line_.lang);
      exit_code = std::max<int>(exit_code, kUsage);
    }
  }
  if (standard_output_.error() == EPIPE) {
    return files_.empty() ? kClosedPipe : exit_code;
  }
  if (standard_output_.error() != 0) {
    Complain(line_.lang == Lang::kZh ? "标准输出" : "standard output", standard_output_.error(), line_.lang);
    exit_code = std::max<int>(exit_code, kUsage);
  }
  return exit_code;
}

}  // namespace gouji::cli
