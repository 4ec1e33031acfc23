#pragma once

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace gouji {

/// The bytes of a file, which must be there.
inline std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE_MESSAGE(in.good(), path.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Whether what is kept of an output shall be rewritten: by whoever reads the difference like code, never in CI.
inline bool Updates() {
  const bool update = std::getenv("GOUJI_UPDATE") != nullptr;
  REQUIRE_FALSE((update && std::getenv("CI") != nullptr));
  return update;
}

/// Checks that an output is what is kept of it.
inline void CheckKept(const std::string& output, const std::filesystem::path& kept) {
  if (Updates()) {
    std::ofstream(kept, std::ios::binary) << output;
  }
  CHECK(output == ReadFile(kept));
}

}  // namespace gouji
