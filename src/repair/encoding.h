#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "text/decode.h"

namespace gouji {

/// How the bytes of a file become text, exactly: the way back gives the same bytes.
struct FileEncoding {
  Encoding encoding = Encoding::kUtf8;
  bool has_mark = true;  ///< a byte order mark stands in front, where the encoding has one

  /// The bytes of a text in this encoding; nothing where a character has none in it.
  std::optional<std::string> Bytes(std::string_view text) const;
};

/// The encoding in which `text` is these very bytes; nothing where none is: the file could not be written back as it
/// was.
std::optional<FileEncoding> EncodingOf(std::string_view bytes, std::string_view text);

}  // namespace gouji
