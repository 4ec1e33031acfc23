#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace gouji {

// What the marks on a line make of it, in Markdown and in the other light markup that converters write: AsciiDoc, the
// wikis, Textile, Jira, Org and reStructuredText.

/// Which bytes of its line are the words of a heading.
struct HeadingWords {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// "## 一、总体情况", "== 一、总体情况 ==", "h2. 一、总体情况", ".. rubric:: 一、总体情况"; nothing for any other line.
/// Without blanks at its ends.
std::optional<HeadingWords> ReadHeading(std::string_view line);

/// All of it emphasised, which is what some converters make of a heading.
bool IsBold(std::string_view line);

/// "---", "* * *", "====": a rule, or the underline of a heading. Says nothing.
bool IsRule(std::string_view line);

/// Around code, or a part of the page: "```", "::: {.article}".
bool IsFence(std::string_view line);

/// Says how what follows is set, or is named: "[cols=\"1,2\"]", ":name: one", ".. container:: main", "#+begin_quote".
bool IsDirective(std::string_view line);

/// Stands in no text but one with marks: the beginning of a table, a rule in one of Org, a heading of Jira or Textile,
/// or a mark that is escaped ("\\-1").
bool IsSurelyMarked(std::string_view line);

}  // namespace gouji
