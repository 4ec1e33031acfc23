#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "input/pdf_lines.h"
#include "input/transcript.h"

namespace gouji {

/// Whether a piece is what stands in a value cell: it begins with a number or is a placeholder.
bool IsPdfValue(std::string_view text);

/// Whether a value stands in a line.
bool HasValue(const PdfLine& line);

/// Makes a table of lines that are one. The rows are those that hold numbers; what stands between them is the rest of a
/// label too long for its cell, or the label of a group of rows, printed in the middle of it.
std::unique_ptr<FlowTable> BuildPdfTable(std::span<const PdfLine> lines);

}  // namespace gouji
