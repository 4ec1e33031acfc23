#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <exception>
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

/// Does pieces of work on several threads, and hands over what comes of them in order, whatever the threads do. Who
/// ends the piece that is next hands it over at once, and what was waiting for it: so what one thread took memory for,
/// the same thread frees, and nobody is woken. As many results are kept as there are threads, times a few.
template <typename Result>
class InTurn {
 public:
  struct Work {
    std::size_t count = 0;
    std::function<Result(std::size_t)> begin;    ///< does a piece; on any thread; does not throw
    std::function<Result(std::size_t)> give_up;  ///< what stands for one that took longer than the limit
    /// Takes what came of it, on any thread, one result after another; false to stop. What it throws, `Run` throws.
    std::function<bool(Result)> give;
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
    self->Watch(self);
    if (self->failure_) std::rethrow_exception(self->failure_);
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
  static constexpr std::size_t kNobody = static_cast<std::size_t>(-1);

  struct Slot {
    std::optional<Result> result;
    std::size_t thread = kNobody;  ///< that is at it, or was; nobody once it was given up
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
    std::unique_lock lock(mutex_);
    for (;;) {
      // A thread that runs too far ahead waits for its slot to be free.
      ++waiting_;
      freed_.wait(lock, [&] { return stop_ || next_ >= work_.count || next_ < given_ + slots_.size(); });
      --waiting_;
      if (stop_ || next_ >= work_.count) return;
      const std::size_t mine = next_++;
      Slot& slot = At(mine);
      slot.thread = number;
      slot.since = Clock::now();
      slot.begun = true;
      lock.unlock();
      Result result = work_.begin(mine);
      lock.lock();
      if (slot.thread != number) return;  // given up meanwhile, and another thread is in this one's place
      slot.result = std::move(result);
      GiveWhatIsNext(lock);
    }
  }

  /// Hands over what is there, as far as nothing before it is missing. Where a thread is at that, it will see to it.
  void GiveWhatIsNext(std::unique_lock<std::mutex>& lock) {
    if (gives_) return;
    gives_ = true;
    while (!stop_ && given_ < work_.count && At(given_).result) {
      std::optional<Result> result = std::exchange(At(given_).result, std::nullopt);
      At(given_).begun = false;
      ++given_;
      const bool anyone = waiting_ > 0 && next_ - given_ <= slots_.size() / 2;  // that waits, for more than one slot
      lock.unlock();
      if (anyone) freed_.notify_all();
      const bool goes_on = Give(*std::move(result));
      lock.lock();
      stop_ = stop_ || !goes_on;
    }
    gives_ = false;
    if (HasEnded()) ended_.notify_one();
  }

  bool Give(Result result) {
    try {
      return work_.give(std::move(result));
    } catch (...) {
      failure_ = std::current_exception();
      return false;
    }
  }

  bool HasEnded() const { return !gives_ && (stop_ || given_ == work_.count); }

  /// Waits until all is handed over, and gives up what takes too long.
  void Watch(const std::shared_ptr<InTurn>& self) {
    std::unique_lock lock(mutex_);
    const auto has_ended = [&] { return HasEnded(); };
    if (limit_.count() == 0) ended_.wait(lock, has_ended);
    // Pieces are begun in order: none that comes after the next is late before it.
    while (!HasEnded()) {
      const Slot& next = At(given_);
      const bool is_at_work = next.begun && !next.result;
      const Clock::time_point end = (is_at_work ? next.since : Clock::now()) + limit_;
      if (Clock::now() >= end) {
        GiveUp(self, lock);
      } else {
        ended_.wait_until(lock, end, has_ended);
      }
    }
  }

  void GiveUp(const std::shared_ptr<InTurn>& self, std::unique_lock<std::mutex>& lock) {
    Slot& late = At(given_);
    threads_[std::exchange(late.thread, kNobody)].detach();
    left_behind_ = true;
    Start(self);
    late.result = work_.give_up(given_);
    GiveWhatIsNext(lock);
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
  std::condition_variable ended_, freed_;
  std::vector<Slot> slots_;
  std::size_t next_ = 0;     ///< piece that nobody has begun
  std::size_t given_ = 0;    ///< pieces that were handed over
  std::size_t waiting_ = 0;  ///< threads that look for a piece to begin
  bool gives_ = false;       ///< a thread is handing over
  bool stop_ = false;
  std::exception_ptr failure_;  ///< what the taker threw
  bool left_behind_ = false;
  std::vector<std::thread> threads_;  ///< of the thread of `Run` alone
};

}  // namespace gouji
