#include "cli/cli.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <iostream>
#include <new>
#include <optional>
#include <streambuf>
#include <utility>

#include "base/system_error.h"
#include "cli/only_printable.h"
#include "output/file_stream.h"

namespace gouji::cli {
namespace {

/// Whether what a command prints is words for people, with words of packs and configurations among them, and no data.
bool SpeaksToPeople(const CommandLine& line) {
  return line.command == "explain" || line.command == "test" || line.command == "init" || line.print_config ||
         (line.command == "rules" && line.format != "json");
}

int RunCommand(const CommandLine& line) {
  std::optional<OnlyPrintable> shown;
  if (SpeaksToPeople(line)) {
    shown.emplace(std::cout);
  }
  static constexpr std::array<std::pair<std::string_view, int (*)(const CommandLine&)>, 9> kCommands = {
      {{"check", Check},
       {"rules", Rules},
       {"explain", Explain},
       {"dump", Dump},
       {"test", Test},
       {"merge", Merge},
       {"init", Init},
       {"completion", Completion},
       {"man", Manual}}};
  for (const auto& [name, command] : kCommands) {
    if (line.command == name) {
      return command(line);
    }
  }
  return kUsage;
}

/// What the commands print on standard output, and what becomes of it: the disk may be full.
class Output {
 public:
  Output() : stream_(STDOUT_FILENO), before_(std::cout.rdbuf(stream_.rdbuf())) {}
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  ~Output() { std::cout.rdbuf(before_); }

  /// The exit code, once all is written.
  int Finish(int exit_code, Lang lang) {
    stream_.flush();
    if (stream_.error() == 0) {
      return exit_code;
    }
    if (stream_.error() == EPIPE) {
      return kClosedPipe;
    }
    std::cerr << "gouji: " << (lang == Lang::kZh ? "写不了标准输出：" : "cannot write standard output: ")
              << SystemError(stream_.error(), lang) << "\n";
    return std::max<int>(exit_code, kUsage);
  }

 private:
  FileStream stream_;
  std::streambuf* before_;
};

}  // namespace

int Run(int argc, char** argv) {
  const OnlyPrintable errors(std::cerr);
  Output output;
  int exit_code = kClean;
  const auto line = ReadCommandLine(argc, argv, exit_code);
  if (!line) {
    return output.Finish(exit_code, Lang::kEn);
  }
  try {
    return output.Finish(RunCommand(*line), line->lang);
  } catch (const std::bad_alloc&) {
    std::cerr << (line->lang == Lang::kZh ? "gouji: 内存不足，没有检查完\n"
                                          : "gouji: out of memory; not everything was checked\n");
  } catch (const std::exception& error) {
    std::cerr << (line->lang == Lang::kZh ? "gouji: 内部出错：" : "gouji: internal error: ") << error.what() << "\n";
  }
  return kUnread;
}

}  // namespace gouji::cli
