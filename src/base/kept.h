#pragma once

#include <algorithm>
#include <cstddef>
#include <forward_list>
#include <string>
#include <string_view>

namespace gouji {

/// Keeps many short texts side by side, without the cost of a string for each. What it gives stays where it is, also
/// when this is moved.
class Kept {
 public:
  std::string_view Keep(std::string_view text) {
    if (blocks_.empty() || blocks_.front().capacity() - blocks_.front().size() < text.size()) {
      blocks_.emplace_front().reserve(std::max(kBlock, text.size()));
    }
    std::string& block = blocks_.front();
    const std::size_t begin = block.size();
    block += text;
    return std::string_view(block).substr(begin);
  }

 private:
  static constexpr std::size_t kBlock = 4096;
  std::forward_list<std::string> blocks_;
};

}  // namespace gouji
