#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

namespace gouji {

/// Remembers what was worked out for texts that come again and again, as the labels of a form do: made once, looked up
/// ever after, by any thread. Never forgets, and so is bounded: where there is no room the caller works it out anew.
/// Copies start empty.
///
/// With `kFromSecond` only what is asked for a second time is remembered, so that the room is not taken by texts that
/// stand in one report alone. What was asked for is known by its hash, and forgotten in the course of time.
template <typename Value, std::size_t kSlots, std::size_t kLongest = 240, bool kFromSecond = false>
class Memo {
 public:
  static constexpr std::size_t kLongestKey = kLongest;

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

  /// The value for `key`, which `make()` gives the first time; null when it is not remembered.
  template <typename Make>
  const Value* Of(std::string_view key, const Make& make) const {
    if (key.size() > kLongestKey) {
      return nullptr;
    }
    const std::size_t hash = HashOf(key);
    std::unique_ptr<Entry> made;
    for (std::size_t probe = 0; probe < kProbes; ++probe) {
      std::atomic<Entry*>& slot = (*slots_)[(hash + probe) % kSlots];
      Entry* entry = slot.load(std::memory_order_acquire);
      if (entry == nullptr) {
        if (kFromSecond && made == nullptr && !WasAskedFor(hash)) {
          return nullptr;
        }
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
  /// Of eight bytes at a time, in half the steps of `std::hash`.
  static std::size_t HashOf(std::string_view key) {
    constexpr std::uint64_t kFactor = 0x9E3779B97F4A7C15U;
    std::uint64_t hash = key.size() * kFactor;
    const auto add = [&hash](std::uint64_t bytes) {
      hash = (hash ^ bytes) * kFactor;
      hash ^= hash >> 32U;
    };
    const char* at = key.data();
    std::size_t left = key.size();
    for (; left >= sizeof(std::uint64_t); at += sizeof(std::uint64_t), left -= sizeof(std::uint64_t)) {
      std::uint64_t bytes = 0;
      std::memcpy(&bytes, at, sizeof bytes);
      add(bytes);
    }
    std::uint64_t rest = 0;
    for (std::size_t i = 0; i < left; ++i) {
      rest = rest << 8U | static_cast<unsigned char>(at[i]);
    }
    add(rest);
    return hash;
  }

  static constexpr std::size_t kProbes = 16;
  static constexpr std::size_t kAsked = kFromSecond ? kSlots * 4 : 1;

  /// Whether a hash was asked for lately; from now on it was.
  bool WasAskedFor(std::size_t hash) const {
    std::atomic<std::uint32_t>& asked = (*asked_)[hash % kAsked];
    const auto tag = static_cast<std::uint32_t>(hash >> 32U) | 1U;
    if (asked.load(std::memory_order_relaxed) == tag) {
      return true;
    }
    asked.store(tag, std::memory_order_relaxed);
    return false;
  }

  struct Entry {
    std::size_t hash;
    std::string key;
    Value value;
  };
  using Slots = std::array<std::atomic<Entry*>, kSlots>;
  std::unique_ptr<Slots> slots_ = std::make_unique<Slots>();
  using Asked = std::array<std::atomic<std::uint32_t>, kAsked>;
  std::unique_ptr<Asked> asked_ = std::make_unique<Asked>();
};

}  // namespace gouji
