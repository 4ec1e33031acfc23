#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "report/outline.h"

namespace gouji {

// What one line says as a heading. Where it stands among others is told in outline.cc.

/// In bytes. Longer paragraphs are prose; a heading that runs into its prose is found by its label all the same.
inline constexpr std::size_t kLongestHeading = 3 * 60;

/// The section whose heading words are, and how well they fit; -1 where they are none's.
struct HeadingMatch {
  int section = -1;
  Fit fit = Fit::kNone;
  std::size_t bytes = 0;  ///< of the folded words that the label took, when prose follows it
};

/// Folded words without the colon or full stop at their end.
std::string_view WithoutEndMarks(std::string_view key);

/// The section that folded words are the heading of, as it is, in other words, or with a slip.
HeadingMatch MatchWhole(const ReportForm& form, std::string_view key);
/// What `MatchWhole` finds where nothing but the official words counts.
HeadingMatch MatchExactly(const ReportForm& form, std::string_view key);

/// A text without the marks of Markdown around it, which come with what was pasted: "## 一、总体情况",
/// "**一、总体情况**", "__一、总体情况__".
Text WithoutMarks(const Text& text);

/// Whether words are those of a caption, in text whose cells blanks set apart: a number stands before them on their
/// line, "表 3 收到和处理情况", "表三　收到和处理情况". `cell`: where the cell of the words is, `in_cell`: what is in
/// front of them there, folded.
bool IsInCaption(const Source& source, Span cell, std::string_view in_cell = {});

/// The heading that a paragraph is, or begins with. `marked`: the file says that it is one.
std::optional<FoundHeading> HeadingIn(const ReportForm& form, const Text& text, bool marked);

}  // namespace gouji
