#include "text/groups.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "text/utf8.h"

namespace gouji {
namespace {

using Kind = Expression::Kind;
using Index = Expression::Index;
using Node = Expression::Node;

constexpr LetterBits kAnyLetter = ~LetterBits{0};

LetterBits BitOf(char32_t letter) { return LetterBits{1} << (letter % 64); }

/// What a part of an expression may begin with, and whether it may match nothing.
struct Beginning {
  LetterBits bits = 0;
  bool may_be_empty = false;
};

class BeginningReader {
 public:
  explicit BeginningReader(const Expression& read) : read_(read), begins_(read.nodes.size(), kAnyLetter) {}

  std::vector<LetterBits> Read() {
    Of(read_.root);
    return std::move(begins_);
  }

 private:
  Beginning Of(Index index) {
    const Node& node = read_.nodes[index];
    const Beginning found = Inside(node);
    begins_[index] = found.may_be_empty ? kAnyLetter : found.bits;
    return found;
  }

  Beginning Inside(const Node& node) {
    switch (node.kind) {
      case Kind::kLetter:
        return {BitOf(node.letter), false};
      case Kind::kClass:
        return {OfClass(node), false};
      case Kind::kSequence: {
        Beginning all{0, true};
        for (Index part = node.first; part != Expression::kNone; part = read_.nodes[part].next) {
          const Beginning each = Of(part);
          all.bits |= all.may_be_empty ? each.bits : 0;
          all.may_be_empty = all.may_be_empty && each.may_be_empty;
        }
        return all;
      }
      case Kind::kChoice: {
        Beginning any;
        for (Index part = node.first; part != Expression::kNone; part = read_.nodes[part].next) {
          const Beginning each = Of(part);
          any = {any.bits | each.bits, any.may_be_empty || each.may_be_empty};
        }
        return any;
      }
      case Kind::kRepeat: {
        const Beginning part = Of(node.first);
        return {part.bits, part.may_be_empty || node.least == 0};
      }
      default:
        return {0, true};
    }
  }

  LetterBits OfClass(const Node& node) const {
    if (node.negated) return kAnyLetter;
    LetterBits bits = 0;
    for (const Expression::Range& range : std::span(read_.ranges).subspan(node.first, node.ranges)) {
      if (range.last - range.first >= 64) return kAnyLetter;
      for (char32_t c = range.first; c <= range.last; ++c) bits |= BitOf(c);
    }
    return bits;
  }

  const Expression& read_;
  std::vector<LetterBits> begins_;
};

class GroupFinder {
 public:
  GroupFinder(const Expression& read, std::span<const LetterBits> begins, std::string_view text, bool whole,
              std::span<std::string_view> groups)
      : read_(read), begins_(begins), text_(text), whole_(whole), groups_(groups) {}

  bool Run(std::size_t begin) {
    begin_ = begin;
    return Part(read_.root, begin, nullptr);
  }

 private:
  /// More steps than this take longer than to have the engine made.
  static constexpr std::size_t kMostSteps = 20000;
  /// Parts within parts, and after parts: what the stack is good for.
  static constexpr std::size_t kDeepest = 2000;

  /// What is to be matched after a part, and after that; null: nothing, it is a match.
  struct After {
    enum class Kind { kSequence, kRepeat, kGroup } kind = Kind::kSequence;
    const After* then = nullptr;
    Index index = 0;          ///< the rest of a sequence, or the repeat
    std::uint32_t times = 0;  ///< of the repeat so far
    std::size_t from = 0;     ///< where the part began
  };

  bool Part(Index index, std::size_t at, const After* then) {
    if ((begins_[index] & BitsAt(at)) == 0) return false;
    if (++steps_ > kMostSteps || depth_ == kDeepest) return GiveUp();
    ++depth_;
    const Node& node = read_.nodes[index];
    const After close{After::Kind::kGroup, then, node.group, 0, at};
    const bool found = Inside(node, index, at, node.group == 0 ? then : &close);
    --depth_;
    return found;
  }

  /// The bit of the character at `at`, which is in the last six bits of its last byte; at the end of the text none is
  /// there.
  LetterBits BitsAt(std::size_t at) const {
    if (at == text_.size()) return kAnyLetter;
    const auto lead = static_cast<unsigned char>(text_[at]);
    const std::size_t last = at + (lead < 0x80 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3);
    return last < text_.size() ? BitOf(static_cast<unsigned char>(text_[last])) : kAnyLetter;
  }

  bool Inside(const Node& node, Index index, std::size_t at, const After* then) {
    switch (node.kind) {
      case Kind::kEmpty:
        return Go(then, at);
      case Kind::kBegin:
        return at == 0 && Go(then, at);
      case Kind::kEnd:
        return at == text_.size() && Go(then, at);
      case Kind::kPlace:
        return GiveUp();
      case Kind::kLetter:
      case Kind::kClass:
        return Take(node, at) && Go(then, at);
      case Kind::kSequence:
        return Sequence(node.first, at, then);
      case Kind::kChoice:
        for (Index branch = node.first; branch != Expression::kNone; branch = read_.nodes[branch].next) {
          if (Part(branch, at, then)) return true;
        }
        return false;
      case Kind::kRepeat:
        return IsCharacter(read_.nodes[node.first]) ? Characters(node, at, then) : Repeat(index, 0, at, then);
    }
    return false;
  }

  static bool IsCharacter(const Node& node) {
    return (node.kind == Kind::kLetter || node.kind == Kind::kClass) && node.group == 0;
  }

  /// Moves past a character that a node stands for.
  bool Take(const Node& node, std::size_t& at) {
    if (at == text_.size()) return false;
    const std::size_t place = at;
    const char32_t letter = NextCodePoint(text_, at);
    if (letter == 0xFFFD && at == place + 1) return GiveUp();  // the engine reads bytes there
    return read_.Matches(node, letter);
  }

  bool Sequence(Index part, std::size_t at, const After* then) {
    for (; part != Expression::kNone && IsCharacter(read_.nodes[part]); part = read_.nodes[part].next) {
      if (!Take(read_.nodes[part], at)) return false;
    }
    if (part == Expression::kNone) return Go(then, at);
    const Index next = read_.nodes[part].next;
    if (next == Expression::kNone) return Part(part, at, then);
    const After rest{After::Kind::kSequence, then, next, 0, 0};
    return Part(part, at, &rest);
  }

  bool Repeat(Index index, std::uint32_t times, std::size_t at, const After* then) {
    const Node& node = read_.nodes[index];
    const After again{After::Kind::kRepeat, then, index, times + 1, at};
    if (times < node.least) return Part(node.first, at, &again);
    const bool may_go_on = times < node.most;
    if (node.lazy) return Go(then, at) || (may_go_on && Part(node.first, at, &again));
    return (may_go_on && Part(node.first, at, &again)) || Go(then, at);
  }

  /// A repeat of one character, as gaps and numbers are.
  bool Characters(const Node& repeat, std::size_t at, const After* then) {
    const Node& node = read_.nodes[repeat.first];
    std::uint32_t times = 0;
    for (; !repeat.lazy && times < repeat.most; ++times) {
      if (++steps_ > kMostSteps) return false;
      std::size_t next = at;
      if (!Take(node, next)) break;
      at = next;
    }
    while (steps_ <= kMostSteps) {
      if (times >= repeat.least && MayGo(then, at) && Go(then, at)) return true;
      if (++steps_ > kMostSteps) break;
      if (repeat.lazy) {
        if (times == repeat.most || !Take(node, at)) return false;
        ++times;
      } else {
        if (times <= repeat.least) return false;
        for (--at; (static_cast<unsigned char>(text_[at]) & 0xC0U) == 0x80U; --at) continue;
        --times;
      }
    }
    return false;
  }

  /// False where what follows cannot begin at `at`.
  bool MayGo(const After* after, std::size_t at) const {
    const bool is_known =
        after != nullptr && after->kind == After::Kind::kSequence && after->index != Expression::kNone;
    return !is_known || (begins_[after->index] & BitsAt(at)) != 0;
  }

  bool Go(const After* after, std::size_t at) {
    if (steps_ > kMostSteps) return false;
    if (after == nullptr) {
      if (whole_ && at != text_.size()) return false;
      groups_[0] = text_.substr(begin_, at - begin_);
      return true;
    }
    switch (after->kind) {
      case After::Kind::kSequence:
        return Sequence(after->index, at, after->then);
      case After::Kind::kRepeat:
        // Engines differ in what a part means that is repeated without end and matches nothing.
        if (at == after->from && read_.nodes[after->index].most == Expression::kEndless) return GiveUp();
        return Repeat(after->index, after->times, at, after->then);
      case After::Kind::kGroup: {
        const std::string_view before = groups_[after->index];
        groups_[after->index] = text_.substr(after->from, at - after->from);
        if (Go(after->then, at)) return true;
        groups_[after->index] = before;
        return false;
      }
    }
    return false;
  }

  bool GiveUp() {
    steps_ = kMostSteps + 1;
    return false;
  }

  const Expression& read_;
  std::span<const LetterBits> begins_;
  std::string_view text_;
  bool whole_;
  std::span<std::string_view> groups_;
  std::size_t begin_ = 0;
  std::size_t steps_ = 0;
  std::size_t depth_ = 0;
};

}  // namespace

std::vector<LetterBits> BeginsOf(const Expression& read) { return BeginningReader(read).Read(); }

bool FindGroups(const Expression& read, std::span<const LetterBits> begins, std::string_view text, std::size_t begin,
                bool whole, std::span<std::string_view> groups) {
  std::ranges::fill(groups, std::string_view());
  return read.exact && GroupFinder(read, begins, text, whole, groups).Run(begin);
}

}  // namespace gouji
