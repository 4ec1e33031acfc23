#include "config/glob.h"

#include <algorithm>
#include <vector>

namespace gouji {
namespace {

/// One pattern, read from left to right into a regular expression.
class Translator {
 public:
  Translator(std::string_view pattern, std::span<const GlobPlace> places, std::optional<Glob::Error>& error)
      : pattern_(pattern), places_(places), error_(error), named_(places.size(), false) {}

  std::string Translate() {
    CheckShape();
    // Without a folder in it, a pattern is for names wherever they stand.
    const bool anywhere = pattern_.find('/') == pattern_.npos;
    std::string expression = anywhere ? "(?:[^/]+/)*" : "";
    while (at_ < pattern_.size() && !error_) {
      expression += Next(false);
    }
    return error_ ? std::string() : expression;
  }

 private:
  void CheckShape() {
    if (pattern_.empty()) {
      return Wrong("模式是空的", "the pattern is empty", 0, 0);
    }
    if (pattern_.starts_with('/')) {
      return Wrong("模式从配置文件所在的文件夹算起，不以 / 开头",
                   "patterns start from the folder of the configuration file, not with '/'", 0, 1);
    }
    if (pattern_.find('\n') != pattern_.npos) {
      return Wrong("模式里有换行", "the pattern holds a line break", 0, pattern_.size());
    }
    std::size_t begin = 0;
    while (begin <= pattern_.size()) {
      const std::size_t end = std::min(pattern_.find('/', begin), pattern_.size());
      const std::string_view name = pattern_.substr(begin, end - begin);
      if (name == "." || name == "..") {
        return Wrong("模式里不能有“" + std::string(name) + "”：它只能指配置文件所在文件夹之下的文件",
                     "'" + std::string(name) +
                         "' in a pattern never matches: it is for files below the folder of the "
                         "configuration file",
                     begin, end);
      }
      if (name.empty() && end < pattern_.size()) {
        return Wrong("模式里有连着的 /", "the pattern holds '//'", begin, end + 1);
      }
      begin = end + 1;
    }
  }

  /// What stands at `at_`, read and translated. In braces ',' and '}' end an alternative, which is the caller's to see.
  std::string Next(bool in_braces) {
    const char c = pattern_[at_];
    switch (c) {
      case '*':
        return Stars();
      case '?':
        ++at_;
        return "[^/]";
      case '[':
        return Class();
      case '{':
        return in_braces ? Nested() : Braces();
      case '}':
        Wrong("多出 }", "'}' without '{'", at_, at_ + 1);
        return {};
      case '\\':
        if (at_ + 1 == pattern_.size()) {
          Wrong("末尾多出 \\", "'\\' at the end escapes nothing", at_, at_ + 1);
          return {};
        }
        ++at_;
        return Quoted();
      case '/':
        ++at_;
        // Everything below a folder.
        return at_ == pattern_.size() ? "/.+" : "/";
      default:
        return Quoted();
    }
  }

  std::string Stars() {
    const std::size_t begin = at_;
    at_ = std::min(pattern_.find_first_not_of('*', at_), pattern_.size());
    const bool starts_name = begin == 0 || pattern_[begin - 1] == '/';
    const bool ends_name = at_ == pattern_.size() || pattern_[at_] == '/';
    if (at_ - begin == 1) {
      return "[^/]*";
    }
    if (at_ - begin > 2 || !starts_name || !ends_name) {
      Wrong("** 只能单独作为一层文件夹：a/**/b", "'**' must stand as a whole name: a/**/b", begin, at_);
      return {};
    }
    if (at_ == pattern_.size()) {
      return ".+";
    }
    ++at_;  // the '/' is part of it, so that no folder at all will do
    if (at_ == pattern_.size()) {
      return ".+";
    }
    return "(?:[^/]+/)*";
  }

  std::string Class() {
    const std::size_t begin = at_;
    std::string expression = "[";
    ++at_;
    if (at_ < pattern_.size() && (pattern_[at_] == '!' || pattern_[at_] == '^')) {
      expression += "^/";
      ++at_;
    }
    const std::size_t first = at_;
    while (at_ < pattern_.size() && (pattern_[at_] != ']' || at_ == first)) {
      if (pattern_[at_] == '/') {
        break;
      }
      if (pattern_[at_] == '\\' && at_ + 1 < pattern_.size()) {
        ++at_;
        expression += '\\';
      } else if (std::string_view("[]^\\&~|").find(pattern_[at_]) != std::string_view::npos) {
        expression += '\\';
      }
      expression += pattern_[at_++];
    }
    if (at_ >= pattern_.size() || pattern_[at_] != ']') {
      Wrong("缺少 ]", "'[' without ']'", begin, begin + 1);
      return {};
    }
    ++at_;
    expression += ']';
    if (Pattern(expression).Check()) {
      Wrong("字符范围前后颠倒", "the range of characters runs backwards", begin, at_);
      return {};
    }
    return expression;
  }

  std::string Braces() {
    const std::size_t begin = at_;
    for (std::size_t i = 0; i < places_.size(); ++i) {
      const std::string written = "{" + std::string(places_[i].name) + "}";
      if (pattern_.substr(at_).starts_with(written)) {
        at_ += written.size();
        const bool again = named_[i];
        named_[i] = true;
        return (again ? "(?:" : "(?P<" + std::string(places_[i].name) + ">") + std::string(places_[i].expression) + ")";
      }
    }
    std::string expression = "(?:";
    ++at_;
    ++depth_;
    while (at_ < pattern_.size() && pattern_[at_] != '}' && !error_) {
      if (pattern_[at_] == ',') {
        expression += '|';
        ++at_;
      } else {
        expression += Next(true);
      }
    }
    --depth_;
    if (!error_ && at_ >= pattern_.size()) {
      Wrong("缺少 }", "'{' without '}'", begin, begin + 1);
    }
    ++at_;
    return expression + ")";
  }

  std::string Nested() {
    constexpr int kDeepest = 8;
    if (depth_ >= kDeepest) {
      Wrong("花括号套得太深", "braces are nested too deeply", at_, at_ + 1);
      return {};
    }
    return Braces();
  }

  /// One character that means itself.
  std::string Quoted() {
    std::string character(1, pattern_[at_++]);
    while (at_ < pattern_.size() && (static_cast<unsigned char>(pattern_[at_]) & 0xC0) == 0x80) {
      character += pattern_[at_++];
    }
    const bool is_special = std::string_view("\\.+*?()|[]{}^$").find(character[0]) != std::string_view::npos;
    return (is_special ? "\\" : "") + character;
  }

  void Wrong(std::string zh, std::string en, std::size_t begin, std::size_t end) {
    if (!error_) {
      error_ = Glob::Error{std::move(zh), std::move(en), begin, end};
    }
  }

  std::string_view pattern_;
  std::span<const GlobPlace> places_;
  std::optional<Glob::Error>& error_;
  std::vector<bool> named_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace

std::string GlobExpression(std::string_view pattern, std::span<const GlobPlace> places,
                           std::optional<Glob::Error>& error) {
  return Translator(pattern, places, error).Translate();
}

Glob::Glob(std::string pattern) : pattern_(std::move(pattern)), expression_(GlobExpression(pattern_, {}, error_)) {
  // A pattern that is right may still be too large for the engine.
  if (const auto broken = error_ ? std::nullopt : expression_.Check()) {
    error_ = Error{"模式过大：" + broken->zh, "the pattern is too large: " + broken->message, 0, pattern_.size()};
  }
}

}  // namespace gouji
