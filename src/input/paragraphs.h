#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "input/page_marks.h"
#include "report/document.h"

namespace gouji {

/// Lines of prose to paragraphs: page marks are set apart, and a sentence that a line or page end broke is joined
/// again. How wide the lines of a file are, and whether they were wrapped at all, is learned from all of them first.
class ParagraphReader {
 public:
  /// `lines` are all lines of the file.
  ParagraphReader(Source& source, std::span<const Span> lines);

  /// The paragraphs of lines [first, last), appended to `blocks`.
  void Read(std::size_t first, std::size_t last, std::vector<Block>& blocks);

 private:
  struct Line;
  struct Open;

  void LearnWidth();
  Line Measure(std::size_t index) const;
  bool GoesOn(const Open& open, const Line& next) const;
  bool RunsIntoList(const Open& open, const Line& next) const;
  bool GoesOnWrapped(const Open& open, const Line& next) const;
  bool GoesOnOverGap(const Open& open, const Line& next) const;
  void Close(Open& open, std::vector<Block>& blocks);

  Source& source_;
  std::span<const Span> lines_;
  PageMarks page_marks_;
  bool wrapped_ = false;       ///< a visual line is a line
  bool spaced_ = false;        ///< with an empty line after each
  std::size_t width_ = 0;      ///< of a full line, where wrapped
  std::size_t margin_ = 0;     ///< blanks before every line
  bool lists_ = false;         ///< an item that numbers itself stands before
  bool heading_seen_ = false;  ///< past the title and what stands around it
};

}  // namespace gouji
