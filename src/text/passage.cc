#include "text/passage.h"

namespace gouji {

Answers::Answers(std::size_t patterns) : bits_(new std::atomic<std::uint64_t>[patterns / 32 + 1]()) {}

void Answers::Note(std::size_t pattern, bool found) const {
  std::atomic<std::uint64_t>& bits = bits_[pattern / 32];
  const auto answer = static_cast<std::uint64_t>(found ? Answer::kFound : Answer::kAbsent);
  bits.store(bits.load(std::memory_order_relaxed) | answer << pattern % 32 * 2, std::memory_order_relaxed);
}

}  // namespace gouji
