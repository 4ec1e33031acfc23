#include "input/label_rhythm.h"

namespace gouji {
namespace {

constexpr std::size_t kLabelRun = 4;  // labels that are a heading row and a label, not a group and a label

}  // namespace

std::vector<std::size_t> RowStarts(std::span<const Beat> beats) {
  std::vector<std::size_t> starts;
  for (const auto& [begin, values, end] : beats) {
    starts.push_back(begin);
    const std::size_t labels = values - begin;
    if (labels < kLabelRun || end == values) continue;
    // A table of one row of values, as wide as its headings, has no labels at all.
    const bool unlabelled = beats.size() == 1 && (end - values) * 2 >= labels;
    starts.push_back(unlabelled ? values : values - 1);
  }
  return starts;
}

}  // namespace gouji
