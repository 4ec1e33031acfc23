#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>

#include "rules/options.h"

namespace gouji {

/// A part of a rule that most reports do not need. In a shipped pack, which was checked when gouji was built, it is
/// read when first asked for, by whichever thread; else at once, so that its mistakes are told. Copies share it.
template <typename Value>
class Later {
 public:
  using Read = std::function<Value(const NodeContext&)>;

  Later() = default;
  /// What `read` refers to stays as long as the pack.
  Later(const NodeContext& context, Read read) : state_(std::make_shared<State>()) {
    if (context.check_patterns) {
      state_->value = read(context);
      state_->is_read.store(true, std::memory_order_relaxed);
    } else {
      state_->context = context.AfterLoading();
      state_->read = std::move(read);
    }
  }

  /// Whether there is such a part.
  bool is_given() const { return state_ != nullptr; }
  const Value& Get() const {
    if (!state_->is_read.load(std::memory_order_acquire)) {
      const std::lock_guard<std::mutex> lock(state_->reading);
      if (!state_->is_read.load(std::memory_order_relaxed)) {
        state_->value = state_->read(state_->context);
        state_->is_read.store(true, std::memory_order_release);
      }
    }
    return state_->value;
  }

 private:
  struct State {
    std::mutex reading;
    std::atomic<bool> is_read = false;
    NodeContext context;
    Read read;
    Value value;
  };
  std::shared_ptr<State> state_;
};

}  // namespace gouji
