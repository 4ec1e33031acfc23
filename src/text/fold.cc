#include "text/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "text/fold_table.h"
#include "text/utf8.h"

namespace gouji {
namespace {

inline bool IsContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

inline bool IsLetterOrDigit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

const icu::Normalizer2* NormalizerFor(bool folding_case) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer =
      folding_case ? icu::Normalizer2::getNFKCCasefoldInstance(status) : icu::Normalizer2::getNFKCInstance(status);
  return U_SUCCESS(status) ? normalizer : nullptr;
}

enum class Purpose { kLabel, kProse };

// What becomes of an ASCII character; the two words for "nothing" are those of `Quick`.
template <Purpose kPurpose>
constexpr std::array<char, 0x80> MakeAscii() {
  std::array<char, 0x80> to{};
  for (std::size_t c = 0; c < to.size(); ++c) {
    const bool lower = kPurpose == Purpose::kLabel && c >= 'A' && c <= 'Z';
    to[c] = static_cast<char>(lower ? c + ('a' - 'A') : fold_table::kLatin[c]);
  }
  return to;
}

template <Purpose kPurpose>
constexpr auto kAscii = MakeAscii<kPurpose>();

// One walk over the text. Output outgrows what was read only in `Normalize`, which makes room itself, so the rest
// writes without looking. It is the warmest loop there is: its state lives in locals, because a store through `char*`
// would make the compiler read members again.
template <Purpose kPurpose, bool kWithOrigin>
class Folding {
 public:
  explicit Folding(std::string_view text) : text_(text) { Room(text.size()); }

  void Run() {
    const char* const bytes = text_.data();
    const std::size_t whole = text_.size();
    char* out = out_.data();
    std::uint32_t* origin = origin_.data();
    std::size_t size = 0;
    std::size_t blank = kNone;  // where the blanks not yet written begin
    const auto put_ascii = [&](char c, std::size_t from) {
      if constexpr (kPurpose == Purpose::kProse) {
        if (blank != kNone) {
          if (size != 0 && IsLetterOrDigit(out[size - 1]) && IsLetterOrDigit(c)) {
            origin[size] = static_cast<std::uint32_t>(blank);
            out[size++] = ' ';
          }
          blank = kNone;
        }
      }
      if constexpr (kWithOrigin) origin[size] = static_cast<std::uint32_t>(from);
      out[size++] = c;
    };
    const auto copy_three = [&](std::size_t from) {
      out[size] = bytes[from];
      out[size + 1] = bytes[from + 1];
      out[size + 2] = bytes[from + 2];
      if constexpr (kWithOrigin) {
        origin[size] = origin[size + 1] = origin[size + 2] = static_cast<std::uint32_t>(from);
      }
      size += 3;
    };
    std::size_t at = 0;
    while (at < whole) {
      const auto lead = static_cast<unsigned char>(bytes[at]);
      if (lead < 0x80) {
        const char to = kAscii<kPurpose>[lead];
        if (to > static_cast<char>(kBlank)) {
          put_ascii(to, at);
        } else if (to == static_cast<char>(kBlank) && blank == kNone) {
          blank = at;
        }
        ++at;
        continue;
      }
      // U+5000–8FFF have a lead byte of their own; the rest of the ideographs are told apart below.
      if (lead >= 0xE5 && lead <= 0xE8 && at + 2 < whole && IsContinuation(bytes[at + 1]) &&
          IsContinuation(bytes[at + 2])) {
        blank = kNone;
        copy_three(at);
        at += 3;
        continue;
      }
      const std::size_t start = at;
      const char32_t c = NextCodePoint(text_, at);
      if (IsPlainIdeograph(c)) {
        blank = kNone;
        copy_three(start);
        continue;
      }
      char16_t to = Quick(c);
      if (to == kAskIcu) {
        size_ = size;
        blank_ = blank;
        at = Normalize(start);
        size = size_;
        blank = blank_;
        out = out_.data();
        origin = origin_.data();
      } else if (to == kBlank) {
        if (blank == kNone) blank = start;
      } else if (to < 0x80 && to != kInvisible) {
        put_ascii(kAscii<kPurpose>[to], start);
      } else if (to != kInvisible) {
        blank = kNone;
        const std::size_t length = WriteUtf8(to, out + size);
        if constexpr (kWithOrigin) std::fill_n(origin + size, length, static_cast<std::uint32_t>(start));
        size += length;
      }
    }
    size_ = size;
  }

  // Whether something that is gone now may have kept letters apart that join: folding the text once more tells.
  bool kept_apart() const { return kept_apart_; }

  std::string TakeText() {
    out_.resize(size_);
    return std::move(out_);
  }
  std::vector<std::uint32_t> TakeOrigin() {
    origin_.resize(size_ + 1);
    origin_[size_] = static_cast<std::uint32_t>(text_.size());
    return std::move(origin_);
  }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  void Room(std::size_t more) {
    if (out_.size() >= size_ + more) return;
    out_.resize(size_ + more);
    if constexpr (kWithOrigin) origin_.resize(size_ + more);
  }

  void Write(char32_t c, std::size_t from) {
    char bytes[4];
    const std::size_t length = WriteUtf8(c, bytes);
    if constexpr (kPurpose == Purpose::kProse) {
      if (blank_ != kNone && size_ != 0 && IsLetterOrDigit(out_[size_ - 1]) && IsLetterOrDigit(bytes[0])) {
        origin_[size_] = static_cast<std::uint32_t>(blank_);
        out_[size_++] = ' ';
      }
      blank_ = kNone;
    }
    for (std::size_t i = 0; i < length; ++i) {
      if constexpr (kWithOrigin) origin_[size_] = static_cast<std::uint32_t>(from);
      out_[size_++] = bytes[i];
    }
  }

  // Whether a character keeps nothing apart that would join: what is invisible, and the blanks that a label loses.
  static bool IsNothing(char16_t to) { return to == kInvisible || (kPurpose == Purpose::kLabel && to == kBlank); }

  // The character before `start`, if a mark at `start` could join it: takes its output back, and a blank before that.
  std::size_t TakeBack(std::size_t start) {
    std::size_t from = start;
    char16_t to = kInvisible;
    while (IsNothing(to)) {
      const std::size_t end = from;
      if (end == 0) return kNone;
      from = end - 1;
      while (from > 0 && end - from < 4 && IsContinuation(text_[from])) --from;
      std::size_t after = from;
      const char32_t c = NextCodePoint(text_, after);
      if (after != end) return kNone;
      to = IsPlainIdeograph(c) ? static_cast<char16_t>(c) : Quick(c);
    }
    if (to == kAskIcu || to == kBlank) return kNone;
    char bytes[4];
    size_ -= WriteUtf8(to, bytes);
    if constexpr (kPurpose == Purpose::kProse) {
      if (size_ > 0 && out_[size_ - 1] == ' ') blank_ = origin_[--size_];
    }
    return from;
  }

  // A mark that no letter took.
  static bool IsMark(UChar32 c) { return (U_GET_GC_MASK(c) & (U_GC_MN_MASK | U_GC_ME_MASK)) != 0; }

  // The character at `start` and what joins it, by ICU; gives where the next one stands. What comes out of a character
  // all stands where that character stands.
  std::size_t Normalize(std::size_t start) {
    // Marks that belong to one character are few; a text of nothing else must not cost its square.
    constexpr int kMostJoined = 32;
    static const icu::Normalizer2* const normalizer = NormalizerFor(kPurpose == Purpose::kLabel);
    std::size_t at = start;
    char32_t c = NextCodePoint(text_, at);
    if (normalizer == nullptr) {
      Room(text_.size() - start + 5);
      Write(c, start);
      return at;
    }
    std::size_t from = start;
    icu::UnicodeString raw;
    if (normalizer->hasBoundaryBefore(static_cast<UChar32>(c)) == 0) {
      if (const std::size_t joined = TakeBack(start); joined != kNone) {
        from = joined;
        std::size_t i = from;
        raw.append(static_cast<UChar32>(NextCodePoint(text_, i)));
      } else if (size_ > 0) {
        kept_apart_ = true;
      }
    }
    raw.append(static_cast<UChar32>(c));
    for (int joined = 0; joined < kMostJoined && at < text_.size(); ++joined) {
      std::size_t after = at;
      do {
        c = NextCodePoint(text_, after);
      } while (!IsPlainIdeograph(c) && IsNothing(Quick(c)) && after < text_.size());
      if (c < 0x300 || Quick(c) != kAskIcu || normalizer->hasBoundaryBefore(static_cast<UChar32>(c)) != 0) break;
      raw.append(static_cast<UChar32>(c));
      at = after;
    }
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString made = normalizer->normalize(raw, status);
    if (U_FAILURE(status)) made = raw;
    Room(static_cast<std::size_t>(made.length()) * 3 + 1 + (text_.size() - at));
    for (int32_t i = 0; i < made.length();) {
      const UChar32 unit = made.char32At(i);
      i += U16_LENGTH(unit);
      const auto out = static_cast<char32_t>(unit);
      const char16_t to = IsPlainIdeograph(out) ? kAskIcu : Quick(out);
      if (to == kBlank && blank_ == kNone) blank_ = from;
      if (to == kBlank || to == kInvisible || (to == kAskIcu && IsMark(unit))) {
        kept_apart_ = true;
      } else if (to == kAskIcu) {
        Write(out, from);
      } else {
        Write(to < 0x80 ? static_cast<char32_t>(kAscii<kPurpose>[to]) : to, from);
      }
    }
    return at;
  }

  std::string_view text_;
  std::string out_;
  std::vector<std::uint32_t> origin_;
  std::size_t size_ = 0;
  std::size_t blank_ = kNone;  // where the blanks not yet written begin
  bool kept_apart_ = false;
};

template <Purpose kPurpose>
Folded FoldAs(std::string_view text) {
  Folding<kPurpose, true> folding(text);
  folding.Run();
  Folded folded;
  folded.origin = folding.TakeOrigin();
  folded.text = folding.TakeText();
  if (!folding.kept_apart() || folded.text == text) return folded;
  Folded again = FoldAs<kPurpose>(folded.text);
  for (std::uint32_t& at : again.origin) at = folded.origin[at];
  return again;
}

}  // namespace

std::string Fold(std::string_view text) {
  Folding<Purpose::kLabel, false> folding(text);
  folding.Run();
  std::string folded = folding.TakeText();
  return folding.kept_apart() && folded != text ? Fold(folded) : folded;
}

Folded FoldWithOrigin(std::string_view text) { return FoldAs<Purpose::kLabel>(text); }

Folded FoldProse(std::string_view text) { return FoldAs<Purpose::kProse>(text); }

bool IsBlank(char32_t c) {
  if (c > 0x20 && c < 0x7F) return false;
  if (IsPlainIdeograph(c)) return false;
  const char16_t to = Quick(c);
  return to == kBlank || to == kInvisible;
}

namespace {

/// Whether three bytes are what most texts begin and end with: an ideograph of U+4E00 to U+9FFF, 、 or 。, or a
/// full-width form.
bool IsPlain(const char* bytes) {
  const auto lead = static_cast<unsigned char>(bytes[0]);
  const auto second = static_cast<unsigned char>(bytes[1]);
  if (!IsContinuation(bytes[1]) || !IsContinuation(bytes[2])) return false;
  return (lead >= 0xE5 && lead <= 0xE9) || (lead == 0xE4 && second >= 0xB8) ||
         (lead == 0xEF && (second == 0xBC || second == 0xBD)) ||
         (lead == 0xE3 && second == 0x80 && (bytes[2] == '\x81' || bytes[2] == '\x82'));
}

bool BeginsPlainly(std::string_view text) {
  return !text.empty() && ((text.front() > ' ' && text.front() < 0x7F) || (text.size() >= 3 && IsPlain(text.data())));
}

bool EndsPlainly(std::string_view text) {
  return !text.empty() &&
         ((text.back() > ' ' && text.back() < 0x7F) || (text.size() >= 3 && IsPlain(text.data() + text.size() - 3)));
}

}  // namespace

std::string_view Trim(std::string_view text) {
  const bool begins = BeginsPlainly(text);
  if (begins && EndsPlainly(text)) return text;
  std::size_t begin = 0;
  while (!begins && begin < text.size()) {
    std::size_t next = begin;
    if (!IsBlank(NextCodePoint(text, next))) break;
    begin = next;
  }
  std::size_t end = text.size();
  while (end > begin) {
    std::size_t start = end - 1;
    while (start > begin && end - start < 4 && IsContinuation(text[start])) --start;
    std::size_t next = start;
    if (!IsBlank(NextCodePoint(text, next)) || next != end) break;
    end = start;
  }
  return text.substr(begin, end - begin);
}

std::u32string CodePoints(std::string_view text) {
  std::u32string points;
  points.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) points.push_back(NextCodePoint(text, at));
  return points;
}

}  // namespace gouji
