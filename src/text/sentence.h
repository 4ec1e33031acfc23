#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace gouji {

/// Bytes [begin, end) of a folded text.
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The sentences of a folded paragraph, without their full stops, in order. A half-width full stop ends one too when an
/// ideograph or a bracket stands before it. What goes on for longer than any sentence is cut at its last comma: whoever
/// reads a sentence may take time that grows with its square.
inline constexpr std::size_t kLongestSentence = 6000;  ///< bytes
std::vector<Stretch> SentencesOf(std::string_view folded);

}  // namespace gouji
