#include "output/uri.h"

#include <filesystem>

namespace gouji {

std::string PercentEncoded(std::string_view path) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string encoded;
  for (const char byte : path) {
    const auto value = static_cast<unsigned char>(byte);
    const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
    if (letter || std::string_view("-._~/").find(byte) != std::string_view::npos) {
      encoded += byte;
    } else {
      encoded += '%';
      encoded += kHex[value >> 4];
      encoded += kHex[value & 0xF];
    }
  }
  return encoded;
}

std::string FolderUri(std::string_view folder) {
  std::string uri = "file://" + PercentEncoded(folder);
  if (!uri.ends_with('/')) uri += '/';
  return uri;
}

FileUri FileUriOf(std::string_view path, std::string_view working_directory) {
  namespace fs = std::filesystem;
  const fs::path base = fs::path(working_directory).lexically_normal();
  const fs::path full = (base / fs::path(path)).lexically_normal();
  const std::string relative = full.lexically_relative(base).generic_string();
  const bool outside = relative.empty() || relative == ".." || relative.starts_with("../");
  if (outside) return {"file://" + PercentEncoded(full.generic_string()), false};
  return {PercentEncoded(relative), true};
}

}  // namespace gouji
