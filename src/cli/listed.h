#pragma once

#include <optional>

#include "output/writer.h"

namespace gouji::cli {

/// The outcome of a file with `most` findings at most: the gravest, in order of place, and a note (GJ006) that counts
/// the others, where the first of them stands. Nothing where none has to be left out; 0 is no limit. A baseline, the
/// counts and the exit code are made of all findings, before.
std::optional<Outcome> ListAtMost(int most, Lang lang, const Outcome& outcome);

}  // namespace gouji::cli
