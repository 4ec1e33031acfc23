#include "text/groups.h"

#include <algorithm>
#include <cstdint>

#include "text/utf8.h"

namespace gouji {
namespace {

using Kind = Expression::Kind;
using Index = Expression::Index;
using Node = Expression::Node;

class GroupFinder {
 public:
  GroupFinder(const Expression& read, std::string_view text, bool whole, std::span<std::string_view> groups)
      : read_(read), text_(text), whole_(whole), groups_(groups) {}

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
    if (++steps_ > kMostSteps || depth_ == kDeepest) return GiveUp();
    ++depth_;
    const Node& node = read_.nodes[index];
    const After close{After::Kind::kGroup, then, node.group, 0, at};
    const bool found = Inside(node, index, at, node.group == 0 ? then : &close);
    --depth_;
    return found;
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
        return Letter(node, at, then);
      case Kind::kSequence:
        return Sequence(node.first, at, then);
      case Kind::kChoice:
        for (Index branch = node.first; branch != Expression::kNone; branch = read_.nodes[branch].next) {
          if (Part(branch, at, then)) return true;
        }
        return false;
      case Kind::kRepeat:
        return Repeat(index, 0, at, then);
    }
    return false;
  }

  bool Letter(const Node& node, std::size_t at, const After* then) {
    if (at == text_.size()) return false;
    const std::size_t place = at;
    const char32_t letter = NextCodePoint(text_, at);
    if (letter == 0xFFFD && at == place + 1) return GiveUp();  // the engine reads bytes there
    return read_.Matches(node, letter) && Go(then, at);
  }

  bool Sequence(Index part, std::size_t at, const After* then) {
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
  std::string_view text_;
  bool whole_;
  std::span<std::string_view> groups_;
  std::size_t begin_ = 0;
  std::size_t steps_ = 0;
  std::size_t depth_ = 0;
};

}  // namespace

bool FindGroups(const Expression& read, std::string_view text, std::size_t begin, bool whole,
                std::span<std::string_view> groups) {
  std::ranges::fill(groups, std::string_view());
  return read.exact && GroupFinder(read, text, whole, groups).Run(begin);
}

}  // namespace gouji
