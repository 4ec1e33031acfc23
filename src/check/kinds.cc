#include "check/kinds.h"

#include <vector>

namespace gouji {

extern const Kind kRequire;
extern const Kind kAssert;
extern const Kind kCells;
extern const Kind kYears;
extern const Kind kDates;

std::span<const Kind> Kinds() {
  static const std::vector<Kind> kKinds = {kRequire, kAssert, kCells, kYears, kDates};
  return kKinds;
}

}  // namespace gouji
