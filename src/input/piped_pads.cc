#include "input/piped_pads.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

#include "input/limits.h"

namespace gouji {
namespace {

constexpr std::size_t kCandidates = 64;
constexpr std::size_t kMostSegments = 1024;  // of tables that are looked at for a second one

/// What pads say of the segments on one side of a place: the widest W that they agree on, if it has room for them.
struct Agreed {
  std::uint64_t common = 0;
  std::uint64_t longest_pad = 0;

  void Add(std::uint64_t sum, std::uint64_t pad) {
    common = std::gcd(common, sum);
    longest_pad = std::max(longest_pad, pad);
  }
  bool IsWidth() const { return common > longest_pad && common <= kMostColumns; }
};

/// Where the row of that width begins that ends before `end`; 0 where none does.
std::size_t RowBefore(std::span<const PipedToken> tokens, std::size_t end, std::uint64_t width) {
  std::uint64_t pipes = 0;
  while (end > 0 && pipes < width) pipes += tokens[--end].count;
  return pipes == width ? end : 0;
}

std::size_t SegmentsAgainst(std::span<const std::uint64_t> sums, std::uint64_t width) {
  return static_cast<std::size_t>(std::ranges::count_if(sums, [&](std::uint64_t sum) { return sum % width != 0; }));
}

}  // namespace

std::uint64_t Pipes(std::span<const PipedToken> tokens) {
  std::uint64_t pipes = 0;
  for (const PipedToken& token : tokens) pipes += token.count;
  return pipes;
}

std::uint64_t PadWidth(std::span<const PipedToken> tokens) {
  std::uint64_t common = 0;
  std::uint64_t longest_pad = 0;
  std::vector<std::uint64_t> sums;
  ForEachSegment(tokens, [&](std::span<const PipedToken> segment) {
    if (segment.back().is_cell()) return;
    sums.push_back(Pipes(segment));
    common = std::gcd(common, sums.back());
    longest_pad = std::max<std::uint64_t>(longest_pad, segment.back().count);
  });
  std::vector<std::uint64_t> candidates;
  const auto add_divisors = [&](std::uint64_t sum) {
    for (std::uint64_t rows = 1; rows <= sum && candidates.size() < kCandidates; ++rows) {
      if (sum / rows <= 1) break;
      if (sum % rows == 0 && sum / rows <= kMostColumns) candidates.push_back(sum / rows);
    }
  };
  if (common > longest_pad) {
    add_divisors(common);
    std::erase_if(candidates, [&](std::uint64_t width) { return width <= longest_pad; });
  } else {
    for (const std::uint64_t sum : sums) {
      if (candidates.size() == kCandidates) break;
      if (sum <= kMostColumns) candidates.push_back(sum);
    }
  }
  std::ranges::sort(candidates, std::greater<>());
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
  std::uint64_t best = std::clamp<std::uint64_t>(common, 1, kMostColumns);
  std::optional<std::pair<std::size_t, std::size_t>> fewest;
  for (const std::uint64_t width : candidates) {
    const auto faults = std::pair(SegmentsAgainst(sums, width), RowsAgainst(tokens, width));
    if (fewest && *fewest <= faults) continue;
    fewest = faults;
    best = width;
  }
  return best;
}

std::size_t RowsAgainst(std::span<const PipedToken> tokens, std::uint64_t width) {
  std::size_t faults = 0;
  std::uint64_t pipes = 0;
  bool value = false;
  for (const PipedToken& token : tokens) {
    if (pipes == 0 && token.kind == PipedToken::Kind::kValue) ++faults;
    if (value && token.kind == PipedToken::Kind::kWords) ++faults;
    value = token.kind == PipedToken::Kind::kValue || (value && token.kind == PipedToken::Kind::kLone);
    pipes += token.count;
    if (pipes < width) continue;
    pipes = 0;
    value = false;
  }
  return faults;
}

std::size_t SecondTable(std::span<const PipedToken> tokens) {
  constexpr std::size_t kFewest = 2;  // segments of a table
  struct Segment {
    std::size_t end;
    std::uint64_t sum, pad;
  };
  std::vector<Segment> segments;
  Agreed all;
  ForEachSegment(tokens, [&](std::span<const PipedToken> segment) {
    if (segment.back().is_cell()) return;
    const std::size_t begin = segments.empty() ? 0 : segments.back().end;
    segments.push_back({begin + segment.size(), Pipes(segment), segment.back().count});
    all.Add(segments.back().sum, segments.back().pad);
  });
  if (all.IsWidth() || segments.size() < 2 * kFewest || segments.size() > kMostSegments) return 0;
  std::vector<Agreed> behind(segments.size() + 1);
  for (std::size_t i = segments.size(); i-- > 0;) {
    behind[i] = behind[i + 1];
    behind[i].Add(segments[i].sum, segments[i].pad);
  }
  Agreed before;
  for (std::size_t i = 0; i + kFewest <= segments.size(); ++i) {
    if (i >= kFewest && before.IsWidth()) {
      if (behind[i].IsWidth()) return segments[i - 1].end;
      // The last row of the first table has lost its pads, so that the first row of the second ends its segment.
      const Agreed& second = behind[i + 1];
      if (const std::size_t row = RowBefore(tokens, segments[i].end, second.common);
          second.IsWidth() && segments[i].pad < second.common && row > segments[i - 1].end) {
        return row;
      }
    }
    before.Add(segments[i].sum, segments[i].pad);
  }
  return 0;
}

}  // namespace gouji
