#include "input/page_marks.h"

#include <algorithm>
#include <string_view>

#include "input/prefixes.h"
#include "input/text_lines.h"
#include "text/byte_set.h"
#include "text/fold.h"

namespace gouji {
namespace {

constexpr std::size_t kShortestPage = 15;  // lines of a page
constexpr std::size_t kLongestPage = 120;
constexpr std::size_t kPageSlack = 8;  // by how many lines pages differ

constexpr ByteSet kDigits("0123456789");

bool TakeDash(std::string_view& text) {
  bool any = false;
  while (TakeOneOf(text, {"-", "—", "–", "－", "―", "─", "‐", "‑", "−", "·"})) any = true;
  return any;
}

/// "— 3 —", "-3-".
bool IsDashedMark(std::string_view text) {
  if (!TakeDash(text)) return false;
  text = Trim(text);
  const std::size_t digits = TakeDigits(text);
  text = Trim(text);
  return digits > 0 && digits <= 4 && TakeDash(text) && text.empty();
}

/// "第 3 页", "第 3 页 共 5 页", "第3页/共5页", "3 / 5 页".
bool IsWordedMark(std::string_view text) {
  const bool worded = TakeOneOf(text, {"第"});
  text = Trim(text);
  if (TakeDigits(text) == 0) return false;
  text = Trim(text);
  const bool paged = worded && TakeOneOf(text, {"页"});
  text = Trim(text);
  if (paged && text.empty()) return true;
  if (!TakeOneOf(text, {"/", "／", ",", "，", "、", "|"}) && !paged) return false;
  text = Trim(text);
  TakeOneOf(text, {"共"});
  text = Trim(text);
  if (TakeDigits(text) == 0) return false;
  text = Trim(text);
  return TakeOneOf(text, {"页"}) && text.empty();
}

/// The number of a line that says no more than a page's number, or 0.
std::size_t PageNumber(std::string_view line) {
  if (line.size() > 32) return 0;
  const std::string_view words = Trim(line);
  if (words.empty() || words.size() > 2 || !IsWholeNumber(words) || words[0] == '0') return 0;
  std::size_t number = 0;
  for (const char digit : words) number = number * 10 + static_cast<std::size_t>(digit - '0');
  return number;
}

}  // namespace

PageMarks::PageMarks(const Source& source, std::span<const Span> lines) : source_(source), lines_(lines) {
  LearnNumbers();
}

/// Numbers alone on their lines are pages' when the file ends in one, n, and 1 to n - 1 stand before it about a page
/// apart.
void PageMarks::LearnNumbers() {
  std::size_t end = lines_.size();
  while (end > 0 && IsBlankLine(source_.Slice(lines_[end - 1]))) --end;
  const std::size_t pages = end == 0 ? 0 : PageNumber(source_.Slice(lines_[end - 1]));
  if (pages == 0) return;
  std::vector<std::vector<std::size_t>> lines_of(pages);
  for (std::size_t i = 0; i + 1 < end; ++i) {
    const std::size_t number = PageNumber(source_.Slice(lines_[i]));
    if (number > 0 && number < pages) lines_of[number].push_back(i);
  }
  const auto follow = [&](std::size_t length) {
    std::vector<std::size_t> found;
    for (std::size_t page = 1; page < pages; ++page) {
      const std::size_t expected = (found.empty() ? 0 : found.back()) + length;
      const auto at = std::ranges::lower_bound(lines_of[page], expected - std::min(expected, kPageSlack));
      if (at == lines_of[page].end() || *at > expected + kPageSlack) return std::vector<std::size_t>{};
      found.push_back(*at);
    }
    found.push_back(end - 1);
    return found;
  };
  if (pages == 1) {
    // A column of numbers may end the file as well.
    std::size_t before = end - 1;
    while (before > 0 && IsBlankLine(source_.Slice(lines_[before - 1]))) --before;
    const bool page = before > 0 && !HasOnlyNumbers(Trim(source_.Slice(lines_[before - 1])));
    if (page) numbers_ = {end - 1};
    return;
  }
  for (const std::size_t first : lines_of[1]) {
    if (first < kShortestPage) continue;
    if (first > kLongestPage) break;
    numbers_ = follow(first);
    if (!numbers_.empty()) return;
  }
}

bool PageMarks::IsMark(std::size_t line) const {
  const std::string_view text = source_.Slice(lines_[line]);
  if (text.size() > 64) return false;
  const std::string_view words = Trim(text);
  // Every mark of a page has its number in it.
  if (!kDigits.AnyIn(words)) return false;
  if (IsDashedMark(words) || IsWordedMark(words)) return true;
  // Another number alone is a page's only right before the next page.
  if (std::ranges::binary_search(numbers_, line)) return true;
  if (!IsWholeNumber(words)) return false;
  std::size_t next = line + 1;
  const std::size_t last = std::min(lines_.size(), line + 8);
  while (next < last && lines_[next].empty()) ++next;
  return next < last && source_.Slice(lines_[next]).starts_with('\f');
}

}  // namespace gouji
