#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <new>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace gouji {

/// What a run may take.
struct Effort {
  int jobs = 1;                        ///< threads; fewer where the system does not give as many
  std::chrono::milliseconds limit{0};  ///< for one piece of work; 0: as long as it takes
};

/// Does pieces of work on several threads, and hands over what comes of them in order, whatever the threads do. As many
/// results are kept as there are threads, times a few.
template <typename Result>
class InTurn {
 public:
  struct Work {
    std::size_t count = 0;
    std::function<Result(std::size_t)> begin;    ///< does a piece; on any thread; does not throw
    std::function<Result(std::size_t)> give_up;  ///< what stands for one that took longer than the limit
    std::function<bool(Result)> give;            ///< takes what came of it, on the thread of `Run`; false to stop
  };

  /// False when a thread is still at a piece that was given up: nothing can stop it, and whatever `begin` refers to
  /// must stay. Then the process is to be left by `std::_Exit`.
  static bool Run(Work work, const Effort& effort) {
    if (effort.jobs <= 1 && effort.limit.count() == 0) {
      for (std::size_t i = 0; i < work.count && work.give(work.begin(i)); ++i) {
      }
      return true;
    }
    // Shared with threads that may outlive this call.
    const auto self = std::make_shared<InTurn>(std::move(work), effort);
    const Guard guard{*self};
    for (std::size_t i = 0; i < self->most_threads_; ++i) self->Start(self);
    if (self->threads_.empty() && self->work_.count > 0) throw std::bad_alloc();
    self->HandOver(self);
    return self->LetGo();
  }

  InTurn(Work work, const Effort& effort)
      : work_(std::move(work)),
        limit_(effort.limit),
        most_threads_(std::min(static_cast<std::size_t>(std::max(effort.jobs, 1)), work_.count)),
        slots_(most_threads_ * kAhead) {}

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr std::size_t kAhead = 16;

  struct Slot {
    std::optional<Result> result;
    std::size_t thread = 0;  ///< that is at it, or was
    bool begun = false;
    Clock::time_point since;
  };

  /// However the call is left, no thread goes on to use what is gone, save those that were let go.
  struct Guard {
    InTurn& turn;
    ~Guard() {
      {
        const std::lock_guard lock(turn.mutex_);
        turn.stop_ = true;
      }
      turn.freed_.notify_all();
      for (std::thread& each : turn.threads_) {
        if (each.joinable()) each.join();
      }
    }
  };

  Slot& At(std::size_t piece) { return slots_[piece % slots_.size()]; }

  void Start(const std::shared_ptr<InTurn>& self) {
    const std::size_t number = threads_.size();
    try {
      threads_.emplace_back([self, number] { self->WorkAs(number); });
    } catch (const std::system_error&) {  // the system gives no more threads
    } catch (const std::bad_alloc&) {
    }
  }

  void WorkAs(std::size_t number) {
    for (;;) {
      std::size_t mine = 0;
      {
        std::unique_lock lock(mutex_);
        // A thread that runs too far ahead waits for its slot to be free.
        ++waiting_;
        freed_.wait(lock, [&] { return stop_ || next_ >= work_.count || next_ < given_ + slots_.size(); });
        --waiting_;
        if (stop_ || next_ >= work_.count) return;
        mine = next_++;
        At(mine).thread = number;
        At(mine).since = Clock::now();
        At(mine).begun = true;
      }
      Result result = work_.begin(mine);
      bool is_enough = false;
      {
        const std::lock_guard lock(mutex_);
        if (mine < given_) return;  // given up meanwhile, and another thread is in this one's place
        At(mine).result = std::move(result);
        ++ready_;
        // To wake a thread takes about as long as to check a small file: once for several.
        is_enough = At(given_).result.has_value() && (ready_ >= slots_.size() / 2 || next_ >= work_.count);
      }
      if (is_enough) filled_.notify_one();
    }
  }

  void HandOver(const std::shared_ptr<InTurn>& self) {
    for (std::size_t piece = 0; piece < work_.count; ++piece) {
      std::optional<Result> result;
      bool late = false;
      bool anyone = false;  // that waits, for more than a single slot
      {
        std::unique_lock lock(mutex_);
        late = !Wait(lock, piece);
        result = std::exchange(At(piece).result, std::nullopt);
        ready_ -= result ? 1 : 0;
        if (late) threads_[At(piece).thread].detach();
        At(piece).begun = false;
        ++given_;
        anyone = waiting_ > 0 && next_ - given_ <= slots_.size() / 2;
      }
      if (anyone) freed_.notify_all();
      if (late) {
        left_behind_ = true;
        Start(self);
        result = work_.give_up(piece);
      }
      if (!work_.give(*std::move(result))) return;
    }
  }

  /// Whether the result of `piece` came in time.
  bool Wait(std::unique_lock<std::mutex>& lock, std::size_t piece) {
    const Slot& slot = At(piece);
    const auto is_there = [&] { return slot.result.has_value(); };
    while (!is_there()) {
      // Nobody is woken for a single result, unless it is the last.
      constexpr std::chrono::milliseconds kPatience{5};
      const Clock::time_point soon = Clock::now() + kPatience;
      if (limit_.count() == 0 || !slot.begun) {
        filled_.wait_until(lock, soon, is_there);
      } else if (const Clock::time_point end = slot.since + limit_; Clock::now() < end) {
        filled_.wait_until(lock, std::min(soon, end), is_there);
      } else {
        return false;
      }
    }
    return true;
  }

  /// Lets go of threads that are at a piece nobody waits for any more.
  bool LetGo() {
    const std::lock_guard lock(mutex_);
    stop_ = true;
    for (std::size_t piece = given_; piece < next_ && limit_.count() > 0; ++piece) {
      if (At(piece).begun && !At(piece).result) {
        threads_[At(piece).thread].detach();
        left_behind_ = true;
      }
    }
    return !left_behind_;
  }

  const Work work_;
  const std::chrono::milliseconds limit_;
  const std::size_t most_threads_;
  std::mutex mutex_;
  std::condition_variable filled_, freed_;
  std::vector<Slot> slots_;
  std::size_t next_ = 0;     ///< piece that nobody has begun
  std::size_t given_ = 0;    ///< pieces that were handed over
  std::size_t ready_ = 0;    ///< results to be handed over
  std::size_t waiting_ = 0;  ///< threads that look for a piece to begin
  bool stop_ = false;
  bool left_behind_ = false;
  std::vector<std::thread> threads_;  ///< of the thread of `Run` alone
};

}  // namespace gouji
