#include "check/kinds.h"

#include <vector>

namespace gouji {

extern const Kind kRequire;
extern const Kind kAssert;
extern const Kind kCells;
extern const Kind kClaim;
extern const Kind kBreakdown;
extern const Kind kPercentage;
extern const Kind kPattern;
extern const Kind kRepetition;
extern const Kind kYears;
extern const Kind kDates;

std::span<const Kind> Kinds() {
  static const std::vector<Kind> kKinds = {kRequire,    kAssert,  kCells,      kClaim, kBreakdown,
                                           kPercentage, kPattern, kRepetition, kYears, kDates};
  return kKinds;
}

}  // namespace gouji
