#include "text/pattern.h"

#include <re2/re2.h>
#include <string.h>  // memmem is no part of <cstring>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <utility>

namespace gouji {
namespace {

constexpr std::size_t kLongestExpression = 4096;
constexpr std::int64_t kMemory = 16 << 20;

re2::StringPiece Piece(std::string_view text) { return re2::StringPiece(text.data(), text.size()); }

RE2::Options Options() {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMemory);
  return options;
}

/// Words of which every match holds at least one; empty when nothing is certain.
using Words = std::vector<std::string>;

/// Finds the words a match cannot do without by reading the expression. Knows only as much of the syntax as it must,
/// and gives up on the whole expression (`sure_` false) at anything it does not know for certain: a word too few costs
/// time, a word too many loses matches.
class WordFinder {
 public:
  explicit WordFinder(std::string_view expression) : rest_(expression) {}

  Words Find() {
    Words words = Alternatives(0);
    // A bracket that closes nothing; RE2 will say so.
    if (!rest_.empty()) sure_ = false;
    return sure_ ? words : Words{};
  }

 private:
  static constexpr int kDeepest = 50;
  static constexpr std::size_t kMostWords = 4;

  /// What an atom says before its quantifier is seen.
  struct Atom {
    std::string literal;  ///< of a single character
    Words words;          ///< of a group
  };

  enum class Times { kOnce, kSome, kPerhaps };

  /// The words of a|b|c are those of all its branches, and nothing is certain when one branch has none.
  Words Alternatives(int depth) {
    Words all;
    bool every = true;
    for (;;) {
      const Words words = Sequence(depth);
      every = every && !words.empty();
      all.insert(all.end(), words.begin(), words.end());
      if (!sure_ || !Take("|")) break;
    }
    if (!every || all.size() > kMostWords) return {};
    return all;
  }

  /// Of all that a sequence must hold, what is likely to be rarest: the fewest words, the longest.
  Words Sequence(int depth) {
    Words best;
    std::string run;
    const auto offer = [&best](Words words) {
      if (words.empty()) return;
      if (best.empty() || Worth(words) > Worth(best)) best = std::move(words);
    };
    const auto end_run = [&] {
      if (!run.empty()) offer({std::exchange(run, {})});
    };
    while (sure_ && !rest_.empty() && rest_.front() != '|' && rest_.front() != ')') {
      Atom atom = NextAtom(depth);
      const Times times = Quantifier();
      if (times == Times::kPerhaps) {
        end_run();
      } else if (!atom.literal.empty()) {
        run += atom.literal;
        if (times == Times::kSome) end_run();
      } else {
        end_run();
        offer(std::move(atom.words));
      }
    }
    end_run();
    return best;
  }

  static std::ptrdiff_t Worth(const Words& words) {
    const auto shortest = std::ranges::min(words, {}, &std::string::size).size();
    return static_cast<std::ptrdiff_t>(shortest) - 3 * static_cast<std::ptrdiff_t>(words.size());
  }

  Atom NextAtom(int depth) {
    const char c = rest_.front();
    if (c == '(') return {{}, GroupWords(depth)};
    if (c == '[') return SkipClass(), Atom{};
    if (c == '\\') return Escape();
    if (c == '.' || c == '^' || c == '$') return rest_.remove_prefix(1), Atom{};
    // A quantifier of nothing, or braces RE2 may read as plain text.
    if (c == '*' || c == '+' || c == '?' || c == '{') return sure_ = false, Atom{};
    return {TakeCharacter(), {}};
  }

  Words GroupWords(int depth) {
    rest_.remove_prefix(1);
    if (depth >= kDeepest) return sure_ = false, Words{};
    if (Take("?P<")) {
      const std::size_t close = rest_.find('>');
      if (close == rest_.npos) return sure_ = false, Words{};
      rest_.remove_prefix(close + 1);
    } else if (Take("?")) {
      // Flags: those that change letters' case, or are unknown, make every word uncertain.
      const std::size_t end = rest_.find_first_not_of("msU-");
      if (end == rest_.npos || (rest_[end] != ':' && rest_[end] != ')')) return sure_ = false, Words{};
      const bool no_group = rest_[end] == ')';
      rest_.remove_prefix(end + 1);
      // Flags alone are no atom: RE2 lets a quantifier after them repeat what stands before them.
      if (no_group && !rest_.empty() && std::string_view("*+?{").find(rest_.front()) != std::string_view::npos)
        sure_ = false;
      if (no_group) return {};
    }
    Words words = Alternatives(depth + 1);
    if (!Take(")")) sure_ = false;
    return words;
  }

  void SkipClass() {
    rest_.remove_prefix(1);
    Take("^");
    // First in a class, ']' is itself.
    Take("]");
    while (!rest_.empty() && rest_.front() != ']') {
      const std::size_t named = rest_.starts_with("[:") ? rest_.find(":]", 2) : rest_.npos;
      if (named != rest_.npos) {
        rest_.remove_prefix(named + 2);
      } else if (rest_.front() == '\\') {
        rest_.remove_prefix(std::min<std::size_t>(2, rest_.size()));
      } else {
        rest_.remove_prefix(1);
      }
    }
    if (!Take("]")) sure_ = false;
  }

  Atom Escape() {
    rest_.remove_prefix(1);
    if (rest_.empty()) return sure_ = false, Atom{};
    const char c = rest_.front();
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool is_digit = c >= '0' && c <= '9';
    const bool is_punctuation = c > ' ' && c < 0x7F && !is_letter && !is_digit;
    if (is_punctuation) return {TakeCharacter(), {}};
    rest_.remove_prefix(1);
    if (std::string_view("dDsSwWbBAzntrfva").find(c) != std::string_view::npos) return {};
    if (c == 'p' || c == 'P' || c == 'x') {
      const std::size_t bare = c == 'x' ? 2 : 1;
      const std::size_t size = rest_.starts_with('{') ? rest_.find('}') + 1 : bare;
      if (size == 0 || size > rest_.size()) return sure_ = false, Atom{};
      rest_.remove_prefix(size);
      return {};
    }
    return sure_ = false, Atom{};
  }

  Times Quantifier() {
    Times times = Times::kOnce;
    if (Take("*") || Take("?")) {
      times = Times::kPerhaps;
    } else if (Take("+")) {
      times = Times::kSome;
    } else if (rest_.starts_with('{')) {
      const std::size_t digits = rest_.find_first_not_of("0123456789", 1);
      const std::size_t close = rest_.find_first_not_of("0123456789,", 1);
      const bool well_formed = digits != rest_.npos && digits > 1 && close != rest_.npos && rest_[close] == '}';
      if (!well_formed) return sure_ = false, times;
      const bool from_nought = rest_.substr(1, digits - 1).find_first_not_of('0') == rest_.npos;
      times = from_nought ? Times::kPerhaps : Times::kSome;
      rest_.remove_prefix(close + 1);
    }
    if (times != Times::kOnce) Take("?");
    return times;
  }

  std::string TakeCharacter() {
    std::size_t size = 1;
    while (size < rest_.size() && (static_cast<unsigned char>(rest_[size]) & 0xC0) == 0x80) ++size;
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
};

/// Where in the expression the part stands that RE2 complains of. It names the part but not the place; the parser goes
/// from left to right, so it is the first such part up to which the expression is wrong in the same way.
std::size_t PlaceOfError(const std::string& expression, const RE2& broken) {
  const std::string& part = broken.error_arg();
  const std::size_t first = expression.find(part);
  for (std::size_t at = first; at != expression.npos; at = expression.find(part, at + 1)) {
    const RE2 until(Piece(std::string_view(expression).substr(0, at + part.size())), Options());
    if (until.error_code() == broken.error_code() && until.error_arg() == part) return at;
  }
  return first;
}

/// The engine's complaint in Chinese, with the part it complains of.
std::string InChinese(const RE2& broken) {
  static const std::map<RE2::ErrorCode, std::string_view> kComplaints = {
      {RE2::ErrorBadEscape, "没有这样的转义"},
      {RE2::ErrorBadCharClass, "没有这样的字符类"},
      {RE2::ErrorBadCharRange, "字符范围前后颠倒"},
      {RE2::ErrorMissingBracket, "缺少 ]"},
      {RE2::ErrorMissingParen, "缺少 )"},
      {RE2::ErrorUnexpectedParen, "多出 )"},
      {RE2::ErrorTrailingBackslash, "末尾多出 \\"},
      {RE2::ErrorRepeatArgument, "重复号前面没有可重复的内容"},
      {RE2::ErrorRepeatSize, "重复次数不对或过大"},
      {RE2::ErrorRepeatOp, "重复号连用"},
      {RE2::ErrorBadPerlOp, "不支持这种写法（没有环视和反向引用）"},
      {RE2::ErrorBadUTF8, "不是 UTF-8"},
      {RE2::ErrorBadNamedCapture, "命名组应写作 (?P<名称>…)"},
      {RE2::ErrorPatternTooLarge, "模式过大"}};
  const auto found = kComplaints.find(broken.error_code());
  if (found == kComplaints.end()) return broken.error();
  std::string complaint(found->second);
  if (!broken.error_arg().empty()) complaint += "：" + broken.error_arg();
  return complaint;
}

}  // namespace

struct Pattern::Engine {
  explicit Engine(std::string written) : expression(std::move(written)) {}

  bool MayMatch(std::string_view text) {
    std::call_once(words_found, [this] {
      if (expression.size() <= kLongestExpression) words = WordFinder(expression).Find();
    });
    if (words.empty()) return true;
    return std::ranges::any_of(words, [text](const std::string& word) {
      // string::find looks for the first byte, which ideographs share by the thousand.
      return memmem(text.data(), text.size(), word.data(), word.size()) != nullptr;
    });
  }

  /// The compiled expression, or null when it does not compile.
  const RE2* Compiled() {
    std::call_once(compiled, [this] { Compile(); });
    return regex.get();
  }

  void Compile() {
    if (expression.size() > kLongestExpression) {
      const std::string most = std::to_string(kLongestExpression);
      error = Error{"the expression is longer than " + most + " bytes", "模式长于 " + most + " 字节",
                    kLongestExpression, expression.size() - kLongestExpression};
      return;
    }
    auto made = std::make_unique<RE2>(Piece(expression), Options());
    if (made->ok()) {
      regex = std::move(made);
      return;
    }
    error = Error{made->error(), InChinese(*made), 0, expression.size()};
    const std::size_t at = made->error_arg().empty() ? expression.npos : PlaceOfError(expression, *made);
    if (at == expression.npos) return;
    error->at = at;
    error->length = made->error_arg().size();
  }

  bool Run(std::string_view text, std::size_t from, RE2::Anchor anchor, Match* match) {
    // A null view would make a group that matched nothing look like one that took no part.
    if (text.data() == nullptr) text = "";
    if (from > text.size() || !MayMatch(text.substr(from))) return false;
    const RE2* compiled_regex = Compiled();
    if (compiled_regex == nullptr) return false;
    if (match == nullptr) return compiled_regex->Match(Piece(text), from, text.size(), anchor, nullptr, 0);

    const auto count = static_cast<std::size_t>(compiled_regex->NumberOfCapturingGroups()) + 1;
    std::array<re2::StringPiece, 8> few;
    std::vector<re2::StringPiece> many(count > few.size() ? count : 0);
    re2::StringPiece* groups = many.empty() ? few.data() : many.data();
    if (!compiled_regex->Match(Piece(text), from, text.size(), anchor, groups, static_cast<int>(count))) return false;
    match->resize(count);
    for (std::size_t i = 0; i < count; ++i) (*match)[i].text = std::string_view(groups[i].data(), groups[i].size());
    return true;
  }

  const std::string expression;
  std::once_flag words_found;
  Words words;
  std::once_flag compiled;
  std::unique_ptr<RE2> regex;
  std::optional<Error> error;
};

Pattern::Pattern(std::string expression) : engine_(std::make_shared<Engine>(std::move(expression))) {}
Pattern::~Pattern() = default;
Pattern::Pattern(const Pattern&) = default;
Pattern& Pattern::operator=(const Pattern&) = default;
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;

std::optional<Pattern::Error> Pattern::Check() const {
  engine_->Compiled();
  return engine_->error;
}

const std::string& Pattern::expression() const { return engine_->expression; }

bool Pattern::MatchesWhole(std::string_view text) const { return engine_->Run(text, 0, RE2::ANCHOR_BOTH, nullptr); }

bool Pattern::MatchesWhole(std::string_view text, Match& match) const {
  return engine_->Run(text, 0, RE2::ANCHOR_BOTH, &match);
}

bool Pattern::Finds(std::string_view text) const { return engine_->Run(text, 0, RE2::UNANCHORED, nullptr); }

bool Pattern::Find(std::string_view text, std::size_t from, Match& match) const {
  return engine_->Run(text, from, RE2::UNANCHORED, &match);
}

int Pattern::GroupOf(std::string_view name) const {
  const RE2* regex = engine_->Compiled();
  if (regex == nullptr) return 0;
  const auto& groups = regex->NamedCapturingGroups();
  const auto found = groups.find(std::string(name));
  return found == groups.end() ? 0 : found->second;
}

std::vector<std::string> Pattern::group_names() const {
  std::vector<std::string> names;
  if (const RE2* regex = engine_->Compiled()) {
    for (const auto& [number, name] : regex->CapturingGroupNames()) names.push_back(name);
  }
  return names;
}

}  // namespace gouji
