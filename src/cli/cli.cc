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

/// What a command prints: words for people, with words of packs and configurations among them, of which none may be an
/// order to the terminal; or data, which is what it is.
enum class Prints { kWords, kData };

struct Command {
  std::string_view name;
  int (*run)(const CommandLine& line);
  Prints prints;
};

constexpr std::array<Command, 9> kCommands = {{{"check", Check, Prints::kData},
                                               {"rules", Rules, Prints::kWords},
                                               {"explain", Explain, Prints::kWords},
                                               {"dump", Dump, Prints::kData},
                                               {"test", Test, Prints::kWords},
                                               {"merge", Merge, Prints::kData},
                                               {"init", Init, Prints::kWords},
                                               {"completion", Completion, Prints::kData},
                                               {"man", Manual, Prints::kData}}};

int RunCommand(const CommandLine& line) {
  const auto* const command = std::ranges::find(kCommands, line.command, &Command::name);
  if (command == kCommands.end()) {
    return kUsage;
  }
  std::optional<OnlyPrintable> shown;
  if (line.print_config || (command->prints == Prints::kWords && line.format != "json")) {
    shown.emplace(std::cout);
  }
  return command->run(line);
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
