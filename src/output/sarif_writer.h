#pragma once

#include <cstdint>
#include <memory>
#include <ostream>

#include "output/writer.h"

namespace gouji {

/// Code scanning takes 25,000 results a run and refuses a file with more.
inline constexpr std::uint64_t kSarifResults = 25'000;

/// Writes one run of SARIF 2.1.0 with at most `results` results, and says how many were left out.
std::unique_ptr<Writer> MakeSarifWriter(std::ostream& out, std::uint64_t results = kSarifResults);

}  // namespace gouji
