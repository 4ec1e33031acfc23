#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "text/sentence.h"

namespace gouji {

/// A year as it stands in a text.
struct YearToken {
  std::size_t begin = 0;
  std::size_t end = 0;  ///< past the unit
  int year = 0;
};

/// The years of a folded text, in order: those before a unit ("2023年", "20 23年", "二〇二三年"), or any number of
/// exactly four digits that can be one when there are no units.
std::vector<YearToken> YearsIn(std::string_view text, const std::vector<std::string>& units);

/// The sentence around a place of a folded text, cut where it is very long.
Stretch SentenceWindow(std::string_view text, std::size_t begin, std::size_t end);

/// Whether a line may go on in the next one: it is long, and nothing ends at its end.
bool GoesOn(std::string_view line);

}  // namespace gouji
