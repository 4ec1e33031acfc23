#include "text/needs.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "text/utf8.h"

namespace gouji {
namespace {

using AnyOf = Needs::AnyOf;

constexpr std::size_t kMostWords = 64;
constexpr std::size_t kMostJoined = 32;  ///< words made by joining what follows one another
constexpr int kDeepest = 50;

/// What a part of an expression matches.
struct Part {
  bool plain = false;        ///< these words and nothing else
  AnyOf words;               ///< when plain
  std::vector<AnyOf> needs;  ///< when not
};

enum class Times { kOnce, kPerhaps, kSome, kAny };

bool HoldsEmpty(const AnyOf& words) {
  return std::ranges::any_of(words, [](const std::string& word) { return word.empty(); });
}

/// Few and long words are rare in a text.
std::ptrdiff_t Worth(const AnyOf& words) {
  const auto shortest = std::ranges::min(words, {}, &std::string::size).size();
  return static_cast<std::ptrdiff_t>(shortest) - 3 * static_cast<std::ptrdiff_t>(words.size());
}

/// Leaves out a word that begins with another one.
void Reduce(AnyOf& words) {
  std::ranges::sort(words);
  AnyOf kept;
  for (std::string& word : words) {
    if (kept.empty() || !word.starts_with(kept.back())) {
      kept.push_back(std::move(word));
    }
  }
  words = std::move(kept);
}

/// Reads the expression from left to right. Knows only as much of the syntax as it must, and gives up on all of it
/// (`sure_` false) at anything it does not know for certain: a word too few costs time, a word too many loses matches.
class NeedsReader {
 public:
  explicit NeedsReader(std::string_view expression) : rest_(expression) {}

  std::optional<Part> Read() {
    Part part = Alternatives(0);
    // A bracket that closes nothing; RE2 will say so.
    if (!sure_ || !rest_.empty()) return std::nullopt;
    // Two groups of one name do not compile, and then match nothing.
    if (part.plain && has_names_) EndRun(part);
    return part;
  }

 private:
  Part Alternatives(int depth) {
    std::vector<Part> branches;
    do {
      branches.push_back(Sequence(depth));
    } while (sure_ && Take("|"));
    if (branches.size() == 1) {
      return std::move(branches[0]);
    }
    Part all;
    all.plain = std::ranges::all_of(branches, &Part::plain);
    for (Part& branch : branches) {
      const AnyOf* words = all.plain ? &branch.words : BestOf(branch);
      // Nothing is certain when one branch has nothing.
      if (words == nullptr || all.words.size() + words->size() > kMostWords) {
        return {};
      }
      all.words.insert(all.words.end(), words->begin(), words->end());
    }
    if (!all.plain) {
      all.needs.push_back(std::exchange(all.words, {}));
    }
    return all;
  }

  static const AnyOf* BestOf(const Part& branch) {
    if (branch.plain) {
      return HoldsEmpty(branch.words) ? nullptr : &branch.words;
    }
    const auto best = std::ranges::max_element(branch.needs, {}, [](const AnyOf& words) { return Worth(words); });
    return best == branch.needs.end() ? nullptr : &*best;
  }

  /// What follows one another is joined while it is plain: (?:收|接)到 needs 收到 or 接到.
  Part Sequence(int depth) {
    Part whole;
    whole.plain = true;
    whole.words = {""};
    while (sure_ && !rest_.empty() && rest_.front() != '|' && rest_.front() != ')') {
      Part atom = NextAtom(depth);
      const Times times = Quantifier();
      if (atom.plain && times == Times::kPerhaps) {
        atom.words.emplace_back();
      }
      const bool joins = atom.plain && times != Times::kAny;
      if (!joins || !Join(whole.words, atom.words)) {
        EndRun(whole);
        if (joins) {
          whole.words = std::move(atom.words);
        } else if (times == Times::kOnce || times == Times::kSome) {
          std::ranges::move(atom.needs, std::back_inserter(whole.needs));
        }
      }
      if (times == Times::kSome) {
        EndRun(whole);
      }
    }
    if (!whole.plain) {
      EndRun(whole);
      whole.words.clear();
    }
    return whole;
  }

  /// False where there would be too many.
  static bool Join(AnyOf& words, const AnyOf& more) {
    if (words.size() * more.size() > kMostJoined) {
      return false;
    }
    AnyOf joined;
    for (const std::string& word : words) {
      for (const std::string& end : more) {
        joined.push_back(word + end);
      }
    }
    words = std::move(joined);
    return true;
  }

  static void EndRun(Part& whole) {
    whole.plain = false;
    if (!HoldsEmpty(whole.words)) {
      whole.needs.push_back(std::move(whole.words));
    }
    whole.words = {""};
  }

  Part NextAtom(int depth) {
    const char c = rest_.front();
    if (c == '(') return Group(depth);
    if (c == '[') return Class();
    if (c == '\\') return Escape();
    if (c == '.' || c == '^' || c == '$') return rest_.remove_prefix(1), Part{};
    // A quantifier of nothing, or braces RE2 may read as plain text.
    if (c == '*' || c == '+' || c == '?' || c == '{') return sure_ = false, Part{};
    return {true, {TakeCharacter()}, {}};
  }

  Part Group(int depth) {
    rest_.remove_prefix(1);
    if (depth >= kDeepest) return sure_ = false, Part{};
    if (Take("?P<")) {
      const std::size_t close = rest_.find('>');
      if (close == rest_.npos) return sure_ = false, Part{};
      rest_.remove_prefix(close + 1);
      has_names_ = true;
    } else if (Take("?")) {
      // Flags: those that change letters' case, or are unknown, make every word uncertain.
      const std::size_t end = rest_.find_first_not_of("msU-");
      if (end == rest_.npos || (rest_[end] != ':' && rest_[end] != ')')) return sure_ = false, Part{};
      const bool no_group = rest_[end] == ')';
      rest_.remove_prefix(end + 1);
      // Flags alone are no atom: RE2 lets a quantifier after them repeat what stands before them.
      if (no_group && !rest_.empty() && std::string_view("*+?{").find(rest_.front()) != std::string_view::npos)
        sure_ = false;
      if (no_group) return {};
    }
    Part part = Alternatives(depth + 1);
    if (!Take(")")) sure_ = false;
    return part;
  }

  /// [至止] is 至 or 止, and [0-9] ten digits; of any other class only its end is found.
  Part Class() {
    rest_.remove_prefix(1);
    bool plain = !Take("^");
    AnyOf members;
    // First in a class, ']' is itself.
    for (bool first = true; !rest_.empty() && (first || rest_.front() != ']'); first = false) {
      const std::size_t named = rest_.starts_with("[:") ? rest_.find(":]", 2) : rest_.npos;
      if (named != rest_.npos) {
        plain = false;
        rest_.remove_prefix(named + 2);
      } else if (rest_.front() == '\\') {
        Part escaped = Escape();
        plain = plain && escaped.plain;
        std::ranges::move(escaped.words, std::back_inserter(members));
      } else if (rest_.starts_with("0-9")) {
        for (char digit = '0'; digit <= '9'; ++digit) members.emplace_back(1, digit);
        rest_.remove_prefix(3);
      } else {
        plain = plain && rest_.front() != '-';
        members.push_back(TakeCharacter());
      }
    }
    if (!Take("]")) sure_ = false;
    // Of a range written otherwise the '-' was met.
    return plain && members.size() <= kMostJoined ? Part{true, std::move(members), {}} : Part{};
  }

  Part Escape() {
    rest_.remove_prefix(1);
    if (rest_.empty()) return sure_ = false, Part{};
    const char c = rest_.front();
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool is_digit = c >= '0' && c <= '9';
    const bool is_punctuation = c > ' ' && c < 0x7F && !is_letter && !is_digit && c != '_';
    if (is_punctuation) return {true, {TakeCharacter()}, {}};
    rest_.remove_prefix(1);
    if (std::string_view("dDsSwWbBAzntrfva").find(c) != std::string_view::npos) return {};
    if (c == 'p' || c == 'P' || c == 'x') {
      const std::size_t bare = c == 'x' ? 2 : 1;
      const std::size_t size = rest_.starts_with('{') ? rest_.find('}') + 1 : bare;
      if (size == 0 || size > rest_.size()) return sure_ = false, Part{};
      rest_.remove_prefix(size);
      return {};
    }
    return sure_ = false, Part{};
  }

  Times Quantifier() {
    Times times = Times::kOnce;
    if (Take("*")) {
      times = Times::kAny;
    } else if (Take("?")) {
      times = Times::kPerhaps;
    } else if (Take("+")) {
      times = Times::kSome;
    } else if (rest_.starts_with('{')) {
      const std::size_t digits = rest_.find_first_not_of("0123456789", 1);
      const std::size_t close = rest_.find_first_not_of("0123456789,", 1);
      const bool well_formed = digits != rest_.npos && digits > 1 && close != rest_.npos && rest_[close] == '}';
      if (!well_formed) return sure_ = false, times;
      const bool from_nought = rest_.substr(1, digits - 1).find_first_not_of('0') == rest_.npos;
      times = from_nought ? Times::kAny : Times::kSome;
      rest_.remove_prefix(close + 1);
    }
    if (times != Times::kOnce) Take("?");
    return times;
  }

  std::string TakeCharacter() {
    std::size_t size = 0;
    if (NextCodePoint(rest_, size) == 0xFFFD && size == 1) sure_ = false;
    std::string character(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return character;
  }

  bool Take(std::string_view token) {
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }

  std::string_view rest_;
  bool sure_ = true;
  bool has_names_ = false;
};

}  // namespace

Needs NeedsOf(std::string_view expression) {
  Needs needs;
  std::optional<Part> part = NeedsReader(expression).Read();
  if (!part) {
    return needs;
  }
  if (part->plain && !HoldsEmpty(part->words)) {
    needs.exactly = part->words;
    part->needs.push_back(std::move(part->words));
  }
  for (AnyOf& words : part->needs) {
    Reduce(words);
    if (std::ranges::find(needs.all, words) == needs.all.end()) {
      needs.all.push_back(std::move(words));
    }
  }
  std::ranges::stable_sort(needs.all, std::ranges::greater(), [](const AnyOf& words) { return Worth(words); });
  return needs;
}

}  // namespace gouji
