#pragma once

#include <cstddef>
#include <string_view>

#include "base/source.h"

namespace gouji {

// Lines of text and what can be seen of them: the words in them, how wide they are, how they begin.

/// `where` without blanks at its ends; blank throughout, an empty span at its beginning.
Span TrimSpan(const Source& source, Span where);
/// `text` without blanks at its ends, in the same way.
Text TrimText(const Text& text);

/// Nothing but blanks.
bool IsBlankLine(std::string_view line);
/// How wide a line is, roughly: two for an ideograph or full-width mark, one for everything else.
std::size_t RoughWidth(std::string_view line);
/// Begins like a numbered heading: a Chinese ordinal and a mark ("三、", "十二.").
bool BeginsWithOrdinal(std::string_view line);
/// The same as it should be written: no blank before its mark, which is no comma. A line that goes on in a wrapped
/// sentence ("之|一，") has none.
bool BeginsWithProperOrdinal(std::string_view line);
/// Begins with the mark of a row: "三、", "（二）", "1.".
bool BeginsWithMark(std::string_view line);
/// Long, or a sentence with its full stop: nothing that stands in a cell.
bool LooksLikeProse(std::string_view line);
/// "3": digits and nothing else.
bool IsWholeNumber(std::string_view text);
/// "0 0 12 1,853": cells of a row whose label stands above.
bool HasOnlyNumbers(std::string_view line);
/// "（一）予以公开 24 8 0": a row, not a sentence. Without blanks at its ends.
bool EndsInNumbers(std::string_view words);
/// Says a number, a placeholder or nothing: what stands in a cell that is no label.
bool LooksLikeValue(std::string_view text);

}  // namespace gouji
