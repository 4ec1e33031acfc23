#include "input/pdftotext.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <span>
#include <vector>

extern char** environ;  // NOLINT: what a child process inherits

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

/// Runs a program that reads `pdf` from its standard input, and collects what it prints.
PdfOutcome Run(std::span<std::string> words, int pdf, std::string& output) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return PdfOutcome::kFailed;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, pdf, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pid_t child = 0;
  const int error = posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  if (error != 0) {
    close(ends[0]);
    return error == ENOENT ? PdfOutcome::kMissing : PdfOutcome::kFailed;
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
  constexpr int kNoSuchProgram = 127;
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
