#pragma once

#include <optional>
#include <vector>

#include "input/html_page.h"
#include "report/document.h"

namespace gouji {

/// A block, and whether it is of the report or of the page around it.
struct HtmlBlock {
  Block block;
  bool inside = false;
  int level = 0;        ///< of a heading
  bool titled = false;  ///< where the page says that its article's title stands
  bool linked = false;  ///< every word of it leads to another page
};

/// The visible page as blocks, in the order of reading; those of `report` are inside. Nothing when a table is over the
/// limits of `PlaceCells`.
std::optional<std::vector<HtmlBlock>> WriteHtmlBlocks(Source& source, const HtmlPage& page, const HtmlNode* report);

/// The blocks of HTML that stands in text of another kind, appended to `blocks`. False, and nothing appended, where it
/// is over a limit.
bool ReadHtmlStretch(Source& source, Span where, std::vector<Block>& blocks);

}  // namespace gouji
