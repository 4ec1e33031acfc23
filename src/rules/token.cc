#include "rules/token.h"

#include <algorithm>
#include <array>

namespace gouji {
namespace {

bool IsNameStart(unsigned char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

/// Full-width marks and signs that look like operators: bytes of it, 0 when it is none. Other letters make names.
std::size_t WideMark(std::string_view text) {
  static constexpr std::array<std::string_view, 26> kWide = {"，", "（", "）", "【", "】", "［", "］", "。", "：",
                                                             "；", "、", "“",  "”",  "‘",  "’",  "＝", "＋", "－",
                                                             "＊", "＜", "＞", "％", "≠",  "≤",  "≥",  "×"};
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead != 0xC3 && lead != 0xE2 && lead != 0xE3 && lead != 0xEF) {
    return 0;  // ASCII and ideographs, which is most of what is asked
  }
  const auto* const mark = std::ranges::find_if(kWide, [&](std::string_view each) { return text.starts_with(each); });
  return mark != kWide.end() ? mark->size() : text.starts_with("÷") ? std::string_view("÷").size() : 0;
}

}  // namespace

void Lexer::Next() {
  while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t')) {
    ++at_;
  }
  now_ = {};
  now_.begin = at_;
  if (at_ == text_.size()) {
    now_.end = at_;
    return;
  }
  const char c = text_[at_];
  if (IsDigit(c)) {
    now_.kind = Token::Kind::kNumber;
    while (at_ < text_.size() &&
           (IsDigit(text_[at_]) || (text_[at_] == '.' && at_ + 1 < text_.size() && IsDigit(text_[at_ + 1])))) {
      ++at_;
    }
    now_.text = text_.substr(now_.begin, at_ - now_.begin);
  } else if (c == '\'' || c == '"') {
    const std::size_t close = text_.find(c, at_ + 1);
    now_.kind = close == std::string_view::npos ? Token::Kind::kBad : Token::Kind::kText;
    at_ = close == std::string_view::npos ? text_.size() : close + 1;
    now_.text = now_.kind == Token::Kind::kText ? text_.substr(now_.begin + 1, close - now_.begin - 1)
                                                : text_.substr(now_.begin);
  } else if (const std::size_t wide = WideMark(text_.substr(at_)); wide > 0) {
    now_.kind = Token::Kind::kBad;
    at_ += wide;
    now_.text = text_.substr(now_.begin, wide);
  } else if (IsNameStart(static_cast<unsigned char>(c))) {
    now_.kind = Token::Kind::kName;
    while (at_ < text_.size() && WideMark(text_.substr(at_)) == 0 &&
           (IsNameStart(static_cast<unsigned char>(text_[at_])) || IsDigit(text_[at_]))) {
      ++at_;
    }
    now_.text = text_.substr(now_.begin, at_ - now_.begin);
  } else {
    static constexpr std::array<std::string_view, 17> kMarks = {"!=", "<=", ">=", "=", "<", ">", "+", "-", "*",
                                                                "(",  ")",  "[",  "]", ",", ".", "%", ":"};
    const auto mark =
        std::ranges::find_if(kMarks, [&](std::string_view m) { return text_.substr(at_, m.size()) == m; });
    now_.kind = mark == kMarks.end() ? Token::Kind::kBad : Token::Kind::kMark;
    at_ += mark == kMarks.end() ? 1 : mark->size();
    now_.text = text_.substr(now_.begin, at_ - now_.begin);
  }
  now_.end = at_;
}

}  // namespace gouji
