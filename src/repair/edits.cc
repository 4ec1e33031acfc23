#include "repair/edits.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>

#include "text/fold.h"

namespace gouji {
namespace {

std::string DigitsOf(std::string_view text) {
  std::string digits;
  for (const char c : Fold(text)) {
    if (c >= '0' && c <= '9') {
      digits += c;
    }
  }
  return digits;
}

/// Where edits will be made that are apart from each other.
class Taken {
 public:
  /// Whether another edit meets one of them, or is put in where one begins: both cannot be made.
  bool Touches(const Edit& edit) const {
    const auto after = ends_.upper_bound(edit.where.end);
    return after != ends_.begin() && edit.where.begin <= std::prev(after)->second;
  }
  void Add(const Edit& edit) {
    std::uint32_t& end = ends_[edit.where.begin];
    end = std::max(end, edit.where.end);
  }

 private:
  std::map<std::uint32_t, std::uint32_t> ends_;  ///< by their beginnings
};

bool IsGood(const Edit& edit, std::string_view text) {
  if (edit.where.begin > edit.where.end || edit.where.end > text.size()) {
    return false;
  }
  // What a file's format would take for markup is for people to put there.
  if (edit.replacement.find_first_of("<>&|\t\r\n") != std::string::npos) {
    return false;
  }
  const std::string_view before = text.substr(edit.where.begin, edit.where.size());
  return before != edit.replacement && KeepsNumbers(before, edit.replacement);
}

}  // namespace

bool KeepsNumbers(std::string_view before, std::string_view after) {
  const std::string digits = DigitsOf(after);
  return digits.empty() || digits == DigitsOf(before);
}

std::vector<std::size_t> ChooseRepairs(std::span<const Diagnostic> findings, std::string_view text) {
  std::vector<std::size_t> chosen;
  Taken taken;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const std::vector<Edit>& fix = findings[i].fix;
    const bool good = !fix.empty() && std::ranges::all_of(fix, [&](const Edit& edit) {
      return IsGood(edit, text) && !taken.Touches(edit);
    });
    if (!good) {
      continue;
    }
    chosen.push_back(i);
    for (const Edit& edit : fix) {
      taken.Add(edit);
    }
  }
  return chosen;
}

std::string MakeRepairs(std::string_view text, std::span<const Diagnostic> findings,
                        const std::vector<std::size_t>& chosen) {
  std::vector<const Edit*> edits;
  for (const std::size_t i : chosen) {
    for (const Edit& edit : findings[i].fix) {
      edits.push_back(&edit);
    }
  }
  std::ranges::sort(edits, {}, [](const Edit* edit) { return edit->where; });
  std::string repaired;
  std::size_t at = 0;
  for (const Edit* edit : edits) {
    repaired += text.substr(at, edit->where.begin - at);
    repaired += edit->replacement;
    at = edit->where.end;
  }
  return repaired += text.substr(at);
}

}  // namespace gouji
