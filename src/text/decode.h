#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gouji {

enum class Encoding { kUtf8, kUtf8Bom, kUtf16Le, kUtf16Be, kGb18030, kGb18030Bom };

/// The name users know it by: "UTF-8", "GB18030".
std::string_view Name(Encoding encoding);

struct Decoded {
  std::string text;  ///< UTF-8, without a byte order mark
  Encoding encoding = Encoding::kUtf8;
};

/// Why bytes are no text.
enum class DecodeError { kNul, kNotText };

/// Bytes to UTF-8: byte order mark, then UTF-16 without one where that is certain, then strict UTF-8, then strict
/// GB18030, else refused. `declared` is a charset label the document gives of itself (an HTML meta); it decides where
/// the bytes could be either, for pages are often saved as UTF-8 with their old label left in; gb2312 and gbk mean
/// GB18030. An unknown label is ignored. A NUL is never text. `error` is set when nothing is returned. Takes the bytes
/// by value so that UTF-8, the common case, is not copied.
std::optional<Decoded> Decode(std::string bytes, std::string_view declared, DecodeError& error);

/// UTF-8 back to the bytes of `encoding`, with its byte order mark; nothing where a character has none there.
std::optional<std::string> Encode(std::string_view text, Encoding encoding);

}  // namespace gouji
