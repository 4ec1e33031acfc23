#pragma once

#include <cstdint>
#include <string>

#include "output/writer.h"

namespace gouji {

/// One line on a whole run: how many documents and rules, what was found, and what could not be checked. `hidden`
/// findings are known from the baseline, `resolved` ones of it are gone.
std::string SummaryLine(const Summary& summary, Lang lang, std::uint64_t hidden = 0, std::uint64_t resolved = 0);

}  // namespace gouji
