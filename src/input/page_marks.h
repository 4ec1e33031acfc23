#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/source.h"

namespace gouji {

/// Which lines of a text are the marks that stand on its pages: "— 3 —", "第 3 页 共 5 页", a number alone.
class PageMarks {
 public:
  /// `lines` are all lines of the file; what is viewed outlives the marks.
  PageMarks(const Source& source, std::span<const Span> lines);

  bool IsMark(std::size_t line) const;

 private:
  void LearnNumbers();

  const Source& source_;
  std::span<const Span> lines_;
  std::vector<std::size_t> numbers_;  ///< lines that hold a page's number and nothing else, in order
};

}  // namespace gouji
