#include "cli/progress.h"

#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include "base/trouble.h"

namespace gouji::cli {
namespace {

constexpr std::chrono::milliseconds kPatience{1000};
constexpr std::chrono::milliseconds kBetween{200};

bool IsWatched() {
  const char* terminal = std::getenv("TERM");
  return isatty(STDERR_FILENO) == 1 && terminal != nullptr && std::string_view(terminal) != "dumb";
}

}  // namespace

Progress::Progress(std::size_t total, Lang lang)
    : total_(total), lang_(lang), watched_(total > 1 && IsWatched()), next_(Clock::now() + kPatience) {}

void Progress::Wipe() {
  if (shown_) {
    // Straight to the terminal: what is written to users passes a filter that shows escapes instead of obeying them.
    constexpr std::string_view kWipe = "\r\x1b[K";
    static_cast<void>(write(STDERR_FILENO, kWipe.data(), kWipe.size()) < 0);
    shown_ = false;
  }
}

void Progress::Step() {
  ++done_;
  if (!watched_ || Clock::now() < next_) {
    return;
  }
  next_ = Clock::now() + kBetween;
  Wipe();
  const std::string line = Fill(lang_ == Lang::kZh ? "已检查 {done} / {total}" : "checked {done} of {total}",
                                {{"done", std::to_string(done_)}, {"total", std::to_string(total_)}});
  static_cast<void>(write(STDERR_FILENO, line.data(), line.size()) < 0);
  shown_ = true;
}

}  // namespace gouji::cli
