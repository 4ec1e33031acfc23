#pragma once

#include <set>
#include <string>
#include <string_view>

#include "input/html_tree.h"

namespace gouji {

/// What the style sheets in a page hide, as far as a rule on one class or id alone says so:
///
///     .tips, p.only-print { display: none }
///
/// Rules under a condition (`@media`), on elements inside of others, and style sheets in files of their own are not
/// read. What any rule shows is not hidden: a script moves such a class from one pane to the next.
class HidingRules {
 public:
  /// Reads every style element below `root`.
  explicit HidingRules(const HtmlNode& root) { Collect(root); }

  bool empty() const { return hidden_.empty(); }
  bool Hide(const HtmlNode& element) const;

 private:
  void Collect(const HtmlNode& node);
  void ReadSheet(std::string_view sheet);
  void ReadRule(std::string_view selectors, std::string_view declarations);

  std::set<std::string, std::less<>> hidden_;  ///< selectors: ".tips", "p.tips", "#old"
  std::set<std::string, std::less<>> shown_;   ///< names with their mark: ".tips", "#old"
};

}  // namespace gouji
