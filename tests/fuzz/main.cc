// The fuzzer: `gouji_fuzz --target=html CORPUS`. One program for all targets, so that one link builds them.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "target.h"

namespace {

const gouji::FuzzTarget* chosen = nullptr;

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  constexpr std::string_view kOption = "--target=";
  for (int i = 1; i < *argc; ++i) {
    const std::string_view word = (*argv)[i];
    if (!word.starts_with(kOption)) continue;
    const auto found = std::ranges::find(gouji::FuzzTargets(), word.substr(kOption.size()), &gouji::FuzzTarget::name);
    if (found != gouji::FuzzTargets().end()) chosen = &*found;
  }
  if (chosen == nullptr) {
    std::fputs("name one with --target=NAME:", stderr);
    for (const gouji::FuzzTarget& target : gouji::FuzzTargets()) {
      std::fprintf(stderr, " %.*s", static_cast<int>(target.name.size()), target.name.data());
    }
    std::fputs("\n", stderr);
    std::exit(2);
  }
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  chosen->run({reinterpret_cast<const char*>(data), size});
  return 0;
}
