#pragma once

#include <string_view>

#include "base/diagnostic.h"
#include "output/writer.h"

namespace gouji {

/// Both ends of a span as printed; the end is the first place after it.
struct Extent {
  Place begin;
  Place end;
};

/// 1:1 when there is no source.
Extent ExtentOf(const Source* source, Span where);

/// The path that `source` is reported under. No source means the outcome's own.
std::string_view PathOf(const Source* source, const Outcome& outcome);

/// The finding's own source, else the outcome's; may be null.
const Source* SourceOf(const Diagnostic& finding, const Outcome& outcome);

/// The label of the cell a finding is about, as its evidence names it; empty when the evidence does not.
std::string_view LabelOf(const Diagnostic& finding);

}  // namespace gouji
