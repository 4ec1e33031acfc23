#include "output/whole_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace gouji {
namespace {

// What a signal handler may touch: names of unfinished files, in memory that is never freed while they stand here. More
// files than there is room for are written all the same, but stay where they are when the run is ended from outside.
constexpr std::size_t kRoom = 32;
std::array<std::atomic<const char*>, kRoom> unfinished_files{};  // NOLINT: a handler can reach nothing else
static_assert(std::atomic<const char*>::is_always_lock_free);

void TakeAway(int signal_number) {
  for (std::atomic<const char*>& each : unfinished_files) {
    const char* path = each.load();
    if (path != nullptr) unlink(path);
  }
  // To end by the signal itself is what tells the caller, a shell or make, to stop too.
  std::signal(signal_number, SIG_DFL);
  std::raise(signal_number);
}

void HandleSignals() {
  static const bool once = [] {
    for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) {
      struct sigaction action {};
      // Who ignores a signal (nohup, a shell's background) means the whole run to.
      if (sigaction(number, nullptr, &action) != 0 || action.sa_handler != SIG_DFL) continue;
      action = {};
      action.sa_handler = TakeAway;
      sigemptyset(&action.sa_mask);
      sigaction(number, &action, nullptr);
    }
    std::signal(SIGXFSZ, SIG_IGN);  // a file over the limit is an error to report, not the end
    return true;
  }();
  static_cast<void>(once);
}

void Remember(const std::string& path) {
  HandleSignals();
  for (std::atomic<const char*>& each : unfinished_files) {
    const char* none = nullptr;
    if (each.compare_exchange_strong(none, path.c_str())) return;
  }
}

void Forget(const std::string& path) {
  for (std::atomic<const char*>& each : unfinished_files) {
    const char* same = path.c_str();
    if (each.compare_exchange_strong(same, nullptr)) return;
  }
}

}  // namespace

WholeFile::WholeFile(std::string path) : path_(std::move(path)) {
  Open();
  stream_.emplace(file_);
}

void WholeFile::Open() {
  struct stat info {};
  const bool exists = stat(path_.c_str(), &info) == 0;
  if (exists && S_ISDIR(info.st_mode)) {
    error_ = EISDIR;
    return;
  }
  if (exists && !S_ISREG(info.st_mode)) {
    file_ = open(path_.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
    error_ = file_ < 0 ? errno : 0;
    return;
  }
  place_ = path_;
  if (char* target = exists ? realpath(path_.c_str(), nullptr) : nullptr) {
    place_ = target;
    std::free(target);  // NOLINT: realpath allocates with malloc
  }
  // Neither an older run's file nor a link that somebody put there is ever opened: O_EXCL takes only a new name.
  for (int count = 0; count < 100 && file_ < 0; ++count) {
    unfinished_ = place_ + ".gouji-" + std::to_string(getpid()) + (count == 0 ? "" : "-" + std::to_string(count));
    file_ = open(unfinished_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    error_ = file_ < 0 ? errno : 0;
    if (error_ != 0 && error_ != EEXIST) break;
  }
  if (file_ < 0) {
    unfinished_.clear();
    return;
  }
  Remember(unfinished_);
  if (!exists) return;
  // Only root may give a file to somebody; anybody else's is his own already, or becomes so.
  static_cast<void>(fchown(file_, info.st_uid, info.st_gid) == 0);
  fchmod(file_, info.st_mode & 0777);
}

WholeFile::~WholeFile() { Discard(); }

void WholeFile::Discard() {
  stream_.reset();
  if (file_ >= 0) close(std::exchange(file_, -1));
  if (unfinished_.empty()) return;
  unlink(unfinished_.c_str());
  Forget(unfinished_);
  unfinished_.clear();
}

bool WholeFile::Keep() {
  if (file_ < 0) return false;
  stream_->flush();
  error_ = stream_->error();
  // A disk over a network tells only now that it is full.
  if (close(std::exchange(file_, -1)) != 0 && error_ == 0) error_ = errno;
  if (error_ == 0 && !unfinished_.empty()) {
    if (std::rename(unfinished_.c_str(), place_.c_str()) == 0) {
      Forget(unfinished_);
      unfinished_.clear();
    } else {
      error_ = errno;
    }
  }
  return error_ == 0;
}

}  // namespace gouji
