#include "output/json_text.h"

#include <cstdint>

#include <fmt/format.h>

namespace gouji {
namespace {

bool IsHazard(std::uint32_t c) {
  return (c >= 0x7F && c <= 0x9F) || c == 0xAD || c == 0x61C || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB);
}

}  // namespace

std::string SafeJson(std::string_view dumped) {
  std::string safe;
  safe.reserve(dumped.size());
  for (std::size_t i = 0; i < dumped.size();) {
    const auto lead = static_cast<unsigned char>(dumped[i]);
    // Every hazard takes one byte (DEL), two or three.
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    std::uint32_t c = lead;
    if (size == 2) c = lead & 0x1F;
    if (size == 3) c = lead & 0x0F;
    for (std::size_t k = 1; k < size && size < 4; ++k) c = c << 6 | (static_cast<unsigned char>(dumped[i + k]) & 0x3F);
    if (size < 4 && IsHazard(c)) {
      safe += fmt::format("\\u{:04x}", c);
    } else {
      safe.append(dumped, i, size);
    }
    i += size;
  }
  return safe;
}

}  // namespace gouji
