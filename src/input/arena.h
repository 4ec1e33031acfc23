#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <vector>

namespace gouji {

/// Memory handed out piece by piece and given back as a whole: for a parser in C whose many small pieces all live as
/// long as its tree.
class Arena {
 public:
  /// Room for `bytes`, aligned for anything; null when there is no memory.
  void* Take(std::size_t bytes) {
    constexpr std::size_t kAlignment = alignof(std::max_align_t);
    bytes = (bytes + kAlignment - 1) / kAlignment * kAlignment;
    if (bytes > left_ && !Grow(bytes)) return nullptr;
    void* room = next_;
    next_ += bytes;
    left_ -= bytes;
    return room;
  }

 private:
  struct Free {
    void operator()(char* block) const { std::free(block); }  // NOLINT: what is null when there is no memory
  };

  bool Grow(std::size_t bytes) {
    constexpr std::size_t kLargest = std::size_t{4} << 20;
    const std::size_t size = bytes > block_ ? bytes : block_;
    std::unique_ptr<char, Free> block(static_cast<char*>(std::malloc(size)));  // NOLINT
    if (block == nullptr) return false;
    next_ = block.get();
    left_ = size;
    block_ = block_ < kLargest ? block_ * 2 : block_;
    blocks_.push_back(std::move(block));
    return true;
  }

  std::vector<std::unique_ptr<char, Free>> blocks_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
  std::size_t block_ = std::size_t{64} << 10;
};

}  // namespace gouji
