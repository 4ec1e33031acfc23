#include "input/pdftotext.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <span>
#include <vector>

namespace gouji {
namespace {

constexpr std::chrono::seconds kTimeLimit{20};
constexpr std::size_t kMaxOutput = 32U << 20U;

/// A file without a name: gone when it is closed, however the run ends.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view bytes) {
    const char* folder = std::getenv("TMPDIR");  // NOLINT: nothing of ours ever sets the environment
    std::string path = std::string(folder != nullptr && *folder != '\0' ? folder : "/tmp") + "/gouji-XXXXXX";
    file_ = mkostemp(path.data(), O_CLOEXEC);
    if (file_ < 0) return;
    unlink(path.c_str());
    complete_ = true;
    while (complete_ && !bytes.empty()) {
      const ssize_t written = write(file_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      complete_ = written > 0;
      if (complete_) bytes.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  ~TemporaryFile() {
    if (file_ >= 0) close(file_);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  bool complete() const { return complete_; }
  int file() const { return file_; }

 private:
  int file_ = -1;
  bool complete_ = false;
};

/// Reads from `pipe` until its other end closes, the time is over or there is too much.
PdfOutcome Drain(int pipe, std::string& output) {
  const auto deadline = std::chrono::steady_clock::now() + kTimeLimit;
  std::array<char, 1U << 16U> buffer{};
  for (;;) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0) return PdfOutcome::kTooSlow;
    pollfd ready{pipe, POLLIN, 0};
    const int count = poll(&ready, 1, static_cast<int>(left.count()));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return count == 0 ? PdfOutcome::kTooSlow : PdfOutcome::kFailed;
    const ssize_t got = read(pipe, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return PdfOutcome::kFailed;
    if (got == 0) return PdfOutcome::kDone;
    output.append(buffer.data(), static_cast<std::size_t>(got));
    if (output.size() > kMaxOutput) return PdfOutcome::kTooMuch;
  }
}

constexpr int kNoSuchProgram = 127;
constexpr int kNotRun = 126;

/// What the child process does, between two programs: nothing but system calls. It ends when the thread that waits for
/// it does, however that is: a signal, a file that was given up.
[[noreturn]] void BecomeProgram(pid_t parent, int in, int out, char* const* words) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (getppid() != parent || dup2(in, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 ||
      dup2(nowhere, STDERR_FILENO) < 0) {
    _exit(kNotRun);
  }
  std::signal(SIGPIPE, SIG_DFL);
  execvp(words[0], words);
  _exit(errno == ENOENT ? kNoSuchProgram : kNotRun);
}

/// Runs a program that reads `pdf` from its standard input, and collects what it prints.
PdfOutcome Run(std::span<std::string> words, int pdf, std::string& output) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return PdfOutcome::kFailed;
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child == 0) BecomeProgram(parent, pdf, ends[1], arguments.data());
  close(ends[1]);
  if (child < 0) {
    close(ends[0]);
    return PdfOutcome::kFailed;
  }
  const PdfOutcome outcome = Drain(ends[0], output);
  close(ends[0]);
  int status = 0;
  // Whoever has said all it has to say ends at once, or is ended.
  bool ended = false;
  for (int patience = 200; outcome == PdfOutcome::kDone && !ended && patience > 0; --patience) {
    ended = waitpid(child, &status, WNOHANG) == child;
    if (!ended) poll(nullptr, 0, 5);
  }
  if (!ended) {
    kill(child, SIGKILL);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
  }
  if (outcome != PdfOutcome::kDone) return outcome;
  if (WIFEXITED(status) && WEXITSTATUS(status) == kNoSuchProgram) return PdfOutcome::kMissing;
  return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? PdfOutcome::kDone : PdfOutcome::kFailed;
}

}  // namespace

PdfOutcome ReadPdfWords(std::string_view pdf, std::string& tsv) {
  const TemporaryFile file(pdf);
  if (!file.complete()) return PdfOutcome::kNoTemporaryFile;
  std::array<std::string, 7> words = {"pdftotext", "-q", "-tsv", "-enc", "UTF-8", "/dev/stdin", "-"};
  return Run(words, file.file(), tsv);
}

std::string ReadPdfDrawing(std::string_view pdf) {
  const TemporaryFile file(pdf);
  std::string svg;
  if (!file.complete()) return svg;
  std::array<std::string, 6> words = {"pdftocairo", "-q", "-svg", "-origpagesizes", "/dev/stdin", "-"};
  return Run(words, file.file(), svg) == PdfOutcome::kDone ? svg : std::string();
}

}  // namespace gouji
