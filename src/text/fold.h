#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gouji {

/// The comparison key of a label: NFKC with CJK radicals unified, case folded, every blank and invisible character
/// dropped, stray combining marks dropped, punctuation unified (brackets, quotes, dashes, colons, commas, ideographic
/// full stops to one form each), so that "（一）予以公开" and "(一) 予以公开" are equal. Ideographs are never changed
/// otherwise. The canonical forms are the half-width ones: "(一)予以公开", "、" stays, "。" stays, “x” and 「x」 become
/// "x" in ASCII quotes, 〔x〕 and 【x】 become [x]. 〇, ○ and the letter O stay apart, and so do 一 and the dashes.
/// Folding twice changes nothing.
std::string Fold(std::string_view text);

/// `Fold` with the way back: `origin[i]` is the byte offset in `text` of the character that byte i of `folded` came
/// from, and origin.back() == text.size().
struct Folded {
  std::string text;
  std::vector<std::uint32_t> origin;
};
Folded FoldWithOrigin(std::string_view text);

/// Matching of prose: NFKC and unified punctuation like `Fold`, but letters keep their case, and blanks stay between
/// two ASCII letters or digits ("2020 年" is "2020年"; "a b" and "12 13" stay, since a line never breaks inside a
/// number). Runs of blanks become one; those at the ends go. Folding twice changes nothing.
Folded FoldProse(std::string_view text);

/// White space, U+00A0, U+2000–200F, U+3000, U+FEFF, U+00AD, controls, bidirectional and variation selectors: what is
/// nothing to a reader.
bool IsBlank(char32_t c);
/// `text` without blanks at both ends; a view into it.
std::string_view Trim(std::string_view text);

/// Code points of UTF-8, for edit distance and columns. Ill-formed bytes count as one each.
std::u32string CodePoints(std::string_view text);

/// Edit distance in code points (insert, delete, replace, swap of neighbours), or `limit + 1` when it is more than
/// `limit`.
int EditDistance(std::u32string_view a, std::u32string_view b, int limit);

}  // namespace gouji
