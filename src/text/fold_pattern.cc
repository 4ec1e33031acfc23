#include "text/fold_pattern.h"

#include <algorithm>
#include <cstddef>

#include "text/fold.h"

namespace gouji {
namespace {

std::size_t CharacterBytes(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

/// Folding changes none of U+4000 to U+9FFF, which begin with E4 to E9.
bool IsIdeograph(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte >= 0xE4 && byte <= 0xE9;
}

class Rewriter {
 public:
  Rewriter(std::string_view expression, bool labels) : text_(expression), labels_(labels) {}

  std::string Run() {
    out_.reserve(text_.size());
    while (at_ < text_.size()) {
      Copy(PlainBytes());
      if (at_ == text_.size()) break;
      if (text_[at_] == '\\') {
        Escape();
      } else if (text_.substr(at_, 2) == "(?") {
        Group();
      } else if (in_class_ && text_.substr(at_, 2) == "[:") {
        Copy(std::min(text_.find(":]", at_), text_.size() - 2) + 2 - at_);
      } else {
        Letter();
      }
    }
    return std::move(out_);
  }

 private:
  void Copy(std::size_t bytes) {
    bytes = std::min(bytes, text_.size() - at_);
    out_.append(text_.substr(at_, bytes));
    at_ += bytes;
  }

  /// How much stands here that is nothing but itself, folded or not.
  std::size_t PlainBytes() const {
    std::size_t end = at_;
    while (end < text_.size()) {
      const char c = text_[end];
      if (IsIdeograph(c)) {
        end += CharacterBytes(c);
        continue;
      }
      const bool changes = labels_ && (c == ' ' || (c >= 'A' && c <= 'Z'));
      if (static_cast<unsigned char>(c) >= 0x80 || c == '\\' || c == '(' || c == '[' || c == ']' || changes) break;
      ++end;
    }
    return end - at_;
  }

  /// A repeat of what is left out goes with it.
  void SkipRepeat() {
    if (in_class_ || at_ >= text_.size()) {
      return;
    }
    if (text_[at_] == '*' || text_[at_] == '+' || text_[at_] == '?') {
      ++at_;
    } else if (text_[at_] == '{') {
      const std::size_t close = text_.find('}', at_);
      at_ = close == std::string_view::npos ? at_ : close + 1;
    } else {
      return;
    }
    at_ += at_ < text_.size() && text_[at_] == '?' ? 1 : 0;
  }

  void Escape() {
    const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    if (labels_ && (next == ' ' || next == 's')) {
      at_ += 2;
      SkipRepeat();
      return;
    }
    // \p{Han}, \x{4e00} and \Q…\E have more behind the letter.
    if ((next == 'p' || next == 'P' || next == 'x') && at_ + 2 < text_.size() && text_[at_ + 2] == '{') {
      const std::size_t close = text_.find('}', at_);
      Copy(close == std::string_view::npos ? 2 : close + 1 - at_);
      return;
    }
    Copy(1 + (at_ + 1 < text_.size() ? CharacterBytes(text_[at_ + 1]) : 0));
  }

  /// (?P<name>, (?i), (?:
  void Group() {
    std::size_t end = at_ + 2;
    while (end < text_.size() && text_[end] != ':' && text_[end] != ')' && text_[end] != '>') {
      ++end;
    }
    Copy(end + 1 - at_);
  }

  void Letter() {
    const char c = text_[at_];
    if (static_cast<unsigned char>(c) >= 0x80) {
      Wide();
      return;
    }
    if (labels_ && c == ' ') {
      ++at_;
      SkipRepeat();
      return;
    }
    if (labels_ && !in_class_ && text_.substr(at_, 3) == "[ ]") {
      at_ += 3;
      SkipRepeat();
      return;
    }
    in_class_ = c == '[' ? true : c == ']' ? false : in_class_;
    out_.push_back(labels_ && c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
    ++at_;
  }

  /// “（” is folded to "(", which means something here and so is escaped.
  void Wide() {
    const std::string_view letter = text_.substr(at_, CharacterBytes(text_[at_]));
    const std::string folded = labels_ ? Fold(letter) : FoldProse(letter).text;
    at_ += letter.size();
    if (folded.empty() && IsBlank(CodePoints(letter).front())) {
      if (labels_) {
        SkipRepeat();
      } else {
        out_.push_back(' ');
      }
      return;
    }
    if (folded.empty()) {
      out_.append(letter);
      return;
    }
    const bool several = !in_class_ && CodePoints(folded).size() > 1;
    out_.append(several ? "(?:" : "");
    for (const char c : folded) {
      const bool mark = static_cast<unsigned char>(c) < 0x80 && !(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z') &&
                        !(c >= 'A' && c <= 'Z') && c != '_' && c != ' ';
      if (mark) {
        out_.push_back('\\');
      }
      out_.push_back(c);
    }
    out_.append(several ? ")" : "");
  }

  std::string_view text_;
  bool labels_;
  std::size_t at_ = 0;
  bool in_class_ = false;
  std::string out_;
};

}  // namespace

std::string PatternForLabels(std::string_view expression) { return Rewriter(expression, true).Run(); }

std::string PatternForProse(std::string_view expression) { return Rewriter(expression, false).Run(); }

}  // namespace gouji
