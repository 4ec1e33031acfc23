#pragma once

#include <vector>

#include "base/source.h"
#include "input/html_page.h"

namespace gouji {

/// The rows of a table, as far as they can be seen. Views the page.
class HtmlTable {
 public:
  HtmlTable(const HtmlPage& page, const HtmlNode* node);

  /// Cells by row; no row is empty.
  const std::vector<std::vector<const HtmlNode*>>& rows() const { return rows_; }
  const std::vector<const HtmlNode*>& captions() const { return captions_; }

  /// Whether the table only frames the page or a part of it: its cells hold what is to be read one after another.
  bool IsFrame() const;

 private:
  void Collect(const HtmlNode* node);

  const HtmlPage& page_;
  const HtmlNode* node_;
  std::vector<std::vector<const HtmlNode*>> rows_;
  std::vector<const HtmlNode*> captions_;
};

/// Whether cells say what an article's catalogue entry does, the table that stands before it: 索引号 and its
/// companions, as GB/T and the content systems name them. It is about the file, not of the report.
bool IsCatalogueEntry(const std::vector<Text>& cells);

}  // namespace gouji
