#include "repair/encoding.h"

namespace gouji {

std::optional<std::string> FileEncoding::Bytes(std::string_view text) const {
  std::optional<std::string> bytes = Encode(text, encoding);
  const bool is_utf16 = encoding == Encoding::kUtf16Le || encoding == Encoding::kUtf16Be;
  if (bytes && is_utf16 && !has_mark) {
    bytes->erase(0, 2);
  }
  return bytes;
}

std::optional<FileEncoding> EncodingOf(std::string_view bytes, std::string_view text) {
  constexpr FileEncoding kAll[] = {{Encoding::kUtf8, true},     {Encoding::kUtf8Bom, true},
                                   {Encoding::kGb18030, true},  {Encoding::kGb18030Bom, true},
                                   {Encoding::kUtf16Le, true},  {Encoding::kUtf16Be, true},
                                   {Encoding::kUtf16Le, false}, {Encoding::kUtf16Be, false}};
  for (const FileEncoding& each : kAll) {
    if (const auto encoded = each.Bytes(text); encoded && *encoded == bytes) {
      return each;
    }
  }
  return std::nullopt;
}

}  // namespace gouji
