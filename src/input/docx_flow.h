#pragma once

#include <optional>

#include "input/docx_numbering.h"
#include "input/docx_styles.h"
#include "input/transcript.h"
#include "input/xml.h"

namespace gouji {

/// Turns the XML of a body, a header or a cell into a flow. What was deleted, moved away or is only an instruction is
/// not there; automatic numbers are. `role`, when given, is every paragraph's.
Flow ReadDocxFlow(XmlNode container, const DocxStyles& styles, DocxNumbering& numbering,
                  std::optional<Paragraph::Role> role = std::nullopt);

}  // namespace gouji
