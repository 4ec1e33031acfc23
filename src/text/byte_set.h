#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace gouji {

/// A few bytes that are looked for together. `string_view::find_first_of` calls memchr for every byte of the text.
class ByteSet {
 public:
  constexpr explicit ByteSet(std::string_view bytes) {
    for (const char c : bytes) has_[static_cast<unsigned char>(c)] = true;
  }

  constexpr bool Has(char c) const { return has_[static_cast<unsigned char>(c)]; }
  /// Where the first of them stands in a text; `npos` where there is none.
  constexpr std::size_t FirstIn(std::string_view text) const {
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (Has(text[at])) return at;
    }
    return std::string_view::npos;
  }
  constexpr bool AnyIn(std::string_view text) const { return FirstIn(text) != std::string_view::npos; }

 private:
  std::array<bool, 256> has_{};
};

}  // namespace gouji
