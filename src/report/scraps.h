#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"

namespace gouji {

/// What stands between two blanks of a text, or a number and the words it touches, each by itself.
struct Scrap {
  Span where;
  std::u32string key;                 ///< folded, without punctuation; not empty
  std::vector<std::uint32_t> origin;  ///< where in the source each character of `key` begins, and where the last ends
  std::vector<bool> marks;            ///< whether a mark stands before each character of `key`
  bool is_value = false;              ///< it reads as what stands in a value cell
  bool is_sentence = false;           ///< a sentence ends in it
  bool begins_line = false;
  bool stands_apart = false;  ///< it begins a line, and the one above is blank
};

/// The scraps of a stretch of a source, without what stands in `left_out` (in order), lines that are drawn and page
/// marks. Tags and the marks between cells part as blanks do.
std::vector<Scrap> ScrapsOf(const Source& source, Span where, std::span<const Span> left_out);

/// Whether values come in the order of their columns: those of a row stand on one line, or by themselves. Where some
/// stand side by side and the others on a line below, these stood lower on the page, in whichever columns.
bool AreInOrder(std::span<const Scrap> values);

/// The letters, digits and ideographs of folded text. Programs that print a page put its other marks elsewhere.
std::u32string WithoutMarks(std::string_view folded);

}  // namespace gouji
