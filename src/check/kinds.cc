#include "check/kinds.h"

#include <vector>

namespace gouji {

extern const Kind kRequire;
extern const Kind kAssert;
extern const Kind kCells;

std::span<const Kind> Kinds() {
  static const std::vector<Kind> kKinds = {kRequire, kAssert, kCells};
  return kKinds;
}

}  // namespace gouji
