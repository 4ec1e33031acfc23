#include "repair/unified_diff.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace gouji {
namespace {

constexpr std::size_t kAround = 3;

/// Lines with their line ends.
std::vector<std::string_view> LinesOf(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

/// Lines [begin, end) of the old text become lines [new_begin, new_end) of the new one.
struct Change {
  std::size_t begin = 0, end = 0, new_begin = 0, new_end = 0;
};

using Lines = std::vector<std::string_view>;

/// How far along the old lines each diagonal (old index − new index) was followed, for diagonals −d−1 … d+1.
class Reach {
 public:
  explicit Reach(std::ptrdiff_t d) : middle_(d + 1), x_(static_cast<std::size_t>(2 * d + 3), 0) {}
  std::ptrdiff_t& operator[](std::ptrdiff_t k) { return x_[static_cast<std::size_t>(k + middle_)]; }
  std::ptrdiff_t at(std::ptrdiff_t k) const { return x_[static_cast<std::size_t>(k + middle_)]; }
  /// Whether step d comes to diagonal k by an insertion.
  bool IsDown(std::ptrdiff_t d, std::ptrdiff_t k) const { return k == -d || (k != d && at(k - 1) < at(k + 1)); }

 private:
  std::ptrdiff_t middle_;
  std::vector<std::ptrdiff_t> x_;
};

/// The changes of two lists of lines that have neither first nor last line in common, by Myers' greedy algorithm. Lists
/// that differ in thousands of lines are one change: nobody reads that line by line.
std::vector<Change> Compare(const Lines& a, const Lines& b) {
  constexpr std::ptrdiff_t kMost = 2000;
  const auto n = static_cast<std::ptrdiff_t>(a.size());
  const auto m = static_cast<std::ptrdiff_t>(b.size());
  std::vector<Reach> trace;  // what was reached before step d
  Reach reached(0);
  std::ptrdiff_t steps = 0;
  for (bool done = false; !done; ++steps) {
    if (steps > kMost) return {{0, a.size(), 0, b.size()}};
    const std::ptrdiff_t d = steps;
    Reach wider(d + 1);
    for (std::ptrdiff_t k = -d; k <= d && !done; k += 2) {
      const bool down = reached.IsDown(d, k);
      std::ptrdiff_t x = down ? reached.at(k + 1) : reached.at(k - 1) + 1;
      while (x < n && x - k < m && a[static_cast<std::size_t>(x)] == b[static_cast<std::size_t>(x - k)]) ++x;
      wider[k] = x;
      done = x >= n && x - k >= m;
    }
    trace.push_back(std::exchange(reached, std::move(wider)));
  }
  std::vector<Change> changes;
  std::ptrdiff_t x = n;
  std::ptrdiff_t y = m;
  for (std::ptrdiff_t d = steps - 1; d > 0; --d) {
    const Reach& before = trace[static_cast<std::size_t>(d)];
    const std::ptrdiff_t k = x - y;
    const bool down = before.IsDown(d, k);
    const std::ptrdiff_t from_x = before.at(down ? k + 1 : k - 1);
    const std::ptrdiff_t from_y = from_x - (down ? k + 1 : k - 1);
    const Change step{static_cast<std::size_t>(from_x), static_cast<std::size_t>(from_x + (down ? 0 : 1)),
                      static_cast<std::size_t>(from_y), static_cast<std::size_t>(from_y + (down ? 1 : 0))};
    if (!changes.empty() && changes.back().begin == step.end && changes.back().new_begin == step.new_end) {
      changes.back().begin = step.begin;
      changes.back().new_begin = step.new_begin;
    } else {
      changes.push_back(step);
    }
    x = from_x;
    y = from_y;
  }
  std::ranges::reverse(changes);
  return changes;
}

std::vector<Change> ChangesOf(const Lines& before, const Lines& after) {
  std::size_t head = 0;
  while (head < std::min(before.size(), after.size()) && before[head] == after[head]) ++head;
  std::size_t tail = 0;
  while (head + tail < std::min(before.size(), after.size()) &&
         before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) {
    ++tail;
  }
  const auto middle = [&](const Lines& lines) {
    return Lines(lines.begin() + static_cast<std::ptrdiff_t>(head), lines.end() - static_cast<std::ptrdiff_t>(tail));
  };
  const Lines a = middle(before);
  const Lines b = middle(after);
  std::vector<Change> changes;
  // Where lines only changed, and none came or went, they belong together one by one: the common case, and linear.
  if (a.size() == b.size()) {
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (a[i] == b[i]) continue;
      if (!changes.empty() && changes.back().end == i) {
        changes.back().end = changes.back().new_end = i + 1;
      } else {
        changes.push_back({i, i + 1, i, i + 1});
      }
    }
  } else {
    changes = Compare(a, b);
  }
  for (Change& change : changes) {
    change = {change.begin + head, change.end + head, change.new_begin + head, change.new_end + head};
  }
  return changes;
}

void PutLine(char mark, std::string_view line, std::string& out) {
  out += mark;
  out += line;
  if (!line.ends_with('\n')) {
    out += "\n\\ No newline at end of file\n";
  }
}

/// "3,7", or "3" for one line; an empty range stands after the line before it.
std::string RangeOf(std::size_t begin, std::size_t end) {
  const std::size_t size = end - begin;
  std::string range = std::to_string(size == 0 ? begin : begin + 1);
  return size == 1 ? range : range + "," + std::to_string(size);
}

/// A name as git quotes it, where it holds what would break the heading.
std::string Quoted(std::string_view name) {
  const auto needs = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\' || c == 0x7F; };
  if (std::ranges::none_of(name, needs)) {
    return std::string(name);
  }
  std::string quoted = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') {
      quoted += {'\\', c};
    } else if (needs(c)) {
      const auto value = static_cast<unsigned char>(c);
      quoted += {'\\', static_cast<char>('0' + (value >> 6)), static_cast<char>('0' + ((value >> 3) & 7)),
                 static_cast<char>('0' + (value & 7))};
    } else {
      quoted += c;
    }
  }
  return quoted + "\"";
}

}  // namespace

std::string UnifiedDiff(std::string_view path, std::string_view before, std::string_view after) {
  if (before == after) {
    return {};
  }
  const Lines old_lines = LinesOf(before);
  const Lines new_lines = LinesOf(after);
  const std::vector<Change> changes = ChangesOf(old_lines, new_lines);
  const bool relative = !path.starts_with('/');
  const std::string name(path.starts_with("./") ? path.substr(2) : path);
  std::string out =
      "--- " + Quoted((relative ? "a/" : "") + name) + "\n+++ " + Quoted((relative ? "b/" : "") + name) + "\n";
  for (std::size_t first = 0; first < changes.size();) {
    // Changes whose surroundings meet share one hunk.
    std::size_t last = first;
    while (last + 1 < changes.size() && changes[last + 1].begin - changes[last].end <= 2 * kAround) ++last;
    const std::size_t before_first = std::min(kAround, changes[first].begin);
    const std::size_t begin = changes[first].begin - before_first;
    const std::size_t end = std::min(changes[last].end + kAround, old_lines.size());
    const std::size_t new_begin = changes[first].new_begin - before_first;
    const std::size_t new_end = changes[last].new_end + (end - changes[last].end);
    out += "@@ -" + RangeOf(begin, end) + " +" + RangeOf(new_begin, new_end) + " @@\n";
    std::size_t at = begin;
    for (std::size_t i = first; i <= last; ++i) {
      for (; at < changes[i].begin; ++at) PutLine(' ', old_lines[at], out);
      for (; at < changes[i].end; ++at) PutLine('-', old_lines[at], out);
      for (std::size_t n = changes[i].new_begin; n < changes[i].new_end; ++n) PutLine('+', new_lines[n], out);
    }
    for (; at < end; ++at) PutLine(' ', old_lines[at], out);
    first = last + 1;
  }
  return out;
}

}  // namespace gouji
