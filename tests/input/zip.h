#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gouji {

struct ZipMember {
  std::string name;
  std::string bytes;
};

inline std::uint32_t Crc32(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
  }
  return ~crc;
}

inline std::string LittleEndian(std::uint64_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
  return out;
}

/// A zip archive without compression, as small as one can be.
inline std::string Zip(const std::vector<ZipMember>& members, std::uint32_t flags = 0) {
  std::string zip, directory;
  for (const ZipMember& member : members) {
    const std::string common = LittleEndian(20, 2) + LittleEndian(flags, 2) + LittleEndian(0, 2) + LittleEndian(0, 4) +
                               LittleEndian(Crc32(member.bytes), 4) + LittleEndian(member.bytes.size(), 4) +
                               LittleEndian(member.bytes.size(), 4) + LittleEndian(member.name.size(), 2) +
                               LittleEndian(0, 2);
    directory += "PK\x01\x02" + LittleEndian(20, 2) + common + LittleEndian(0, 2) + LittleEndian(0, 2) +
                 LittleEndian(0, 2) + LittleEndian(0, 4) + LittleEndian(zip.size(), 4) + member.name;
    zip += "PK\x03\x04" + common + member.name + member.bytes;
  }
  const std::string end = "PK\x05\x06" + LittleEndian(0, 4) + LittleEndian(members.size(), 2) +
                          LittleEndian(members.size(), 2) + LittleEndian(directory.size(), 4) +
                          LittleEndian(zip.size(), 4) + LittleEndian(0, 2);
  return zip + directory + end;
}

}  // namespace gouji
