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
/// ideograph or a bracket stands before it.
std::vector<Stretch> SentencesOf(std::string_view folded);

}  // namespace gouji
