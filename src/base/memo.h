#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace gouji {

/// Remembers what was worked out for texts that come again and again, as the labels of a form do: made once, looked up
/// ever after, by any thread. Never forgets, and so is bounded: where there is no room the caller works it out anew.
/// Copies start empty.
template <typename Value, std::size_t kSlots>
class Memo {
 public:
  static constexpr std::size_t kLongestKey = 240;

  Memo() = default;
  Memo(const Memo&) noexcept {}
  Memo& operator=(const Memo&) noexcept {
    Forget();
    return *this;
  }
  ~Memo() { Forget(); }

  /// Not while others use it.
  void Forget() {
    for (std::atomic<Entry*>& slot : *slots_) {
      delete slot.exchange(nullptr, std::memory_order_relaxed);
    }
  }

  /// The value for `key`, which `make()` gives the first time; null when there is no room.
  template <typename Make>
  const Value* Of(std::string_view key, const Make& make) const {
    if (key.size() > kLongestKey) {
      return nullptr;
    }
    const std::size_t hash = std::hash<std::string_view>()(key);
    std::unique_ptr<Entry> made;
    for (std::size_t probe = 0; probe < kProbes; ++probe) {
      std::atomic<Entry*>& slot = (*slots_)[(hash + probe) % kSlots];
      Entry* entry = slot.load(std::memory_order_acquire);
      if (entry == nullptr) {
        if (made == nullptr) {
          made.reset(new Entry{hash, std::string(key), make()});
        }
        // Another thread may have been here first, with this key or with another.
        if (slot.compare_exchange_strong(entry, made.get(), std::memory_order_acq_rel)) {
          return &made.release()->value;
        }
      }
      if (entry->hash == hash && entry->key == key) {
        return &entry->value;
      }
    }
    return nullptr;
  }

 private:
  static constexpr std::size_t kProbes = 16;

  struct Entry {
    std::size_t hash;
    std::string key;
    Value value;
  };
  using Slots = std::array<std::atomic<Entry*>, kSlots>;
  std::unique_ptr<Slots> slots_ = std::make_unique<Slots>();
};

}  // namespace gouji
