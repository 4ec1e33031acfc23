#pragma once

#include <string_view>

#include "input/html_tree.h"

namespace gouji {

// What elements of a page are, by their names, attributes and styles.

/// A CSS declaration in a style attribute, blanks and case aside.
bool StyleSays(const HtmlNode& element, std::string_view declaration);

/// Nothing a reader of the page sees, or a control to click on rather than words to read.
bool IsInvisible(const HtmlNode& element);

/// 1 for h1 to 6 for h6, 0 for anything else.
int HeadingLevel(const HtmlNode& element);

/// An element that begins a line and ends one.
bool IsBlock(const HtmlNode& element);

/// A field of a form that holds words: what it says is its value.
bool IsFilledIn(const HtmlNode& element);

/// A picture large enough to show more than a mark of the page.
bool IsPicture(const HtmlNode& element);

/// An element whose lines are lines, not blanks.
bool KeepsLines(const HtmlNode& element);

/// Furniture of a site by its own declaration, whatever stands in it.
bool IsFurniture(const HtmlNode& element);

/// Furniture by the names web offices give it. Only names that mean nothing else.
bool IsNamedFurniture(const HtmlNode& element);

/// Elements in which the content systems of government sites put the body of an article.
bool IsKnownBody(const HtmlNode& element);
/// Named as the place of an article's title.
bool IsNamedTitle(const HtmlNode& element);

}  // namespace gouji
