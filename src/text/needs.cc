#include "text/needs.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <utility>

#include "text/expression.h"
#include "text/utf8.h"

namespace gouji {
namespace {

using AnyOf = Needs::AnyOf;

constexpr std::size_t kMostWords = 64;
constexpr std::ptrdiff_t kMostLookedFor = 4;  ///< words, one after another, in a text that was not read for words
constexpr std::size_t kMostJoined = 32;       ///< words made by joining what follows one another

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

/// What the parts of an expression need, from the smallest to the whole. What is not known for certain is left out: a
/// word too few costs time, a word too many loses matches.
class NeedsReader {
 public:
  explicit NeedsReader(const Expression& read) : read_(read) {}

  Part Read() const {
    Part part = Of(read_.root);
    // Two groups of one name do not compile, and then match nothing.
    if (part.plain && !read_.names.empty()) EndRun(part);
    return part;
  }

 private:
  using Kind = Expression::Kind;
  using Index = Expression::Index;

  Part Of(Index index) const {
    const Expression::Node& node = read_.nodes[index];
    switch (node.kind) {
      case Kind::kEmpty:
        return {true, {""}, {}};
      case Kind::kBegin:
      case Kind::kEnd:
      case Kind::kPlace:
        return {};
      case Kind::kLetter:
        return {true, {Written(node.letter)}, {}};
      case Kind::kClass:
        return Class(node);
      case Kind::kSequence:
        return Sequence(node.first);
      case Kind::kChoice:
        return Choice(node.first);
      case Kind::kRepeat: {
        Part whole = Nothing();
        Append(whole, index);
        return Finished(std::move(whole));
      }
    }
    return {};
  }

  /// [至止] is 至 or 止, and [0-9] ten digits; of any other class nothing is needed.
  Part Class(const Expression::Node& node) const {
    Part part;
    for (std::uint32_t i = 0; node.spelt && i < node.ranges; ++i) {
      const Expression::Range& range = read_.ranges[node.first + i];
      for (char32_t c = range.first; c <= range.last; ++c) part.words.push_back(Written(c));
    }
    part.plain = node.spelt && part.words.size() <= kMostJoined;
    return part.plain ? part : Part{};
  }

  Part Choice(Index first) const {
    std::vector<Part> branches;
    for (Index index = first; index != Expression::kNone; index = read_.nodes[index].next) {
      branches.push_back(Of(index));
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
  Part Sequence(Index first) const {
    Part whole = Nothing();
    for (Index index = first; index != Expression::kNone; index = read_.nodes[index].next) {
      Append(whole, index);
    }
    return Finished(std::move(whole));
  }

  static Part Nothing() { return {true, {""}, {}}; }

  void Append(Part& whole, Index index) const {
    const Expression::Node& node = read_.nodes[index];
    const bool repeats = node.kind == Kind::kRepeat;
    Part atom = Of(repeats ? node.first : index);
    const Times times = !repeats || (node.least == 1 && node.most == 1) ? Times::kOnce
                        : node.least > 0                                ? Times::kSome
                        : node.most == 1                                ? Times::kPerhaps
                                                                        : Times::kAny;
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

  static Part Finished(Part whole) {
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

  static std::string Written(char32_t letter) {
    std::string written;
    AppendUtf8(letter, written);
    return written;
  }

  const Expression& read_;
};

}  // namespace

Needs NeedsOf(std::string_view expression) {
  Needs needs;
  const std::optional<Expression> read = ReadExpression(expression);
  if (!read) {
    return needs;
  }
  Part part = NeedsReader(*read).Read();
  if (part.plain && !HoldsEmpty(part.words)) {
    needs.exactly = part.words;
    part.needs.push_back(std::move(part.words));
  }
  for (AnyOf& words : part.needs) {
    Reduce(words);
    if (std::ranges::find(needs.all, words) == needs.all.end()) {
      needs.all.push_back(std::move(words));
    }
  }
  std::ranges::stable_sort(needs.all, std::ranges::greater(), [](const AnyOf& words) { return Worth(words); });
  return needs;
}

std::string WriteNeeds(const Needs& needs) {
  std::string written;
  const auto write = [&written](std::string_view mark, const AnyOf& words) {
    const auto parts = [](const std::string& word) { return word.find_first_of("\t\n") != word.npos; };
    if (words.empty() || std::ranges::any_of(words, parts)) return;
    written += mark;
    for (const std::string& word : words) written += (&word == words.data() ? "" : "\t") + word;
    written += '\n';
  };
  write("=\t", needs.exactly);
  for (const AnyOf& words : needs.all) write("", words);
  return written;
}

WrittenNeeds ReadNeeds(std::string_view written) {
  WrittenNeeds needs;
  while (!written.empty()) {
    std::string_view line = written.substr(0, written.find('\n'));
    written.remove_prefix(line.size() + 1);
    if (line.starts_with("=\t")) {
      needs.exactly = line.substr(2);
    } else {
      needs.all.push_back(line);
    }
  }
  const auto is_short = [](std::string_view list) { return std::ranges::count(list, '\t') < kMostLookedFor; };
  const auto few = std::ranges::find_if(needs.all, is_short);
  if (few != needs.all.end()) needs.few = *few;
  return needs;
}

std::vector<std::string_view> WordsOf(std::string_view list) {
  std::vector<std::string_view> words;
  words.reserve(static_cast<std::size_t>(std::ranges::count(list, '\t')) + 1);
  for (std::size_t end = 0; end != list.npos; list.remove_prefix(end == list.npos ? list.size() : end + 1)) {
    end = list.find('\t');
    words.push_back(list.substr(0, end));
  }
  return words;
}

}  // namespace gouji
