#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "text/fold.h"

namespace gouji {

int EditDistance(std::u32string_view a, std::u32string_view b, int limit) {
  if (limit < 0) return limit + 1;
  while (!a.empty() && !b.empty() && a.front() == b.front()) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  if (a.size() > b.size()) std::swap(a, b);
  const std::size_t most = static_cast<std::size_t>(limit);
  if (b.size() - a.size() > most) return limit + 1;
  if (a.empty()) return static_cast<int>(b.size());

  // Three rows of the usual table: swaps look two back. Only a band of `limit` round the diagonal can hold an answer.
  const int too_far = limit + 1;
  const std::size_t width = a.size() + 1;
  std::vector<int> rows(3 * width, too_far);
  int* before = rows.data();
  int* previous = before + width;
  int* current = previous + width;
  for (std::size_t j = 0; j < width; ++j) previous[j] = std::min(static_cast<int>(std::min(j, most + 1)), too_far);
  for (std::size_t i = 1; i <= b.size(); ++i) {
    const std::size_t first = i > most ? i - most : 1;
    const std::size_t last = i + most < a.size() ? i + most : a.size();
    current[0] = static_cast<int>(std::min(i, most + 1));
    if (first > 1) current[first - 1] = too_far;
    int least = first == 1 ? current[0] : too_far;
    for (std::size_t j = first; j <= last; ++j) {
      int cost = previous[j - 1] + (a[j - 1] == b[i - 1] ? 0 : 1);
      cost = std::min({cost, previous[j] + 1, current[j - 1] + 1});
      if (i > 1 && j > 1 && a[j - 1] == b[i - 2] && a[j - 2] == b[i - 1]) cost = std::min(cost, before[j - 2] + 1);
      current[j] = std::min(cost, too_far);
      least = std::min(least, current[j]);
    }
    if (last < a.size()) current[last + 1] = too_far;
    // A swap can still reach back over one row that is all too far.
    if (least >= too_far && *std::min_element(previous + (first > 1 ? first - 1 : 0), previous + last + 1) >= too_far) {
      return too_far;
    }
    int* const oldest = before;
    before = previous;
    previous = current;
    current = oldest;
  }
  return previous[a.size()];
}

}  // namespace gouji
