#pragma once

#include <memory>
#include <span>

#include "input/pdf_lines.h"
#include "input/transcript.h"

namespace gouji {

/// Makes a table of lines that are one. The rows are those that hold numbers; what stands between them is the rest of a
/// label too long for its cell, or the label of a group of rows, printed in the middle of it.
std::unique_ptr<FlowTable> BuildPdfTable(std::span<const PdfLine> lines);

}  // namespace gouji
