#include "cli/progress.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <functional>
#include <string>
#include <thread>

namespace gouji::cli {
namespace {

/// What `run` writes to standard error, in a process of its own, where that is a terminal of this type.
std::string SeenOnTerminal(const char* type, const std::function<void()>& run) {
  const int terminal = posix_openpt(O_RDWR | O_NOCTTY);
  REQUIRE(terminal >= 0);
  REQUIRE(grantpt(terminal) == 0);
  REQUIRE(unlockpt(terminal) == 0);
  const int user_end = open(ptsname(terminal), O_RDWR | O_NOCTTY);
  REQUIRE(user_end >= 0);
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    setenv("TERM", type, 1);
    dup2(user_end, STDERR_FILENO);
    run();
    _exit(0);
  }
  REQUIRE(waitpid(child, nullptr, 0) == child);
  std::string seen;
  std::array<char, 4096> some{};
  for (pollfd ready{terminal, POLLIN, 0}; poll(&ready, 1, 50) == 1;) {
    const ssize_t count = read(terminal, some.data(), some.size());
    if (count <= 0) break;
    seen.append(some.data(), static_cast<std::size_t>(count));
  }
  close(user_end);
  close(terminal);
  return seen;
}

/// Three files, the second of which takes longer than anybody waits without a word.
void CheckThree() {
  Progress progress(3, Lang::kEn);
  progress.Step();
  std::this_thread::sleep_for(std::chrono::milliseconds(1100));
  progress.Step();
  progress.Wipe();
  progress.Step();
  progress.Wipe();
}

}  // namespace

TEST_CASE("who waits at a terminal is told how far the run is, and nothing of it stays there") {
  CHECK(SeenOnTerminal("xterm", CheckThree) == "checked 2 of 3\r\x1b[K");
}

TEST_CASE("a terminal that cannot wipe a line, and a single file, are left alone") {
  CHECK(SeenOnTerminal("dumb", CheckThree).empty());
  CHECK(SeenOnTerminal("xterm", [] {
          Progress progress(1, Lang::kEn);
          std::this_thread::sleep_for(std::chrono::milliseconds(1100));
          progress.Step();
          progress.Wipe();
        }).empty());
}

}  // namespace gouji::cli
