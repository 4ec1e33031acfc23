#pragma once

#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "input/html_hiding.h"
#include "input/html_tree.h"

namespace gouji {

/// What an element holds, its invisible parts aside.
struct HtmlContents {
  std::uint64_t letters = 0;    ///< bytes that are not blank
  std::uint64_t linked = 0;     ///< of them, inside links
  std::uint64_t furniture = 0;  ///< of them, inside furniture and not linked
  std::uint32_t sentences = 0;  ///< full stops outside links and furniture
  std::uint32_t cells = 0;      ///< table cells with words, outside furniture
  std::uint32_t tables = 0;
  std::uint32_t breaks = 0;  ///< headings, paragraphs and forced line ends
  bool invisible = false;

  /// How much of a report this can be: a cell of a table holds little text and much report.
  std::uint64_t weight() const { return (letters - linked - furniture) / 3 + 10 * std::uint64_t{cells}; }
};

/// The parsed page, or a stretch of one, with what was found out about each element.
class HtmlPage {
 public:
  /// `source` outlives the page.
  HtmlPage(const Source& source, Span where);

  const HtmlNode* body() const { return body_; }
  const HtmlContents& Of(const HtmlNode* node) const { return contents_[node->index]; }
  /// Whether an element is furniture of the site around the report.
  bool IsMargin(const HtmlNode* node) const { return margins_.contains(node); }
  /// What the page calls itself in its head, blanks dropped.
  const std::string& names() const { return names_; }

  /// The smallest element that holds nearly all of the report; the whole body where none can be told.
  const HtmlNode* FindReport() const;

 private:
  struct Around {
    bool link = false;
    bool furniture = false;
  };

  void ReadHead(const HtmlNode* head);

  /// Of a text: what it holds, wherever it stands. The page is gone through twice, its texts once.
  struct TextSize {
    bool measured = false;
    std::uint32_t sentences = 0;
    std::uint64_t letters = 0;
  };

  HtmlContents Measure(const HtmlNode* node, Around around);
  const TextSize& MeasureText(const HtmlNode& node);

  /// Adds the elements that rules of the page's style sheets hide, the outermost of each.
  void FindHidden(const HtmlNode* node, const HidingRules& rules);
  /// The first hidden element below one that holds the tables of a report, where the page shows next to none: a script
  /// shows it. Null where there is none.
  const HtmlNode* FindShownByScript(const HtmlNode* node);
  /// Whether an element says what the page is called, and nothing else: the header that Pandoc sets a title in.
  bool SaysOnlyName(const HtmlNode& node) const;
  void MarkMargins(const HtmlNode* node);

  void FindKnownBody(const HtmlNode* node, const HtmlNode*& best) const;

  /// The one child that holds nearly all `node` holds, or null. What is left out must be no prose to speak of.
  const HtmlNode* Narrower(const HtmlNode* node) const;

  HtmlTree tree_;
  const HtmlNode* body_ = nullptr;
  std::vector<HtmlContents> contents_;  ///< by index of the node
  std::vector<TextSize> texts_;         ///< by index of the node
  std::unordered_set<const HtmlNode*> hidden_;
  const HtmlNode* shown_by_script_ = nullptr;
  std::unordered_set<const HtmlNode*> margins_;
  std::uint64_t whole_ = 0;
  std::string names_;
};

}  // namespace gouji
