#include "text/expression.h"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <utility>

#include "text/utf8.h"

namespace gouji {
namespace {

using Kind = Expression::Kind;
using Index = Expression::Index;
using Range = Expression::Range;
using Node = Expression::Node;

constexpr int kDeepest = 50;
constexpr std::uint32_t kMostTimes = 1000;  ///< more does not compile
constexpr char32_t kLastLetter = 0x10FFFF;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsSmall(char32_t c) { return c >= 'a' && c <= 'z'; }
bool IsCapital(char32_t c) { return c >= 'A' && c <= 'Z'; }
/// Whether some character of a range may have another form in the other case. Ideographs have none.
bool HasCase(const Range& range) {
  const auto meets = [&](char32_t first, char32_t last) { return range.first <= last && range.last >= first; };
  return meets('A', 'Z') || meets('a', 'z') || meets(0x80, 0x2E7F) || meets(0xA640, kLastLetter);
}

/// Reads the expression from left to right. Knows only as much of the syntax as it must, and gives up on all of it
/// (`sure_` false) at anything it does not know for certain.
class ExpressionReader {
 public:
  explicit ExpressionReader(std::string_view expression) : rest_(expression) {
    read_.nodes.reserve(expression.size() / 3 + 16);
  }

  std::optional<Expression> Read() {
    read_.root = Choice(0);
    // A bracket that closes nothing; RE2 will say so.
    return sure_ && rest_.empty() ? std::make_optional(std::move(read_)) : std::nullopt;
  }

 private:
  struct Flags {
    bool any_case = false;    // i
    bool many_lines = false;  // m
    bool dot_is_all = false;  // s
    bool lazy = false;        // U
  };

  Index Make(Kind kind) {
    read_.nodes.emplace_back().kind = kind;
    return static_cast<Index>(read_.nodes.size() - 1);
  }

  Node& At(Index index) { return read_.nodes[index]; }

  Index Unsure() {
    sure_ = false;
    return Make(Kind::kEmpty);
  }

  /// One part after another, which stay together as what `kind` says; one alone is itself.
  class Parts {
   public:
    void Add(ExpressionReader& reader, Index part) {
      (first_ == Expression::kNone ? first_ : reader.At(last_).next) = part;
      last_ = part;
    }
    Index As(Kind kind, ExpressionReader& reader) const {
      if (first_ == last_ && first_ != Expression::kNone) return first_;
      const Index whole = reader.Make(first_ == Expression::kNone ? Kind::kEmpty : kind);
      reader.At(whole).first = first_;
      return whole;
    }

   private:
    Index first_ = Expression::kNone;
    Index last_ = Expression::kNone;
  };

  Index Choice(int depth) {
    Parts branches;
    do {
      branches.Add(*this, Sequence(depth));
    } while (sure_ && Take("|"));
    return branches.As(Kind::kChoice, *this);
  }

  Index Sequence(int depth) {
    Parts parts;
    while (sure_ && !rest_.empty() && rest_.front() != '|' && rest_.front() != ')') {
      parts.Add(*this, Repeated(Atom(depth)));
    }
    return parts.As(Kind::kSequence, *this);
  }

  Index Atom(int depth) {
    const char c = rest_.front();
    switch (c) {
      case '(':
        return Group(depth);
      case '[':
        return Class();
      case '\\':
        return Escape();
      case '.':
        rest_.remove_prefix(1);
        return flags_.dot_is_all ? Any() : AnyBut({'\n', '\n'});
      case '^':
      case '$':
        rest_.remove_prefix(1);
        return flags_.many_lines ? Place() : Make(c == '^' ? Kind::kBegin : Kind::kEnd);
      case '*':
      case '+':
      case '?':
      case '{':
        // A quantifier of nothing, or braces RE2 may read as plain text.
        return Unsure();
      default:
        return Letter(TakeLetter());
    }
  }

  Index Group(int depth) {
    rest_.remove_prefix(1);
    if (depth >= kDeepest) return Unsure();
    const Flags outside = flags_;
    std::uint32_t group = 0;
    if (Take("?P<")) {
      const std::size_t close = rest_.find('>');
      if (close == rest_.npos) return Unsure();
      group = ++read_.groups;
      read_.names.emplace_back(rest_.substr(0, close), group);
      rest_.remove_prefix(close + 1);
    } else if (Take("?")) {
      if (!TakeFlags()) return Unsure();
      if (rest_.front() == ')') {
        rest_.remove_prefix(1);
        // Flags alone are no atom: RE2 lets a quantifier after them repeat what stands before them.
        if (!rest_.empty() && std::string_view("*+?{").find(rest_.front()) != std::string_view::npos) sure_ = false;
        return Make(Kind::kEmpty);
      }
      rest_.remove_prefix(1);
    } else {
      group = ++read_.groups;
    }
    const Index inside = Choice(depth + 1);
    if (!Take(")")) sure_ = false;
    flags_ = outside;
    return group == 0 ? inside : AsGroup(group, inside);
  }

  /// What is the inside of a group already cannot be that of another: ((a)).
  Index AsGroup(std::uint32_t group, Index inside) {
    if (At(inside).group != 0) {
      const Index whole = Make(Kind::kSequence);
      At(whole).first = inside;
      inside = whole;
    }
    At(inside).group = group;
    return inside;
  }

  /// Up to the ':' or ')' after them, which must be there.
  bool TakeFlags() {
    for (bool on = true; !rest_.empty(); rest_.remove_prefix(1)) {
      switch (rest_.front()) {
        case ':':
        case ')':
          return true;
        case '-':
          if (!on) return false;
          on = false;
          break;
        case 'i':
          flags_.any_case = on;
          break;
        case 'm':
          flags_.many_lines = on;
          break;
        case 's':
          flags_.dot_is_all = on;
          break;
        case 'U':
          flags_.lazy = on;
          break;
        default:
          return false;
      }
    }
    return false;
  }

  Index Repeated(Index atom) {
    std::uint32_t least = 1;
    std::uint32_t most = 1;
    if (Take("*")) {
      least = 0;
      most = Expression::kEndless;
    } else if (Take("?")) {
      least = 0;
    } else if (Take("+")) {
      most = Expression::kEndless;
    } else if (rest_.starts_with('{')) {
      const auto times = TakeTimes();
      if (!times) return Unsure();
      least = times->first;
      most = times->second;
    } else {
      return atom;
    }
    const bool other_way = Take("?");
    const Index repeat = Make(Kind::kRepeat);
    At(repeat).lazy = other_way != flags_.lazy;
    At(repeat).first = atom;
    At(repeat).least = least;
    At(repeat).most = most;
    return repeat;
  }

  /// {2}, {2,} or {2,3}
  std::optional<std::pair<std::uint32_t, std::uint32_t>> TakeTimes() {
    rest_.remove_prefix(1);
    const auto least = TakeNumber();
    auto most = least;
    if (Take(",")) most = rest_.starts_with('}') ? Expression::kEndless : TakeNumber();
    if (!least || !most || *least > *most || !Take("}")) return std::nullopt;
    return std::pair{*least, *most};
  }

  std::optional<std::uint32_t> TakeNumber() {
    if (rest_.empty() || !IsDigit(rest_.front())) return std::nullopt;
    std::uint32_t number = 0;
    for (; !rest_.empty() && IsDigit(rest_.front()) && number <= kMostTimes; rest_.remove_prefix(1)) {
      number = number * 10 + static_cast<std::uint32_t>(rest_.front() - '0');
    }
    return number <= kMostTimes ? std::make_optional(number) : std::nullopt;
  }

  Index Letter(char32_t letter) {
    if (flags_.any_case && HasCase({letter, letter})) {
      return letter < 0x80 ? Cases(letter) : LooseAny();
    }
    const Index index = Make(Kind::kLetter);
    At(index).letter = letter;
    return index;
  }

  /// A letter of ASCII in both cases; two have a third form elsewhere. RE2 forgets one case in [a-]|(?i)A.
  Index Cases(char32_t letter) {
    read_.exact = false;
    const char32_t small = letter | 0x20U;
    const Index index = ClassOf({{small, small}, {small - 0x20, small - 0x20}});
    const char32_t third = small == 'k' ? 0x212A : small == 's' ? 0x17F : 0;
    if (third != 0) {
      read_.ranges.push_back({third, third});
      ++At(index).ranges;
    }
    return index;
  }

  Index ClassOf(std::initializer_list<Range> ranges) {
    const Index index = Make(Kind::kClass);
    At(index).first = static_cast<Index>(read_.ranges.size());
    At(index).ranges = static_cast<std::uint32_t>(ranges.size());
    read_.ranges.insert(read_.ranges.end(), ranges);
    return index;
  }

  Index AnyBut(Range range) {
    const Index index = ClassOf({range});
    At(index).negated = true;
    return index;
  }

  Index Any() { return ClassOf({{0, kLastLetter}}); }

  Index Place() {
    read_.exact = false;
    return Make(Kind::kPlace);
  }

  Index LooseAny() {
    read_.exact = false;
    return Any();
  }

  Index Class() {
    rest_.remove_prefix(1);
    const bool negated = Take("^");
    const auto first = static_cast<Index>(read_.ranges.size());
    bool known = true;
    bool spelt = !negated;
    // First in a class, ']' is itself.
    for (bool at_first = true; sure_ && !rest_.empty() && (at_first || rest_.front() != ']'); at_first = false) {
      const std::size_t named = rest_.starts_with("[:") ? rest_.find(":]", 2) : rest_.npos;
      if (named != rest_.npos) {
        known = false;
        rest_.remove_prefix(named + 2);
        continue;
      }
      const auto from = Member(known, spelt);
      if (!from) continue;
      auto to = from;
      if (rest_.size() > 1 && rest_[0] == '-' && rest_[1] != ']') {
        rest_.remove_prefix(1);
        bool is_letter = true;
        to = Member(is_letter, is_letter);
        if (!to || *to < *from) return Unsure();
        spelt = spelt && *from == '0' && *to == '9';
      }
      read_.ranges.push_back({*from, *to});
    }
    if (!Take("]")) sure_ = false;
    const bool cased = flags_.any_case && std::any_of(read_.ranges.begin() + first, read_.ranges.end(), HasCase);
    if (!known || cased) return LooseAny();
    const Index index = Make(Kind::kClass);
    At(index).negated = negated;
    At(index).spelt = spelt;
    At(index).first = first;
    At(index).ranges = static_cast<std::uint32_t>(read_.ranges.size() - first);
    return index;
  }

  /// One character of a class. Nothing where several are meant, which then are in the class, or `known` is made false.
  std::optional<char32_t> Member(bool& known, bool& spelt) {
    if (rest_.front() != '\\') return TakeLetter();
    const bool exact = std::exchange(read_.exact, true);
    const Node escaped = At(Escape());
    read_.nodes.pop_back();
    known = known && read_.exact;
    read_.exact = read_.exact && exact;
    if (escaped.kind == Kind::kLetter) return escaped.letter;
    spelt = false;
    // The ranges of \d are where they belong.
    known = known && escaped.kind == Kind::kClass && !escaped.negated;
    return std::nullopt;
  }

  Index Escape() {
    rest_.remove_prefix(1);
    if (rest_.empty()) return Unsure();
    const char c = rest_.front();
    const bool is_letter = IsSmall(static_cast<unsigned char>(c)) || IsCapital(static_cast<unsigned char>(c));
    if (c > ' ' && c < 0x7F && !is_letter && !IsDigit(c) && c != '_') return Letter(TakeLetter());
    rest_.remove_prefix(1);
    switch (c) {
      case 'd':
        return ClassOf({{'0', '9'}});
      case 'D':
        return AnyBut({'0', '9'});
      case 's':
        return ClassOf({{'\t', '\n'}, {'\f', '\r'}, {' ', ' '}});
      case 'S':
        return Negated(ClassOf({{'\t', '\n'}, {'\f', '\r'}, {' ', ' '}}));
      case 'w':
        return Word();
      case 'W':
        return flags_.any_case ? LooseAny() : Negated(Word());
      case 'A':
        return Make(Kind::kBegin);
      case 'z':
        return Make(Kind::kEnd);
      case 'b':
      case 'B':
        return Place();
      case 'n':
        return Letter('\n');
      case 't':
        return Letter('\t');
      case 'r':
        return Letter('\r');
      case 'f':
        return Letter('\f');
      case 'v':
        return Letter('\v');
      case 'a':
        return Letter('\a');
      case 'p':
      case 'P':
        return Property();
      case 'x':
        return Numbered();
      default:
        return Unsure();
    }
  }

  Index Negated(Index index) {
    At(index).negated = true;
    return index;
  }

  Index Word() {
    if (flags_.any_case) return LooseAny();
    return ClassOf({{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}});
  }

  /// \pL, \p{Han}
  Index Property() {
    const std::size_t size = rest_.starts_with('{') ? rest_.find('}') + 1 : 1;
    if (size == 0 || size > rest_.size()) return Unsure();
    rest_.remove_prefix(size);
    return LooseAny();
  }

  /// \x41, \x{603B}
  Index Numbered() {
    const bool in_braces = Take("{");
    const std::size_t size = in_braces ? rest_.find('}') : 2;
    if (size == rest_.npos || size == 0 || size > 6 || size > rest_.size()) return Unsure();
    char32_t letter = 0;
    for (const char c : rest_.substr(0, size)) {
      const auto small = static_cast<char32_t>(static_cast<unsigned char>(c) | 0x20U);
      const bool is_hex = IsDigit(c) || (small >= 'a' && small <= 'f');
      if (!is_hex) return Unsure();
      letter = letter * 16 + (IsDigit(c) ? static_cast<char32_t>(c - '0') : small - 'a' + 10);
    }
    if (letter > kLastLetter) return Unsure();
    rest_.remove_prefix(size + (in_braces ? 1 : 0));
    return Letter(letter);
  }

  char32_t TakeLetter() {
    std::size_t size = 0;
    const char32_t letter = NextCodePoint(rest_, size);
    if (letter == 0xFFFD && size == 1) sure_ = false;
    rest_.remove_prefix(size);
    return letter;
  }

  bool Take(std::string_view token) {
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }

  std::string_view rest_;
  bool sure_ = true;
  Flags flags_;
  Expression read_;
};

}  // namespace

bool Expression::Matches(const Node& node, char32_t letter) const {
  if (node.kind == Kind::kLetter) return node.letter == letter;
  const auto first = ranges.begin() + node.first;
  const auto last = first + node.ranges;
  return std::any_of(first, last, [&](const Range& r) { return r.first <= letter && letter <= r.last; }) !=
         node.negated;
}

std::optional<Expression> ReadExpression(std::string_view expression) { return ExpressionReader(expression).Read(); }

}  // namespace gouji
