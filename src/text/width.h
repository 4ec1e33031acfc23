#pragma once

#include <string>
#include <string_view>

namespace gouji {

/// Terminal cells `text` takes when shown as `Printable` shows it: wide and full-width characters (East Asian Width W
/// and F) take two, combining ones none, ambiguous ones (“ ” ‘ ’ — …) two where `text` holds any ideograph; tabs run to
/// the next multiple of 8.
int Cells(std::string_view text);

/// `line` as it may go to a terminal: controls, escapes, bidirectional and invisible characters shown as "<U+202E>",
/// ill-formed bytes as "<0xFF>", tabs as blanks to the next multiple of 8.
std::string Printable(std::string_view line);

/// The line of marks under bytes [begin, end) of `line`, as `Printable` shows it: blanks, then '^' and '~', at least
/// one. A mark under part of a character is under all of it, and one under an accent is under what carries it.
std::string Marks(std::string_view line, std::size_t begin, std::size_t end);

/// `text` cut and centred on bytes [begin, end) so that it takes at most `cells` cells, with "…" where something is
/// left out; what is too long itself is cut behind. Adjusts begin and end to the shortened text. Takes no longer for a
/// longer text.
std::string Excerpt(std::string_view text, std::size_t& begin, std::size_t& end, int cells);

}  // namespace gouji
